"""map → xlsx → map, map → GraphML → map, map → csv → map: what a file can hold comes back as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from icmap.exchange.exporting import exported, folder_of_tables
from icmap.exchange.importing import import_files
from icmap.exchange.order import Order
from icmap.loading import load, parse
from icmap.model import AnyOf, Entry, OrgMap, Party, Service
from icmap.report import ask, build_report
from icmap.study import Study

EXAMPLES = Path(__file__).parents[2] / "examples"
SMALL = sorted(EXAMPLES.glob("*.yaml"))
NOT_HELD = frozenset({"file", "place", "places", "options", "about", "span"})


def saved(form: str, study: Study, folder: Path) -> list[str]:
    """The files of an export, for an import."""
    if form == "csv":
        for name, content in folder_of_tables(study, build_report(study)).items():
            (folder / name).write_bytes(content)
        return [str(each) for each in sorted(folder.glob("*.csv"))]
    path = folder / f"org.{form}"
    path.write_bytes(exported(form, study, lambda: (study, build_report(study)), "dependencies"))
    return [str(path)]


def back(files: list[str]) -> OrgMap:
    found = import_files(files, Order({}))
    assert found.ok, [each for each in found.remarks if each.severity == "error"]
    loaded = parse(found.text)
    assert loaded.ok
    return loaded.org


def held(org: OrgMap) -> dict[str, Any]:
    """What a table or a graph can hold of a map: all but options, places, the order of entries, alternatives in alternatives."""
    return {
        "calendar": org.calendar,
        "survey": org.survey,
        "situations": {each.name: each.share for each in org.situations},
        "parties": {party.id: _held(org, party) for party in org.parties.values()},
    }


def _held(org: OrgMap, thing: Party | Service) -> dict[str, Any]:
    said = {name: _value(org, thing, name) for name in type(thing).__slots__ if name not in NOT_HELD}
    if isinstance(thing, Party):
        said["label"] = thing.name
        said["services"] = {each.name: _held(org, each) for each in thing.services}
    said["depends_on"] = sorted((_entry(org, each) for each in thing.depends_on), key=repr)
    said.pop("implicit", None)
    return said


def _value(org: OrgMap, thing: Any, name: str) -> Any:
    value = getattr(thing, name)
    if name in {"lead_time", "effort"} and value is not None:
        return value.optimistic, value.likely, value.pessimistic
    if name in {"promise", "within"} and value is not None:
        return value.time, value.clock
    if name in {"frequency", "capacity", "peak", "other_demand"} and value is not None:
        return value.per_hour and round(float(value.per_hour), 6)
    if name in {"backup", "tags", "when"}:
        return tuple(sorted(value))
    if name == "satisfaction":
        return None if value is None or (value.answers or 99) < org.survey.min_answers else value
    return " ".join(value.split()) if isinstance(value, str) else value


def _entry(org: OrgMap, entry: Entry) -> Any:
    if isinstance(entry, AnyOf):
        return entry.at_least, sorted((_entry(org, each) for each in entry.members), key=repr)
    said = {name: _value(org, entry, name) for name in type(entry).__slots__ if name not in NOT_HELD}
    if said["satisfaction"] is not None and said["satisfaction"].answers is None:
        said["satisfaction"] = None
    return said


@pytest.mark.parametrize("form", ["xlsx", "csv", "graphml", "gexf", "json"])
@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
def test_an_example_comes_back(path: Path, form: str, tmp_path: Path) -> None:
    study = ask(load(path).org)

    assert held(back(saved(form, study, tmp_path))) == held(study.org)


NAMES = st.sampled_from(
    ["legal", "sales", "Größe & Co", "IT", "a, b", "=sum", "x-ray", "no", "007", "it's", "\U0001f600 desk"]
)
DURATIONS = st.sampled_from(["1 min", "90 s", "4h", "2d", "1 week", "1 month", "0", "1d 4h", "20 ms", "[1h, 2h, 1d]"])
TIMES = st.sampled_from(["2d", "35 min", "{time: 3d, from: start}"])
RATES = st.sampled_from(["daily", "3/week", "120/day", "on demand", "0.5/month"])


@st.composite
def maps(draw: Any) -> str:
    """A small map with whatever may be said."""
    names = draw(st.lists(NAMES, min_size=2, max_size=5, unique_by=str.casefold))
    ids = [f"p{number}" for number in range(len(names))]
    lines = ["icmap: 1", "situations: {rush: {share: 5%}, quiet: {}}", "parties:"]
    for number, name in enumerate(names):
        about = [f'name: "{name}"']
        for key, values in (("lead_time", DURATIONS), ("promise", TIMES), ("capacity", RATES)):
            if draw(st.booleans()):
                about.append(f"{key}: {draw(values)}")
        entries = []
        for other in ids[number + 1 :]:
            said = []
            choices = (
                ("within", TIMES),
                ("frequency", RATES),
                ("optional", st.just("true")),
                ("rework", st.just("7.5%")),
            )
            for key, values in (
                *choices,
                ("when", st.just("rush")),
                ("share", st.just("22%")),
                ("importance", st.just("high")),
            ):
                if draw(st.booleans()):
                    said.append(f"{key}: {draw(values)}")
            entries.append(f"{{{other}: {{{', '.join(said)}}}}}")
        if len(entries) > 1 and draw(st.booleans()):
            entries = [f"{{any_of: [{', '.join(entries)}], at_least: {draw(st.integers(1, len(entries)))}}}"]
        about.append(f"depends_on: [{', '.join(entries)}]")
        lines.append(f"  {ids[number]}: {{{', '.join(about)}}}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("form", ["xlsx", "csv", "graphml", "json"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=maps())
def test_whatever_a_map_says_comes_back(form: str, text: str, tmp_path: Path) -> None:
    loaded = parse(text)
    assert loaded.ok, loaded.findings
    study = ask(loaded.org)

    assert held(back(saved(form, study, tmp_path))) == held(study.org)
