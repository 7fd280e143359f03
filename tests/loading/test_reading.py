"""Files, bytes, characters: what is opened, what is refused, and where."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from icmap.errors import IcmapError
from icmap.loading import STDIN, Loaded, load, parse

OK = "icmap: 1\nname: Test\n"


def told(loaded: Loaded) -> list[tuple[str, int, int]]:
    return [(found.rule, found.span.line, found.span.column) for found in loaded.findings.diagnostics]


def from_bytes(folder: Path, content: bytes) -> Loaded:
    path = folder / "map.yaml"
    path.write_bytes(content)
    return load(path)


def test_a_missing_file_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(IcmapError, match="there is no such file") as caught:
        load(tmp_path / "nothing.yaml")

    assert caught.value.hint


@pytest.mark.parametrize("make", ["folder", "fifo", "device", "loop"])
def test_only_regular_files_are_read_and_nothing_blocks(tmp_path: Path, make: str) -> None:
    path = tmp_path / "map.yaml"
    makers: dict[str, Callable[[], object]] = {
        "folder": path.mkdir,
        "fifo": lambda: os.mkfifo(path),
        "device": lambda: path.symlink_to("/dev/zero"),
        "loop": lambda: path.symlink_to("map.yaml"),
    }
    makers[make]()

    with pytest.raises(IcmapError):
        load(path)


def test_a_path_with_a_null_character_cannot_be_opened() -> None:
    with pytest.raises(IcmapError):
        load("a\0b")


def test_the_standard_input_is_read_from_a_minus_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(OK.encode())))

    loaded = load("-")

    assert (loaded.ok, loaded.org.name, loaded.files) == (True, "Test", (STDIN,))


def test_an_open_descriptor_is_read_even_if_it_is_a_pipe() -> None:
    reading, writing = os.pipe()
    os.write(writing, OK.encode())
    os.close(writing)

    assert load(f"/dev/fd/{reading}").org.name == "Test"
    os.close(reading)


def test_one_byte_order_mark_is_left_out_and_a_second_is_refused(tmp_path: Path) -> None:
    mark = b"\xef\xbb\xbf"

    assert from_bytes(tmp_path, mark + OK.encode()).ok
    assert told(from_bytes(tmp_path, mark * 2 + OK.encode())) == [("forbidden-character", 1, 1)]


def test_a_bad_byte_is_told_with_its_line_and_column(tmp_path: Path) -> None:
    assert told(from_bytes(tmp_path, "icmap: 1\r\n# é\r\nname: ".encode() + b"\xe9\n")) == [("invalid-encoding", 3, 7)]


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04x", b"\x1f\x8bx", "icmap: 1".encode("utf-16"), "icmap: 1".encode("utf-32")]
)
def test_what_is_no_text_is_told_as_what_it_is(tmp_path: Path, content: bytes) -> None:
    assert told(from_bytes(tmp_path, content)) == [("invalid-encoding", 1, 1)]


@pytest.mark.parametrize(
    "character", ["\x00", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u2029", "\ufeff", "\ufffe", "\ud800"]
)
def test_controls_and_hidden_line_breaks_may_not_stand_in_a_file(character: str) -> None:
    assert told(parse(f"icmap: 1\n# {character}\nname: N\n")) == [("forbidden-character", 2, 3)]


def test_line_ends_of_all_systems_give_the_same_lines() -> None:
    text = "icmap: 1\nname: N\nzzz: 1\n"

    for end in ("\n", "\r\n", "\r"):
        loaded = parse(text.replace("\n", end))
        assert told(loaded) == [("unknown-key", 3, 1)]
        assert dict(loaded.findings.lines) == {("<text>", 3): "zzz: 1"}


@pytest.mark.parametrize("parser", ["libyaml", "pure"])
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("icmap: 1\nname: a: b\n", 2), ("icmap: 1\nname: 'a\n", 2), ("icmap: 1\n\tname: a\n", 2), ("icmap: 1\nname: @a\n", 2),
        ("icmap: 1\nparties: {a: [}\n", 2), ("%YAML 3.0\n---\nicmap: 1\n", 1), ('icmap: 1\nname: "\\q"\n', 2),
        ('icmap: 1\nname: "\\U00110000"\n', 2), ("icmap: 1\n...\nname\n", 3), ("icmap: 1\n name: b\n", 2),
    ],
)  # fmt: skip
def test_broken_yaml_is_told_in_plain_words_at_its_line(text: str, line: int, parser: str) -> None:
    (found,) = parse(text, pure=parser == "pure").errors

    assert (found.rule in {"invalid-yaml", "second-document"}, found.span.line) == (True, line)
    assert found.message != "this is not YAML"
    assert found.hint


@pytest.mark.parametrize(
    "text", ["a:\tb\n", "name:\tb\n", "name: [a,\tb]\n", "name: {a:\tb}\n", "parties:\n  a:\t{kind: x}\n"]
)
def test_both_parsers_come_to_the_same_verdict_about_tabs(text: str) -> None:
    assert told(parse("icmap: 1\n" + text, pure=True)) == told(parse("icmap: 1\n" + text))


def test_of_a_link_no_content_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.ini").write_text("icmap: 1\ntoken: TOPSECRET\nparties: {a: {depends_on: [TOPSECRET]}}\n")
    (tmp_path / "map.yaml").symlink_to("secret.ini")
    monkeypatch.chdir(tmp_path)

    for path in ("map.yaml", tmp_path / "map.yaml"):
        findings = load(path).findings
        assert [found.rule for found in findings.diagnostics] == ["unknown-key", "unknown-party"]
        assert "TOPSECRET" not in repr(findings)


def test_of_a_file_that_a_link_leads_to_no_content_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/map.yaml").write_text("icmap: 1\nTOPSECRET: 1\n")
    (tmp_path / "here").mkdir()
    (tmp_path / "here/maps").symlink_to("../outside")
    monkeypatch.chdir(tmp_path / "here")

    assert "TOPSECRET" not in repr(load("maps/map.yaml").findings.diagnostics)
    assert "TOPSECRET" in repr(load("../outside/map.yaml").findings.diagnostics)


def test_a_value_in_a_message_is_cut_and_printable() -> None:
    loaded = parse(f'icmap: 1\nparties: {{a: {{lead_time: "\\e[31m{"x" * 100}"}}}}\n')
    (found,) = loaded.errors

    assert "\\x1b[31mxxx" in found.message
    assert found.message.isprintable()
    assert len(found.message) < 130
