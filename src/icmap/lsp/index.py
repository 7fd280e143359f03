"""Where parties, services and situations are written and named, in one file: found in its tree, or what is left of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import field, replace

from icmap.loading.anchors import count_aliases, may_have_aliases
from icmap.loading.events import next_event
from icmap.loading.mappings import is_merge, merged
from icmap.loading.nodes import Node
from icmap.loading.problems import Desk, Pile
from icmap.loading.stop import Stop
from icmap.loading.tree import pieces
from icmap.locations import Span, span_at
from icmap.lsp.cursor import without_value
from icmap.lsp.texts import Stretch, lines_of, stretch_of
from icmap.records import dataclass
from icmap.schemas.shapes import ITEM, Names, Shape, child, is_name, shape_at
from icmap.text.characters import normal

__all__ = ["Index", "Mention", "Party", "index_of"]

_MOST_MENDED = 6
"""So many lines are taken out of a text that is no YAML until the rest is given up."""

_ANCHOR = re.compile(r"(?:[&!]\S*[ \t]+)+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that writes or names a party, one of its services (`service`), or a situation (neither: `party` is '').

    Of a reference in quotes party and service are not told apart: `whole` is then all that stands there.
    """

    names: Names
    at: Stretch
    party: str = ""
    service: str | None = None
    situation: str = ""
    defines: bool = False
    whole: str = ""

    @property
    def key(self) -> tuple[str, str | None, str]:
        """What is named, whatever it is named as."""
        return self.party, self.service, self.situation


@dataclass(slots=True)
class Party:
    """What an editor shows of a party: its name, its kind, its services, and the lines it covers."""

    id: str
    at: Stretch
    label: str = ""
    kind: str = ""
    services: dict[str, Stretch] = field(default_factory=dict)


@dataclass(slots=True)
class Index:
    """The mentions of a file in the order read, its parties by id, its situations, and the files it includes."""

    file: str
    lines: list[str]
    mentions: list[Mention] = field(default_factory=list)
    parties: dict[str, Party] = field(default_factory=dict)
    situations: list[str] = field(default_factory=list)
    is_whole: bool = True
    """Whether all of the file could be read."""

    def at(self, line: int, column: int) -> Mention | None:
        """What is named at a place; of a reference the part under the cursor."""
        here = [each for each in self.mentions if each.at.line == line and each.at.start <= column <= each.at.end]
        return min(here, key=lambda each: each.at.end - each.at.start, default=None)


@dataclass(frozen=True, slots=True)
class _Owner:
    """In which party the walk is, and whom the entry around names."""

    party: str = ""
    provider: str = ""


def index_of(file: str, text: str) -> Index:
    """The index of a text; where it is no YAML, of what is left without the lines that are in the way."""
    lines = lines_of(text)
    mended = list(lines)
    index, stopped = _walked(file, text, lines)
    for _ in range(_MOST_MENDED):
        if stopped is None:
            break
        mended = _without_one(mended, stopped)
        index, stopped = _walked(file, "\n".join(mended), lines)
    index.is_whole = mended == lines and stopped is None
    return index


def _without_one(lines: list[str], suspects: tuple[int, ...]) -> list[str]:
    """The lines with the value of one suspect taken out: the one without which the text can be read furthest."""
    tried = [[*lines[:at], without_value(lines[at]), *lines[at + 1 :]] for at in suspects if 0 <= at < len(lines)]
    return max(tried, key=_readable, default=lines)


def _readable(lines: list[str]) -> int:
    """How far a text can be read, in lines."""
    desk = Desk("", Pile())
    event = next_event("\n".join(lines))
    try:
        for _ in pieces(event, desk):
            pass
    except Stop:
        return desk.pile.found[-1].span.line
    return len(lines) + 1


def _walked(file: str, text: str, lines: list[str]) -> tuple[Index, tuple[int, ...] | None]:
    """The index as far as the text can be read, and the lines that may be why it cannot (None: it can)."""
    index, desk = Index(file, lines), Desk(file, Pile())
    walk = _Walk(index)
    try:
        if may_have_aliases(text):
            count_aliases(next_event(text), len(text), desk)
        for section, key, value in pieces(next_event(text), desk):
            walk.piece(section, key, value, desk)
    except Stop:
        found = desk.pile.found[-1]
        line = found.span.line - 1
        before = next((at for at in range(line - 1, -1, -1) if at < len(lines) and text.split("\n")[at].strip()), 0)
        return index, tuple(dict.fromkeys([*(each.span.line - 1 for each in found.related), line, before]))
    return index, None


def _changed(text: str, names: Names) -> str:
    """The reference that an edit is about: `jeff=1d`, `pharmacy.headcount=2`."""
    reference = text.partition("=")[0].strip()
    return reference.rpartition(".")[0] or reference if names is Names.SET else reference


