"""Maps of several files."""

from __future__ import annotations

from pathlib import Path

import pytest

from icmap.loading import Loaded, load, parse


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "map"


def write(folder: Path, **files: str) -> Loaded:
    """Write files (two underscores stand for a slash) and load the first."""
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load(folder / "org.yaml")


def told(loaded: Loaded) -> list[tuple[str, str, int]]:
    return [(found.rule, Path(found.span.file).name, found.span.line) for found in loaded.findings.diagnostics]


def test_references_go_from_file_to_file(folder: Path) -> None:
    loaded = write(
        folder,
        org="icmap: 1\ninclude: [teams/*.yaml]\nparties:\n  a: {depends_on: [b]}\n",
        teams__b="icmap: 1\nparties:\n  b: {depends_on: [c]}\n",
        teams__c="dependencies: [{customer: c, provider: a}]\nparties: {c: }\n",
    )

    assert loaded.ok
    assert list(loaded.org.parties) == ["a", "b", "c"]
    assert [Path(name).name for name in loaded.files] == ["org.yaml", "b.yaml", "c.yaml"]
    assert loaded.org.parties["b"].span.file == str(folder / "teams/b.yaml")


def test_patterns_go_through_folders_but_not_through_hidden_ones(folder: Path) -> None:
    loaded = write(
        folder,
        org="icmap: 1\ninclude: ['teams/**/*.yaml']\n",
        teams__b="parties: {b: }\n",
        teams__deep__er__c="parties: {c: }\n",
        teams__hidden="parties: {h: }\n",
    )
    (folder / "teams/.git").mkdir()
    (folder / "teams/.git/config.yaml").write_text("parties: {secret: }\n")

    assert list(loaded.org.parties) == ["b", "c", "h"]
    assert list(load(folder / "org.yaml").org.parties) == ["b", "c", "h"]


def test_each_file_is_read_once(folder: Path) -> None:
    loaded = write(
        folder,
        org="icmap: 1\ninclude: [b.yaml, ./b.yaml, c.yaml]\n",
        b="parties: {b: }\n",
        c="include: b.yaml\nparties: {c: }\n",
    )

    assert loaded.ok
    assert len(loaded.files) == 3


def test_a_circle_of_includes_is_a_mistake_where_it_closes(folder: Path) -> None:
    loaded = write(folder, org="icmap: 1\ninclude: [b.yaml]\n", b="parties: {b: }\ninclude:\n  - org.yaml\n")

    assert told(loaded) == [("include-circle", "b.yaml", 3)]
    assert list(loaded.org.parties) == ["b"]


def test_a_party_in_two_files_is_a_mistake_that_names_both_places(folder: Path) -> None:
    loaded = write(folder, org="icmap: 1\ninclude: [b.yaml]\nparties:\n  a:\n", b="parties:\n  a: {lead_time: 1h}\n")
    (found,) = loaded.errors

    assert (found.rule, Path(found.span.file).name, found.span.line) == ("duplicate-party", "b.yaml", 2)
    assert [(Path(each.span.file).name, each.span.line) for each in found.related] == [("org.yaml", 4)]


def test_a_group_may_be_repeated_in_another_file_but_not_in_the_same(folder: Path) -> None:
    group = "parties:\n  box: {kind: department}\n"
    loaded = write(
        folder,
        org=f"icmap: 1\ninclude: [b.yaml]\n{group}  a: {{part_of: box}}\n",
        b=f"{group}  b: {{part_of: box}}\n",
    )

    assert loaded.ok
    assert not write(folder, org=f"icmap: 1\n{group}  a: {{part_of: box}}\n  bo\u0078: {{}}\n").ok


def test_an_included_file_holds_nothing_but_parties_dependencies_and_includes(folder: Path) -> None:
    loaded = write(folder, org="icmap: 1\ninclude: [b.yaml]\n", b="name: N\ncalendar: {}\nx-own: 1\nzzz: 1\nicmap: 2\n")

    assert told(loaded) == [
        ("unknown-key", "b.yaml", 1), ("unknown-key", "b.yaml", 2), ("unknown-key", "b.yaml", 4),
        ("unknown-version", "b.yaml", 5),
    ]  # fmt: skip


