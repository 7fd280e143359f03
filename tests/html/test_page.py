"""The page as text: inert whatever the names are, the same bytes every time, whole without a layout engine."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from html_page import EVIL, EXAMPLES, a_row_of, example, html_of
from icmap.document import Report
from icmap.figures import Timeline
from icmap.formats import Page, report_format
from icmap.formats.escaping import printable
from icmap.formats.page.elements import data_block, element, joined, void
from icmap.model import OrgMap, Party
from icmap.pictures.paint.engines import Engine
from icmap.pictures.paint.theme import DARK, LIGHT
from icmap.study import Study
from one_report import A_REPORT
from worlds import a_map, need, shared


class Parsed(HTMLParser):
    """Elements with their attributes' names, and every text and value."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self.values: set[str] = set()
        self.links: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements[tag, tuple(sorted(name for name, _ in attributes))] += 1
        self.values.update(value or "" for _, value in attributes)
        self.links += [
            value or "" for name, value in attributes if name in ("href", "src", "action", "data", "xlink:href")
        ]

    def handle_data(self, text: str) -> None:
        self.values.add(text)


def world(name: str) -> OrgMap:
    """A map of every kind of thing that has a name, all of them called the same but for one letter before."""
    org = a_map(
        "staff -> payroll/pay run -> jeff/timesheets",
        "payroll -> hr",
        "hr -> payroll/pay run",
        situations=("year end",),
        staff={"kind": "customer"},
        payroll={
            "kind": "team",
            "lead_time": "2h",
            "part_of": "office",
            "needs": [need("it", by="pay run", frequency="3/day", within="1h")],
        },
        jeff={"kind": "person", "lead_time": "1d", "promise": "2h", "headcount": 1},
        office={"kind": "department"},
    )
    letters = "ABCDEFGHIJ"
    called = {key: _called(party, f"{letters[place]}{name}") for place, (key, party) in enumerate(org.parties.items())}
    return replace(org, name=name, parties=called, file="org.yaml")


def _called(party: Party, name: str) -> Party:
    return replace(party, label=name, owner=name, kind=party.kind if party.kind != "team" else name, description=name)


def shape(text: str) -> Counter[tuple[str, tuple[str, ...]]]:
    """The elements of a page; a picture has as many lines of words, and words on arrows, as there is room for."""
    found = Parsed(text).elements
    return Counter(
        {key: 1 if key[0] in {"rect", "g", "path"} else count for key, count in found.items() if key[0] != "text"}
    )


@pytest.mark.parametrize("name", EVIL)
def test_a_page_has_the_same_elements_whatever_the_names_are(name: str) -> None:
    assert shape(html_of(world(name))) == shape(html_of(world("A")))


@pytest.mark.parametrize("name", EVIL)
def test_a_name_is_on_the_page_as_it_is(name: str) -> None:
    assert printable(f"A{name}") in Parsed(html_of(world(name))).values


def test_the_names_of_other_peoples_trouble_are_inert() -> None:
    names = json.loads(shared("hostile", "naughty_names.json").read_text(encoding="utf-8"))
    harmless = shape(html_of(a_row_of(["A"] * len(names))))

    found = shape(html_of(a_row_of(names)))

    link = (
        "a",
        ("data-party", "href"),
    )  # a chain is told with the first part of a name that has a comma: no link there
    assert found.pop(link) <= harmless.pop(link)
    assert found == harmless


@pytest.mark.parametrize("name", ["airline.yaml", "university-hospital/hospital.yaml"])
def test_every_address_is_a_place_on_the_page(name: str) -> None:
    text = html_of(example(name))

    assert {link[0] for link in Parsed(text).links} == {"#"}
    assert not re.search(r"https?://|url\(|@import|\sstyle=|\son\w+=", text)


def test_the_policy_names_the_very_script_and_style_of_the_page() -> None:
    text = html_of(example("payday.yaml"))
    policy = text.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]

    for name, source in (("script", text.rsplit("<script>", 1)[1]), ("style", text.split("<style>")[1])):
        content = source.split(f"</{name}>")[0]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


@pytest.mark.parametrize("example_name", ["platform-teams.yaml", "hospital-discharge.yaml"])
def test_the_same_map_gives_the_same_bytes_under_any_hash_seed(example_name: str) -> None:
    command = [sys.executable, "-m", "icmap", "analyze", str(EXAMPLES / example_name), "--format", "html", "-q"]

    texts = {
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2", "3")
    }

    assert len(texts) == 1


