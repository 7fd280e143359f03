"""What a shell may complete: commands, options, their words, and what the map on the line has (parties, situations …).

The shells' own parts are in `shells/`; they set `_ICMAP_COMPLETE` to the shell, hand over the words of the line up to
the cursor and get a candidate a line, after a tab what it is. Nothing is ever reported: a map that cannot be read has
no names, and a defect is no candidate.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from icmap.records import dataclass

if TYPE_CHECKING:
    from icmap.loading import Loaded

__all__ = ["answer", "candidates"]

_MOST = 1000
_LARGEST_MAP = 4_000_000
_SECONDS = 3.0
"""So long a shell waits at most, for a map of at most so many bytes."""

Candidate = tuple[str, str]
"""What may be typed, and what it is."""


@dataclass(frozen=True, slots=True)
class _Line:
    """The words before the one that is typed: the command, the option that waits for a value, the arguments so far."""

    command: Any
    option: Any
    arguments: tuple[str, ...]


def answer(shell: str, words: Sequence[str]) -> int:
    """Print the candidates for the last word; leave if that takes too long. The exit code is 0."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, lambda *_: os._exit(0))
        signal.setitimer(signal.ITIMER_REAL, _SECONDS)
    if shell in ("bash", "zsh"):  # they hand over the words as they stand on the line
        words = _joined(list(map(_unquoted, words)))
    with contextlib.suppress(Exception):
        lines = [f"{value}\t{what}\n" for value, what in candidates(words)]
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
        sys.stdout.write("".join(lines))
    return 0


def candidates(words: Sequence[str]) -> list[Candidate]:
    """What the last of the words may become; the words are those after `icmap`."""
    from icmap.formats.escaping import printable

    *before, typed = words or [""]
    flag, equals, value = typed.partition("=")
    if equals and flag.startswith("--"):
        before, typed = [*before, flag], value
    known = dict.fromkeys(_offered(_taken_apart(before), typed))
    fitting = [(each, printable(what)) for each, what in known if each.startswith(typed) and printable(each) == each]
    return fitting[:_MOST]


def _taken_apart(before: Sequence[str]) -> _Line:
    from typer.main import get_command

    from icmap.cli._app import app

    command: Any = get_command(app)
    option: Any = None
    arguments: list[str] = []
    for word in before:
        if option is not None:
            option = None
        elif word.startswith("-") and len(word) > 1:
            option = next((each for each in command.params if word in each.opts and not _is_flag(each)), None)
        elif word in getattr(command, "commands", {}):
            command = command.commands[word]
        else:
            arguments.append(word)
    return _Line(command, option, tuple(arguments))


def _is_flag(parameter: Any) -> bool:
    return bool(getattr(parameter, "is_flag", False) or getattr(parameter, "count", False))


def _offered(line: _Line, typed: str) -> Iterator[Candidate]:
    if line.option is not None:
        yield from _values(line, line.option)
    elif typed.startswith("-"):
        yield from _options(line.command)
    elif hasattr(line.command, "commands"):
        for name, command in line.command.commands.items():
            if not command.hidden:
                yield name, command.get_short_help_str(limit=90)
    else:
        yield from _values(line, _next_argument(line))


def _options(command: Any) -> Iterator[Candidate]:
    for each in command.params:
        for flag in (*each.opts, *each.secondary_opts):
            if flag.startswith("--"):
                yield flag, getattr(each, "help", None) or ""
    yield "--help", "Show this message and exit."


def _next_argument(line: _Line) -> Any:
    """The argument that the typed word is for: the last one takes all that follow, where it takes several."""
    wanted = [each for each in line.command.params if each.param_type_name == "argument"]
    number = min(len(line.arguments), len(wanted) - 1)
    is_room = wanted and (len(line.arguments) < len(wanted) or wanted[-1].nargs == -1)
    return wanted[number] if is_room else None


def _values(line: _Line, parameter: Any) -> Iterator[Candidate]:
    """The words that an option or argument may be, or what the map or the registries have for its name."""
    if parameter is None:
        return
    for word in getattr(parameter.type, "choices", ()) or _words_of(parameter.metavar or ""):
        yield str(word), ""
    offer = _OFFERS.get(parameter.name)
    if offer is not None:
        yield from offer(line)


