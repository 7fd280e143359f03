"""What an editor is told, asked without the protocol: proposals, renames, symbols, on texts that are whole and broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icmap.errors import IcmapError
from icmap.loading import parse
from icmap.loading.schema import TOP
from icmap.lsp.completing import Proposal, proposals
from icmap.lsp.hovering import hover
from icmap.lsp.index import index_of
from icmap.lsp.maps import Map, Maps
from icmap.lsp.mending import mends
from icmap.lsp.outline import lenses, symbols
from icmap.lsp.renaming import Edit, renamed
from icmap.lsp.texts import lines_of
from icmap.model.attributes import PARTY

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.yaml"))
WORLD = """\
icmap: 1
situations: [year end]
parties:
  payroll: {name: Pay office, kind: team, services: {slips: {}, "odd: one": {}}}
  staff:
    depends_on:
"""


def offered(text: str) -> list[Proposal]:
    """What is proposed at `|`."""
    before, after = text.split("|")
    lines = lines_of(before + after)
    row = before.count("\n")
    _, found = proposals(lines, row, len(before) - before.rfind("\n") - 1, [index_of("org.yaml", before + after)])
    return found


def opened(path: Path) -> tuple[Maps, Map]:
    maps = Maps()
    maps.put(str(path), path.read_text(encoding="utf-8"))
    found = maps.of(str(path))
    assert found is not None
    return maps, found


def test_where_a_reference_stands_parties_are_proposed_by_id_and_by_name_and_their_services() -> None:
    found = offered(WORLD + "      - |")

    written = [(each.label, each.insert) for each in found if each.sort != "key"]
    assert written == [
        ("payroll", "payroll"), ("Pay office", "payroll"), ("staff", "staff"),
        ("payroll/slips", "payroll/slips"), ("payroll/odd: one", '"payroll/odd: one"'),
    ]  # fmt: skip


def test_a_name_finds_its_id() -> None:
    assert [each.insert for each in offered(WORLD + "      - pay o|")] == ["payroll"]


def test_after_the_slash_only_services_are_proposed() -> None:
    assert [each.label for each in offered(WORLD + "      - payroll/s|")] == ["payroll/slips"]


@pytest.mark.parametrize(
    ("tail", "labels"),
    [
        ("      - payroll: {importance: |", ["low", "medium", "high", "critical"]),
        ("      - payroll: {when: |", ["year end"]),
        ("      - payroll: {service: |", ["slips", "odd: one"]),
        ("      - payroll: {optional: |", ["true", "false"]),
        ("    kind: sup|", ["supplier"]),
        ("    part_of: pay|", ["payroll", "Pay office"]),
        ("checks:\n  no-stand|", ["no-stand-in"]),
        ("checks:\n  no-stand-in: |", ["error", "warning", "note", "off"]),
        ("checks:\n  layers: [sta|", ["staff"]),
        ("checks:\n  longest-chain: {lim|", ["limit"]),
    ],
)
def test_words_of_the_format_and_names_of_the_map_are_proposed_where_they_may_stand(
    tail: str, labels: list[str]
) -> None:
    assert [each.label for each in offered(WORLD + tail)] == labels


def test_every_key_is_proposed_with_its_meaning_and_a_snippet() -> None:
    top, party = offered("|"), offered("parties:\n  a: {|")

    assert [each.label for each in top] == [key.name for key in TOP]
    assert [each.label for each in party] == [key.name for key in PARTY]
    assert all(each.about and each.snippet.startswith(f"{each.label}: ") for each in [*top, *party])


def test_a_key_that_is_there_is_not_proposed_again() -> None:
    labels = [each.label for each in offered("parties:\n  a:\n    kind: team\n    |\n    owner: x\n")]

    assert "lead_time" in labels
    assert not {"kind", "owner"} & set(labels)


BROKEN = {
    "a brace": ("  b: {kind: team\n", ["a", "b", "c"]),
    "a key without colon": ("  b:\n    kind\n    owner: x\n", ["a", "b", "c"]),
    "a quote": ('  b: {name: "Bea}\n', ["a", "b", "c"]),
    "a bracket": ("  b:\n    depends_on: [a,\n", ["a", "b", "c"]),
    "two colons": ("  b: x: y\n", ["a", "b", "c"]),
    "indentation": ("  b:\n   owner: x\n    kind: team\n", ["a", "b", "c"]),
}


@pytest.mark.parametrize("typed", BROKEN)
def test_what_stands_below_a_broken_line_is_known_all_the_same(typed: str) -> None:
    text, known = BROKEN[typed]

    index = index_of("org.yaml", f"icmap: 1\nparties:\n  a: {{}}\n{text}  c: {{depends_on: [a]}}\n")

    assert {"a", "c"} <= set(index.parties) <= set(known)
    assert not index.is_whole


def test_a_party_is_renamed_wherever_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "org.yaml"
    path.write_text(
        "icmap: 1\nparties:\n  a: {depends_on: ['b/s', b/t: {within: 1d}, any_of: [c, b]]}\n"
        "  b: {services: {s: {}, t: {depends_on: [b/s]}}}\n  c: {part_of: b, backup: [b]}\n"
        "dependencies:\n  - {customer: c, provider: b/s}\nchecks:\n  layers: [a, b]\n  no-stand-in: {except: [{part_of: b}]}\n"
        "scenarios:\n  x: [{late: b=1d}, {set: b/s.lead_time=2d}, {down: b}]\n",
        encoding="utf-8",
    )
    maps, found = opened(path)
    mention = maps.index(str(path)).at(3, 2)
    assert mention is not None

    text = _applied(path.read_text(encoding="utf-8"), renamed(found, mention, "new"))

    assert text == (
        "icmap: 1\nparties:\n  a: {depends_on: [new/s, new/t: {within: 1d}, any_of: [c, new]]}\n"
        "  new: {services: {s: {}, t: {depends_on: [new/s]}}}\n  c: {part_of: new, backup: [new]}\n"
        "dependencies:\n  - {customer: c, provider: new/s}\nchecks:\n  layers: [a, new]\n  no-stand-in: {except: [{part_of: new}]}\n"
        "scenarios:\n  x: [{late: new=1d}, {set: new/s.lead_time=2d}, {down: new}]\n"
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_party_of_the_examples_can_be_renamed_there_and_back(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    _, found = opened(path)

    for party in list(found.indexes[str(path)].parties)[:6]:
        mention = next(each for each in found.mentions if each.defines and each.key == (party, None, ""))
        there = _applied(text, renamed(found, mention, "renamed"))
        again = parse(there)
        assert again.ok
        assert set(again.org.parties) == set(found.loaded.org.parties) - {party} | {"renamed"}
        assert not [each for each in index_of(str(path), there).mentions if each.party == party]


def test_a_new_name_that_is_taken_or_no_id_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "org.yaml"
    path.write_text("icmap: 1\nparties:\n  a: {depends_on: [b/x]}\n  b:\n", encoding="utf-8")
    maps, found = opened(path)
    mention = maps.index(str(path)).at(3, 2)
    assert mention is not None

    for name in ("a", "x/y", "", "a: b"):
        with pytest.raises(IcmapError):
            renamed(found, mention, name)


def test_while_a_line_cannot_be_read_nothing_is_renamed(tmp_path: Path) -> None:
    path = tmp_path / "org.yaml"
    path.write_text("icmap: 1\nparties:\n  a: {depends_on: [b]}\n  b: {\n  c:\n", encoding="utf-8")
    maps, found = opened(path)
    mention = maps.index(str(path)).at(2, 2)
    assert mention is not None

    with pytest.raises(IcmapError, match=r"org\.yaml cannot be read"):
        renamed(found, mention, "x")


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("icmap: 1\nparties:\n  a: {depends_on: [bee/x]}\n  been:\n", "icmap: 1\nparties:\n  a: {depends_on: [been/x]}\n  been:\n"),
        ("icmap: 1\nparties:\n  a: {lead_tme: 1d}\n", "icmap: 1\nparties:\n  a: {lead_time: 1d}\n"),
        ("parties:\n  a:\n", "icmap: 1\nparties:\n  a:\n"),
        ("icmap: 1\nparties:\n  abel:\n  b:\n    backup:\n      - abell\n", "icmap: 1\nparties:\n  abel:\n  b:\n    backup:\n      - abel\n"),
        ("icmap: 1\nparties:\n  a:\nchecks: {no-standin: error}\n", "icmap: 1\nparties:\n  a:\nchecks: {no-stand-in: error}\n"),
    ],
)  # fmt: skip
def test_what_was_meant_is_written_by_one_action(tmp_path: Path, text: str, mended: str) -> None:
    path = tmp_path / "org.yaml"
    path.write_text(text, encoding="utf-8")
    maps, found = opened(path)

    (finding,) = found.found
    likely = [each for each in mends(finding, maps.index(str(path))) if each.is_likely]

    assert [_applied(text, [each.edit]) for each in likely] == [mended]


def test_an_unknown_party_can_be_added_above_the_one_that_names_it(tmp_path: Path) -> None:
    text = "icmap: 1\nparties:\n  a:\n    depends_on: [somebody]\n"
    path = tmp_path / "org.yaml"
    path.write_text(text, encoding="utf-8")
    maps, found = opened(path)

    (mend,) = mends(found.found[0], maps.index(str(path)))

    assert _applied(text, [mend.edit]) == "icmap: 1\nparties:\n  somebody:\n  a:\n    depends_on: [somebody]\n"


def test_the_file_belongs_to_the_map_that_includes_it(tmp_path: Path) -> None:
    (tmp_path / "teams").mkdir()
    (tmp_path / "org.yaml").write_text("icmap: 1\ninclude: teams/*.yaml\nparties:\n  a: {depends_on: [b]}\n")
    (tmp_path / "other.yaml").write_text("icmap: 1\ninclude: nowhere.yaml\n")
    team = tmp_path / "teams" / "b.yaml"
    team.write_text("parties:\n  b:\n")

    _, found = opened(team)

    assert [Path(file).name for file in found.indexes] == ["org.yaml", "b.yaml"]


def test_a_file_that_looks_like_no_map_is_left_alone(tmp_path: Path) -> None:
    maps = Maps()
    maps.put(str(tmp_path / "compose.yaml"), "services:\n  web: {image: nginx}\n")

    assert maps.of(str(tmp_path / "compose.yaml")) is None


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(EXAMPLES), st.floats(0, 1), st.sampled_from(["", "{", "[", '"', ":", "- ", "\n", "&x ", "*x", "\t"]), st.integers(0, 40))  # fmt: skip
def test_whatever_is_typed_anywhere_nothing_breaks(path: Path, share: float, typed: str, lost: int) -> None:
    whole = path.read_text(encoding="utf-8")
    cut = int(share * len(whole))
    text = whole[:cut] + typed + whole[cut + lost :]
    lines = lines_of(text)
    row, column = text.count("\n", 0, cut), cut - text.rfind("\n", 0, cut) - 1

    index = index_of(str(path), text)

    proposals(lines, row, column, [index])
    hover(lines, row, column, index.at(row, column), None)
    assert [each.name for each in symbols(index)] == [
        each.id for each in sorted(index.parties.values(), key=lambda each: (each.at.line, each.at.start))
    ]
    for mention in index.mentions:
        assert lines[mention.at.line][mention.at.start : mention.at.end]


def test_the_first_screen_stands_at_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "org.yaml"
    path.write_text(
        "icmap: 1\nparties:\n  staff: {kind: external customer, depends_on: [jeff]}\n  jeff: {kind: person, lead_time: 2d}\n"
    )
    _, found = opened(path)

    shown = lenses(found, str(path))

    assert [each.text[:3] for each in shown] == [f"{number}. " for number in range(1, len(shown) + 1)]
    assert any("jeff" in each.text.lower() and each.line == 3 for each in shown)


def _applied(text: str, edits: list[Edit]) -> str:
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda each: (each.at.line, each.at.start), reverse=True):
        line = lines[edit.at.line]
        lines[edit.at.line] = line[: edit.at.start] + edit.text + line[edit.at.end :]
    return "\n".join(lines)
