"""What a column is for: by what was asked, by its heading in four languages, by its content, by names that recur."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from icmap.errors import IcmapError
from icmap.exchange.keys import Type
from icmap.exchange.names import tidy
from icmap.exchange.tables.numbers import GRADE, NotThis, Style
from icmap.exchange.tables.sheet import CellValue, as_text, is_blank
from icmap.exchange.tables.values import is_nothing, read_value
from icmap.exchange.tables.words import HEADINGS, KINDS, UNITS, folded, unit_of
from icmap.records import dataclass
from icmap.text.suggestions import nearest

__all__ = ["TARGETS", "Asked", "Column", "heading_meaning", "meant", "style_of", "wanted_columns"]

_THREE = ("optimistic", "likely", "pessimistic")
TARGETS = (
    frozenset(HEADINGS.values())
    | {f"{base}.{each}" for base in ("lead_time", "effort", "own.lead_time") for each in _THREE}
    | {"own.lead_time"}
)
"""All that a column may be for."""

_OWN_WORDS = {folded(target.replace(".", " ")): target for target in sorted(TARGETS)} | {
    "aspects communication": "satisfaction.communication"
}
_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]")
_COMMA = re.compile(r"[0-9],[0-9]{1,2}(?![0-9])")
_SLASHED = re.compile(r"\s*([0-9]{1,2})/([0-9]{1,2})/[0-9]{2,4}\s*")
_GRADE = re.compile(
    r"\b(?:schulnoten?|zensur|(?:note )?1\s*(?:=|:|ist|is)?\s*(?:sehr gut|beste[rs]?|best|top|very good|sehr zufrieden))\b[^)\]]*",
    re.IGNORECASE,
)
"""What says that 1 is the best score, as in German schools."""
_SHORTEST = 5
_SAMPLE = 200
_MOSTLY = 0.8
_RECURRING = 0.3
_LEAST_NAMES = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its place, its heading, what it is for ('' nothing), its unit, and how that is known."""

    number: int
    heading: str
    target: str
    unit: str = ""
    why: str = ""


Asked = Mapping[str, tuple[str, str]]
"""What was asked with --columns: from a folded heading or a column's letters to a target and a unit."""


