"""No name leaves icmap where names are to be left out: every output is searched for every name."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from icmap.exchange.anonymous import disguised
from icmap.loading import load, parse
from icmap.model import OrgMap
from processes import run

EXAMPLES = Path(__file__).parents[2] / "examples"

MAP = """\
icmap: 1
name: How Quxley runs its Brumfield payday
description: Told by Quxley
situations: [Brumfield fair]
kinds: {Zorgteam: team}
parties:
  quxley: {name: Anselm Quxley, kind: person, lead_time: 2d, owner: Odalys Trumbull, description: Quxley knows it all, tags: [zebulonish]}
  brumfield desk:
    kind: Zorgteam
    owner: Odalys Trumbull
    part_of: vantongeren
    services:
      plimsoll sheets: {lead_time: 1d, promise: 4h, backup: [wixom], description: Ask Quxley, source: Trumbull}
    depends_on:
      - quxley: {within: 1d, via: Trumbull's phone, expects: Quxley signs, satisfaction: {communication: 2, productivity: 2, responsiveness: 1, answers: 9}}
      - any_of: [wixom, hardacre]
      - hardacre: {when: Brumfield fair}
  wixom: {kind: contractor, name: Wixom}
  hardacre: {kind: supplier}
  vantongeren: {kind: department}
  snodgrass: {kind: external customer, depends_on: [{brumfield desk/plimsoll sheets: {importance: critical, within: 6h}}]}
"""  # fmt: skip
PERSONS = ("quxley", "anselm", "trumbull", "odalys", "wixom")
ALL = (*PERSONS, "brumfield", "plimsoll", "hardacre", "vantongeren", "snodgrass", "zorgteam", "zebulonish")


def every_text(path: Path) -> str:
    """All that can be read in a file; of an archive, all that is in its members."""
    content = path.read_bytes()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"\n".join(
                [*(name.encode() for name in archive.namelist()), *map(archive.read, archive.namelist())]
            )
    return content.decode("utf-8", "replace") + content.decode("utf-16-le", "replace")


def outputs(folder: Path, who: str) -> list[Path]:
    """Every kind of file that icmap writes of a map, without names."""
    (folder / "org.yaml").write_text(MAP, encoding="utf-8")
    commands = [
        *(("analyze", "org.yaml", "-o", f"out/report.{form}") for form in ("html", "md", "json", "xlsx")),
        *(("render", "org.yaml", "-o", f"out/map.{form}") for form in ("svg", "png", "pdf", "pptx", "html", "dot", "mmd", "d2")),
        *(("render", "org.yaml", "--view", view, "-o", f"out/{view}.svg") for view in ("service", "matrix", "critical", "heat")),
        ("render", "org.yaml", "--view", "neighbourhood", "--focus", "quxley", "-o", "out/around.svg"),
        *(("export", "org.yaml", "-o", f"out/org.{form}") for form in ("xlsx", "graphml", "gexf", "json", "dot")),
        ("export", "org.yaml", "-o", "out/tables/"),
        *(("ask", "org.yaml", "-o", f"out/forms-{form}", "--as", form) for form in ("html", "xlsx", "md")),
        *(("show", "org.yaml", "quxley", "--as", view, "-o", f"out/{view}.md") for view in ("card", "sipoc", "promise")),
        ("analyze", "org.yaml", "--situation", "Brumfield fair", "--why-not", "wixom", "-o", "out/asked.txt", "--format", "terminal"),
    ]  # fmt: skip
    (folder / "out").mkdir()
    for command in commands:
        done = run(*command, "--anonymise", who, cwd=folder)
        assert done.returncode == 0, (command, done.stderr)
        (folder / "out" / f"said-{len(list((folder / 'out').iterdir()))}.txt").write_text(done.stdout)
    return [each for each in sorted((folder / "out").rglob("*")) if each.is_file()]


@pytest.mark.parametrize(("who", "names"), [("persons", PERSONS), ("all", ALL)])
def test_no_output_holds_a_name_that_is_to_be_left_out(tmp_path: Path, who: str, names: tuple[str, ...]) -> None:
    files = outputs(tmp_path, who)

    assert len(files) > 40
    found = [
        (path.name, name)
        for path in files
        for text in [f"{path.name}\n{every_text(path)}".casefold()]
        for name in names
        if name in text
    ]
    assert found == []


def test_a_party_has_the_same_number_whatever_is_asked(tmp_path: Path) -> None:
    first, again = (disguised(parse(MAP).org, "all") for _ in range(2))

    assert first.parties == again.parties
    assert re.fullmatch(r"Person \d", first.parties["quxley"])
    assert first.parties["brumfield desk"] == "Team 1"


def numbers(org: OrgMap) -> list[float]:
    """What a map says in numbers, whoever says it."""
    times = [party.lead_time for party in org.parties.values()] + [
        each.lead_time for party in org.parties.values() for each in party.services
    ]
    return sorted(float(each.mean) for each in times if each is not None)


@pytest.mark.parametrize("who", ["persons", "all"])
@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_numbers_stay_and_the_map_is_still_one(path: Path, who: str) -> None:
    org = load(path).org

    found = disguised(org, who)  # type: ignore[arg-type]

    assert len(found.org.parties) == len(org.parties)
    assert numbers(found.org) == numbers(org)
    assert set(found.parties) == set(org.parties)


def test_an_unknown_word_says_what_there_is(tmp_path: Path) -> None:
    (tmp_path / "org.yaml").write_text(MAP)

    done = run("analyze", "org.yaml", "--anonymise", "everyone", cwd=tmp_path)

    assert done.returncode == 2
    assert "write --anonymise persons or --anonymise all" in done.stderr
