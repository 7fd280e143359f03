"""`icmap lsp` and a real client over stdin and stdout."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from editor import Editor, Refused
from processes import environment

pytest.importorskip("pygls", reason="icmap lsp needs the extra lsp")

ORG = """\
icmap: 1
include: team.yaml
parties:
  staff: {kind: external customer, depends_on: [payroll/slips]}
"""
TEAM = """\
parties:
  payroll: {name: "Zoë 😀 office", kind: team, lead_time: 2d, services: {slips: {}}, depends_on: [jeff]}
  jeff: {kind: person, lead_time: 1d, backup: [payroll]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "org.yaml").write_text(ORG, encoding="utf-8")
    (tmp_path / "team.yaml").write_text(TEAM, encoding="utf-8")
    return tmp_path


@pytest.fixture
def editor(folder: Path) -> Iterator[Editor]:
    with Editor(folder) as one:
        yield one


def codes(found: list[dict[str, Any]]) -> list[str]:
    return [each["code"] for each in found]


def test_a_mistake_is_told_while_it_is_typed_and_is_gone_when_it_is_mended(editor: Editor, folder: Path) -> None:
    team = folder / "team.yaml"
    before = editor.open(team)

    broken = editor.change(team, TEAM.replace("[jeff]", "[jef]"))
    after = editor.change(team, TEAM)

    assert before == after == []
    assert codes(broken) == ["unknown-party"]
    assert broken[0]["message"] == "there is no party 'jef'\nhint: did you mean 'jeff'?"


def test_columns_are_counted_in_utf16(editor: Editor, folder: Path) -> None:
    found = editor.open(folder / "team.yaml", TEAM.replace("[jeff]", "[jef]"))

    begin = TEAM.splitlines()[1].index("[jeff]") + 1
    assert found[0]["range"] == {
        "start": {"line": 1, "character": begin + 1},
        "end": {"line": 1, "character": begin + 4},
    }


def test_an_editor_that_counts_in_utf8_is_answered_in_utf8(folder: Path) -> None:
    with Editor(folder, {"general": {"positionEncodings": ["utf-8"]}}) as editor:
        found = editor.open(folder / "team.yaml", TEAM.replace("[jeff]", "[jef]"))

    begin = len(TEAM.splitlines()[1].split("[jeff]")[0].encode()) + 1
    assert found[0]["range"]["start"]["character"] == begin


def test_what_the_rules_find_is_told_with_its_other_places(editor: Editor, folder: Path) -> None:
    found = editor.open(folder / "team.yaml", TEAM.replace(", backup: [payroll]", ""))

    assert codes(found) == ["no-stand-in"]
    assert found[0]["severity"] == 2
    assert found[0]["relatedInformation"][0]["location"]["uri"] == (folder / "team.yaml").as_uri()


def test_a_mistake_in_one_file_is_told_in_the_file_that_needs_it(editor: Editor, folder: Path) -> None:
    editor.open(folder / "team.yaml")
    editor.found_beside(folder / "org.yaml")

    editor.change(folder / "team.yaml", TEAM.replace("payroll:", "pay:").replace("[payroll]", "[pay]"))
    beside = editor.found_beside(folder / "org.yaml")

    assert codes(beside) == ["unknown-party"]


def test_what_is_open_counts_and_not_what_lies_on_the_disk(editor: Editor, folder: Path) -> None:
    editor.open(folder / "team.yaml", TEAM.replace("payroll:", "pay:").replace("[payroll]", "[pay]"))

    found = editor.open(folder / "org.yaml", ORG.replace("[payroll/slips]", "[pay/slips]"))

    assert found == []


def test_of_fast_typing_the_last_version_is_told(editor: Editor, folder: Path) -> None:
    team = folder / "team.yaml"
    editor.open(team)

    for end in range(1, 20):
        editor.type(team, TEAM[:-end])
    editor.type(team, TEAM.replace("2d", "2 parsecs"))

    assert codes(editor.found(team)) == ["invalid-duration"]


def test_a_broken_line_hides_nothing_of_what_editors_ask(editor: Editor, folder: Path) -> None:
    team = folder / "team.yaml"
    found = editor.open(team, TEAM + "  nobody: {kind: \n  legal:\n    depends_on:\n      - pay")
    assert codes(found) == ["invalid-yaml"]

    offered = editor.at("completion", team, 6, 11)["items"]
    symbols = editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": team.as_uri()}})

    assert [each["textEdit"]["newText"] for each in offered] == ["payroll", "payroll/slips"]
    assert {"payroll", "jeff", "legal"} <= {each["name"] for each in symbols}


def test_completion_replaces_what_is_typed(editor: Editor, folder: Path) -> None:
    org = folder / "org.yaml"
    editor.open(org, ORG.replace("[payroll/slips]", "[je]"))

    (item,) = editor.at("completion", org, 3, 50)["items"]

    assert item["textEdit"] == {
        "range": {"start": {"line": 3, "character": 48}, "end": {"line": 3, "character": 50}},
        "newText": "jeff",
    }


