"""Measures a finished SVG by its own geometry: the smallest letters, what overlaps, what lies outside, how much is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from math import atan2, pi
from xml.etree import ElementTree as ET

from icmap.pictures.paint.layout.widths import width

__all__ = ["Sheet", "measured", "problems"]

SVG = "{http://www.w3.org/2000/svg}"
LEAST_TEXT, LEAST_ON_CARDS, LARGE = 9.0, 10.0, 18.0
POINTS = 0.75
Matrix = tuple[float, float, float, float]
"""Moved by x and y, scaled, turned a quarter to the left (1) or not (0)."""


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box, by: float = 0.0) -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > by and min(self.bottom, other.bottom) - max(self.top, other.top) > by

    def inside(self, other: Box, slack: float) -> bool:
        return (
            self.left >= other.left - slack and self.right <= other.right + slack
            and self.top >= other.top - slack and self.bottom <= other.bottom + slack
        )  # fmt: skip


@dataclass
class Sheet:
    page: Box
    texts: list[tuple[str, float, Box, str]] = field(default_factory=list)
    """Words, points, place, the id of the card they are on."""
    cards: dict[str, Box] = field(default_factory=dict)
    labels: dict[str, Box] = field(default_factory=dict)
    curves: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    ends: dict[str, tuple[str, str]] = field(default_factory=dict)
    picture: list[Box] = field(default_factory=list)
    legend_top: float = 0.0


def measured(svg: str) -> Sheet:
    root = ET.fromstring(svg)
    sheet = Sheet(Box(0, 0, float(root.get("width", 0)), float(root.get("height", 0))))
    sheet.legend_top = sheet.page.bottom
    _walk(root, (0.0, 0.0, 1.0, 0.0), sheet, "", "")
    return sheet


def _walk(element: ET.Element, at: Matrix, sheet: Sheet, card: str, room: str) -> None:
    at = _moved(at, element.get("transform", ""))
    name = element.get("id", "")
    if element.tag == f"{SVG}g":
        room = name if name in ("picture", "legend") else room
        card = name if re.fullmatch(r"n\d+(x\d+)?", name) else card
        if element.get("data-tail"):
            card = f"->{name}"
            sheet.ends[card] = (element.get("data-tail", ""), element.get("data-head", ""))
        if element.get("data-label"):
            card = f"label {element.get('data-label')}"
    box = _box(element, at)
    if box is not None:
        _keep(element, at, box, sheet, card, room)
    for child in element:
        _walk(child, at, sheet, card, room)


def _keep(element: ET.Element, at: Matrix, box: Box, sheet: Sheet, card: str, room: str) -> None:
    if element.tag == f"{SVG}text":
        size = float(element.get("font-size", 0)) * at[2] * POINTS
        sheet.texts.append((element.text or "", size, box, card))
        if room == "legend":
            sheet.legend_top = min(sheet.legend_top, box.top)
    if room == "picture":
        sheet.picture.append(box)
        if card.startswith("label"):
            sheet.labels.setdefault(card, box)
        elif card.startswith("->") and element.tag == f"{SVG}path" and element.get("fill") == "none":
            sheet.curves.setdefault(card, _sampled(_points(element.get("d", ""), at)))
        elif card.startswith("n") and element.tag == f"{SVG}path" and card not in sheet.cards:
            sheet.cards[card] = box


def _moved(at: Matrix, transform: str) -> Matrix:
    x, y, scale, turned = at
    for name, inside in re.findall(r"(\w+)\(([^)]*)\)", transform):
        numbers = [float(each) for each in inside.replace(",", " ").split()]
        if name == "translate":
            x, y = x + numbers[0] * scale, y + numbers[1] * scale
        elif name == "scale":
            scale *= numbers[0]
        elif name == "rotate":
            turned = 1.0
    return x, y, scale, turned


def _box(element: ET.Element, at: Matrix) -> Box | None:
    if element.tag == f"{SVG}text":
        return _of_text(element, at)
    if element.tag == f"{SVG}rect":
        x, y, wide, tall = (float(element.get(each, 0)) for each in ("x", "y", "width", "height"))
        return _placed([(x, y), (x + wide, y + tall)], at)
    if element.tag == f"{SVG}path":
        points = _points(element.get("d", ""), (0.0, 0.0, 1.0, 0.0))
        points = _sampled(points) if "C" in element.get("d", "") else points
        return _placed(points, at) if points else None
    return None


def _of_text(element: ET.Element, at: Matrix) -> Box:
    size = float(element.get("font-size", 0))
    wide = width(element.text or "", size, bold=element.get("font-weight") == "bold")
    x, y = float(element.get("x", 0)), float(element.get("y", 0))
    left = x - {"middle": wide / 2, "end": wide}.get(element.get("text-anchor", ""), 0.0)
    if at[3]:
        return Box(
            at[0] - size * at[2] * 0.8, at[1] - (left + wide) * at[2], at[0] + size * at[2] * 0.2, at[1] - left * at[2]
        )
    return _placed([(left, y - size * 0.74), (left + wide, y + size * 0.2)], at)


def _placed(points: list[tuple[float, float]], at: Matrix) -> Box:
    xs, ys = [at[0] + x * at[2] for x, _ in points], [at[1] + y * at[2] for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _points(data: str, at: Matrix) -> list[tuple[float, float]]:
    """The points of a path, control points among them; relative steps are followed."""
    found: list[tuple[float, float]] = []
    x = y = 0.0
    for letter, inside in re.findall(r"([a-zA-Z])([^a-zA-Z]*)", data):
        numbers = [float(each) for each in re.findall(r"-?\d+\.?\d*", inside)]
        steps = {"h": 1, "v": 1, "a": 7, "z": 0}.get(letter.lower(), 2)
        for start in range(0, len(numbers) - steps + 1, steps or 1):
            part = numbers[start : start + steps]
            if letter in "hH":
                x = x + part[0] if letter == "h" else part[0]
            elif letter in "vV":
                y = y + part[0] if letter == "v" else part[0]
            elif part:
                x, y = (x + part[-2], y + part[-1]) if letter.islower() else (part[-2], part[-1])
            found.append((at[0] + x * at[2], at[1] + y * at[2]))
    return found


def _sampled(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Points on a cubic spline instead of its control points."""
    found = points[:1]
    for place in range(0, len(points) - 3, 3):
        a, b, c, d = points[place : place + 4]
        for step in range(1, 9):
            t = step / 8
            s = 1 - t
            found.append((
                s**3 * a[0] + 3 * s * s * t * b[0] + 3 * s * t * t * c[0] + t**3 * d[0],
                s**3 * a[1] + 3 * s * s * t * b[1] + 3 * s * t * t * c[1] + t**3 * d[1],
            ))  # fmt: skip
    return found


