"""From a save to what is shown: read the file, and make the parts of the page one by one, the quickest first.

Whatever was valid last stays: a file with mistakes, one that cannot be opened and one that is away only change what is
said about the file.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from icmap.comparison import Side
from icmap.errors import IcmapError
from icmap.loading import Loaded
from icmap.pictures.paint.engines import Guard
from icmap.records import dataclass
from icmap.report import ask
from icmap.serving.changes import Changes, changes_between
from icmap.serving.mistakes import Trouble, trouble, unreadable
from icmap.serving.picture import MapPicture, picture, quickest
from icmap.serving.runs import Run
from icmap.serving.screen import Screen, screen
from icmap.serving.watching import Looked
from icmap.serving.what_if import OptionShown, options_of
from icmap.study import Question, Study

__all__ = ["Asked", "Maker", "Part", "Shown"]

_RUNS = 10
"""After so many runs what they have left is collected; a map of hundreds of parties leaves some 10 MB a run."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which map is followed, how it is read, and what is asked of it."""

    path: str
    root: str | None = None
    max_size: int | None = None
    question: Question = Question()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One state of the page: which screen it is, what is wrong with the file now, and the last valid map."""

    revision: int = 0
    trouble: Trouble = Trouble(broken=False, words="")
    screen: Screen | None = None
    options: tuple[OptionShown, ...] = ()


@dataclass(frozen=True, slots=True)
class PictureShown:
    """The picture, and of which screen."""

    revision: int
    picture: MapPicture


@dataclass(frozen=True, slots=True)
class ChangesShown:
    """What the last save changed, and which screen it led to; None where it says the same as before."""

    revision: int
    changes: Changes | None


Part = Shown | PictureShown | ChangesShown
"""What is shown, piece by piece."""


class Maker:
    """Makes the parts of the page out of the file, run by run, and remembers the last valid map.

    `show` is given each part when it is there; `follow` what has to be watched from now on.
    """

    def __init__(
        self,
        asked: Asked,
        show: Callable[[Part], object],
        follow: Callable[[Looked], object],
        guard: Guard | None = None,
    ) -> None:
        self.asked = asked
        self.shown = Shown()
        self.valid: Side | None = None
        self._compared: Side | None = None
        self._before = ""
        self._runs = 0
        self._show, self._follow, self._guard = show, follow, guard

    @property
    def study(self) -> Study | None:
        """The last valid map under study; None where none was."""
        return self.valid.study if self.valid else None

    def make(self, run: Run) -> None:
        """One run. Raises `Superseded` where a newer save has come before all of it was shown."""
        if run.patient:
            run.hold()
        found, wrong = self._read()
        run.go_on()
        if found is None:
            run.hold()
            self._tell(replace(self.shown, trouble=wrong))
        elif self.valid is not None and self._is_same(found):
            self._tell(replace(self.shown, trouble=wrong))
        else:
            self._renew(run, found, wrong)
        self._clear_away()

    def _clear_away(self) -> None:
        """Now and then what no study needs any more: the command line collects nothing, and a save should not wait for it."""
        self._runs += 1
        if self._runs % _RUNS == 0:
            gc.collect()

    def _read(self) -> tuple[Side | None, Trouble]:
        """The map, or None where there is none that can be shown; and what is wrong with the file."""
        looked = Looked()
        try:
            loaded = looked.load(self.asked.path, root=self.asked.root, max_size=self.asked.max_size)
            wrong = trouble(loaded.findings, self.asked.path)
            return (None if wrong.broken else self._side(loaded)), wrong
        except IcmapError as error:
            return None, unreadable(error)
        finally:
            self._follow(looked)

    def _side(self, loaded: Loaded) -> Side:
        return Side(ask(loaded.org, self.asked.question), loaded.sources)

    def _is_same(self, found: Side) -> bool:
        return bool(self.valid) and found.sources == self.valid.sources and self._compared is self.valid  # type: ignore[union-attr]

    def _renew(self, run: Run, found: Side, wrong: Trouble) -> None:
        """A new screen, then what has changed, then the picture."""
        made = screen(found.study)
        run.hold()
        self.valid = found
        revision = self.shown.revision + 1
        self._tell(Shown(revision=revision, trouble=wrong, screen=made, options=options_of(found.study.org)))
        changes = changes_between(self._compared, found) if self._compared else None
        run.go_on()
        self._compared = found
        self._show(ChangesShown(revision, changes))
        drawn = picture(found.study, quickest(self._guarded(run)), self._before)
        run.go_on()
        self._before = drawn.svg or self._before
        self._show(PictureShown(revision, drawn))

    def _tell(self, shown: Shown) -> None:
        self.shown = shown
        self._show(shown)

    def _guarded(self, run: Run) -> Guard:
        """A child is ended where the run is superseded, and where the program is stopped."""

        @contextmanager
        def guard(undo: Callable[[], object]) -> Iterator[None]:
            with ExitStack() as stack:
                stack.enter_context(run.guard(undo))
                if self._guard is not None:
                    stack.enter_context(self._guard(undo))
                yield

        return guard
