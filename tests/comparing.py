"""Helpers of the tests of `icmap diff`: two maps given as text, what differs, what is said."""

from __future__ import annotations

from icmap.comparison import Comparison, Side, compare, comparison_report
from icmap.document import Bullets, Report
from icmap.loading import parse
from icmap.model import OrgMap
from icmap.model.quantities import Seconds
from icmap.study import Question, Study


def side(text: str, *situations: str) -> Side:
    loaded = parse(text, "org.yaml")
    assert loaded.ok, loaded.errors
    return Side(Study(loaded.org, Question(situations)), loaded.sources)


def of(org: OrgMap) -> Side:
    return Side(Study(org))


def compared(old: str, new: str, tolerance: Seconds = 0) -> Comparison:
    return compare(side(old), side(new), tolerance)


def page(old: str, new: str, *, top: int = 10) -> Report:
    return comparison_report(side(old), side(new), top=top)[1]


def sentences(old: str, new: str, section: str) -> list[str]:
    """What a section of the page says, sentence by sentence."""
    found = [each for each in page(old, new).sections if each.name == section]
    blocks = [block for each in found for block in each.blocks if isinstance(block, Bullets)]
    return [sentence.text for block in blocks for sentence in block.sentences]


def reasons(old: str, new: str, tolerance: Seconds = 0) -> list[str]:
    return [each.reason for each in compared(old, new, tolerance).worse]
