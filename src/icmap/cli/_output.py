"""Where text leaves icmap: the result on stdout or in a file, everything else on stderr."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable
from typing import TextIO

from icmap.cli._files import write_file
from icmap.cli._terminal import is_terminal
from icmap.errors import IcmapError

__all__ = ["OutputClosed", "deliver", "deliver_bytes", "give_up_on_stdout", "put", "say", "tell"]

_STDOUT = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")


class OutputClosed(Exception):  # noqa: N818 - it is no error: whoever read stdout has seen enough
    """Nobody reads stdout any more (`icmap … | head -1`)."""


def deliver(
    text: str, output: str | None, inputs: Iterable[str] = (), *, commands: bool = False, quiet: bool = False
) -> None:
    """Give the result to stdout, or write it to the file `output`, which may be none of the inputs, and say so.

    Of workflow commands nothing is left on stdout, unless the text is made of `commands` that are meant.
    """
    if output is None or output in _STDOUT:
        put(text, commands=commands)
        return
    write_file(output, text.encode("utf-8", "backslashreplace"), inputs)
    if not quiet:
        say(f"wrote {output}")


def deliver_bytes(
    content: bytes, output: str | None, inputs: Iterable[str] = (), *, binary: bool, quiet: bool = False
) -> None:
    """Give a picture to stdout, byte for byte, or write it to a file; pixels are not for a terminal."""
    if output is not None and output not in _STDOUT:
        write_file(output, content, inputs)
        if not quiet:
            say(f"wrote {output}")
        return
    if sys.stdout is None:
        raise IcmapError("cannot write to stdout: it is closed")
    if binary and sys.stdout.isatty():
        raise IcmapError("this picture is no text for a terminal", hint="write it to a file with -o")
    if not binary and os.environ.get("GITHUB_ACTIONS"):
        from icmap.formats.escaping import neutralised

        content = neutralised(content.decode("utf-8")).encode("utf-8")
    _put_bytes(content)


def _put_bytes(content: bytes) -> None:
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        raise OutputClosed from error
    except (OSError, ValueError) as error:
        give_up_on_stdout()
        raise IcmapError(f"cannot write to stdout: {getattr(error, 'strerror', None) or error}") from error


def put(text: str, *, commands: bool = False) -> None:
    """Write the result to stdout, all of it: a closed or full stdout is an `IcmapError`, a reader who left is not."""
    if sys.stdout is None:
        raise IcmapError("cannot write to stdout: it is closed")
    try:
        _write(sys.stdout, text, commands=commands)
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


def _write(stream: TextIO, text: str, *, commands: bool = False) -> None:
    if os.environ.get("GITHUB_ACTIONS") and not commands:
        text = _without_commands(text)
    _prepare(stream)
    stream.write(text)
    stream.flush()


def _prepare(stream: TextIO) -> None:
    """A terminal keeps its encoding; a file or a pipe gets UTF-8 with line feeds, as every file that icmap writes."""
    if not hasattr(stream, "reconfigure"):
        return
    if is_terminal(stream):
        stream.reconfigure(errors="backslashreplace")
    else:
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


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