@pytest.mark.parametrize("knows_snippets", [True, False])
def test_snippets_go_to_editors_that_know_them(folder: Path, knows_snippets: bool) -> None:  # noqa: FBT001
    known = {"textDocument": {"completion": {"completionItem": {"snippetSupport": knows_snippets}}}}
    with Editor(folder, known) as editor:
        editor.open(folder / "org.yaml", ORG + "  legal: {lead")
        (item,) = editor.at("completion", folder / "org.yaml", 4, 14)["items"]

    assert item["textEdit"]["newText"] == ("lead_time: ${1:1d}" if knows_snippets else "lead_time: ")
    assert item["documentation"].startswith("From the moment")


def test_hover_tells_what_a_key_means_and_who_a_party_is(editor: Editor, folder: Path) -> None:
    editor.open(folder / "org.yaml")

    key = editor.at("hover", folder / "org.yaml", 3, 38)["contents"]["value"]
    party = editor.at("hover", folder / "org.yaml", 3, 50)["contents"]["value"]

    assert key.startswith("**depends_on**\n\nWhat is needed")
    assert party.startswith("**Zoë 😀 office** · team\n\nserves staff\n\ndepends on jeff")


def test_hover_explains_a_rule(editor: Editor, folder: Path) -> None:
    editor.open(folder / "org.yaml", ORG + "checks:\n  no-stand-in: error\n")

    assert "stand-in" in editor.at("hover", folder / "org.yaml", 5, 4)["contents"]["value"]


def test_a_definition_lies_in_another_file_and_references_in_both(editor: Editor, folder: Path) -> None:
    editor.open(folder / "org.yaml")

    written = editor.at("definition", folder / "org.yaml", 3, 50)
    service = editor.at("definition", folder / "org.yaml", 3, 58)
    named = editor.at("references", folder / "org.yaml", 3, 50, context={"includeDeclaration": True})

    assert (written["uri"], written["range"]["start"]) == ((folder / "team.yaml").as_uri(), {"line": 1, "character": 2})
    assert service["range"]["start"]["line"] == 1
    assert [(each["uri"].rpartition("/")[2], each["range"]["start"]["line"]) for each in named] == [
        ("org.yaml", 3), ("team.yaml", 1), ("team.yaml", 2),
    ]  # fmt: skip


def test_an_id_is_renamed_in_all_files(editor: Editor, folder: Path) -> None:
    editor.open(folder / "org.yaml")

    changes = editor.at("rename", folder / "org.yaml", 3, 50, newName="pay office")["changes"]

    assert {uri.rpartition("/")[2]: len(edits) for uri, edits in changes.items()} == {"org.yaml": 1, "team.yaml": 2}
    assert {edit["newText"] for edits in changes.values() for edit in edits} == {"pay office"}


def test_a_name_that_cannot_be_is_refused_in_a_sentence(editor: Editor, folder: Path) -> None:
    editor.open(folder / "org.yaml")

    with pytest.raises(Refused, match="there is a 'jeff' already"):
        editor.at("rename", folder / "org.yaml", 3, 50, newName="jeff")


def test_what_was_meant_is_a_code_action(editor: Editor, folder: Path) -> None:
    team = folder / "team.yaml"
    (finding,) = editor.open(team, TEAM.replace("[jeff]", "[jef]"))

    params = {"textDocument": {"uri": team.as_uri()}, "range": finding["range"], "context": {"diagnostics": [finding]}}
    actions = editor.ask("textDocument/codeAction", params)

    assert actions[0]["title"] == "write 'jeff'"
    assert actions[0]["isPreferred"]
    assert actions[0]["edit"]["changes"][team.as_uri()] == [{"range": finding["range"], "newText": "jeff"}]


def test_the_first_screen_is_a_lens_at_its_line(editor: Editor, folder: Path) -> None:
    editor.open(folder / "team.yaml", TEAM.replace(", backup: [payroll]", ""))

    shown = editor.ask("textDocument/codeLens", {"textDocument": {"uri": (folder / "team.yaml").as_uri()}})

    assert shown[0]["command"]["title"].startswith("1. ")
    assert {each["range"]["start"]["line"] for each in shown} <= {1, 2}


def test_when_the_last_file_of_a_map_is_closed_nothing_more_is_told_of_it(editor: Editor, folder: Path) -> None:
    editor.open(folder / "team.yaml", TEAM.replace("[jeff]", "[jef]"))

    assert editor.close(folder / "team.yaml") == []


def test_another_yaml_file_is_left_alone(editor: Editor, folder: Path) -> None:
    assert editor.open(folder / "compose.yaml", "services:\n  web: {image: nginx}\n") == []


def test_without_pygls_it_says_how_to_install_it(folder: Path) -> None:
    code = "import sys; sys.modules['pygls'] = None; sys.argv = ['icmap', 'lsp']; from icmap.cli import main; main()"

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("icmap: an editor needs pygls")
    assert "icmap[lsp]" in done.stderr