def problems(svg: str) -> list[str]:
    """What is wrong with a page, in words."""
    sheet = measured(svg)
    return [*_letters(sheet), *_overlaps(sheet), *_outside(sheet), *_through(sheet), *_curls(sheet), *_waste(sheet)]


def _letters(sheet: Sheet) -> Iterator[str]:
    for words, size, _, card in sheet.texts:
        on_card = card.startswith("n") and not words.isdigit()
        if (
            words.strip()
            and size < (LEAST_ON_CARDS if on_card else LEAST_TEXT) - 0.06
            and words != "1 of 2"
            and not words.isdigit()
        ):
            yield f"'{words}' has {size:.1f} points"


def _overlaps(sheet: Sheet) -> Iterator[str]:
    for (one, a), (other, b) in combinations(sheet.cards.items(), 2):
        if a.overlaps(b, 2):
            yield f"{one} and {other} overlap"
    for label, a in sheet.labels.items():
        for card, b in sheet.cards.items():
            if a.overlaps(b, 2):
                yield f"{label} covers {card}"
    for (one, a), (other, b) in combinations(sheet.labels.items(), 2):
        if a.overlaps(b, 2):
            yield f"{one} covers {other}"
    for words, _, box, card in sheet.texts:
        if card in sheet.cards and not words.isdigit() and not box.inside(sheet.cards[card], 3):
            yield f"'{words}' leaves its card"


def _outside(sheet: Sheet) -> Iterator[str]:
    for words, _, box, _ in sheet.texts:
        if not box.inside(sheet.page, 1):
            yield f"'{words}' leaves the page"
    for box in sheet.picture:
        if not box.inside(sheet.page, 1):
            yield f"something leaves the page: {box}"
        if box.bottom > sheet.legend_top + 1:
            yield f"something runs into the legend: {box}"


def _through(sheet: Sheet) -> Iterator[str]:
    for arrow, points in sheet.curves.items():
        ends = sheet.ends.get(arrow, ())
        for card, box in sheet.cards.items():
            if card not in ends and any(
                box.left + 4 < x < box.right - 4 and box.top + 4 < y < box.bottom - 4 for x, y in points
            ):
                yield f"{arrow} runs through {card}"


def _curls(sheet: Sheet) -> Iterator[str]:
    for arrow, points in sheet.curves.items():
        turned, least, most, before = 0.0, 0.0, 0.0, None
        for (x1, y1), (x2, y2) in pairwise(points):
            if abs(x2 - x1) + abs(y2 - y1) < 1.5:
                continue
            angle = atan2(y2 - y1, x2 - x1)
            if before is not None:
                turned += (angle - before + pi) % (2 * pi) - pi
                least, most = min(least, turned), max(most, turned)
            before = angle
        if most - least > 1.75 * pi:
            yield f"{arrow} curls: it turns by {(most - least) / pi * 180:.0f} degrees"


def _waste(sheet: Sheet) -> Iterator[str]:
    largest = max((size for _, size, _, card in sheet.texts if card.startswith("n")), default=0.0)
    if not sheet.picture or largest > LARGE:
        return
    wide = max(box.right for box in sheet.picture) - min(box.left for box in sheet.picture)
    tall = max(box.bottom for box in sheet.picture) - min(box.top for box in sheet.picture)
    room_x, room_y = sheet.page.right - 60, sheet.legend_top - 110
    if max(wide / room_x, tall / room_y) < 0.75 and wide * tall / (room_x * room_y) < 0.25:
        yield f"only {wide / room_x:.0%} by {tall / room_y:.0%} of the page is used"
