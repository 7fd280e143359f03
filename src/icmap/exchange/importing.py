"""An import from start to end: files are read, the map is written and read back as `icmap check` reads it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from icmap.diagnostics import Severity
from icmap.exchange.gathered import Gathered
from icmap.exchange.order import Order
from icmap.exchange.reading import gather
from icmap.exchange.remarks import Remark
from icmap.exchange.written.yaml import map_text
from icmap.loading import Loaded, no_collector, parse
from icmap.model.organisation import Survey
from icmap.records import dataclass

__all__ = ["Imported", "hold_to_scale", "import_files", "new_map"]

_TOLD = 10


@dataclass(frozen=True, slots=True)
class Imported:
    """The text of a map, what was taken for what (`said`), what is to be looked at (`remarks`), and how much it is."""

    text: str
    said: tuple[str, ...]
    remarks: tuple[Remark, ...]
    summary: str
    is_empty: bool = False

    @property
    def ok(self) -> bool:
        """Whether everything could be read."""
        return not any(each.severity is Severity.ERROR for each in self.remarks)


def import_files(paths: Iterable[str], order: Order) -> Imported:
    """A new map out of files. Raises `IcmapError` for a file that cannot be read at all."""
    gathered = Gathered()
    listed = list(paths)
    with no_collector():
        said = gather(listed, order, gathered)
        gathered.top.setdefault("name", _name(listed))
        text = new_map(gathered, listed)
    counted = f"{len(gathered.parties)} parties, {len(gathered.services)} services, {len(gathered.links)} dependencies"
    return Imported(text, tuple(said), tuple(gathered.remarks), counted, not gathered.parties)


def _name(paths: Iterable[str]) -> str:
    return next((PurePath(each).stem[:200].strip() for each in paths), "") or "Map"


def new_map(gathered: Gathered, paths: Iterable[str]) -> str:
    """The text of the map; what reading it back finds wrong with it becomes a remark of the import."""
    _set_scale(gathered)
    _set_situations(gathered)
    if gathered.names.alike > 20:
        gathered.remarks.note("names", f"{gathered.names.alike - 20} more names were taken for others that look alike")
    text = map_text(gathered, [f"imported from {', '.join(PurePath(each).name for each in paths)}"[:200]])
    _read_back(parse(text, "the map"), gathered)
    return text


def _set_situations(gathered: Gathered) -> None:
    """Every situation that a dependency names is listed."""
    named = dict.fromkeys(each for link in gathered.links for each in link.when)
    listed = gathered.top.get("situations", {})
    missing = [each for each in named if each not in listed]
    if missing:
        gathered.top["situations"] = tuple(named) if not listed else {**dict(listed), **{each: {} for each in missing}}  # type: ignore[arg-type]


def _set_scale(gathered: Gathered) -> None:
    """The scale of the survey where scores go beyond 1 to 5."""
    scores = [
        float(str(value)) for record in gathered.links.values() for value in _scores(record.get("satisfaction"))
    ]  # fmt: skip
    if not scores or "survey" in gathered.top or max(scores) <= 5:
        return
    high = next((each for each in (10, 100) if max(scores) <= each), None)
    if high is None:
        gathered.remarks.error(
            "satisfaction",
            f"a score of {max(scores):g} is on no scale that is known",
            "scores are 1 to 5, to 10 or to 100",
        )
        return
    low = 1 if min(scores) >= 1 and high == 10 else 0
    gathered.top["survey"] = {"scale": (str(low), str(high))}
    gathered.remarks.note("satisfaction", f"scores go up to {max(scores):g}: the scale is taken to be {low} to {high}")


def hold_to_scale(gathered: Gathered, survey: Survey) -> None:
    """Take out each satisfaction that lies outside the scale of the map it is for, and name its cell."""
    if "survey" in gathered.top:
        return
    outside = [
        record
        for record in gathered.links.values()
        if any(not survey.low <= float(str(each)) <= survey.high for each in _scores(record.get("satisfaction")))
    ]
    hint = "bring the scores to the scale of the map, or set survey: {scale: [low, high]} in it"
    for number, record in enumerate(outside):
        where, value = record.places.get("satisfaction", "satisfaction"), record.pop("satisfaction")
        scores = ", ".join(map(str, _scores(value)))
        if number < _TOLD:
            gathered.remarks.error(
                where,
                f"the score {scores} lies outside the scale of the map, {float(survey.low):g} to {float(survey.high):g}",
                hint,
            )
    if len(outside) > _TOLD:
        gathered.remarks.error("satisfaction", f"{len(outside) - _TOLD} more scores lie outside the scale")


def _scores(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return [each for key, each in value.items() if key != "answers"]
    return [value] if value is not None else []


def _read_back(loaded: Loaded, gathered: Gathered) -> None:
    for found in loaded.findings.diagnostics:
        if found.severity is Severity.ERROR:
            gathered.remarks.error(found.span, found.message, found.hint)
