"""Parties as nodes, groups as boxes, and which of them are drawn where there are too many."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from icmap.graph import fold, groups
from icmap.measures.chains import EndCustomer, end_customers
from icmap.measures.drag import drags
from icmap.measures.slack import slacks
from icmap.model import OrgMap, Party, above
from icmap.model.quantities import Seconds, format_duration
from icmap.pictures.drawing import Box, Node
from icmap.pictures.views._marks import Marks
from icmap.pictures.views._shapes import shape_of
from icmap.pictures.views._view import Wish
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["MOST", "READABLE", "SHOWN_OF_TOO_MANY", "Cut", "boxes", "cut", "end_line", "party_nodes", "time_of"]

MOST = 300
"""How many nodes a picture has at most; above that it is folded or cut."""
READABLE = 80
"""So many nodes can be read on a page."""
SHOWN_OF_TOO_MANY = 80


@dataclass(frozen=True, slots=True)
class Cut:
    """A study small enough to be drawn, the parties that are drawn, and what was done about the others."""

    study: Study
    parties: tuple[str, ...]
    remarks: tuple[str, ...]


def cut(study: Study, wish: Wish) -> Cut:
    """Fold a large map along `part_of`, or take its parties with the most dependencies; `--top` always takes these."""
    remarks: list[str] = []
    if wish.top is None and len(study.parties) > MOST and study.question.level is None:
        level = _level(study.org)
        if level is not None:
            remarks.append(
                f"{len(study.parties)} parties are folded into level {level} of the groups; --level or --top show others"
            )
            study = Study(study.org, replace(study.question, level=level))
    most = wish.top if wish.top is not None else SHOWN_OF_TOO_MANY if len(study.parties) > MOST else len(study.parties)
    if most < len(study.parties):
        remarks.append(
            f"of {len(study.parties)} parties the {most} with the most dependencies are shown; --top shows more or fewer"
        )
    return Cut(study, _largest(study, most), tuple(remarks))


def _level(org: OrgMap) -> int | None:
    """The deepest level of `part_of` at which the picture can still be read, else the outermost if it can be drawn."""
    boxes_only = groups(org)
    nodes = [party for party in org.parties if party not in boxes_only]
    deepest = max((1 + len(list(above(org, party))) for party in nodes), default=1)
    for level in range(deepest, 0, -1):
        folded = fold(org, level)
        if len({folded[party] for party in nodes}) <= (READABLE if level > 1 else MOST):
            return level
    return None


def _largest(study: Study, most: int) -> tuple[str, ...]:
    if most >= len(study.parties):
        return tuple(study.parties)
    ranked = sorted(study.parties, key=lambda party: (-study.parties.degree(party), party))
    return tuple(sorted(ranked[:most]))


def party_nodes(study: Study, parties: Iterable[str], marked: Marks, wish: Wish) -> tuple[Node, ...]:
    """The nodes of parties, numbered in their order; boxes are given by `boxes`."""
    told = {end.end_customer: end for end in study.of(end_customers)}
    numbers = _numbers(study, wish)
    ends = frozenset(study.ends)
    return tuple(
        Node(
            f"n{place}",
            party,
            study.name(party),
            shape_of(study.org.parties[party]),
            _lines(study, study.org.parties[party], told.get(party)),
            end=party in ends,
            focus=party == wish.focus,
            critical=party in marked.chain_services,
            loop=party in marked.loop_services,
            rank=marked.ranks.get(party),
            note=numbers.get(party, ""),
            tip=_tip(study, party, told.get(party)),
        )
        for place, party in enumerate(parties)
    )


def _lines(study: Study, party: Party, end: EndCustomer | None) -> tuple[str, ...]:
    first = " · ".join(part for part in (party.kind, time_of(study, party)) if part)
    second = end_line(study, end) if end else ""
    return tuple(line for line in (first, second) if line)


def time_of(study: Study, party: Party) -> str:
    """The lead time of a party, from the shortest to the longest of its services; '' where none is known."""
    own = [service.lead_time or party.lead_time for service in party.services] or [party.lead_time]
    times = sorted({each.mean for each in own if each is not None})
    if not times:
        return ""
    shortest, longest = (format_duration(time, study.org.calendar) for time in (times[0], times[-1]))
    return shortest if shortest == longest else f"{shortest} – {longest}"


def end_line(study: Study, end: EndCustomer) -> str:
    """When an end customer is served: `after 2 d`, `after 2 d or more` where something is unknown."""
    if not end.done:
        return ""
    time = format_duration(end.done, study.org.calendar)
    return f"after {time}" + (" or more" if end.lower_bound else "")


def _numbers(study: Study, wish: Wish) -> Mapping[str, str]:
    calendar = study.org.calendar
    if wish.labels == "drag":
        return {
            party: f"drag {format_duration(drag.time, calendar)}" for party, drag in study.of(drags).parties.items()
        }
    if wish.labels != "float":
        return {}
    least: dict[str, Seconds] = {}
    for node, slack in study.of(slacks).services.items():
        if slack.total is not None:
            party = study.step(node).party.id
            least[party] = min(slack.total, least.get(party, slack.total))
    return {party: f"float {format_duration(time, calendar)}" for party, time in least.items()}


def _tip(study: Study, party: str, end: EndCustomer | None) -> str:
    own = study.org.parties[party]
    parts = [
        own.name,
        own.kind,
        own.description,
        f"owner {own.owner}" if own.owner else "",
        end_line(study, end) if end else "",
    ]
    return " · ".join(part for part in parts if part)


def boxes(
    study: Study, keys: Mapping[str, str], several: Collection[str] = ()
) -> tuple[tuple[Box, ...], Mapping[str, str]]:
    """The boxes round drawn parties by `part_of`, and the id of the innermost box of each party that has one.

    `keys` are the drawn parties; a party that others are part of stands in its own box, and so does one of `several`.
    """
    org = study.org
    outer = {party: list(above(org, party)) for party in keys}
    wanted = sorted({each for line in outer.values() for each in line} | set(several))
    ids = {party: f"b{place}" for place, party in enumerate(wanted)}
    found = tuple(Box(ids[party], study.name(party), _parent(org, party, ids)) for party in wanted)
    inner = {
        party: ids[party] if party in ids else ids[line[0]] for party, line in outer.items() if party in ids or line
    }
    return found, inner


def _parent(org: OrgMap, party: str, ids: Mapping[str, str]) -> str | None:
    group = org.parties[party].part_of
    return ids.get(group) if group is not None and group != party else None
