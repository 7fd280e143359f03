"""Services as nodes: what is delivered, by whom, how long it takes, when it is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from icmap.graph import Step, receiving_nodes
from icmap.measures.drag import drags
from icmap.measures.schedule import schedule
from icmap.measures.slack import slacks
from icmap.model.quantities import Seconds, format_duration
from icmap.pictures.drawing import Node
from icmap.pictures.views._marks import Marks
from icmap.pictures.views._parties import MOST, SHOWN_OF_TOO_MANY
from icmap.pictures.views._shapes import shape_of
from icmap.pictures.views._view import Wish
from icmap.study import Study

__all__ = ["largest", "service_nodes"]


def largest(study: Study, wish: Wish) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The services to be drawn, and what is said about the others."""
    graph = study.services
    most = wish.top if wish.top is not None else SHOWN_OF_TOO_MANY if len(graph) > MOST else len(graph)
    if most >= len(graph):
        return tuple(graph), ()
    ranked = sorted(graph, key=lambda node: (-graph.degree(node), node))
    told = f"of {len(graph)} services the {most} with the most dependencies are shown; --top shows more or fewer"
    return tuple(sorted(ranked[:most])), (told,)


def service_nodes(study: Study, shown: Iterable[str], marked: Marks, wish: Wish) -> tuple[Node, ...]:
    """The nodes of services, numbered in their order."""
    ends = frozenset(node for end in study.ends for node in receiving_nodes(study.org.parties[end]))
    ranks = _ranks(study, marked)
    notes = _notes(study, wish)
    return tuple(
        Node(
            f"n{place}",
            node,
            _name(study.step(node)),
            shape_of(study.step(node).party),
            _lines(study, study.step(node), is_end=node in ends),
            end=node in ends,
            focus=wish.focus in (node, study.step(node).party.id),
            critical=node in marked.chain_services,
            loop=node in marked.loop_services,
            rank=ranks.get(node),
            note=notes.get(node, ""),
            tip=f"{_name(study.step(node))} · {study.step(node).party.name}",
        )
        for place, node in enumerate(shown)
    )


def _name(step: Step) -> str:
    return step.service.name if step.service else step.party.name


def _lines(study: Study, step: Step, *, is_end: bool) -> tuple[str, ...]:
    calendar = study.org.calendar
    time = format_duration(step.lead_time.mean, calendar) if step.lead_time else ""
    whose = step.party.name if step.service else step.party.kind
    done = study.of(schedule).moment(step.node)
    after = (
        f"after {format_duration(done.done, calendar)}" + (" or more" if done.lower_bound else "")
        if is_end and done.done
        else ""
    )
    return tuple(line for line in (" · ".join(part for part in (whose, time) if part), after) if line)


def _ranks(study: Study, marked: Marks) -> Mapping[str, int]:
    """A bottleneck's number stands on that service of it which drags most, else on its first."""
    found: dict[str, int] = {}
    saving = study.of(drags).services
    for party, rank in marked.ranks.items():
        own = [node for node in study.services if study.step(node).party.id == party]
        if own:
            found[min(own, key=lambda node: (-(saving[node].time if node in saving else 0), node))] = rank
    return found


def _notes(study: Study, wish: Wish) -> Mapping[str, str]:
    calendar = study.org.calendar
    if wish.labels == "drag":
        return {node: f"drag {format_duration(drag.time, calendar)}" for node, drag in study.of(drags).services.items()}
    if wish.labels != "float":
        return {}
    floats: dict[str, Seconds] = {
        node: slack.total for node, slack in study.of(slacks).services.items() if slack.total is not None
    }
    return {node: f"float {format_duration(time, calendar)}" for node, time in floats.items()}
