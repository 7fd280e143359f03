"""One Report and one Findings that go through every format, with names that mean harm in each of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from icmap.diagnostics import Diagnostic, Findings, Related, Rule, Severity
from icmap.document import (
    Bullets,
    Chain,
    ChainStep,
    Column,
    Listing,
    Paragraph,
    Report,
    Section,
    Sentence,
    Table,
)
from icmap.locations import Span
from icmap.model.quantities import Seconds

EVIL = "Jeff [/] [bold]x[/bold] \x1b[31mred\x07 <b>&amp;</b> | `code` *s* _u_ ##[error]y\u202e www.x.io http://y.io"
"""A name that is markup to Rich, Markdown and HTML, a control sequence to a terminal and a command to a build."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a result."""

    party: str
    reach: int
    share: float | None
    done: Seconds | None
    null: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """A result."""

    rows: tuple[Row, ...]
    complete: bool = True


def _at(line: int) -> Span:
    return Span("org.yaml", line, 3, 4)


FIRST = Section(
    "first",
    "What to fix first",
    (
        Bullets(
            (
                Sentence("Staff get the pay run 4 d after the start; they need it within 3 d.", span=_at(31)),
                Sentence(
                    "If Jeff is away, 6 others stop, the board among them; the map names no stand-in, and this sentence"
                    " goes on for more than a line.",
                    span=_at(50),
                ),
                Sentence(f"{EVIL} takes 3 h 20 min."),
            ),
            ordered=True,
        ),
        Paragraph("To say more: ask payroll how often it is asked, 1.8 of 5.", "remark"),
    ),
)

TABLES = Section(
    "bottlenecks",
    "Bottlenecks",
    (
        Paragraph("One row for each party with at least one reason."),
        Paragraph("Seven lead times are unknown.", "warning"),
        Table(
            (Column("party"), Column("id", "id"), Column("why"), Column("reach", "number"), Column("drag", "number")),
            (
                (EVIL, "jeff", "no stand-in, slowest step, overloaded", "6", "1 d 4 h"),
                ("Lohn 給与 🏦", "payroll-of-the-whole-company-in-europe|and|asia", "slowest step", "12", "4 h"),
                ("::set-env name=x::y", "b", "", "0", ""),
            ),
            title="Where it hurts",
            note="and 3 more",
        ),
        Chain(
            "Slowest chain to All staff: 4 d",
            (
                ChainStep("Jeff", "takes 2 d", _at(50), critical=True),
                ChainStep("Timekeeping", "takes 4 h, there after 2 d 4 h", _at(60)),
                ChainStep("All staff", "after 4 d"),
            ),
            "2 others are as slow",
        ),
        Listing("jeff:\n  lead_time: 2d"),
    ),
)

A_REPORT = Report(
    f"Payday {EVIL}",
    "14 parties, 17 services, 21 dependencies",
    (FIRST, TABLES, Section("loops", "Loops", (Paragraph("Nobody waits in a circle."),), healthy=True)),
    {
        "icmap": "0",
        "first": Result((Row(EVIL, 6, 1 / 3, Fraction(1, 3)), Row("é", 0, float("nan"), None)), complete=False),
        "empty": Result(()),
    },
)

SOME_FINDINGS = Findings(
    (
        Diagnostic("unknown-party", Severity.ERROR, "'jef' is not a party", _at(12), "did you mean 'jeff'?"),
        Diagnostic(
            "duplicate-party",
            Severity.ERROR,
            f"'{EVIL}' is written twice",
            Span("a\x1b.yaml", 3, 1, 4),
            related=(Related(_at(12), "first written here"),),
        ),
        Diagnostic(
            "unlisted-service", Severity.WARNING, "'pay' is not among the services", Span("org.yaml", 40, 130, 3)
        ),
        Diagnostic("fine", Severity.NOTE, "a file as a whole", Span("org.yaml", 0, 0, 1)),
        Diagnostic(
            "no-stand-in",
            Severity.WARNING,
            f"if '{EVIL}' is away, 6 others stop",
            Span("teams/a b%,:.yaml", 7, 5, 4),
            "name who stands in ::error::pwned\n##[add-mask]x",
            related=(Related(_at(12), "'給料' needs it"),),
            subjects=(EVIL, "給料/payslips"),
            number=6.0,
        ),
    ),
    rules=(
        Rule(
            "no-stand-in", Severity.WARNING, "Nobody stands in", "Nobody stands in.\n\nTold of <b>one</b> of a kind.\n"
        ),
        Rule("layers", Severity.ERROR, "It points up", "It points up.\n"),
    ),
    lines={
        ("org.yaml", 12): "\t jef: {x: 1}",
        ("org.yaml", 40): "x" * 100 + " the service of - {pay} " + "給" * 300,
        ("a\x1b.yaml", 3): EVIL,
        ("teams/a b%,:.yaml", 7): "  給料: {kind: person}",
    },
)