def _words_of(metavar: str) -> list[str]:
    """The words that a metavar lists: `map|matrix`, but not `KIND|N`, which stands for others."""
    words = metavar.split("|")
    return words if len(words) > 1 and not any(word.isupper() for word in words) else []


def _map(line: _Line) -> Loaded | None:
    """The first of the arguments that is a map."""
    from icmap.errors import IcmapError
    from icmap.loading import load

    for path in line.arguments:
        if os.path.isfile(path):  # noqa: PTH113 - as it stands on the line
            with contextlib.suppress(IcmapError):
                return load(path, max_size=_LARGEST_MAP)
    return None


def _parties(line: _Line) -> Iterator[Candidate]:
    loaded = _map(line)
    for party in loaded.org.parties.values() if loaded else ():
        name = party.name if party.name != party.id else ""
        yield party.id, ", ".join(each for each in (name, party.kind) if each)


def _late(line: _Line) -> Iterator[Candidate]:
    """Parties, each with the sign before how much."""
    for party, what in _parties(line):
        yield f"{party}=", what


def _situations(line: _Line) -> Iterator[Candidate]:
    loaded = _map(line)
    yield from ((each.name, "situation") for each in loaded.org.situations) if loaded else ()


def _scenarios(line: _Line) -> Iterator[Candidate]:
    loaded = _map(line)
    yield from ((each.name, "scenario") for each in loaded.org.scenarios) if loaded else ()


def _levels(line: _Line) -> Iterator[Candidate]:
    loaded = _map(line)
    kinds = {party.kind for party in loaded.org.parties.values() if party.kind} if loaded else set()
    yield from ((kind, "kind") for kind in sorted(kinds))


def _sections(_: _Line) -> Iterator[Candidate]:
    from icmap.analyses import ANALYSES

    yield from ((each.name, each.summary) for each in ANALYSES)


def _rules(_: _Line) -> Iterator[Candidate]:
    from icmap.rules import NAMES, check_named

    yield from ((name, check_named(name).summary) for name in NAMES)


def _topics(_: _Line) -> Iterator[Candidate]:
    from icmap.glossary import topics

    yield from ((each.name, each.summary) for each in topics())


def _severities(_: _Line) -> Iterator[Candidate]:
    from icmap.diagnostics import Severity

    yield from ((str(each), "") for each in Severity)


def _formats(line: _Line) -> Iterator[Candidate]:
    from icmap.exchange.exporting import FORMATS as TABLES
    from icmap.formats import FINDINGS, REPORTS
    from icmap.pictures.make import FORMATS as PICTURES

    known = {"render": PICTURES, "check": FINDINGS, "export": TABLES}
    yield from ((name, "format") for name in known.get(line.command.name, REPORTS))


def _joined(words: list[str]) -> list[str]:
    """The words of a bash line, where `--to=staff` comes as three."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1].startswith("--") and (word == "=" or joined[-1].endswith("=")):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _unquoted(word: str) -> str:
    """What a word of a line means, its last quote perhaps not closed yet."""
    text, quote, at = "", "", 0
    while at < len(word):
        sign = word[at]
        if sign == "\\" and quote != "'" and at + 1 < len(word):
            at += 1
            text += word[at]
        elif sign in "'\"" and quote in ("", sign):
            quote = "" if quote else sign
        else:
            text += sign
        at += 1
    return text


_OFFERS: Mapping[str, Callable[[_Line], Iterator[Candidate]]] = {
    "party": _parties, "to": _parties, "why_not": _parties, "focus": _parties, "down": _parties, "without": _parties,
    "late": _late, "for_": _parties, "situation": _situations, "scenario": _scenarios, "level": _levels,
    "section": _sections, "select": _rules, "ignore": _rules, "name": _topics, "fail_on": _severities, "format_name": _formats,
}  # fmt: skip
"""What is offered for options and arguments, by the names that their functions give them."""