def wanted_columns(texts: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Read `Kunde=customer, Dauer=lead_time (days)`. Raises `IcmapError` for a target that does not exist."""
    wanted = {}
    for text in texts:
        for part in filter(str.strip, text.split(",")):
            heading, equals, target = part.rpartition("=")
            name, unit = _BRACKETS.sub("", target).strip().lower(), _bracketed_unit(target)
            if not equals or not heading.strip():
                raise IcmapError(
                    f"'{part.strip()[:60]}' does not say what a column is for",
                    hint="write it like 'Kunde=customer, Dauer=lead_time (days)'",
                )
            if name not in TARGETS and name not in {"", "skip"}:
                close = nearest(name, sorted(TARGETS))
                hint = f"did you mean '{close}'?" if close else f"a column may be {', '.join(sorted(TARGETS))}, or skip"
                raise IcmapError(f"no column can be '{name[:60]}'", hint=hint)
            wanted[_asked_key(heading)] = (name or "skip", unit)
    return wanted


def _asked_key(heading: str) -> str:
    return folded(heading) or heading.strip()


def _bracketed_unit(text: str) -> str:
    found = _BRACKETS.search(text)
    return ("%" if "%" in found[1] else unit_of(found[1])) if found else ""


@lru_cache(maxsize=4096)
def heading_meaning(heading: str) -> tuple[str, str, str]:
    """Target, unit and how that is known (`heading` by the whole of it, `part` by a part of it), of a heading."""
    if _GRADE.search(heading):
        target = heading_meaning(_GRADE.sub(" ", heading).strip(" ()[]") or "satisfaction")[0]
        if target in {"satisfaction", ""} or target.startswith("satisfaction."):
            return target or "satisfaction", GRADE, "heading"
    unit = _bracketed_unit(heading) or ("%" if "%" in heading else "")
    if heading.lower().replace(" ", "_").endswith("per_working_hour"):
        return "skip", "", "heading"
    plain = folded(_BRACKETS.sub(" ", heading).replace("%", " "))
    found = HEADINGS.get(plain) or _OWN_WORDS.get(plain)
    if found:
        return found, unit, "heading"
    shorter, last = _without_unit(plain)
    found = HEADINGS.get(shorter) or _OWN_WORDS.get(shorter)
    if found and shorter != plain:
        return found, unit or last, "heading"
    within = [words for words in HEADINGS if len(words) >= _SHORTEST and _holds(plain, words)]
    if within and len(plain) <= 60:
        best = max(within, key=lambda words: (len(words), words))
        return HEADINGS[best], unit or last, "part"
    return "", unit or last, ""


def _holds(plain: str, words: str) -> bool:
    """Whether a heading holds the words: as words of their own, or at the beginning of a compound (Lieferantenname)."""
    at = plain.find(words)
    return at >= 0 and (at == 0 or plain[at - 1] == " ")


def _without_unit(plain: str) -> tuple[str, str]:
    """A heading without the unit at its end (`dauer in tagen`, `lead time hours`, `how often per week`)."""
    words = plain.split()
    for count in (3, 2, 1):
        rest, last = words[:-count], " ".join(words[-count:])
        unit = UNITS.get(last) or (unit_of(last) if count > 1 else "")
        if rest and unit and len(last) > (1 if count == 1 else 0):
            return " ".join(rest).removesuffix(" in").removesuffix(" en"), unit
    return plain, ""


def meant(
    headings: Sequence[str],
    columns: Sequence[Sequence[CellValue]],
    first: int,
    asked: Asked,
    letters: Callable[[int], str],
) -> list[Column]:
    """What each column of a table is for, from its heading and its values; `first` is the number of the first."""
    found = [_by_heading(number + first, heading, asked, letters) for number, heading in enumerate(headings)]
    found = _unit_lists(_once_each(_arrows(found)))
    found = _by_content(found, columns, first)
    return _by_names(found, columns, first)


def _by_heading(number: int, heading: str, asked: Asked, letters: Callable[[int], str]) -> Column:
    for key in (_asked_key(heading), folded(_BRACKETS.sub(" ", heading)), letters(number).lower()):
        if key in asked:
            target, unit = asked[key]
            return Column(number, heading, target, unit or heading_meaning(heading)[1], "asked")
    target, unit, why = heading_meaning(heading) if heading else ("", "", "")
    return Column(number, heading, target, unit, why)


def _arrows(columns: list[Column]) -> list[Column]:
    """`Source` and `Target` side by side are the ends of an arrow, as graph tools write them: from customer to provider."""
    ends = {"source": "customer", "target": "provider"}
    if not ends.keys() <= {folded(each.heading) for each in columns}:
        return columns
    return [
        Column(each.number, each.heading, ends[folded(each.heading)], "", "heading")
        if folded(each.heading) in ends
        else each
        for each in columns
    ]


def _once_each(columns: list[Column]) -> list[Column]:
    """Each target once: what was asked first, then whole headings, then parts; the others are for nothing known."""
    ranks = {"asked": 0, "heading": 1, "part": 2, "": 3}
    best: dict[str, Column] = {}
    for each in sorted(columns, key=lambda column: (ranks[column.why], column.number)):
        if each.target and each.target != "skip":
            best.setdefault(each.target, each)
    return [
        each
        if not each.target or each.target == "skip" or best[each.target] is each
        else Column(each.number, each.heading, "", each.unit)
        for each in columns
    ]


def _unit_lists(columns: list[Column]) -> list[Column]:
    """A list of departments with what is known of each: the department in front is the party where nothing else is."""
    first, targets = columns[0], {each.target for each in columns}
    if first.target != "part_of" or targets & _NAMING or not targets & _ABOUT_PARTIES:
        return columns
    return [Column(first.number, first.heading, "party", first.unit, first.why), *columns[1:]]


_NAMING = frozenset({"party", "id", "customer", "provider", "case", "service"})
_ABOUT_PARTIES = frozenset({"owner", "headcount", "backup", "kind", "depends_on"})


def _by_content(found: list[Column], columns: Sequence[Sequence[CellValue]], first: int) -> list[Column]:
    taken = {each.target for each in found}
    result = []
    for each in found:
        target = "" if each.target else _content(columns[each.number - first], each.unit, taken)
        taken.add(target)
        result.append(Column(each.number, each.heading, target, each.unit, "content") if target else each)
    return result


def _content(values: Sequence[CellValue], unit: str, taken: set[str]) -> str:
    """What values look like: durations, rates, importances, kinds, scores; '' where they look like nothing known."""
    sample = [each for each in values if not is_nothing(each)][:_SAMPLE]
    if len(sample) < _LEAST_NAMES:
        return ""
    style = style_of(values, unit)
    for target, looks in _LOOKS:
        if target not in taken and sum(looks(each, style) for each in sample) >= _MOSTLY * len(sample):
            return target
    return ""


def _reads(kind: Type) -> Callable[[CellValue, Style], bool]:
    def looks(value: CellValue, style: Style) -> bool:
        if isinstance(value, str) and value.strip().isdigit():
            return False
        if not isinstance(value, str | dt.timedelta | dt.time):
            return False
        try:
            read_value(kind, value, style)
        except NotThis:
            return False
        return True

    return looks


def _is_score(value: CellValue, _style: Style) -> bool:
    return isinstance(value, float) and not value.is_integer() and 1 <= value <= 5


_LOOKS: tuple[tuple[str, Callable[[CellValue, Style], bool]], ...] = (
    (
        "importance",
        lambda value, style: isinstance(value, str) and len(value) > 1 and _reads(Type.IMPORTANCE)(value, style),
    ),
    ("frequency", _reads(Type.FREQUENCY)),
    ("lead_time", _reads(Type.ESTIMATE)),
    ("kind", lambda value, _: isinstance(value, str) and folded(value) in KINDS),
    ("satisfaction", _is_score),
)


def _by_names(found: list[Column], columns: Sequence[Sequence[CellValue]], first: int) -> list[Column]:
    """Where one end of dependencies has no heading: the column of texts whose names recur at the other end."""
    targets = {each.target for each in found}
    has = {"customer", "party"} & targets, "provider" in targets
    if bool(has[0]) == has[1] or {"case", "service"} & targets or not (targets & {"customer", "provider"}):
        return found
    known = next(each for each in found if each.target in {"customer", "provider"})
    other = "customer" if known.target == "provider" else "provider"
    names = _names(columns[known.number - first])
    likely = {each.number: _overlap(names, _names(columns[each.number - first])) for each in found if not each.target}
    best = max(likely, key=lambda number: likely[number], default=None)
    if best is None or likely[best] < _RECURRING:
        return found
    return [
        Column(each.number, each.heading, other, each.unit, "names") if each.number == best else each for each in found
    ]


def _names(values: Sequence[CellValue]) -> set[str]:
    return {tidy(as_text(each)).casefold() for each in values[:5000] if isinstance(each, str) and not is_blank(each)}


def _overlap(names: set[str], others: set[str]) -> float:
    return len(names & others) / min(len(names), len(others)) if len(others) >= _LEAST_NAMES and names else 0.0


def style_of(values: Sequence[CellValue], unit: str) -> Style:
    """How the numbers of a column are written, from all of its cells."""
    texts = {each for each in values if isinstance(each, str)}
    comma = any(map(_COMMA.search, texts))
    slashed = [found for each in texts if (found := _SLASHED.fullmatch(each))]
    month_first = any(int(each[2]) > 12 for each in slashed) and not any(int(each[1]) > 12 for each in slashed)
    return Style(unit, comma, month_first)
