"""The hostile corpus through the loader, with libyaml and with pure Python: the verdict and the line that are expected."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from icmap.errors import IcmapError
from icmap.loading import load
from worlds import shared

AS_THE_FORMAT_HAS_IT = {
    "sink/zalgo.yaml": ("diagnosed", 4),  # 201 characters, and a name has at most 200
    "sink/csv_url.yaml": ("diagnosed", 4),  # over 900 characters
    "graph/self_loop.yaml": ("diagnosed", 4),  # self-dependency is an error
    "yaml/bomb_merge_24.yaml": ("diagnosed", None),  # told is the anchor that adds the most, not the first
    "yaml/unclosed_quote.yaml": ("diagnosed", 4),  # where the quotes open, not where the file ends
}
"""Where the corpus says otherwise than the specification, which holds."""

Entry = dict[str, Any]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    subprocess.run([sys.executable, shared("hostile", "generate.py"), folder], check=True, capture_output=True)
    return folder


@pytest.fixture
def entries(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> list[Entry]:
    monkeypatch.chdir(corpus)
    listed: list[Entry] = json.loads((corpus / "index.json").read_text(encoding="utf-8"))
    return [each for each in listed if not (each.get("skip_if_root") and os.geteuid() == 0)]


@pytest.mark.parametrize("parser", ["libyaml", "pure"])
def test_every_file_gets_the_expected_verdict_at_the_expected_line(entries: list[Entry], parser: str) -> None:
    wrong = {each["file"]: _read(each["file"], parser) for each in entries if not _is_as_expected(each, parser)}

    assert wrong == {}


def _is_as_expected(entry: Entry, parser: str) -> bool:
    verdict, line = AS_THE_FORMAT_HAS_IT.get(entry["file"], (entry["expected"], entry["line"]))
    got, lines = _read(entry["file"], parser)
    return got == verdict and (line is None or verdict == "accepted" or line in lines)


def _read(file: str, parser: str) -> tuple[str, list[int]]:
    try:
        loaded = load(file, pure=parser == "pure")
    except IcmapError:
        return "diagnosed", []
    return "accepted" if loaded.ok else "diagnosed", [found.span.line for found in loaded.errors]


def test_nothing_that_is_told_has_a_secret_or_a_raw_control_character_in_it(entries: list[Entry]) -> None:
    for entry in entries:
        if entry["area"] not in {"graph", "size"}:
            message, lines = _told(entry["file"])
            assert message.isprintable(), entry["file"]
            assert "TOKEN" not in message + lines


def _told(file: str) -> tuple[str, str]:
    try:
        findings = load(file).findings
    except IcmapError as error:
        return error.message.replace(file, ""), ""
    return " ".join(f"{found.message} {found.hint}" for found in findings.diagnostics), str(findings.lines)


def test_no_file_runs_code(corpus: Path, entries: list[Entry]) -> None:
    for entry in entries:
        if entry["area"] == "tags":
            assert not load(entry["file"]).ok

    assert not list(corpus.rglob("icmap-pwned"))


SPECIAL = ["special/fifo.yaml", "special/link_dev_zero.yaml", "special/link_environ.yaml", "special/link_secret.yaml",
           "special/loop.yaml", "special/directory.yaml", "yaml/deep_seq_100000.yaml", "yaml/deep_flow_50000.yaml",
           "yaml/bomb_billion_laughs.yaml", "yaml/bomb_alias_edges.yaml", "yaml/sexagesimal_bomb.yaml"]  # fmt: skip


@pytest.mark.parametrize("file", SPECIAL)
def test_special_files_and_bombs_end_soon_in_little_memory_with_exit_code_2(corpus: Path, file: str) -> None:
    if not os.path.lexists(corpus / file):
        pytest.skip("this system has no such special file")

    bounded = (
        "import resource, runpy, sys\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1500 << 20, 1500 << 20))\n"
        f"sys.argv = ['icmap', 'analyze', {file!r}]\n"
        "runpy.run_module('icmap', run_name='__main__')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", bounded],
        cwd=corpus,
        capture_output=True,
        timeout=30,
        stdin=subprocess.DEVNULL,
        check=False,
    )

    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"TOKEN" not in done.stdout + done.stderr
    assert os.environ.get("PATH", "?").encode() not in done.stdout + done.stderr
