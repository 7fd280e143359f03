"""`# icmap: ignore[rule] reason`: findings that somebody has accepted where they are written, each for a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field

from icmap.diagnostics import Diagnostic
from icmap.loading.comments import Comment, comments
from icmap.loading.reading import Source
from icmap.locations import Span
from icmap.records import dataclass
from icmap.rules import Problem
from icmap.text.characters import shown
from icmap.text.suggestions import nearest

__all__ = ["Suppression", "Suppressions", "read_suppressions"]

_WANTED = re.compile(r"#[ \t]*icmap:[ \t]*ignore")
_PARTS = re.compile(r"icmap:\s*ignore\s*(?:\[([^\]]*)\])?(.*)", re.DOTALL)
_HOW = "write `# icmap: ignore[rule] reason`"


@dataclass(slots=True)
class Suppression:
    """One comment: the rules it names, the line it holds for, and which of the rules it has suppressed so far."""

    rules: tuple[str, ...]
    span: Span
    line: int
    used: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Suppressions:
    """The suppressions of a map by file and line, and what is wrong with the others."""

    by_line: Mapping[tuple[str, int], list[Suppression]]
    bare: tuple[Problem, ...]

    def hides(self, found: Diagnostic) -> bool:
        """Whether a finding is suppressed at its place; remembers that the suppression was of use."""
        for each in self.by_line.get((found.span.file, found.span.line), ()):
            if found.rule in each.rules:
                each.used.add(found.rule)
                return True
        return False

    def unused(self, ran: Iterable[str]) -> Iterable[Problem]:
        """The rules that ran and that a comment names for nothing, in no order."""
        judged = set(ran)
        for listed in self.by_line.values():
            for each in listed:
                for rule in each.rules:
                    if rule in judged and rule not in each.used:
                        yield Problem(
                            f"this comment suppresses nothing: '{rule}' finds nothing here", each.span,
                            "take it out", subjects=(rule,),
                        )  # fmt: skip


def read_suppressions(sources: Iterable[Source], known: Iterable[str]) -> Suppressions:
    """The suppressions in the comments of these files; `known` are the rules that can be named."""
    names = list(known)
    by_line: dict[tuple[str, int], list[Suppression]] = {}
    bare: list[Problem] = []
    for source in sources:
        for comment, line in _with_lines(source.text):
            span = Span(source.name, comment.line, comment.column, len(comment.text) + 2)
            rules, problems = _read(comment, span, names)
            bare += problems if source.quotable else ()
            if rules:
                by_line.setdefault((source.name, line), []).append(Suppression(rules, span, line))
    return Suppressions(by_line, tuple(bare))


def _with_lines(text: str) -> Iterable[tuple[Comment, int]]:
    """Each comment with the line it holds for: its own, or where it stands alone the next one that is no such comment."""
    found = comments(text, _WANTED)
    alone = {each.line for each in found if each.alone}
    for comment in found:
        line = comment.line
        while line in alone:
            line += 1
        yield comment, line


def _read(comment: Comment, span: Span, names: list[str]) -> tuple[tuple[str, ...], list[Problem]]:
    """The rules that a comment names, and what is wrong with it; one without rule or reason suppresses nothing."""
    parts = _PARTS.match(comment.text)
    listed, reason = (parts[1], parts[2].strip(" \t:,-–—")) if parts else (None, "")
    rules = tuple(dict.fromkeys(each.strip() for each in (listed or "").split(",") if each.strip()))
    if not rules:
        return (), [Problem("this suppression names no rule", span, _HOW, subjects=("rule",))]
    problems = [_unknown(rule, span, names) for rule in rules if rule not in names]
    if not reason:
        problems.append(Problem("this suppression gives no reason", span, _HOW, subjects=("reason", *rules)))
        return (), problems
    return tuple(rule for rule in rules if rule in names), problems


def _unknown(rule: str, span: Span, names: list[str]) -> Problem:
    guess = nearest(rule[:200], names)
    hint = (
        f"did you mean '{guess}'?"
        if guess
        else "`icmap explain` lists the rules; mistakes in the map cannot be suppressed"
    )
    return Problem(f"no rule '{shown(rule)}' can be suppressed", span, hint, subjects=("unknown", rule))
