"""Markdown (GitHub Flavored): for a wiki, a pull request, a chat. Names are escaped, ids are code."""

from __future__ import annotations

from functools import singledispatch

from icmap.diagnostics import Diagnostic, Findings
from icmap.document import (
    Block,
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
from icmap.formats._format import Format, Page
from icmap.formats.chains import abridged
from icmap.formats.escaping import code_span, markdown_text, printable
from icmap.locations import Span

__all__ = ["FORMAT"]

_RULES = {"text": ":---", "id": ":---", "number": "---:"}
_MARKS = {"plain": "", "remark": "", "warning": "**Note:** "}


def write_report(report: Report, page: Page) -> str:  # noqa: ARG001 - a format's signature
    """The report as a Markdown page: a heading for each section, with a blank line round every block."""
    head = [f"# {markdown_text(report.title)}", markdown_text(report.subtitle)]
    blocks = [block for section in report.sections for block in _section(section)]
    return _page([*head, *blocks, markdown_text(report.closing)])


def write_findings(findings: Findings, page: Page) -> str:  # noqa: ARG001 - a format's signature
    """One list item for each finding, with what to do and the other places below it; says so where there is none."""
    found = "\n".join(_finding(each) for each in findings.diagnostics)
    return _page([found or "No findings."])


def _page(blocks: list[str]) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"


def _finding(found: Diagnostic) -> str:
    head = (
        f"- {code_span(str(found.span))} **{found.severity}** {code_span(found.rule)}: {markdown_text(found.message)}"
    )
    more = [f"  - *{markdown_text(found.hint)}*"] if found.hint and "*" not in found.hint else []
    more += [f"  - {markdown_text(found.hint)}"] if found.hint and not more else []
    more += [f"  - {code_span(str(each.span))}: {markdown_text(each.message)}" for each in found.related]
    return "\n".join([head, *more])


def _section(section: Section) -> list[str]:
    return [f"## {markdown_text(section.title)}", *(_block(each) for each in section.blocks)]


@singledispatch
def _block(block: Block) -> str:
    raise TypeError(f"Markdown does not know how to write a {type(block).__name__}")


@_block.register
def _(block: Paragraph) -> str:
    text = markdown_text(block.text)
    return f"*{text}*" if block.tone == "remark" and text and "*" not in text else _MARKS[block.tone] + text


@_block.register
def _(block: Bullets) -> str:
    marks = [f"{number}." if block.ordered else "-" for number in range(1, len(block.sentences) + 1)]
    return "\n".join(f"{mark} {_sentence(each)}" for mark, each in zip(marks, block.sentences, strict=True))


def _sentence(sentence: Sentence) -> str:
    return " ".join(filter(None, (markdown_text(sentence.text), _place(sentence.span))))


def _place(span: Span) -> str:
    return f"({code_span(span.short)})" if span.file else ""


@_block.register
def _(block: Table) -> str:
    head = _row([markdown_text(column.title) for column in block.columns])
    rule = _row([_RULES[column.holds] for column in block.columns])
    rows = [_row([_cell(text, column) for text, column in zip(row, block.columns, strict=True)]) for row in block.rows]
    title = f"**{markdown_text(block.title)}**" if block.title else ""
    note = markdown_text(block.note)
    return "\n\n".join(filter(None, [title, "\n".join([head, rule, *rows]), note]))


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str, column: Column) -> str:
    return code_span(text).replace("|", "\\|") if column.holds == "id" else markdown_text(text)


@_block.register
def _(block: Chain) -> str:
    title = f"**{markdown_text(block.title)}**" if block.title else ""
    steps = "\n".join(f"{number}. {_step(step)}" for number, step in enumerate(abridged(block).steps, 1))
    return "\n\n".join(filter(None, [title, steps, markdown_text(block.note)]))


def _step(step: ChainStep) -> str:
    label = f"**{markdown_text(step.label)}**" if step.critical else markdown_text(step.label)
    detail = f": {markdown_text(step.detail)}" if step.detail else ""
    place = _place(step.span)
    return f"{label}{detail}" + (f" {place}" if place else "")


@_block.register
def _(block: Listing) -> str:
    return "\n".join(("    " + printable(line)).rstrip() for line in block.text.splitlines())


FORMAT = Format(
    "markdown",
    "a page for a wiki or a pull request",
    (".md", ".markdown"),
    report=write_report,
    findings=write_findings,
)
