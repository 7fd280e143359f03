"""Where text leaves icmap: the result on stdout or in a file, everything else on stderr."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable
from typing import TextIO

from icmap.cli._files import write_file
from icmap.errors import IcmapError

__all__ = ["OutputClosed", "deliver", "give_up_on_stdout", "put", "say", "tell"]

_STDOUT = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")


class OutputClosed(Exception):  # noqa: N818 - it is no error: whoever read stdout has seen enough
    """Nobody reads stdout any more (`icmap … | head -1`)."""


def deliver(text: str, output: str | None, inputs: Iterable[str] = (), *, quiet: bool = False) -> None:
    """Give the result to stdout, or write it to the file `output`, which may be none of the inputs, and say so."""
    if output is None or output in _STDOUT:
        put(text)
        return
    write_file(output, text.encode("utf-8", "backslashreplace"), inputs)
    if not quiet:
        say(f"wrote {output}")


def put(text: str) -> None:
    """Write the result to stdout, all of it: a closed or full stdout is an `IcmapError`, a reader who left is not."""
    if sys.stdout is None:
        raise IcmapError("cannot write to stdout: it is closed")
    try:
        _write(sys.stdout, text)
    except BrokenPipeError as error:
        raise OutputClosed from error
    except (OSError, ValueError) as error:
        give_up_on_stdout()
        raise IcmapError(f"cannot write to stdout: {getattr(error, 'strerror', None) or error}") from error


def say(text: str) -> None:
    """Write remarks to stderr, line by line made printable."""
    from icmap.formats.escaping import printable

    tell("".join(f"{printable(line)}\n" for line in text.splitlines()))


def tell(text: str) -> None:
    """Write what a format has written to stderr; where nobody can hear it, go on."""
    if sys.stderr is None or not text:
        return
    try:
        _write(sys.stderr, text)
    except (OSError, ValueError):
        _silence(sys.stderr)


def _write(stream: TextIO, text: str) -> None:
    text = _without_commands(text) if os.environ.get("GITHUB_ACTIONS") else text
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")
    stream.write(text)
    stream.flush()


def _without_commands(text: str) -> str:
    """The text without anything that the GitHub Actions runner would obey."""
    if "::" not in text and "##[" not in text:
        return text  # as of --version, for which nothing more is loaded
    from icmap.formats.escaping import neutralised

    return neutralised(text)


def give_up_on_stdout() -> None:
    """Let the interpreter end without a word about what could not be written."""
    if sys.stdout is not None:
        _silence(sys.stdout)


def _silence(stream: TextIO) -> None:
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