class _Walk:
    """Goes through the pieces of a file and notes what is named where."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._noted: set[tuple[int, int, object]] = set()

    def piece(self, section: str, key: Node, value: Node, desk: Desk) -> None:
        """One piece, as the reader hands it on."""
        shape = shape_at((section,) if section else ())
        if key is value:
            self._value(value, child(shape, ITEM), _Owner())
        elif is_merge(key):
            for merged_key, node in merged(value, desk):
                self._pair(merged_key, node, shape, _Owner())
        else:
            self._pair(key, value, shape, _Owner())

    def _pair(self, key: Node, value: Node, shape: Shape, owner: _Owner, siblings: Iterable[str] = ()) -> None:
        name = key[0]
        if type(name) is not str:
            return
        below = child(shape, name, siblings)
        if shape.named and is_name(shape, name, siblings):
            owner = self._named(key, shape.named, owner)
        elif owner.party and name in ("name", "kind") and type(value[0]) is str:
            self._describe(owner.party, name, value[0])
        self._value(value, below, owner)

    def _describe(self, party: str, key: str, text: str) -> None:
        known = self._index.parties[party]
        if key == "name":
            known.label = known.label or text
        else:
            known.kind = known.kind or text

    def _value(self, node: Node, shape: Shape, owner: _Owner) -> None:
        content = node[0]
        if type(content) is str:
            if shape.text and content:
                self._named(node, shape.text, owner)
        elif type(content) is list:
            below = child(shape, ITEM)
            for each in content:
                self._value(each, below, owner)
        elif type(content) is tuple:
            siblings = [key[0] for key, _ in content]
            provider = next((value[0] for key, value in content if key[0] == "provider"), None)
            if type(provider) is str:
                owner = replace(owner, provider=normal(provider).partition("/")[0])
            for key, value in content:
                self._pair(key, value, shape, owner, siblings)

    def _named(self, node: Node, names: Names, owner: _Owner) -> _Owner:
        """Note what a text names; gives the owner of what stands under it."""
        text, at = normal(node[0]), self._stretch(node)
        match names:
            case Names.NEW_PARTY:
                self._index.parties.setdefault(text, Party(text, at or stretch_of(self._span(node))))
                self._note(Mention(names, at, text, defines=True) if at else None)
                return _Owner(party=text)
            case Names.NEW_SERVICE:
                self._index.parties[owner.party].services.setdefault(text, at or stretch_of(self._span(node)))
                self._note(Mention(names, at, owner.party, text, defines=True) if at else None)
            case Names.NEW_SITUATION | Names.SITUATION:
                if names is Names.NEW_SITUATION:
                    self._index.situations.append(text)
                self._note(Mention(names, at, situation=text, defines=names is Names.NEW_SITUATION) if at else None)
            case Names.SERVICE:
                self._note(Mention(names, at, owner.provider, text) if at and owner.provider else None)
            case Names.PARTY:
                self._note(Mention(names, at, text) if at else None)
            case Names.CHANGED | Names.SET:
                self._reference(_changed(node[0], names), at, node[0])
            case Names.REFERENCE:
                return replace(owner, provider=self._reference(node[0], at, node[0]))
        return owner

    def _reference(self, written: str, at: Stretch | None, text: str) -> str:
        """Note the party and the service of a reference at the beginning of a text; gives the party."""
        party, slash, service = written.partition("/")
        if at is None:
            return normal(party)
        plain = at.end - at.start == len(text)
        at = replace(at, end=at.start + len(written)) if plain else at
        whole = "" if plain or text == party else text
        end = at.start + len(party) if plain else at.end
        self._note(Mention(Names.REFERENCE, replace(at, end=end), normal(party), whole=whole))
        if slash:
            start = end + 1 if plain else at.start
            self._note(Mention(Names.REFERENCE, replace(at, start=start), normal(party), normal(service), whole=whole))
        return normal(party)

    def _note(self, mention: Mention | None) -> None:
        """Note a mention, once for each place: an alias brings the same place again."""
        if mention is None:
            return
        place = (mention.at.line, mention.at.start, mention.key)
        if place not in self._noted:
            self._noted.add(place)
            self._index.mentions.append(mention)

    def _span(self, node: Node) -> Span:
        return span_at(self._index.file, node[1])

    def _stretch(self, node: Node) -> Stretch | None:
        """Where a text stands, quotes included; None where it is an alias, or goes over several lines."""
        at = stretch_of(self._span(node))
        line = self._index.lines[at.line] if at.line < len(self._index.lines) else ""
        marks = _ANCHOR.match(line, at.start)
        start = marks.end() if marks else at.start
        if len(node) > 2:
            end = min(at.end, len(line))
            return replace(at, start=start, end=end) if line[start : start + 1] in ("'", '"') else None
        end = start + len(node[0])
        return replace(at, start=start, end=end) if line[start:end] == node[0] else None
