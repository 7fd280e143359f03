"""A map is brought up to date in place: what the sheet names changes, everything else stays byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from icmap.exchange.gathered import Gathered, Link
from icmap.exchange.into import updated
from icmap.loading import load, parse
from icmap.model import Dependency, OrgMap
from icmap.model.entries import written
from processes import run

EXAMPLES = Path(__file__).parents[2] / "examples"
SMALL = sorted(EXAMPLES.glob("*.yaml"))

MAP = """\
# our map
icmap: 1
parties:
  staff:      {kind: external customer, depends_on: [payroll]}   # all of us
  payroll:
    lead_time: 4h        # from the system
    # what it needs
    depends_on:
      - timesheets: {within: 1d}
      - contracts   # rarely

  timesheets: {lead_time: 1d, depends_on: [jeff]}
  contracts:
  jeff:       {kind: person, lead_time: 2d}
"""


def into(folder: Path, table: str, *options: str, text: str = MAP) -> tuple[str, str]:
    (folder / "org.yaml").write_bytes(text.encode())
    (folder / "new.csv").write_text(table)
    done = run("import", "new.csv", "--into", "org.yaml", *options, cwd=folder)
    assert done.returncode == 0, done.stderr
    return (folder / "org.yaml").read_bytes().decode(), done.stderr


def changed_lines(before: str, after: str) -> list[tuple[str, str]]:
    old, new = before.splitlines(), after.splitlines()
    assert len(old) == len(new)
    return [(one, other) for one, other in zip(old, new, strict=True) if one != other]


def test_a_number_is_changed_and_its_comment_stays(tmp_path: Path) -> None:
    after, said = into(tmp_path, "party,lead time\npayroll,6 h\njeff,16 h\n")

    assert changed_lines(MAP, after) == [
        ("    lead_time: 4h        # from the system", "    lead_time: 6h        # from the system")
    ]
    assert "changed: payroll: lead_time 4h -> 6h" in said
    assert "0 added, 1 changed" in said


def test_what_is_said_in_other_words_is_no_change(tmp_path: Path) -> None:
    after, said = into(tmp_path, "party,lead time\npayroll,240 min\ntimesheets,8 h\n")

    assert after == MAP
    assert "0 added, 0 changed" in said


def test_keys_entries_services_and_parties_are_added_where_they_belong(tmp_path: Path) -> None:
    after, _ = into(
        tmp_path,
        "customer,provider,service,within,frequency,lead time\n"
        "payroll,contracts,,2 d,monthly,\nstaff,payroll,,,daily,\npayroll,bank,transfer,1 h,,30 min\ncontracts,jeff,,,weekly,\n",
    )

    assert "depends_on: [{payroll: {frequency: daily}}]}   # all of us" in after
    assert "      - contracts: {within: 2d, frequency: monthly}   # rarely" in after
    assert "      - bank/transfer: {within: 1h}\n\n  timesheets:" in after
    assert "  contracts:\n    depends_on:\n      - jeff: {frequency: weekly}\n" in after
    assert after.endswith("  bank:\n    services:\n      transfer: {lead_time: 30 min}\n")
    assert [line for line in MAP.splitlines() if "#" in line and line.split("#")[1] not in after] == []


def test_nothing_is_taken_out_unless_it_is_asked_for(tmp_path: Path) -> None:
    table = "customer,provider\nstaff,payroll\npayroll,timesheets\n"

    kept, _ = into(tmp_path, table)
    pruned, said = into(tmp_path, table, "--prune")

    assert kept == MAP
    assert "contracts" not in pruned.replace("# rarely", "")
    assert "  timesheets: {lead_time: 1d, depends_on: []}" in pruned
    assert "taken out" in said


def test_a_rehearsal_shows_the_diff_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "org.yaml").write_text(MAP)
    (tmp_path / "new.csv").write_text("party,lead time\npayroll,6 h\n")

    done = run("import", "new.csv", "--into", "org.yaml", "--dry-run", cwd=tmp_path)

    assert "-    lead_time: 4h        # from the system\n+    lead_time: 6h        # from the system\n" in done.stdout
    assert (tmp_path / "org.yaml").read_text() == MAP


def test_two_values_in_the_sheet_are_a_conflict_and_the_first_holds(tmp_path: Path) -> None:
    after, said = into(tmp_path, "party,lead time\npayroll,6 h\npayroll,7 h\n")

    assert "lead_time: 6h" in after
    assert "lead_time is '7h' here, and '6h' at new.csv: B2" in said


def test_what_stands_for_several_by_an_alias_is_a_conflict(tmp_path: Path) -> None:
    text = (
        "icmap: 1\nparties:\n  a: {depends_on: &all [c]}\n  b: {depends_on: *all}\n  c: &c {lead_time: 1d}\n  d: *c\n"
    )

    after, said = into(tmp_path, "customer,provider,frequency\na,c,daily\n", text=text)

    assert after == text
    assert "conflicting" in said


def test_windows_line_ends_and_a_flat_list_stay_what_they_are(tmp_path: Path) -> None:
    text = (
        "icmap: 1\r\ndependencies:\r\n  - {customer: a, provider: b}   # one\r\n  - customer: b\r\n    provider: c\r\n"
    )

    after, _ = into(tmp_path, "customer,provider,frequency\na,b,daily\nb,c,weekly\n", text=text)

    assert after == (
        "icmap: 1\r\ndependencies:\r\n  - {customer: a, provider: b, frequency: daily}   # one\r\n  - customer: b\r\n    provider: c\r\n    frequency: weekly\r\n"
    )


def test_parties_of_an_included_file_change_there(tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_text("icmap: 1\nparties:\n  b: {lead_time: 1d}  # b\n")

    after, said = into(
        tmp_path, "party,lead time\nb,2 d\n", text="icmap: 1\ninclude: team.yaml\nparties:\n  a: {depends_on: [b]}\n"
    )

    assert after == "icmap: 1\ninclude: team.yaml\nparties:\n  a: {depends_on: [b]}\n"
    assert (tmp_path / "team.yaml").read_text() == "icmap: 1\nparties:\n  b: {lead_time: 2d}  # b\n"
    assert "wrote team.yaml" in said


def plain(org: OrgMap) -> dict[str, object]:
    """What a map says, without places."""
    return {party.id: _plain(party) for party in org.parties.values()}


def _plain(thing: object) -> object:
    if isinstance(thing, tuple):
        return tuple(map(_plain, thing))
    slots = getattr(type(thing), "__slots__", None)
    if slots is None or isinstance(thing, int | str):
        return thing
    return {each: _plain(getattr(thing, each)) for each in slots if each not in {"file", "place", "places"}}


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
def test_bringing_in_what_a_map_says_already_changes_nothing(path: Path) -> None:
    loaded = load(path)
    gathered = Gathered()
    gathered.names.know(
        (each.id, each.label, [own.name for own in each.services]) for each in loaded.org.parties.values()
    )
    for party in loaded.org.parties.values():
        gathered.party(party.id, "here")
        for each in written(party):
            gathered.link(
                Link(each.customer, each.customer_service or "", each.provider, each.service or "", each.when)
            )

    found = updated(str(path), loaded, gathered)

    assert not found.texts


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_only_what_the_sheet_names_is_touched(data: st.DataObject) -> None:  # noqa: C901 - one property, said in full
    path = data.draw(st.sampled_from(SMALL))
    loaded = load(path)
    parties = data.draw(st.lists(st.sampled_from(sorted(loaded.org.parties)), max_size=4, unique=True))
    links = [each for party in loaded.org.parties.values() for each in written(party)]
    chosen: list[Dependency] = data.draw(st.lists(st.sampled_from(links), max_size=4, unique_by=id))
    gathered = Gathered()
    gathered.names.know(
        (each.id, each.label, [own.name for own in each.services]) for each in loaded.org.parties.values()
    )
    for number, party in enumerate(parties):
        gathered.put(gathered.parties[gathered.party(party, "x")], "lead_time", f"{number + 41} min", "x")
    for number, each in enumerate(chosen):
        record, _ = gathered.link(
            Link(each.customer, each.customer_service or "", each.provider, each.service or "", each.when)
        )
        for name in (each.customer, each.provider):
            gathered.party(name, "x")
        for owner, service in ((each.customer, each.customer_service), (each.provider, each.service)):
            if service:
                gathered.service(owner, service, "x")
        gathered.put(record, "frequency", f"{number + 91}/week", "x")

    found = updated(str(path), loaded, gathered)

    after = parse(found.texts.get(str(path), loaded.sources[0].text))
    assert after.ok
    before, now = plain(loaded.org), plain(after.org)
    for party in loaded.org.parties:
        if party not in parties and all(party != each.customer for each in chosen):
            assert now[party] == before[party]
    for number, party in enumerate(parties):
        time = after.org.parties[party].lead_time
        assert time is not None
        assert time.mean == (number + 41) * 60
    old, new = loaded.sources[0].text.splitlines(), after.sources[0].text.splitlines()
    same = set(new)
    gone = [line for line in old if line not in same]
    assert len(gone) <= 2 * (len(parties) + len(chosen))
    for line in gone:
        _, hash_, comment = line.partition(" #")
        assert not hash_ or any(other.endswith(comment) for other in new)
    conflicts = " ".join(found.changes.conflicting)
    for each in chosen:
        told = [
            str(other.frequency)
            for party in after.org.parties.values()
            for other in written(party)
            if other.reference == each.reference
        ]
        assert conflicts or any(frequency.startswith("9") for frequency in told)