def test_without_a_layout_engine_the_page_has_the_table_and_the_matrix_and_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")

    text = html_of(example("airline.yaml"), Engine("dot"))

    assert "The map could not be drawn" in text
    assert 'id="map-view"' not in text
    assert 'id="everyone"' not in text
    assert "Everyone on the map" in text
    assert 'id="f-matrix"' in text
    assert 'href="#p3"' in text


def test_an_empty_map_gives_a_page() -> None:
    text = html_of(OrgMap("Nothing yet"))

    assert "The map has no parties yet" in text


@pytest.mark.parametrize(
    "org", [a_map("a -> b"), a_map("a -> b -> a"), a_map("a -> b", a={"lead_time": "1h"}), a_map(a={})]
)
def test_the_smallest_maps_give_a_page(org: OrgMap) -> None:
    assert html_of(org).endswith("</html>\n")


def test_a_report_without_figures_is_a_page_too() -> None:
    write = report_format("html", None).report
    assert write

    text = write(A_REPORT, Page())

    assert "Where it hurts" in text
    assert "ICMAP" not in text


def test_several_maps_are_several_pages() -> None:
    command = [
        sys.executable,
        "-m",
        "icmap",
        "analyze",
        "examples/payday.yaml",
        "examples/hotel.yaml",
        "--format",
        "html",
        "-q",
    ]

    done = subprocess.run(command, cwd=EXAMPLES.parent, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "one map" in done.stderr
    assert done.stdout == ""


def test_only_the_sections_asked_for_have_their_figures() -> None:
    command = [
        sys.executable,
        "-m",
        "icmap",
        "analyze",
        "examples/airline.yaml",
        "--section",
        "satisfaction",
        "--format",
        "html",
        "-q",
    ]

    text = subprocess.run(command, cwd=EXAMPLES.parent, capture_output=True, text=True, check=True).stdout

    assert 'id="f-quadrants"' in text
    assert 'id="f-map"' in text
    assert 'id="f-matrix"' not in text


def test_the_pages_palette_is_that_of_the_pictures() -> None:
    style = (EXAMPLES.parent / "src/icmap/formats/page/style.css").read_text(encoding="utf-8")
    light, chosen, preferred = re.split(r":root\[data-theme=\"dark\"\]|:root:not\(\[data-theme\]\)", style)

    for palette, text in ((LIGHT, light), (DARK, chosen.split("}")[0]), (DARK, preferred.split("}")[0])):
        assert dict(re.findall(r"--k-(\w+): (#\w+);", text)) == {ink: colour.lower() for ink, colour in palette.items()}
    assert chosen.split("}")[0] == preferred.split("}")[0]
    assert set(re.findall(r"\.f-(\w+) \{ fill: var\(--k-\1\)", style)) == set(LIGHT)


def test_text_is_escaped_and_markup_is_not() -> None:
    assert element("b", "a<b", element("i", '"')) == "<b>a&lt;b<i>&quot;</i></b>"
    assert void("meta", name='"><script>') == '<meta name="&quot;&gt;&lt;script&gt;">'
    assert joined("&", joined("&")) == "&amp;&amp;"


@given(st.text(max_size=40))
@settings(max_examples=200)
def test_nothing_ends_a_block_of_data(text: str) -> None:
    block = data_block("everyone", [text.encode("utf-8", "replace").decode()])

    assert block.count("<") == 2
    assert json.loads(block.split(">", 1)[1].rsplit("<", 1)[0]) == [text.encode("utf-8", "replace").decode()]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_bars_lie_on_their_scale_and_points_in_their_field(path: Path) -> None:
    from icmap.pictures.in_report import illustrated  # noqa: PLC0415 - as the command does
    from icmap.report import build_report  # noqa: PLC0415

    study = Study(example(path.name))
    report: Report = illustrated(study, build_report(study), Engine())

    for figure in report.figures:
        if isinstance(figure.shown, Timeline):
            assert len(figure.shown.bars) == len(figure.table.rows)
            assert 2 <= len(figure.shown.ticks) <= 7
            assert all(0 <= bar.start <= bar.start + bar.length + bar.slack <= 1 + 1e-9 for bar in figure.shown.bars)


def test_a_map_without_groups_that_is_too_large_shows_a_part_and_says_so() -> None:
    org = a_map(*(f"n{place} -> n{place // 2}" for place in range(1, 400)))

    text = html_of(org)

    assert re.search(r"Of 400 parties \d+ are shown, those with the most dependencies\.", text)
    assert text.count('<tr id="p') == 400
