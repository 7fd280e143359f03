"""Figures as HTML: the picture as inline SVG, how to read it, its legend, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch

from icmap.document import Figure
from icmap.figures import Bar, Key, Painting, PartyMap, Quadrants, Shown, SvgPart, Timeline
from icmap.formats.page.blocks import table
from icmap.formats.page.elements import Markup, element, joined, trusted
from icmap.formats.page.links import Links, row_id
from icmap.formats.page.quadrants import quadrants

__all__ = ["figure", "further_figure", "legend"]

_HELP = (
    "Drag to move, + and − to zoom, or Ctrl and the wheel. With the keyboard: Tab into the map, arrow keys from one to the "
    "next, Enter to open, Escape to close, 0 to see all."
)


def figure(figure: Figure, links: Links, level: int) -> Markup:
    """The figure under a heading of the given level."""
    return _framed(figure, _heading(figure, level), element("p", figure.text, class_="howto"), *_inside(figure, links))


def further_figure(figure: Figure, links: Links, level: int) -> Markup:
    """A figure that is read like the one before it: folded away under its heading, without saying again how."""
    return _framed(figure, element("details", element("summary", _heading(figure, level)), *_inside(figure, links)))


def _heading(figure: Figure, level: int) -> Markup:
    return element(f"h{level}", figure.title, id=f"h-{figure.name}")


def _framed(figure: Figure, *parts: str) -> Markup:
    kind = f"figure {_KINDS.get(type(figure.shown), '')}".strip()
    return element("section", *parts, class_=kind, id=f"f-{figure.name}", aria_labelledby=f"h-{figure.name}")


def _inside(figure: Figure, links: Links) -> Iterator[Markup]:
    yield from (element("p", remark, class_="remark") for remark in figure.remarks)
    yield _shown(figure.shown, figure, links) if figure.shown else _as_table(figure, links, is_open=True)


_KINDS: dict[type, str] = {PartyMap: "map", Painting: "painting", Timeline: "timeline", Quadrants: "quadrants"}


@singledispatch
def _shown(graphic: Shown, figure: Figure, links: Links) -> Markup:  # noqa: ARG001 - all graphics have one signature
    raise TypeError(f"HTML does not know how to show a {type(graphic).__name__}")


def _svg(drawn: SvgPart, label: str = "") -> Markup:
    """The picture; one without a label is only decoration."""
    size = f"{drawn.width:.0f}", f"{drawn.height:.0f}"
    return element(
        "svg", trusted(drawn.markup), viewBox=f"0 0 {size[0]} {size[1]}", width=size[0], height=size[1],
        role="img" if label else None, aria_label=label or None, aria_hidden=None if label else "true", focusable="false",
    )  # fmt: skip


def legend(keys: Iterable[Key]) -> Markup:
    """The samples of a picture with what each means; nothing where there are none."""
    items = [element("li", _svg(key.sample), element("span", key.text)) for key in keys]
    return element("ul", *items, class_="legend", role="list", aria_label="Legend") if items else joined()


def _as_table(figure: Figure, links: Links, *, is_open: bool = False, rows_named: bool = False) -> Markup:
    """The table, folded away where the picture is there."""
    whole = table(figure.table, links, ids=row_id if rows_named else None)
    if is_open:
        return whole
    return element(
        "details", element("summary", f"{figure.table.title or figure.title} (table)"), whole, class_="astable"
    )


@_shown.register
def _(graphic: PartyMap, figure: Figure, links: Links) -> Markup:
    rows = _as_table(figure, links, is_open=graphic.painting is None, rows_named=True)
    if graphic.painting is None:
        return rows
    label = f"{figure.title}: {len(graphic.actors)} parties. The table below holds the same."
    view = element("div", _svg(graphic.painting.drawn, label), class_="view", id="map-view")
    box = element("div", view, element("div", _card(), class_="side"), class_="mapbox")
    return joined(_toolbar(), box, legend(graphic.painting.legend), rows)


def _toolbar() -> Markup:
    """What only works with the script; the style sheet hides it without."""
    search = element(
        "div",
        element("label", "Find", for_="find"),
        trusted('<input id="find" type="search" autocomplete="off" spellcheck="false" role="combobox" '
                'aria-expanded="false" aria-controls="found" aria-autocomplete="list" placeholder="a name …">'),
        element("ul", id="found", role="listbox", aria_label="Found", hidden=True),
        class_="find",
    )  # fmt: skip
    buttons = (
        _button("zoom-in", "+", "Zoom in"),
        _button("zoom-out", "−", "Zoom out"),
        _button("zoom-all", "Show all", "Show the whole map"),
    )
    return joined(
        element("div", search, element("div", *buttons, class_="zoom"), class_="toolbar script"),
        element("p", _HELP, class_="help script", id="map-help"),
    )


def _button(name: str, words: str, label: str) -> Markup:
    return element("button", words, type="button", id=name, title=label, aria_label=label)


def _card() -> Markup:
    """Where the script tells about the party in focus."""
    return element("div", class_="party", id="party", hidden=True)


@_shown.register
def _(graphic: Painting, figure: Figure, links: Links) -> Markup:
    label = f"{figure.title}. The table below holds the same."
    picture = element("div", _svg(graphic.drawn, label), class_="scroll picture", data_label=figure.title)
    return joined(element("div", picture, legend(graphic.legend), class_="withlegend"), _as_table(figure, links))


@_shown.register
def _(graphic: Timeline, figure: Figure, links: Links) -> Markup:
    ticks = element("span", *(element("span", tick) for tick in graphic.ticks), class_="ticks", aria_hidden="true")
    scale = joined(element("span", "When", class_="hidden"), ticks)
    return table(
        figure.table, links, bars=[_bar(bar) for bar in graphic.bars], scale=scale, ticks=len(graphic.ticks) - 1
    )


_LENGTH, _THICK = 1000, 20
_SHORTEST = 3.0


def _bar(bar: Bar) -> Markup:
    """One bar, as wide as its cell: the row says the same in words."""
    start, length, slack = (round(_LENGTH * share, 1) for share in (bar.start, bar.length, bar.slack))
    shown = max(length, _SHORTEST)
    start = min(start, _LENGTH - shown)
    kind = "bar critical" if bar.critical else "bar"
    parts = [trusted(f'<rect class="{kind}" x="{start:g}" y="4" width="{shown:g}" height="12"></rect>')]
    if slack:
        until = min(start + shown + slack, _LENGTH)
        parts.insert(0, trusted(f'<path class="slack" d="M{start + shown:g} {_THICK / 2:g}H{until:g}"></path>'))
    return element(
        "svg",
        *parts,
        viewBox=f"0 0 {_LENGTH} {_THICK}",
        preserveAspectRatio="none",
        aria_hidden="true",
        focusable="false",
    )


@_shown.register
def _(graphic: Quadrants, figure: Figure, links: Links) -> Markup:
    label = f"{figure.title}: {len(graphic.points)} providers. The table holds the same."
    picture = element("div", quadrants(graphic, label), class_="picture")
    return element("div", picture, _as_table(figure, links, is_open=True), class_="besides")
