"""What an editor shows of the word under the cursor: a key as `icmap explain` has it, a party as `icmap show` has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from icmap.card import card
from icmap.document import Bullets
from icmap.formats.escaping import markdown_text
from icmap.lsp.cursor import where
from icmap.lsp.index import Mention
from icmap.lsp.maps import Map
from icmap.records import dataclass
from icmap.rules import NAMES, check_named
from icmap.schemas.shapes import Names, shape_at

__all__ = ["Hover", "hover"]

_WORD = re.compile(r"[A-Za-z$][\w$-]*(?=\s*:(?:\s|$))")
_MOST_SENTENCES = 4
_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Hover:
    """Markdown, and the columns of the line that it is about."""

    text: str
    start: int
    end: int


def hover(lines: Sequence[str], row: int, column: int, mention: Mention | None, found: Map | None) -> Hover | None:
    """What is known of the word at a place; None where nothing is."""
    if mention is not None and mention.party:
        text = _party(mention, found)
        return Hover(text, mention.at.start, mention.at.end) if text else None
    return _key(lines, row, column)


def _key(lines: Sequence[str], row: int, column: int) -> Hover | None:
    line = lines[row] if row < len(lines) else ""
    word = next((each for each in _WORD.finditer(line) if each.start() <= column <= each.end()), None)
    if word is None:
        return None
    shape = shape_at(where(lines, row, word.start()).path)
    if word[0] in shape.keys:
        return Hover(f"**{word[0]}**\n\n{markdown_text(shape.keys[word[0]].about)}", word.start(), word.end())
    if shape.named is Names.RULE and word[0] in NAMES:
        return Hover(check_named(word[0]).page, word.start(), word.end())
    return None


def _party(mention: Mention, found: Map | None) -> str:
    """The head of a party's card: who it is, whom it serves, who serves it, and the first sentences about it."""
    if found is None or mention.party not in found.loaded.org.parties:
        return ""
    report = card(found.study, mention.party)
    lines = [
        f"**{markdown_text(report.title)}** · {markdown_text(report.subtitle)}",
        *_neighbours(mention.party, found),
    ]
    said = [
        sentence.text
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Bullets)
        for sentence in block.sentences
    ]
    bullets = "\n".join(f"* {markdown_text(each)}" for each in said[:_MOST_SENTENCES])
    return "\n\n".join([*lines, bullets] if bullets else lines)


def _neighbours(party: str, found: Map) -> Iterator[str]:
    graph, name = found.study.parties, found.study.name
    if party not in graph:
        return
    for title, ids in (("serves", graph.predecessors(party)), ("depends on", graph.successors(party))):
        names = sorted(markdown_text(name(each)) for each in ids)
        if names:
            more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
            yield f"{title} {', '.join(names[:_MOST_NAMED])}{more}"
