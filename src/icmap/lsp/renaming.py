"""A new id for a party, a service or a situation, in every file of the map and at every place that names it."""

from __future__ import annotations

from icmap.errors import IcmapError
from icmap.lsp.index import Mention
from icmap.lsp.maps import Map
from icmap.lsp.texts import Stretch, scalar
from icmap.records import dataclass
from icmap.text.characters import id_problem, normal, shown

__all__ = ["Edit", "renamed", "renaming_problem"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a line, and what takes its place."""

    at: Stretch
    text: str


def renaming_problem(found: Map) -> str:
    """Why nothing can be renamed now; empty where it can: a place that cannot be read might be forgotten."""
    for index in found.indexes.values():
        if not index.is_whole:
            return f"the file {index.file.rpartition('/')[2]} cannot be read as it is: mend it first"
    return ""


def renamed(found: Map, mention: Mention, name: str) -> list[Edit]:
    """The edits that give what is named a new name. Raises `IcmapError` for a name that it cannot have."""
    name = normal(name.strip())
    problem = renaming_problem(found) or _problem(found, mention, name)
    if problem:
        raise IcmapError(problem)
    edits = {each.at: Edit(each.at, _written(found, each, mention, name)) for each in found.naming(mention)}
    return list(edits.values())


def _problem(found: Map, mention: Mention, name: str) -> str:
    if not mention.situation and (problem := id_problem(name)):
        return f"the id '{shown(name)}' {problem}"
    if name == (mention.situation or mention.service or mention.party):
        return ""
    taken = {each.key for each in found.mentions if each.defines}
    if _new_key(mention, name) in taken:
        return f"there is a '{shown(name)}' already"
    return "" if name else "a name is not empty"


def _new_key(mention: Mention, name: str) -> tuple[str, str | None, str]:
    if mention.situation:
        return "", None, name
    return (name, None, "") if mention.service is None else (mention.party, name, "")


def _written(found: Map, place: Mention, mention: Mention, name: str) -> str:
    """The new name as it stands at a place: in quotes where YAML needs them, as part of a reference where it is one."""
    if place.whole:
        old = mention.party if mention.service is None else f"{mention.party}/{mention.service}"
        new = name if mention.service is None else f"{mention.party}/{name}"
        return scalar(new + place.whole[len(old) :], in_flow=True)
    line = found.indexes[place.at.file].lines[place.at.line]
    before, after = line[: place.at.start], line[place.at.end :]
    if before.endswith("/") or after.startswith(("/", "=", ".")):
        return name if scalar(f"x{name}", in_flow=True) == f"x{name}" else _split_reference(name)
    return scalar(name, in_flow=True)


def _split_reference(name: str) -> str:
    raise IcmapError(f"'{shown(name)}' needs quotes where a reference is written without: choose a simpler id")
