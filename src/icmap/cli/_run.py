"""One run of the command line: what was raised becomes a line on stderr and an exit code."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

import typer

from icmap.cli._app import app
from icmap.cli._output import OutputClosed, give_up_on_stdout, say
from icmap.errors import IcmapError

__all__ = ["expanded", "run"]

_OUT_OF_RANGE = re.compile(r"is not in the range x>=(\S+?)(?=\.?$)")
"""How Typer says that a number is too small."""

FINE, CANNOT, CRASHED = 0, 2, 70

_WrongUsage: type[BaseException] = typer.BadParameter.__mro__[2]
"""What Typer raises for wrong usage; the class has no public name of its own."""


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code: 0 fine, 2 icmap cannot do it, 70 a defect of icmap."""
    rest, debug = _without_debug(expanded(arguments) if sys.platform == "win32" else arguments)
    try:
        return int(app(rest, prog_name="icmap", standalone_mode=False) or FINE)
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else CANNOT
    except OutputClosed:
        give_up_on_stdout()
        return FINE
    except (IcmapError, OSError, MemoryError, typer.Abort, _WrongUsage) as error:
        return _cannot(error, debug=debug)
    except Exception as error:  # noqa: BLE001 - the one place where a defect becomes a line
        return _crashed(error, debug=debug)


def expanded(arguments: Sequence[str]) -> list[str]:
    """The arguments with every pattern that files match replaced by these, sorted: on Windows no shell does it."""
    return [path for each in arguments for path in (_matching(each) or [each])]


def _matching(argument: str) -> list[str]:
    from glob import glob

    is_pattern = not argument.startswith("-") and any(sign in argument for sign in "*?[")
    return sorted(glob(argument)) if is_pattern else []  # noqa: PTH207 - paths as they were typed


def _without_debug(arguments: Sequence[str]) -> tuple[list[str], bool]:
    """The arguments without `--debug`, which may stand anywhere before `--`; and whether it was there."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    rest = [each for each in arguments[:end] if each != "--debug"]
    return [*rest, *arguments[end:]], len(rest) < end


def _cannot(error: BaseException, *, debug: bool) -> int:
    message, hint = _told(error)
    if debug:
        _trace(error)
    say(f"icmap: {message}" + (f"\n  hint: {hint}" if hint else ""))
    return CANNOT


def _told(error: BaseException) -> tuple[str, str]:
    """What went wrong in a sentence, and a hint."""
    if isinstance(error, IcmapError):
        return error.message, error.hint
    if isinstance(error, MemoryError):
        return "there is not enough memory for this", ""
    if isinstance(error, OSError):
        give_up_on_stdout()
        return f"cannot go on: {error.strerror or error}", ""
    return _misused(error)


def _misused(error: BaseException) -> tuple[str, str]:
    context = getattr(error, "ctx", None)
    message = str(getattr(error, "format_message", lambda: "stopped")())
    where = getattr(context, "command_path", "icmap")
    message = _OUT_OF_RANGE.sub(r"has to be \1 or more", message)
    return message[:1].lower() + message[1:].rstrip("."), f"'{where} --help' says what there is"


def _trace(error: BaseException) -> None:
    import traceback

    say("".join(traceback.format_exception(error)).rstrip())


def _crashed(error: BaseException, *, debug: bool) -> int:
    if debug:
        _trace(error)
    told = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    say(f"icmap: internal error (please report): {told}")
    return CRASHED
