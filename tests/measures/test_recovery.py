from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from icmap.graph import Bundle, Input, Link
from icmap.measures.recovery import Hit, hit_times, slow_recoveries
from icmap.model import AnyOf, Entry, OrgMap
from icmap.model.quantities import Seconds
from icmap.study import Study
from plainly import blocked_services, maps
from worlds import a_study, any_of, need

HOUR = 3600


def test_everybody_is_hit_when_patience_on_the_way_has_run_out() -> None:
    study = a_study(
        guests={"needs": [need("waiters", tolerates="1h")]}, waiters={"needs": [need("linen", tolerates="2h")]}
    )

    assert hit_times(study, ["linen"]) == {
        "guests": Hit(3 * HOUR, lower_bound=False),
        "linen": Hit(0, lower_bound=False),
        "waiters": Hit(2 * HOUR, lower_bound=False),
    }


def test_unknown_patience_counts_as_none_and_makes_a_lower_bound() -> None:
    study = a_study("waiters -> linen", guests={"needs": [need("waiters", tolerates="1h")]})

    assert hit_times(study, ["linen"])["guests"] == Hit(HOUR, lower_bound=True)


def test_of_an_alternative_the_member_that_makes_it_too_few_counts() -> None:
    members = [need(each, tolerates=time) for each, time in (("x", "1h"), ("y", "2h"), ("z", "3h"))]

    one = a_study(a={"needs": [any_of(*members, at_least=1)]})
    two = a_study(a={"needs": [any_of(*members, at_least=2)]})

    assert hit_times(one, ["x", "y", "z"])["a"].time == 3 * HOUR
    assert hit_times(two, ["x", "y", "z"])["a"].time == 2 * HOUR
    assert "a" not in hit_times(two, ["x"])


def test_the_earlier_of_two_ways_hits() -> None:
    study = a_study("b -> x", a={"needs": [need("x", tolerates="5h"), need("b", tolerates="1h")]})

    assert hit_times(study, ["x"])["a"] == Hit(HOUR, lower_bound=True)


def test_who_comes_back_later_than_its_first_customer_can_wait_is_slow() -> None:
    customers: dict[str, Any] = {
        "a": {"needs": [need("x", tolerates="4h")]},
        "b": {"needs": [need("x", tolerates="2h")]},
    }

    (slow,) = a_study(x={"recovery": "3h"}, **customers).of(slow_recoveries)

    assert (slow.party, slow.customer, slow.recovery, slow.hit) == ("x", "b", 3 * HOUR, 2 * HOUR)
    assert a_study(x={"recovery": "2h"}, **customers).of(slow_recoveries) == ()


def test_who_never_said_how_long_is_undecided() -> None:
    assert a_study("a -> x", x={"recovery": "3h"}).of(slow_recoveries) == ()


def test_a_backup_or_another_supplier_makes_recovery_harmless() -> None:
    wait = need("x", tolerates="1h")

    assert a_study(a={"needs": [wait]}, x={"recovery": "3h", "backup": ("y",)}, y={}).of(slow_recoveries) == ()
    assert a_study(a={"needs": [any_of(wait, "y")]}, x={"recovery": "3h"}).of(slow_recoveries) == ()


def test_small_maps_have_no_slow_recovery() -> None:
    for study in (a_study(), a_study(x={"recovery": "1h"}), a_study("a -> x")):
        assert study.of(slow_recoveries) == ()


def test_a_choice_that_needs_all_its_members_is_lost_with_the_first() -> None:
    members = [need("x", tolerates="1h"), need("y", tolerates="5h")]
    study = a_study(a={"needs": [any_of(*members, at_least=2)]}, x={"recovery": "2h"}, y={"recovery": "2h"})

    assert hit_times(study, ["x"])["a"] == Hit(HOUR, lower_bound=False)
    assert [each.party for each in study.of(slow_recoveries)] == ["x"]


def test_a_member_of_unknown_patience_that_is_lost_later_leaves_the_time_known() -> None:
    study = a_study("z -> y", a={"needs": [any_of(need("x", tolerates="1h"), need("y", tolerates="2h"), "late", at_least=2)]},
                    late={"needs": [need("x", tolerates="9h")]})  # fmt: skip

    assert hit_times(study, ["x", "y"])["a"] == Hit(2 * HOUR, lower_bound=False)


def test_a_slow_recovery_is_told_once_with_the_first_customer_hit() -> None:
    study = a_study(
        a={"needs": [need("x", tolerates="2h")]}, b={"needs": [need("x", tolerates="1h")]},
        c={"needs": [need("b", tolerates="0")]}, x={"recovery": "9h"},
    )  # fmt: skip

    assert [(each.party, each.customer, each.hit) for each in study.of(slow_recoveries)] == [("x", "b", HOUR)]


@settings(max_examples=200, deadline=None)
@given(maps(), st.sets(st.sampled_from("abcdefg"), min_size=1, max_size=3))
def test_hit_times_are_those_of_the_definition(org: OrgMap, out: set[str]) -> None:
    numbers = count()
    parties = {
        name: replace(party, depends_on=tuple(patient(each, numbers) for each in party.depends_on))
        for name, party in org.parties.items()
    }
    study = Study(replace(org, parties=parties))
    gone = [party for party in out if party in org.parties]

    assert {node: hit.time for node, hit in hit_times(study, gone).items()} == plain_hits(study, gone)


def patient(entry: Entry, numbers: count[int]) -> Entry:
    if isinstance(entry, AnyOf):
        return replace(entry, members=tuple(patient(each, numbers) for each in entry.members))
    return replace(entry, tolerates=(None, 1, 3, 7, 2)[next(numbers) % 5])


def plain_hits(study: Study, out: list[str]) -> dict[str, Seconds]:
    """Again and again every service that is stopped, until nobody is hit sooner."""
    stopped = blocked_services(study, out)
    hits: dict[str, Seconds] = {node: 0 for node in stopped if study.step(node).party.id in out}
    while True:
        better = {}
        for node in stopped - {each for each, time in hits.items() if not time}:
            losses = [time for each in study.step(node).inputs if (time := loss(each, hits)) is not None]
            if losses and min(losses) < hits.get(node, 10**9):
                better[node] = min(losses)
        if not better:
            return hits
        hits |= better


def loss(each: Input, hits: dict[str, Seconds]) -> Seconds | None:
    if isinstance(each, Link):
        if each.dependency.optional or each.provider not in hits:
            return None
        return hits[each.provider] + (each.dependency.tolerates or 0)
    members = [member for member in each.members if counts(member)]
    times = sorted(time for member in members if (time := loss(member, hits)) is not None)
    limit = 1 if isinstance(each, Bundle) else len(members) - min(each.at_least, len(members)) + 1
    return times[limit - 1] if members and len(times) >= limit else None


def counts(each: Input) -> bool:
    return not each.dependency.optional if isinstance(each, Link) else any(map(counts, each.members))