def test_the_calendar_of_the_first_file_holds_in_all(folder: Path) -> None:
    loaded = write(
        folder,
        org="icmap: 1\ninclude: [b.yaml]\nparties: {a: {lead_time: 1d}}\ncalendar: {hours_per_day: 10}\n",
        b="parties: {b: {lead_time: 1d}}\n",
    )

    assert {str(each.lead_time and each.lead_time.likely) for each in loaded.org.parties.values()} == {"36000"}


def test_anchors_stay_in_their_file(folder: Path) -> None:
    loaded = write(folder, org="icmap: 1\nx-a: &a {kind: team}\ninclude: [b.yaml]\n", b="parties: {b: *a}\n")

    assert told(loaded) == [("undefined-alias", "b.yaml", 1)]


def test_the_rule_about_no_parties_is_judged_after_all_files_are_read(folder: Path) -> None:
    flat = "dependencies: [{customer: a, provider: b}]\n"

    assert write(folder, org=f"icmap: 1\ninclude: [b.yaml]\n{flat}", b=flat.replace("a,", "c,")).ok
    assert told(write(folder, org=f"icmap: 1\ninclude: [b.yaml]\n{flat}", b="parties: {a: }\n")) == [
        ("unknown-party", "org.yaml", 3)
    ]


@pytest.mark.parametrize(
    "path", ["../out.yaml", "../*.yaml", "/etc/passwd", "x/../../out.yaml", "*/../../out.yaml", "/**"]
)
def test_nothing_outside_the_folder_of_the_map_is_read(folder: Path, path: str) -> None:
    folder.mkdir()
    (folder.parent / "out.yaml").write_text("parties: {out: }\n")

    loaded = write(folder, org=f"icmap: 1\ninclude: ['{path}']\n")

    assert told(loaded) == [("include-outside", "org.yaml", 2)]
    assert len(loaded.files) == 1


def test_a_link_does_not_lead_out_of_the_folder(folder: Path) -> None:
    folder.mkdir()
    (folder.parent / "out.yaml").write_text("parties: {out: }\n")
    (folder / "link.yaml").symlink_to("../out.yaml")

    assert told(write(folder, org="icmap: 1\ninclude: [link.yaml]\n")) == [("include-outside", "org.yaml", 2)]


def test_the_root_can_be_widened(folder: Path) -> None:
    write(folder, org="icmap: 1\ninclude: [../out.yaml]\n")
    (folder.parent / "out.yaml").write_text("parties: {out: }\n")

    loaded = load(folder / "org.yaml", root=str(folder.parent))

    assert list(loaded.org.parties) == ["out"]


def test_a_text_includes_from_the_working_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, org="icmap: 1\n", b="parties: {b: }\n")
    monkeypatch.chdir(folder)

    assert list(parse("icmap: 1\ninclude: [b.yaml]\n").org.parties) == ["b"]
    assert parse("icmap: 1\ninclude: [b.yaml]\n").files == ("<text>", "b.yaml")


def test_a_missing_file_and_a_pattern_without_files_are_mistakes(folder: Path) -> None:
    loaded = write(folder, org="icmap: 1\ninclude:\n  - nothing.yaml\n  - teams/*.yaml\n  - .\n")

    assert told(loaded) == [
        (rule, "org.yaml", line) for rule, line in zip(["missing-include"] * 3, (3, 4, 5), strict=True)
    ]


def test_an_included_file_is_never_the_standard_input(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, org="icmap: 1\ninclude: ['-']\n")
    monkeypatch.chdir(folder)
    assert told(load("org.yaml")) == [("missing-include", "org.yaml", 2)]

    (folder / "-").write_text("parties: {a: }\n")
    assert list(load("org.yaml").org.parties) == ["a"]


def test_what_lies_behind_a_linked_folder_outside_the_working_folder_is_not_repeated(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/secret.yaml").write_text("token: hidden\n")
    folder.mkdir()
    (folder / "link").symlink_to("../out")
    write(folder, org="icmap: 1\ninclude: [link/secret.yaml]\n")
    monkeypatch.chdir(folder)

    (found,) = load("org.yaml", root="..").findings.diagnostics
    assert found.rule == "unknown-key"
    assert "token" not in found.message
