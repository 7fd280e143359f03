"""The words above a picture: the name of the map, what is found, in which situations."""

from __future__ import annotations

from icmap.measures.needs import Need
from icmap.pictures.drawing import Drawing
from icmap.study import Study
from icmap.wording.picture import need_found, no_need_found

__all__ = ["counted", "map_name", "title"]


def map_name(study: Study) -> str:
    """`Payday`, with the situations that are on."""
    on = study.question.situations
    return (study.org.name or "The map") + (f" ({', '.join(on)})" if on else "")


def title(study: Study, need: Need | None) -> str:
    """What is found about a need; where there is none, how many work for one another."""
    return need_found(study, need) if need else no_need_found(len(study.parties))


def counted(drawing: Drawing, one: str = "party", many: str = "parties", left: int = 0) -> str:
    """`12 of 20 parties, 18 lines of work`; a stand-in is no work, an alternative nobody."""
    nodes = sum(node.shape not in ("gate", "more") for node in drawing.nodes)
    into_gates = {node.id for node in drawing.nodes if node.shape == "gate"}
    lines = sum(arrow.line != "standin" and arrow.tail not in into_gates for arrow in drawing.arrows)
    of = f" of {nodes + left}" if left else ""
    return f"{nodes}{of} {one if nodes + left == 1 else many}, {lines} line{'' if lines == 1 else 's'} of work"
