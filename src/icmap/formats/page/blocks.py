"""The blocks of a section as HTML: paragraphs, numbered cards, tables, chains."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import singledispatch

from icmap.document import Block, Bullets, Chain, ChainStep, Listing, Paragraph, Sentence, Table
from icmap.formats.chains import abridged
from icmap.formats.page.elements import Markup, element, joined
from icmap.formats.page.links import Links, party_link
from icmap.locations import Span

__all__ = ["block", "chains", "table"]


@singledispatch
def block(block: Block, links: Links) -> Markup:  # noqa: ARG001 - all blocks have one signature
    """One block."""
    raise TypeError(f"HTML does not know how to write a {type(block).__name__}")


@block.register
def _(block: Paragraph, links: Links) -> Markup:  # noqa: ARG001 - all blocks have one signature
    if block.tone == "warning":
        return element("p", element("strong", "Note: "), block.text, class_="warning")
    return element("p", block.text, class_=None if block.tone == "plain" else block.tone)


@block.register
def _(block: Bullets, links: Links) -> Markup:
    if block.ordered:
        cards = (_card(sentence, number, links) for number, sentence in enumerate(block.sentences, 1))
        return element("ol", *cards, class_="cards", role="list")
    return element("ul", *(element("li", sentence.text, _source(sentence.span)) for sentence in block.sentences))


def _card(sentence: Sentence, number: int, links: Links) -> Markup:
    """A numbered card with where it is written, and links to whom and what it is about."""
    more: list[Markup] = []
    subject, section = links.subject(sentence), links.section(sentence)
    if subject is not None:
        more.append(party_link(subject, "Show on the map", class_="onmap"))
    if section is not None:
        more.append(element("a", f"More: {links.sections[section]}", href=f"#s-{section}"))
    foot = element("p", *more, _source(sentence.span), class_="foot")
    badge = element("span", str(number), class_="number", aria_hidden="true")
    return element("li", badge, element("p", sentence.text, class_="said"), foot, class_="card")


def _source(span: Span) -> Markup:
    return joined(" ", element("code", span.short, class_="place")) if span.file else joined()


@block.register
def _(block: Table, links: Links) -> Markup:
    return table(block, links)


def table(
    table: Table,
    links: Links,
    *,
    ids: Callable[[int], str] | None = None,
    bars: Sequence[Markup] = (),
    scale: str = "",
    ticks: int = 0,
) -> Markup:
    """A table that scrolls by itself where it is too wide, without columns that are empty.

    `ids` names its rows. `bars` are a second column of pictures under a `scale` of so many `ticks`.
    """
    kept = [at for at in range(len(table.columns)) if not table.rows or any(row[at] for row in table.rows)]
    columns = [table.columns[at] for at in kept]
    kinds = [_kind(table, at) for at in kept]
    heads = [element("th", column.title, scope="col", class_=kind) for column, kind in zip(columns, kinds, strict=True)]
    rows = [list(_cells([row[at] for at in kept], kinds, links)) for row in table.rows]
    if bars:
        heads.insert(1, element("th", scale, scope="col", class_="bars"))
        for cells, bar in zip(rows, bars, strict=True):
            cells.insert(1, element("td", bar, class_=f"bars of{ticks}"))
    body = (element("tr", *cells, id=ids(place) if ids else None) for place, cells in enumerate(rows))
    caption = element("caption", table.title) if table.title else joined()
    whole = element("table", caption, element("thead", element("tr", *heads)), element("tbody", *body))
    note = element("p", table.note, class_="note") if table.note else joined()
    return joined(element("div", whole, class_="scroll", data_label=table.title or "Table"), note)


_LONG = 36


def _kind(table: Table, at: int) -> str:
    """The class of a column: what it holds, or that its text needs room. Every cell has one, however long a name is."""
    column = table.columns[at]
    if column.holds != "text":
        return column.holds
    return "long" if any(len(row[at]) > _LONG for row in table.rows) else "text"


def _cells(row: Sequence[str], kinds: Sequence[str], links: Links) -> Iterable[Markup]:
    for number, (text, kind) in enumerate(zip(row, kinds, strict=True)):
        name = "th" if number == 0 and kind != "number" else "td"
        words = joined(text) if kind == "number" else links.words(text)
        yield element(name, words, scope="row" if name == "th" else None, class_=kind)


@block.register
def _(block: Chain, links: Links) -> Markup:
    return chains((block,), links)


def chains(found: Sequence[Chain], links: Links) -> Markup:
    """Chains one below the other; the first is open."""
    return joined(*(_chain(each, links, is_open=number == 0) for number, each in enumerate(found)))


def _chain(chain: Chain, links: Links, *, is_open: bool) -> Markup:
    short = abridged(chain)
    steps = element("ol", *(_step(step, links) for step in short.steps), class_="chain", role="list")
    note = element("p", chain.note, class_="note") if chain.note else joined()
    return element("details", element("summary", chain.title), steps, note, class_="chainbox", open=is_open)


def _step(step: ChainStep, links: Links) -> Markup:
    label = element("strong", links.words(step.label))
    detail = element("span", step.detail, class_="detail") if step.detail else joined()
    return element("li", label, " ", detail, _source(step.span), class_="critical" if step.critical else None)


@block.register
def _(block: Listing, links: Links) -> Markup:  # noqa: ARG001 - all blocks have one signature
    lines = [joined(line) for line in block.text.splitlines()]
    return element("pre", Markup("\n".join(lines)))
