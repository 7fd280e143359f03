"""What every number, reason, word, section and mistake means: collected from where each is defined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import dedent
from typing import Literal

from icmap.analyses import ANALYSES, Analysis
from icmap.checking import MISTAKES
from icmap.comparison import TERMS as OF_COMPARISON
from icmap.diagnostics import Rule
from icmap.document import Block, Bullets, Column, Listing, Paragraph, Report, Section, Sentence, Table
from icmap.errors import IcmapError
from icmap.model.vocabulary import KEYS, WORDS
from icmap.records import dataclass
from icmap.report import did_you_mean
from icmap.rules import NAMES, check_named
from icmap.text.docstrings import docstring_of
from icmap.whatif.terms import TERMS as OF_WHAT_IF

__all__ = ["Topic", "contents", "explanation", "topics"]

_EMPHASIS = re.compile(r"\*([^*\s][^*]*)\*")

Kind = Literal["section", "term", "word", "key", "rule", "mistake"]

_TITLES: dict[Kind, str] = {
    "section": "Sections of the report (--section NAME)",
    "term": "Numbers, reasons and words",
    "word": "Words of the map",
    "key": "Keys of parties, services and dependencies",
    "rule": "Rules of icmap check",
    "mistake": "Mistakes in a map",
}


@dataclass(frozen=True, slots=True)
class Topic:
    """One name that can be explained: what it is, in a line, and at length."""

    name: str
    kind: Kind
    summary: str
    text: str
    home: str = ""


def topics() -> tuple[Topic, ...]:
    """Every name there is: sections in the order of the report, their terms, and what is found in files."""
    return (*map(_section, ANALYSES), *_terms(), *_of_the_map(), *map(_rule, NAMES), *map(_mistake, MISTAKES))


def _section(analysis: Analysis) -> Topic:
    return Topic(analysis.name, "section", analysis.summary, docstring_of(analysis.compute.__module__), analysis.title)


def _terms() -> Iterator[Topic]:
    named = {(name, text): analysis.title for analysis in ANALYSES for name, text in analysis.terms.items()}
    named |= dict.fromkeys(OF_COMPARISON.items(), "In icmap diff")
    named |= dict.fromkeys(OF_WHAT_IF.items(), "In icmap impact, simulate and plan")
    for (name, text), home in sorted(named.items()):
        yield Topic(name, "term", _first_sentence(text), text, home)


def _of_the_map() -> Iterator[Topic]:
    yield from (Topic(name, "word", _first_sentence(text), text, _TITLES["word"]) for name, text in WORDS.items())
    yield from (Topic(name, "key", _first_sentence(text), text, _TITLES["key"]) for name, text in KEYS.items())


def _first_sentence(text: str) -> str:
    flat = " ".join(text.split())
    head, *more = re.split(r"(?<!et al)\. ", flat, maxsplit=1)
    return head + "." if more else flat


def _rule(name: str) -> Topic:
    check = check_named(name)
    return Topic(name, "rule", check.summary, check.page, "As a rule of icmap check")


def _mistake(rule: Rule) -> Topic:
    return Topic(rule.name, "mistake", rule.summary, rule.explanation or rule.summary)


def contents() -> Report:
    """All names, each with a line."""
    known = topics()
    sections = tuple(_listed(kind, [each for each in known if each.kind == kind]) for kind in _TITLES)
    return Report("icmap explain NAME", f"{len(known)} names", sections, {"topics": known})


def _listed(kind: Kind, known: list[Topic]) -> Section:
    rows = tuple((each.name, each.summary) for each in known)
    return Section(kind, _TITLES[kind], (Table((Column("name", "id"), Column("what it is")), rows),))


def explanation(name: str) -> Report:
    """All that is said about one name; an unknown one is an `IcmapError` with the nearest."""
    known = topics()
    wanted = _plainly(name)
    found = tuple(each for each in known if _plainly(each.name) == wanted)
    if not found:
        raise IcmapError(f"there is nothing called '{name[:60]}'", hint=_nearest(wanted, known))
    sections = tuple(Section(each.name, each.home or "What it means", _blocks(each)) for each in found)
    return Report(found[0].name, _WORDS[found[0].kind], sections, {"topics": found})


def _plainly(name: str) -> str:
    """A name with dashes in place of blanks and underscores: `lead time` and `lead_time` are the same."""
    return "-".join(name.strip().lower().replace("_", "-").split())


_WORDS: dict[Kind, str] = {
    "section": "a section of the report",
    "term": "a word of the report",
    "word": "a word of the map",
    "key": "a key of the map file",
    "rule": "a rule of icmap check",
    "mistake": "a mistake in a map",
}


def _nearest(name: str, known: tuple[Topic, ...]) -> str:
    hint = did_you_mean(name, [each.name for each in known])
    return hint if hint.startswith("did you mean") else "'icmap explain' lists every name"


def _blocks(topic: Topic) -> tuple[Block, ...]:
    blocks = tuple(_block(each) for each in dedent(topic.text.strip()).split("\n\n") if each.strip())
    own = [analysis for analysis in ANALYSES if topic.kind == "section" and analysis.name == topic.name]
    rows = tuple((name, _first_sentence(text)) for analysis in own for name, text in sorted(analysis.terms.items()))
    words = (Table((Column("name", "id"), Column("what it is")), rows, title="Its words"),) if rows else ()
    return (*blocks, *words)


def _block(text: str) -> Block:
    """A paragraph of a docstring: a list where each item begins with a star or a dash, lines kept where indented."""
    lines = text.strip("\n").splitlines()
    if lines[0].startswith("```"):
        return Listing("\n".join(line for line in lines if not line.startswith("```")))
    if all(line.startswith("    ") for line in lines):
        return Listing(dedent("\n".join(lines)))
    if lines[0].startswith(("* ", "- ")):
        return Bullets(tuple(Sentence(item) for item in _items(lines)))
    return Paragraph(_plain(" ".join(line.strip() for line in lines)))


def _items(lines: list[str]) -> list[str]:
    items: list[list[str]] = []
    for line in lines:
        if line.startswith(("* ", "- ")):
            items.append([line[2:]])
        else:
            items[-1].append(line.strip())
    return [_plain(" ".join(item)) for item in items]


def _plain(text: str) -> str:
    return _EMPHASIS.sub(r"\1", text.replace("`", "'").replace("**", ""))
