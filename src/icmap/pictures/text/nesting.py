"""What is inside which box, for the formats that write boxes inside one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from icmap.pictures.drawing import Box, Drawing, Node
from icmap.records import dataclass

__all__ = ["Inside", "inside", "path_to"]


@dataclass(frozen=True, slots=True)
class Inside:
    """Nodes and boxes by the id of the box they stand in, None for those in none."""

    nodes: Mapping[str | None, Sequence[Node]]
    boxes: Mapping[str | None, Sequence[Box]]


def inside(drawing: Drawing) -> Inside:
    """What each box holds, in the order of the drawing. A box deeper than `part_of` may be is left where it is."""
    nodes: dict[str | None, list[Node]] = {}
    boxes: dict[str | None, list[Box]] = {}
    for node in drawing.nodes:
        nodes.setdefault(node.box, []).append(node)
    for box in drawing.boxes:
        boxes.setdefault(box.parent, []).append(box)
    return Inside(nodes, boxes)


def path_to(drawing: Drawing) -> Mapping[str, str]:
    """The path of boxes to each node by its id: `b0.b1.n3`."""
    parents = {box.id: box.parent for box in drawing.boxes}
    found: dict[str, str] = {}
    for node in drawing.nodes:
        steps, box = [node.id], node.box
        while box is not None:
            steps.append(box)
            box = parents.get(box)
        found[node.id] = ".".join(reversed(steps))
    return found
