"""Tables as clients make them become maps without a touch, or it is said exactly what they lack."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from client_sheets import LONG, SHEETS, Sheet

from icmap.loading import parse
from icmap.model import OrgMap, Satisfaction
from icmap.model.entries import written
from icmap.model.quantities import Calendar, Estimate, Frequency, Timed, parse_duration, parse_frequency
from processes import run

DAY = Calendar()


def imported(sheet: Sheet, folder: Path) -> tuple[OrgMap | None, str, int]:
    path = folder / sheet.name
    sheet.write(path)
    done = run("import", path.name, "-o", "org.yaml", *sheet.options, cwd=folder)
    made = folder / "org.yaml"
    return (parse(made.read_text("utf-8")).org if made.exists() else None), done.stderr, done.returncode


def edges(org: OrgMap) -> set[str]:
    return {f"{party.id} > {each.reference}" for party in org.parties.values() for each in written(party)}


def value(org: OrgMap, path: str) -> Any:
    """A value by `party.key`, `party/service.key` or `customer > provider.key`; parts of it after one more dot."""
    where, _, keys = path.partition(".")
    if " > " in where:
        thing: Any = next(
            each
            for party in org.parties.values()
            for each in written(party)
            if f"{party.id} > {each.reference}" == where
        )
    elif "/" in where:
        party, service = where.split("/")
        thing = next(each for each in org.parties[party].services if each.name == service)
    else:
        thing = org.parties[where]
    for key in keys.split("."):
        thing = getattr(thing, key)
    return thing


def same(found: Any, wanted: Any) -> bool:
    if isinstance(found, Estimate):
        three = wanted if isinstance(wanted, list) else [wanted] * 3
        return [found.optimistic, found.likely, found.pessimistic] == [parse_duration(each, DAY) for each in three]
    if isinstance(found, Frequency):
        return bool(found.per_hour == parse_frequency(wanted, DAY).per_hour)
    if isinstance(found, Timed):
        return bool(found.time == parse_duration(wanted, DAY))
    if isinstance(found, Satisfaction):
        return bool(found.score == wanted)
    if isinstance(wanted, str) and wanted[:1].isdigit():
        return bool(found == parse_duration(wanted, DAY))
    return bool(found == wanted or str(found) == wanted or float(found) == wanted)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_as_clients_make_them_is_a_map_or_says_what_it_lacks(sheet: Sheet, tmp_path: Path) -> None:
    org, said, code = imported(sheet, tmp_path)

    assert all(each in said for each in sheet.said), said
    if not sheet.edges and sheet.name != "five_thousand.xlsx":
        assert (org, code) == (None, 2)
        return
    assert org is not None, said
    assert code == 0
    if sheet.edges:
        assert edges(org) == sheet.edges
    for path, wanted in sheet.values.items():
        assert same(value(org, path), wanted), (path, value(org, path))
    assert "mistake" not in run("check", "org.yaml", "--exit-zero", cwd=tmp_path).stderr


def test_five_thousand_rows_are_five_thousand_rows(tmp_path: Path) -> None:
    sheet = next(each for each in SHEETS if each.name == "five_thousand.xlsx")

    org, said, _ = imported(sheet, tmp_path)

    assert org is not None, said
    pairs = {f"{row[0]} > {row[1]}/{row[2]}" for row in LONG[1:] if row[0] != row[1]}
    assert edges(org) == pairs
