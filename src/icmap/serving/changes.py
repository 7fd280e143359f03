"""What the last save changed: whom it touched, and in a line what got better or worse for it; as `icmap diff` says it."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.comparison import Comparison, Side, comparison_report
from icmap.document import Bullets, Report
from icmap.records import dataclass

__all__ = ["Changes", "changes_between"]


@dataclass(frozen=True, slots=True)
class Changes:
    """Whom a save touched, by id, and the gravest that gets worse, the best that gets better, and how many more there are."""

    parties: tuple[str, ...] = ()
    worse: str = ""
    more_worse: int = 0
    better: str = ""
    more_better: int = 0


def changes_between(old: Side, new: Side) -> Changes | None:
    """What changed; None where both say the same."""
    found, report = comparison_report(old, new)
    if found.unchanged:
        return None
    worse, better = _sentences(report, "worse"), _sentences(report, "better")
    return Changes(
        tuple(sorted(set(_touched(found)))), next(iter(worse), ""), max(len(worse) - 1, 0), next(iter(better), ""),
        max(len(better) - 1, 0),
    )  # fmt: skip


def _touched(found: Comparison) -> Iterator[str]:
    written = found.written
    yield from (each.party for each in written.parties)
    yield from (each.service.partition("/")[0] for each in written.services)
    for each in written.dependencies:
        yield each.customer.partition("/")[0]
        yield each.provider.partition("/")[0]


def _sentences(report: Report, name: str) -> list[str]:
    return [
        sentence.text
        for section in report.sections
        if section.name == name
        for block in section.blocks
        if isinstance(block, Bullets)
        for sentence in block.sentences
    ]
