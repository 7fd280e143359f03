"""Maps out of git: `REV:path`, with what it includes out of the same revision.

Only git's plumbing is asked (`rev-parse`, `ls-tree`, `cat-file`): it runs no hook, no filter, no pager and no text
conversion, and takes names as they are. Nothing goes through a shell.
"""

# Paths in a revision have slashes on every system, and are told exactly as they were given.

from __future__ import annotations

import os
import posixpath
import subprocess
from collections.abc import Callable, Iterator
from threading import Event, Timer

from icmap.cli._stopping import undone_when_stopped
from icmap.errors import IcmapError
from icmap.loading import Loaded, load, load_from
from icmap.loading.reading import is_below
from icmap.programs import find_program
from icmap.records import dataclass
from icmap.text.characters import shown

__all__ = ["Revision", "open_map", "split_revision"]

_SECONDS = 30
_MOST = 64 * 1024 * 1024
"""So many bytes of a listing are read; a repository with more files than that is too large to look through."""

_FOLDER = "040000"
_NO_FILE = {_FOLDER: "a folder", "120000": "a link", "160000": "another repository"}

_ASKING = (
    "--no-pager", "--literal-pathspecs", "-c", f"core.hooksPath={os.devnull}", "-c", "core.fsmonitor=false",
)  # fmt: skip
_QUIET = {
    "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none",
}  # fmt: skip
"""Nothing is fetched: a git that does not know `GIT_NO_LAZY_FETCH` (before 2.45) may use no protocol to do it."""

_PATHSPECS = {f"GIT_{each}_PATHSPECS" for each in ("LITERAL", "GLOB", "NOGLOB", "ICASE")}
"""Variables that change what a path means; git refuses some of them beside `--literal-pathspecs`."""


def open_map(path: str, *, root: str | None = None, max_size: int | None = None) -> Loaded:
    """A map from a file, `-`, or `REV:path`; a file that is called like that comes first."""
    if not _is_revision(path):
        return load(path, root=root, max_size=max_size)
    name, inside = split_revision(path)
    revision = Revision(name)
    return load_from(
        revision, revision.path_of(inside), path, prefix=f"{name}:", root=revision.root_of(root), max_size=max_size
    )


def _is_revision(path: str) -> bool:
    """Whether a path has a colon outside of braces; not a drive of Windows, not a file that is there."""
    is_drive = os.name == "nt" and path[1:2] == ":" and path[:1].isalpha()
    return ":" in path and not is_drive and not os.path.lexists(path)


def split_revision(path: str) -> tuple[str, str]:
    """`main@{1 day ago}:org.yaml` at its first colon outside of braces, as git does. Refuses what could be an option."""
    depth = 0
    for place, character in enumerate(path):
        depth += (character == "{") - (character == "}")
        if character == ":" and depth <= 0:
            return _checked(path, path[:place], path[place + 1 :])
    return _checked(path, "", path)


