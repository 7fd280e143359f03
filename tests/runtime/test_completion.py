"""Completion, asked as the shells ask, and in real shells at a terminal."""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from icmap.cli._completing import candidates
from processes import ICMAP, environment

MAP = """\
icmap: 1
situations: [year end]
parties:
  staff: {kind: external customer, depends_on: [payroll, wait staff]}
  payroll: {name: Pay office, kind: team}
  wait staff: {kind: role}
  a$(touch stolen): {name: "\\\\$(touch stolen) `touch stolen`; [/b] $(touch stolen)"}
  it's "odd": {kind: team}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "org.yaml").write_text(MAP, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def offered(*words: str) -> list[str]:
    return [value for value, _ in candidates(words)]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("anal",), ["analyze"]),
        (("render", "--vi"), ["--view"]),
        (("show", "org.yaml", "pa"), ["payroll"]),
        (("show", "org.yaml", "wait s"), ["wait staff"]),
        (("show", "org.yaml", "payroll", ""), []),
        (("show", "org.yaml", "payroll", "--as", ""), ["card", "sipoc", "promise"]),
        (("analyze", "org.yaml", "--situation", ""), ["year end"]),
        (("analyze", "org.yaml", "--to=st"), ["staff"]),
        (("analyze", "org.yaml", "--level", "te"), ["team"]),
        (("analyze", "org.yaml", "--section", "out"), ["outages"]),
        (("check", "org.yaml", "--select", "no-st"), ["no-stand-in"]),
        (("check", "org.yaml", "--format", "sar"), ["sarif"]),
        (("render", "org.yaml", "--view", "ma"), ["map", "matrix"]),
        (("render", "org.yaml", "--format", "mer"), ["mermaid"]),
        (("explain", "dra"), ["drag"]),
        (("show", "nowhere.yaml", ""), []),
        (("nonsense", "x"), []),
    ],
)
def test_what_may_follow_is_offered(words: tuple[str, ...], expected: list[str]) -> None:
    assert list(dict.fromkeys(offered(*words))) == expected


@pytest.mark.usefixtures("folder")
def test_every_command_is_offered_with_what_it_does() -> None:
    known = candidates([""])

    assert {"analyze", "check", "render", "lsp", "completion"} <= {name for name, _ in known}
    assert all(what for _, what in known)


def test_a_broken_map_has_the_names_that_can_be_read(folder: Path) -> None:
    (folder / "org.yaml").write_text(MAP + "  broken: {\n", encoding="utf-8")

    assert offered("show", "org.yaml", "pay") == ["payroll"]


def test_a_map_that_is_too_large_to_wait_for_has_no_names(folder: Path) -> None:
    (folder / "org.yaml").write_text(MAP + "# " + "x" * 4_000_000 + "\n", encoding="utf-8")

    assert offered("show", "org.yaml", "") == []


@pytest.mark.usefixtures("folder")
def test_nothing_is_ever_said_on_stderr_and_the_exit_code_is_0() -> None:
    for words in (["show", "org.yaml", "p"], ["\x00x"[1:]], ["--no-such", "="], []):
        done = subprocess.run(
            [*ICMAP, *words], env=environment(_ICMAP_COMPLETE="bash"), capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")


def in_shell(shell: str, setup: str, typed: str, folder: Path) -> str:
    """What a terminal shows when a line is typed in an interactive shell (a tab stands for the key), to the shell's end."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed here")
    command = folder / "bin" / "icmap"
    command.parent.mkdir(exist_ok=True)
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m icmap "$@"\n')
    command.chmod(0o755)
    child, ours = pty.fork()
    if child == 0:  # pragma: no cover
        os.chdir(folder)
        start = {"bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"], "fish": ["--no-config", "-i"]}[shell]
        path = f"{command.parent}:{os.environ['PATH']}"
        os.execvpe(  # noqa: S606 - a shell is what is tested
            shell, [shell, *start], {**environment(TERM="dumb"), "PATH": path, "HOME": str(folder), "COLUMNS": "200"}
        )
    os.write(ours, f"PS1='rea''dy> '; {setup}\n".encode())
    shown = _until(ours, b"ready> ")
    os.write(ours, f"{typed}\nexit\n".encode())
    shown += _until(ours, None)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(ours)
    return shown.decode("utf-8", "replace")


def _until(terminal: int, end: bytes | None) -> bytes:
    """What the terminal shows until that, or until its shell has ended or says nothing for a minute."""
    shown = b""
    while end is None or end not in shown:
        ready, _, _ = select.select([terminal], [], [], 60)
        try:
            part = os.read(terminal, 4096) if ready else b""
        except OSError:  # the shell has ended
            part = b""
        if not part:
            break
        shown += part
    return shown


SETUPS = {
    "bash": 'eval "$(icmap completion bash)"',
    "zsh": "autoload -Uz compinit; compinit -u -D; source <(icmap completion zsh)",
}  # fmt: skip


@pytest.mark.parametrize("shell", SETUPS)
def test_in_a_real_shell_a_tab_completes_a_party_quoted_as_the_shell_wants_it(shell: str, folder: Path) -> None:
    shown = in_shell(shell, SETUPS[shell], "icmap show org.yaml wai\t", folder)

    assert "wait staff  role" in shown


@pytest.mark.parametrize("shell", SETUPS)
def test_in_a_real_shell_a_quote_that_is_open_is_respected(shell: str, folder: Path) -> None:
    shown = in_shell(shell, SETUPS[shell], "icmap show org.yaml 'wait s\t", folder)

    assert "wait staff  role" in shown


@pytest.mark.parametrize("shell", SETUPS)
def test_in_a_real_shell_what_a_map_says_is_never_run(shell: str, folder: Path) -> None:
    in_shell(shell, SETUPS[shell], "icmap show org.yaml \t\t", folder)
    in_shell(shell, SETUPS[shell], "icmap show org.yaml 'a$(to\t", folder)

    assert not (folder / "stolen").exists()


@pytest.mark.parametrize("shell", SETUPS)
def test_in_a_real_shell_files_are_completed_where_a_map_is_wanted(shell: str, folder: Path) -> None:
    shown = in_shell(shell, SETUPS[shell], "icmap show or\tpayroll", folder)

    assert "Pay office  team" in shown


def test_in_fish_candidates_come_with_what_they_are(folder: Path) -> None:
    if shutil.which("fish") is None:
        pytest.skip("fish is not installed here")
    script = subprocess.run([*ICMAP, "completion", "fish"], capture_output=True, text=True, check=True).stdout
    (folder / "icmap").write_text(f'#!/bin/sh\nexec {sys.executable} -m icmap "$@"\n')
    (folder / "icmap").chmod(0o755)
    code = f"{script}\ncomplete -C 'icmap show org.yaml wai'"

    done = subprocess.run(
        ["fish", "--no-config", "-c", code], cwd=folder, capture_output=True, text=True, check=False,
        env=environment(PATH=f"{folder}:{os.environ['PATH']}", HOME=str(folder)),
    )  # fmt: skip

    assert "wait staff\trole" in done.stdout.replace("\\ ", " ")
    assert not (folder / "stolen").exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_script_asks_by_the_variable_that_icmap_answers(shell: str) -> None:
    done = subprocess.run([*ICMAP, "completion", shell], capture_output=True, text=True, check=True)

    assert "_ICMAP_COMPLETE" in done.stdout
