"""Satisfaction: what customers think of what they get, and where an improvement is wanted most."""

from __future__ import annotations

from icmap.analyses._analysis import Analysis
from icmap.analyses._telling import rating
from icmap.document import Block, Column, Paragraph, Section, Table
from icmap.measures.scores import DependencyScore, ProviderScore, Rating, scores
from icmap.model.quantities import format_number
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["ANALYSIS", "DependencySatisfaction", "ProviderSatisfaction"]

TERMS = {
    "satisfaction": "The mean of the scores that a provider's customers give, weighted by importance from 1 (low) to 4 "
    "(critical). A score without an overall number is the mean of its aspects.",
    "min-answers": "Below so many answers a score is hidden. One whose number of answers is not known is hidden where a "
    "single person stands at either end, because it may be the opinion of, or on, one named person; elsewhere it is "
    "shown, but never a finding. Hidden scores count in a provider's mean only if together they have enough answers.",
    "dissatisfied-customers": "A provider whose score, on enough answers, lies below the middle of the scale.",
    "quadrant": "Importance against performance (Martilla & James 1977), the lines through the middle of both scales: "
    "concentrate here (important, rated low), keep up (important, rated high), low priority, possible overkill.",
}


@dataclass(frozen=True, slots=True)
class DependencySatisfaction:
    """What one customer thinks of one thing it gets; importance from 1 (low) to 4 (critical)."""

    customer: str
    service: str | None
    score: float | None
    communication: float | None
    productivity: float | None
    responsiveness: float | None
    answers: int | None
    hidden: bool
    importance: int
    quadrant: str | None
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class ProviderSatisfaction:
    """What all customers think of a provider; importance is the mean over what they rated, from 1 to 4."""

    provider: str
    score: float | None
    communication: float | None
    productivity: float | None
    responsiveness: float | None
    answers: int | None
    enough: bool
    hidden: bool
    dissatisfied: bool
    importance: float
    quadrant: str | None
    dependencies: tuple[DependencySatisfaction, ...]


def compute(study: Study) -> tuple[ProviderSatisfaction, ...]:
    """Every provider that somebody rated, the lowest score first, hidden ones last, ties by id."""
    rows = [_row(score) for score in study.of(scores).values()]
    return tuple(sorted(rows, key=lambda row: (row.score is None, row.score or 0, row.provider)))


def _row(score: ProviderScore) -> ProviderSatisfaction:
    found = score.rating
    return ProviderSatisfaction(
        score.provider, found.score, found.communication, found.productivity, found.responsiveness, found.answers,
        found.enough, found.hidden, score.dissatisfied, score.weight, score.quadrant,
        tuple(_dependency(each) for each in score.dependencies),
    )  # fmt: skip


def _dependency(score: DependencyScore) -> DependencySatisfaction:
    found, written = score.rating, score.dependency
    return DependencySatisfaction(
        written.customer, written.service, found.score, found.communication, found.productivity, found.responsiveness,
        found.answers, found.hidden, score.weight, score.quadrant, written.span.file, written.span.line,
    )  # fmt: skip


def describe(study: Study) -> Section:
    """The providers with the lowest scores first; what is hidden is counted, not shown."""
    result = study.of(compute)
    blocks: list[Block] = []
    shown = [row for row in result if row.score is not None]
    if shown:
        blocks.append(_table(study, shown))
    if hidden := len(result) - len(shown):
        blocks.append(Paragraph(_hidden(study, hidden), "remark"))
    if not result:
        blocks.append(Paragraph("The map holds no scores (satisfaction: on a dependency).", "remark"))
    return Section(ANALYSIS.name, ANALYSIS.title, tuple(blocks), healthy=not any(row.dissatisfied for row in result))


def _hidden(study: Study, hidden: int) -> str:
    whose = "One provider's score is" if hidden == 1 else f"The scores of {hidden} providers are"
    return f"{whose} hidden: fewer than {study.org.survey.min_answers} answers, or not said how many."


def _table(study: Study, rows: list[ProviderSatisfaction]) -> Table:
    low, high = format_number(study.org.survey.low), format_number(study.org.survey.high)
    columns = (
        Column("Provider"), Column("Score"), Column("Weakest in"), Column("Importance", "number"), Column("So"),
    )  # fmt: skip
    top = rows[: study.question.top]
    note = f"From {low} to {high}; importance from 1 (low) to 4 (critical)."
    rest = f" The {len(top)} lowest of {len(rows)} are shown." if len(top) < len(rows) else ""
    return Table(columns, tuple(_line(study, row) for row in top), note=note + rest)


def _line(study: Study, row: ProviderSatisfaction) -> tuple[str, ...]:
    score = rating(Rating(row.score, answers=row.answers))
    return study.name(row.provider), score, _weakest(row), format_number(row.importance), row.quadrant or ""


def _weakest(row: ProviderSatisfaction) -> str:
    """The aspect with the lowest score, where they differ."""
    told = (
        ("communication", row.communication),
        ("productivity", row.productivity),
        ("responsiveness", row.responsiveness),
    )
    known = [(value, name) for name, value in told if value is not None]
    if len({value for value, _ in known}) < 2:
        return ""
    value, name = min(known)
    return f"{name} {format_number(value)}"


ANALYSIS = Analysis(
    "satisfaction",
    "Satisfaction",
    "what customers think of what they get",
    compute,
    describe,
    TERMS,
)
