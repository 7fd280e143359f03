"""The whole page: head with its policy, what to fix first, the map, every section with its figures, script and style."""

from __future__ import annotations

import base64
import hashlib
import pkgutil
from collections.abc import Iterator, Sequence
from itertools import groupby

from icmap.document import Block, Bullets, Chain, Figure, Paragraph, Report, Section
from icmap.errors import IcmapError
from icmap.figures import PartyMap
from icmap.formats.page.blocks import block, chains
from icmap.formats.page.elements import Markup, data_block, element, joined, trusted, void
from icmap.formats.page.figures import figure, further_figure
from icmap.formats.page.links import Links, links_of, network_of

__all__ = ["whole_page"]


def whole_page(report: Report) -> str:
    """The report as one page that needs nothing else: what to fix first, the map, then every section with its figures."""
    links = links_of(report)
    style, script = _own("style.css"), _own("script.js")
    data = _data(network_of(report))
    body = element(
        "body",
        element("a", "Skip to what to fix first", href="#main", class_="skip"),
        _top(report),
        element("main", *_main(report, links), id="main", tabindex="-1"),
        element("footer", element("p", f"Written by icmap {report.results.get('icmap', '')}.")),
        data,
        element("script", script),
    )
    return f'<!DOCTYPE html>\n<html lang="en">\n{_head(report, style, script)}\n{body}\n</html>\n'


def _own(name: str) -> Markup:
    """A file of ours that goes into the page."""
    content = pkgutil.get_data("icmap.formats.page", name)
    if content is None:
        raise IcmapError(f"the file '{name}' of icmap is missing", hint="install icmap again")
    return trusted(content.decode("utf-8").replace("\r\n", "\n"))


def _head(report: Report, style: str, script: str) -> Markup:
    policy = (
        f"default-src 'none'; script-src 'sha256-{_hash(script)}'; style-src 'sha256-{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return element(
        "head",
        void("meta", charset="utf-8"),
        trusted(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        void("meta", name="viewport", content="width=device-width, initial-scale=1"),
        trusted('<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">'),
        element("title", f"{report.title}: what to fix first"),
        element("style", trusted(style)),
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _top(report: Report) -> Markup:
    buttons = element(
        "p",
        element("button", "Dark", type="button", id="theme", aria_pressed="false"),
        element("button", "Print", type="button", id="print"),
        class_="script buttons",
    )
    title = element("div", element("h1", report.title), element("p", report.subtitle, class_="subtitle"))
    return element("header", title, buttons, _contents(report))


def _contents(report: Report) -> Markup:
    """Where everything is: the sections in their order, the map after the first."""
    items = [(f"s-{section.name}", section.title) for section in report.sections]
    alone = [(f"f-{each.name}", each.title) for each in report.figures if not each.section]
    items[1:1] = alone
    return element(
        "nav",
        element("ul", *(element("li", element("a", title, href=f"#{at}")) for at, title in items)),
        aria_label="Contents",
    )


def _main(report: Report, links: Links) -> Iterator[Markup]:
    alone = [figure(each, links, 2) for each in report.figures if not each.section]
    for number, section in enumerate(report.sections):
        yield _section(section, [each for each in report.figures if each.section == section.name], links)
        if number == 0:
            yield from alone
    if not report.sections:
        yield from alone


def _section(section: Section, figures: Sequence[Figure], links: Links) -> Markup:
    """The section: what has to be known before anything else, its figures, then the rest."""
    cut = next(
        (at for at, each in enumerate(section.blocks) if not isinstance(each, Paragraph | Bullets)), len(section.blocks)
    )
    before, after = section.blocks[:cut], section.blocks[cut:]
    parts = [*(block(each, links) for each in before), *_figures(figures, links), *_grouped(after, links)]
    heading = element("h2", section.title, id=f"h-{section.name}")
    return element(
        "section", heading, *parts, id=f"s-{section.name}", aria_labelledby=f"h-{section.name}", class_="part"
    )


def _figures(figures: Sequence[Figure], links: Links) -> Iterator[Markup]:
    """The figures; one that is read like the one before it is folded away."""
    before = ""
    for each in figures:
        yield further_figure(each, links, 3) if each.text == before else figure(each, links, 3)
        before = each.text


def _grouped(blocks: Sequence[Block], links: Links) -> Iterator[Markup]:
    """The blocks, chains that follow one another taken together."""
    for is_chain, found in groupby(blocks, key=lambda each: isinstance(each, Chain)):
        if is_chain:
            yield chains([each for each in found if isinstance(each, Chain)], links)
        else:
            yield from (block(each, links) for each in found)


def _data(network: PartyMap | None) -> Markup:
    """Everyone and the work between them for the script; nothing where there is no picture to move in."""
    if network is None or network.painting is None:
        return joined()
    actors = [[actor.name, actor.node, [list(fact) for fact in actor.facts]] for actor in network.actors]
    work = [[flow.provider, flow.customer, flow.what] for flow in network.flows]
    return data_block("everyone", {"actors": actors, "flows": work})
