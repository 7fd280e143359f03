"""From a path to text: what may be opened, how much is read, and how its bytes become characters."""

# Paths are told exactly as they were given; pathlib would tidy them.
# ruff: noqa: PTH100, PTH109, PTH114

from __future__ import annotations

import errno
import os
import re
import stat
import sys

from icmap.errors import IcmapError
from icmap.loading.problems import Desk
from icmap.loading.stop import Stop
from icmap.locations import pack
from icmap.records import dataclass
from icmap.text.characters import as_written, first_forbidden, shown

__all__ = ["STDIN", "Source", "checked", "decoded", "is_below", "is_quotable", "read_bytes"]

STDIN = "<stdin>"
"""The name of what was read from the standard input."""

_DESCRIPTOR = re.compile(r"/dev/(?:stdin|fd/([0-9]{1,6}))")
_AS_UTF8, _AS_MAP = "save it as UTF-8", "`icmap import` reads workbooks"
_FORMATS = (
    (b"\xff\xfe\0\0", "UTF-32", _AS_UTF8), (b"\0\0\xfe\xff", "UTF-32", _AS_UTF8),
    (b"\xff\xfe", "UTF-16", _AS_UTF8), (b"\xfe\xff", "UTF-16", _AS_UTF8),
    (b"PK\x03\x04", "a ZIP archive, perhaps a workbook", _AS_MAP), (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"%PDF", "a PDF", "write the map as YAML"),
)  # fmt: skip
_UTF8_BOM = b"\xef\xbb\xbf"
_BREAK = re.compile(r"\r\n|\n|\r")
_TOLD = 20


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: the name it is told by, its text, and whether messages may repeat what it says."""

    name: str
    text: str
    quotable: bool = True


def read_bytes(path: str, limit: int, *, streams: bool = True) -> bytes:
    """At most `limit` + 1 bytes of a regular file; if `streams`, of the standard input (`-`) or an open descriptor too.

    Raises `IcmapError` for what cannot be opened or is no regular file; never blocks on a pipe nobody writes to.
    """
    try:
        if streams and path == "-":
            return sys.stdin.buffer.read(limit + 1) if sys.stdin is not None else b""
        described = _DESCRIPTOR.fullmatch(path)
        if streams and described:
            return _read_all(os.dup(int(described[1] or 0)), limit)
        return _read_regular(path, limit)
    except OSError as error:
        raise IcmapError(f"cannot open '{path}': {_reason(error)}", hint=_hint(error)) from None
    except ValueError:  # a null character, or a character that this system cannot write in a path; or a closed stream
        raise IcmapError(f"cannot open '{shown(path)}': no file can be called so here") from None


def _read_regular(path: str, limit: int) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        what = "a folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "no regular file"
        os.close(descriptor)
        raise IcmapError(f"cannot read '{path}': it is {what}", hint="give a file, or - for the standard input")
    return _read_all(descriptor, limit)


def _read_all(descriptor: int, limit: int) -> bytes:
    with os.fdopen(descriptor, "rb") as stream:
        return stream.read(limit + 1)


def _reason(error: OSError) -> str:
    known = {errno.ENOENT: "there is no such file", errno.EACCES: "it may not be read", errno.EISDIR: "it is a folder"}
    known |= {errno.ELOOP: "its links go round in a circle", errno.ENAMETOOLONG: "its name is too long"}
    return known.get(error.errno or 0, (error.strerror or "it cannot be read").lower())


def _hint(error: OSError) -> str:
    return "check the path" if error.errno in {errno.ENOENT, errno.ENOTDIR} else ""


def is_quotable(path: str) -> bool:
    """Whether messages may repeat what a file says: it is no link, and no link leads from the working folder to it.

    A stranger's pull request may hold a link to a secret that lies where the checks run.
    """
    if path == "-" or _DESCRIPTOR.fullmatch(path):
        return True
    if os.path.islink(path):
        return False
    try:
        here, named = os.getcwd(), os.path.abspath(path)
    except OSError:  # the working folder is gone, and nothing lies in it
        return True
    return not is_below(named, here) or is_below(os.path.realpath(named), os.path.realpath(here))


def is_below(path: str, folder: str) -> bool:
    """Whether a path is a folder or lies in it, both absolute; links are the caller's business."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def decoded(content: bytes | str, desk: Desk, limit: int) -> tuple[str, int]:
    """The text of UTF-8 bytes without its byte order mark, and how many bytes it is. Raises `Stop` where it is none."""
    if isinstance(content, str):
        size = len(content.encode("utf-8", "surrogatepass")) if len(content) * 4 > limit else len(content)
        _hold_to_size(size, limit, desk)
        return content.removeprefix("\ufeff"), size
    _hold_to_size(len(content), limit, desk)
    _refuse_other_formats(content, desk)
    try:
        return content.removeprefix(_UTF8_BOM).decode("utf-8"), len(content)
    except UnicodeDecodeError as error:
        _say_bad_byte(content.removeprefix(_UTF8_BOM), error, desk)
        raise Stop from None


def _hold_to_size(size: int, limit: int, desk: Desk) -> None:
    if size > limit:
        hint = "raise the limit with --max-size, or split the map"
        desk.report("limit-exceeded", f"the map is larger than {limit:,} bytes", pack(1, 1, 1), hint)
        raise Stop


def _refuse_other_formats(content: bytes, desk: Desk) -> None:
    for start, what, hint in _FORMATS:
        if content.startswith(start):
            desk.report("invalid-encoding", f"this is {what}, not a map", pack(1, 1, 1), hint)
            raise Stop


def _say_bad_byte(content: bytes, error: UnicodeDecodeError, desk: Desk) -> None:
    line, column = _position(content[: error.start].decode("utf-8"))
    byte = content[error.start]
    desk.report(
        "invalid-encoding", f"the byte 0x{byte:02x} is not UTF-8", pack(line, column, 1), "save the file as UTF-8"
    )


def _position(before: str) -> tuple[int, int]:
    breaks = [found.end() for found in _BREAK.finditer(before)]
    return len(breaks) + 1, len(before) - (breaks[-1] if breaks else 0) + 1


def checked(text: str, desk: Desk) -> str:
    """The same text. Raises `Stop` after the first characters that may not stand raw in a file are reported."""
    found = first_forbidden(text)
    told = 0
    while found is not None and told < _TOLD:
        line, column = _position(text[: found.start()])
        message = f"the character {as_written(found[0])} may not stand in a file"
        desk.report("forbidden-character", message, pack(line, column, 1), "take it out")
        found = first_forbidden(text, found.end())
        told += 1
    if told:
        raise Stop
    return text