def _checked(path: str, revision: str, inside: str) -> tuple[str, str]:
    if not revision or not inside or "\0" in path:
        raise IcmapError(f"cannot open '{shown(path)}': there is no such file", hint="from git: REV:path/org.yaml")
    if revision.startswith("-"):
        raise IcmapError(f"'{shown(revision)}' is no revision: it begins with '-'")
    return revision, inside


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file in a revision: what it is (git's mode), and under which name git keeps its content."""

    mode: str
    content: str


class Revision:
    """The files of one revision; they never change, and paths count from the top of the repository."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._folder = _asked("rev-parse", "--show-prefix", otherwise=_no_repository).decode("utf-8", "replace").strip()
        tree = _asked("rev-parse", "--verify", "--quiet", f"{name}^{{tree}}", otherwise=self._unknown)
        self._tree = tree.decode("ascii", "replace").strip()
        self._known: dict[str, _Entry] = {}
        self._listed: list[str] = []
        self._names: dict[str, dict[str, bool]] = {}

    def _unknown(self, said: str) -> IcmapError:  # noqa: ARG002 - git says nothing here
        hint = "fetch it first (in CI: the whole history)"
        return IcmapError(f"there is no revision '{shown(self.name)}' in this repository", hint=hint)

    def path_of(self, written: str) -> str:
        """Where a path leads: from the top of the repository, or from the working folder if it begins with a dot."""
        if written.startswith(("./", "../")):
            return posixpath.normpath(posixpath.join(self._folder, written))
        return posixpath.normpath(written)

    def root_of(self, folder: str | None) -> str | None:
        """The folder of `--root`, which is one of the working tree; the whole repository where it lies outside."""
        if folder is None:
            return None
        top = os.fsdecode(_asked("rev-parse", "--show-toplevel", otherwise=_no_repository)).rstrip("\n")
        below = os.path.relpath(os.path.realpath(folder), os.path.realpath(top)).replace(os.sep, "/")
        return "" if below == "." or below.startswith("..") else below

    def read(self, path: str, limit: int) -> bytes:
        """At most `limit` + 1 bytes of a file. Links are not followed."""
        inside = posixpath.normpath(path)
        entry = self._entry(inside)
        if entry is None:
            raise IcmapError(f"there is no '{shown(inside)}' in revision '{shown(self.name)}'", hint=self._hint(inside))
        if entry.mode in _NO_FILE:
            raise IcmapError(f"cannot read '{shown(f'{self.name}:{inside}')}': it is {_NO_FILE[entry.mode]}")
        return _asked("cat-file", "blob", entry.content, limit=limit, otherwise=_unreadable)

    def _hint(self, inside: str) -> str:
        here = posixpath.normpath(posixpath.join(self._folder, inside))
        if self._folder and self._entry(here):
            return f"paths count from the top of the repository; from here write {self.name}:./{inside}"
        return "paths count from the top of the repository"

    def _entry(self, path: str) -> _Entry | None:
        """What lies at a path; asked for once."""
        if _leads_out(path):
            return None
        if path not in self._known and not self._is_listed(path):
            self._known |= self._listing(path)
        return self._known.get(path)

    def _is_listed(self, path: str) -> bool:
        return any(folder == "." or is_below(path, folder) for folder in self._listed)

    def _list(self, folder: str) -> None:
        """All that lies in a folder and below it, in one go."""
        found = self._listing(f"{folder}/", "-r", "-t") if folder != "." else self._listing("", "-r", "-t")
        self._listed.append(folder)
        self._known |= found
        for path, entry in found.items():
            parent, name = posixpath.split(path)
            self._names.setdefault(parent or ".", {})[name] = entry.mode == _FOLDER

    def _listing(self, path: str, *options: str) -> dict[str, _Entry]:
        arguments = ("ls-tree", "-z", "--full-tree", *options, self._tree, "--", *([path] if path else []))
        lines = _asked(*arguments, limit=_MOST, otherwise=_unreadable)
        if len(lines) > _MOST:
            raise IcmapError("the repository has too many files to look through")
        return dict(_entry(line) for line in os.fsdecode(lines).split("\0") if line)

    def real(self, path: str) -> str:
        """The path from the top, with a slash before it; what leads out of the repository has none."""
        inside = posixpath.normpath(path or ".")
        return inside if _leads_out(inside) else posixpath.normpath(f"/{inside}")

    def is_quotable(self, path: str) -> bool:  # noqa: ARG002 - the signature of all trees of files
        """Always: links are not followed, so nothing but the repository is read."""
        return True

    def listed(self, folder: str) -> Iterator[tuple[str, bool]]:
        """The names in a folder."""
        inside = posixpath.normpath(folder or ".")
        if _leads_out(inside):
            return
        if not self._is_listed(inside):
            self._list(inside)
        yield from self._names.get(inside, {}).items()


def _leads_out(path: str) -> bool:
    """Whether a path, from the top, leads out of the repository."""
    return path.startswith(("../", "/")) or path == ".."


def _entry(line: str) -> tuple[str, _Entry]:
    told, _, path = line.partition("\t")
    mode, _, content = told.split(" ")[:3]
    return path, _Entry(mode, content)


def _no_repository(said: str) -> IcmapError:
    hint = "git says: " + shown(said) if said and "not a git repository" not in said else "give two files"
    return IcmapError("cannot read a revision: this folder is in no git repository", hint=hint)


def _unreadable(said: str) -> IcmapError:
    return IcmapError("git cannot read that revision", hint=f"git says: {shown(said)}" if said else "")


def _asked(*arguments: str, otherwise: Callable[[str], IcmapError], limit: int = _MOST) -> bytes:
    """What git answers, at most `limit` + 1 bytes; where it fails, the error that `otherwise` makes of what it says."""
    git = find_program("git")
    if git is None:
        raise IcmapError("cannot read a revision: git is not installed", hint="give two files")
    try:
        child = subprocess.Popen(  # noqa: S603 - an argument list; what is a user's is no option
            [git, *_ASKING, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**{name: value for name, value in os.environ.items() if name not in _PATHSPECS}, **_QUIET},
        )
    except (OSError, ValueError) as error:
        raise IcmapError(f"cannot start git: {getattr(error, 'strerror', None) or error}") from None
    with child, undone_when_stopped(child.kill):
        answer, said, is_late = _heard(child, limit)
    if is_late:
        raise IcmapError(f"git has not answered within {_SECONDS} s")
    if child.returncode and len(answer) <= limit:
        raise otherwise(said)
    return answer


def _heard(child: subprocess.Popen[bytes], limit: int) -> tuple[bytes, str, bool]:
    """What a child says within its time, on stdout and in the last line of stderr; and whether it took too long."""
    late = Event()

    def stop() -> None:
        late.set()
        child.kill()

    timer = Timer(_SECONDS, stop)
    timer.start()
    try:
        answer = child.stdout.read(limit + 1) if child.stdout else b""
        if len(answer) > limit:
            child.kill()
        said = child.stderr.read(_MOST) if child.stderr else b""
        child.wait()
    finally:
        timer.cancel()
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return answer, lines[-1] if lines else "", late.is_set()
