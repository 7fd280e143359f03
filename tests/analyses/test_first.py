"""What to fix first: each kind of finding speaks when it should, is silent when not, and is true."""

from __future__ import annotations

from typing import Any

import pytest

from icmap.analyses.first import Said, compute, describe
from icmap.loading import parse
from icmap.model import Actual, Satisfaction
from icmap.study import Study
from icmap.wording.judgement import left_out
from worlds import a_map, a_study, any_of, need

HOUR = 3600


def about(number: float) -> Any:
    return pytest.approx(number)


def items(study: Study) -> list[Said]:
    return [each for each in compute(study) if each.kind != "missing"]


def said(study: Study) -> list[str]:
    return [each.text for each in items(study)]


def lacks(study: Study) -> list[str]:
    return [each.sentence for each in compute(study) if each.kind == "missing"]


def of(text: str) -> Study:
    loaded = parse(f"icmap: 1\n{text}")
    assert loaded.ok, loaded.findings
    return Study(loaded.org)


LATE: dict[str, Any] = {
    "ward": {"kind": "customer", "needs": [need("pharmacy/medicines", within=("4h", "start"), importance="critical")]},
    "pharmacy": {
        "kind": "team",
        "services": {"medicines": {"lead_time": "3h"}},
        "needs": [need("doctor"), need("nurse")],
    },
    "doctor": {"kind": "team", "lead_time": "2h"},
    "nurse": {"kind": "team", "lead_time": "1h"},
}


def test_a_broken_need_has_its_lever_its_number_and_its_place_in_the_ranking() -> None:
    (late,) = items(a_study(**LATE))

    assert (
        late.sentence == "Medicines from the pharmacy reach the ward 5 h after the start; they are needed within 4 h."
    )
    assert late.lever == "Every hour saved at the pharmacy brings that an hour sooner, up to 3 h."
    assert (late.kind, late.about, late.subject, late.number) == ("broken-need", "unmet-need", "ward", 5.0)
    assert (late.class_, late.badness, late.need) == ("a", about((1 - 4 / 5) * 4), "ward <- pharmacy/medicines")


def test_a_lever_says_what_is_slower_then() -> None:
    world = LATE | {"pharmacy": LATE["pharmacy"] | {"services": {"medicines": {"lead_time": "1h"}}}}
    world |= {"ward": {"kind": "customer", "needs": [need("pharmacy/medicines", within=("2h", "start"))]}}

    (late,) = items(a_study(**world))

    assert late.lever == "An hour saved at the doctor brings that an hour sooner, up to 1 h; then the nurse is slower."


def test_a_need_that_is_kept_or_not_stated_has_no_lever_and_no_sentence() -> None:
    kept = LATE | {"ward": {"kind": "customer", "needs": [need("pharmacy/medicines", within=("5h", "start"))]}}
    unstated = LATE | {"ward": {"kind": "customer", "needs": [need("pharmacy/medicines")]}}

    assert said(a_study(**kept)) == []
    assert said(a_study(**unstated)) == []


def test_a_time_that_rests_on_an_unknown_one_is_called_at_least() -> None:
    ward = {"kind": "customer", "needs": [need("bed", within=("4h", "start"))]}

    assert said(a_study("bed -> cleaning", ward=ward, bed={"lead_time": "5h"}))[0].startswith(
        "The bed serves the ward at least 5 h after the start; it is needed within 4 h."
    )


def test_a_need_that_only_breaks_if_everybody_takes_what_they_promise_names_the_largest_part() -> None:
    (found,) = items(of("""
parties:
  guests: {kind: customer, depends_on: [{kitchen/plates: {within: {time: 40 min, from: start}}}]}
  kitchen: {kind: team, services: {plates: {lead_time: 10 min, promise: 35 min, depends_on: [{store/food: {handoff: 5 min}}]}}}
  store: {kind: team, services: {food: {lead_time: 5 min, promise: 5 min}}}
"""))  # fmt: skip

    assert found.sentence == (
        "Even if everybody just keeps their promise, plates from the kitchen reach the guests 45 min after the start; "
        "they are needed within 40 min."
    )
    assert found.lever == "Most of that is promised for plates from the kitchen: 35 min."
    assert (found.about, found.number) == ("broken-chain", 0.75)


def test_a_certain_loop_is_said_and_one_of_bare_parties_is_asked_about() -> None:
    machine = {"kind": "system"}
    certain = a_study(
        "shop -> runtime/start -> login/tokens -> runtime/start",
        shop={"kind": "customer"},
        runtime=machine,
        login=machine,
    )
    open_ = a_study("pilots -> crew -> pilots")

    loop, *_ = items(certain)
    assert (
        loop.sentence
        == "Login and runtime each need the other to start; after a full outage neither comes back by itself."
    )
    assert (loop.kind, loop.class_, loop.badness) == ("waiting-loop", "a", 2.0)
    assert said(open_) == []
    assert lacks(open_)[0].startswith(
        "The crew and the pilots each serve the other; the map does not say who waits for what."
    )


def test_no_time_that_rests_on_an_opened_loop_comes_before_the_loop() -> None:
    found = items(of("""
parties:
  guests: {kind: customer, depends_on: [{desk/room: {within: {time: 1h, from: start}}}]}
  desk: {kind: team, services: {room: {lead_time: 3h, depends_on: [floor/key]}}}
  floor: {kind: team, services: {key: {lead_time: 1h, depends_on: [desk/room]}}}
"""))  # fmt: skip

    assert [each.kind for each in found] == ["waiting-loop", "broken-need"]
    assert "at least" in found[1].sentence


SECURITY: dict[str, Any] = {
    "kind": "team",
    "services": {"reviews": {"lead_time": "6d", "promise": "4d", "actual": Actual(median=6 * 8 * HOUR)}},
}


class TestPromises:
    def test_three_numbers_without_agreement_are_one_sentence(self) -> None:
        study = a_study(
            "shoppers -> checkout", shoppers={"kind": "customer"}, security=SECURITY,
            checkout={"kind": "team", "needs": [need("security/reviews", within="2d")]},
        )  # fmt: skip

        (found,) = items(study)
        assert found.sentence == (
            "Security promises reviews in 4 d, takes 6 d, and checkout needs them in 2 d: three numbers, no agreement."
        )
        assert (found.kind, found.class_, found.badness) == ("broken-promise", "b", about((1 - 2 / 4) * 2))

    def test_a_promise_that_cannot_be_kept_says_so_beside_what_is_needed(self) -> None:
        study = of(
            "parties:\n"
            "  readers: {kind: customer, depends_on: [social/posts]}\n"
            "  social: {kind: team, services: {posts: {depends_on: [{blog/articles: {within: 2d}}]}}}\n"
            "  blog: {kind: team, services: {articles: {lead_time: 4d, promise: 3d}}}\n"
        )

        (found,) = items(study)
        assert found.sentence == (
            "The blog promises articles in 3 d, but by its own times takes 4 d, and the social needs them in 2 d: "
            "three numbers, no agreement."
        )

    def test_a_missed_promise_says_who_needs_it_sooner_and_hurts_an_end_customer_that_gets_it(self) -> None:
        shoppers = {"kind": "customer", "needs": [need("security/reviews", within="5d", importance="high")]}

        (found,) = items(a_study(shoppers=shoppers, security=SECURITY))

        assert (
            found.sentence == "Security promises reviews in 4 d and takes 6 d, and the shoppers need them within 5 d."
        )
        assert (found.class_, found.badness) == ("a", about((1 - 4 / 6) * 3))

    def test_what_is_missed_and_impossible_is_said_once(self) -> None:
        (text,) = said(a_study("shoppers -> security/reviews", shoppers={"kind": "customer"}, security=SECURITY))

        assert text == "Security promises reviews in 4 d and takes 6 d."

    def test_an_impossible_promise_is_said_by_the_providers_own_times(self) -> None:
        slow = {"kind": "team", "services": {"orders": {"lead_time": "6h", "every": "1d", "promise": "8h"}}}

        (text,) = said(a_study("readers -> press/orders", readers={"kind": "customer"}, press=slow))

        assert text == "The press promises orders in 1 d, but by its own times takes 1 d 2 h."

    def test_what_is_kept_is_not_said(self) -> None:
        fine = {
            "kind": "team",
            "services": {"reviews": {"lead_time": "1d", "promise": "4d", "actual": Actual(median=8 * HOUR)}},
        }

        assert said(a_study("shoppers -> security/reviews", shoppers={"kind": "customer"}, security=fine)) == []


class TestLoad:
    def busy(self, frequency: str, **more: Any) -> Study:
        desk = {"kind": "team", "headcount": 2, "effort": "1h", **more}
        return of(f"""
parties:
  guests: {{kind: customer, depends_on: [{{desk: {{frequency: {frequency}, importance: high}}}}]}}
  desk: {{{", ".join(f"{key}: {value}" for key, value in desk.items())}}}
""")

    def test_more_than_can_be_done(self) -> None:
        (found,) = items(self.busy("28/day"))

        assert found.sentence == "The desk is asked for 175 % of what it can do; the queue grows as long as that lasts."
        assert (found.class_, found.number, found.badness) == ("b", 1.75, about((1.75 - 0.85) * 3))

    def test_175_percent_is_worse_than_103(self) -> None:
        twice, little = items(self.busy("28/day")), items(self.busy("16.5/day"))

        assert (twice[0].badness or 0) > (little[0].badness or 0)

    def test_at_its_peak_only(self) -> None:
        (found,) = items(self.busy("7/day", peak="30/day"))

        assert found.sentence == "The desk is 44 % busy, and at its peak asked for 188 % of what can be done."

    def test_nobody_else(self) -> None:
        assert said(self.busy("7/day", peak="10/day")) == []


class TestOutages:
    def test_one_of_a_kind_without_a_stand_in_is_said_with_who_stops(self) -> None:
        (found,) = items(a_study("staff -> payroll -> jeff", jeff={"kind": "person"}, staff={"kind": "customer"}))

        assert found.sentence == "If jeff is away, 2 others stop, staff among them; the map names no stand-in."
        assert (found.class_, found.number, found.badness) == ("b", 2.0, about((2 + 1) / (2 + 1) * 2))

    def test_a_stand_in_is_believed(self) -> None:
        world: dict[str, Any] = {
            "jeff": {"kind": "person", "backup": ("amy",)},
            "amy": {},
            "staff": {"kind": "customer"},
        }

        assert said(a_study("staff -> jeff", **world)) == []

    def test_who_comes_back_too_late(self) -> None:
        (found,) = items(of("""
parties:
  guests: {kind: customer, depends_on: [{desk: {importance: critical}}]}
  desk: {kind: team, depends_on: [{board: {tolerates: 2h}}]}
  board: {kind: team, recovery: 6h}
"""))  # fmt: skip

        assert found.sentence == "The board takes 6 h to come back; the desk can go without for 2 h."
        assert (found.kind, found.badness) == ("slow-recovery", about((1 - 2 / 6) * 4))


class TestRatings:
    def rated(self, customer: str, kind: str = "team") -> Study:
        return of(f"""
parties:
  guests: {{kind: customer, depends_on: [{{kitchen/plates: {"{satisfaction: {responsiveness: 2, answers: 14}}" if customer == "guests" else "{}"}}}]}}
  kitchen: {{kind: team, services: {{plates: {{depends_on: [{{store: {"{satisfaction: {communication: 2, answers: 14}}" if customer == "kitchen" else "{}"}}}]}}}}}}
  store: {{kind: {kind}, backup: [market]}}
  market: {{kind: supplier}}
""")  # fmt: skip

    def test_an_end_customer_that_rates_what_it_gets_is_hurt_now(self) -> None:
        (found,) = items(self.rated("guests"))

        assert found.sentence == "14 answers rate the kitchen's responsiveness 2 of 5: the guests are not content."
        assert (found.class_, found.badness) == ("a", about((3 - 2) / (3 - 1) * 2))

    def test_on_the_way_it_comes_later(self) -> None:
        (found,) = items(self.rated("kitchen"))

        assert found.class_ == "b"

    def test_a_machine_is_not_rated_on_its_communication(self) -> None:
        (found,) = items(self.rated("kitchen", "system"))

        assert found.sentence == "14 answers rate store 2 of 5: the kitchen is not content."


class TestCases:
    MAP = """
situations: {{banquet: {{share: 5%}}}}
parties:
  guests: {{kind: customer, depends_on: [{{kitchen/plates: {{within: {{time: 40 min, from: start}}, importance: high}}}}]}}
  kitchen: {{kind: team, services: {{plates: {{lead_time: 20 min, depends_on: [{{linen: {{{when}}}}}]}}}}}}
  linen: {{kind: team, lead_time: 30 min}}
"""

    def test_a_situation_that_breaks_a_need(self) -> None:
        (found,) = items(of(self.MAP.format(when="when: banquet")))

        assert found.sentence == (
            "With banquet (5 % of the time), plates from the kitchen reach the guests 50 min after the start; "
            "they are needed within 40 min."
        )
        assert found.lever == "The slowest step then: the linen, 30 min."
        assert (found.kind, found.class_, found.badness) == ("situation", "b", about((1 - 40 / 50) * 3))

    def test_a_share_of_the_cases_that_breaks_a_need(self) -> None:
        (found,) = items(of(self.MAP.format(when="share: 30%")))

        assert found.sentence.startswith("In the 30 % of cases where the kitchen needs the linen, plates")

    def test_one_that_breaks_nothing_is_not_said(self) -> None:
        assert said(of(self.MAP.format(when="when: banquet, optional: true"))) == []


class TestMeasuredTimes:
    MAP = """
parties:
  board: {{kind: customer, depends_on: [{{cfo/pack: {{within: {{time: 7d, from: start}}}}}}]}}
  cfo: {{kind: team, services: {{pack: {{lead_time: 2d, depends_on: [approval]}}}}}}
  approval: {{kind: team, lead_time: 4d, actual: {actual}}}
"""

    def test_one_that_breaks_a_need(self) -> None:
        (found,) = items(of(self.MAP.format(actual="6d")))

        assert found.sentence == (
            "The approval takes 4 d on this map, 6 d as measured: then the pack from cfo reaches the board 8 d after the start, "
            "not 6 d; it is needed within 7 d."
        )
        assert (found.kind, found.class_, found.badness) == ("calibration", "b", about((1 - 7 / 8) * 2))

    def test_one_that_moves_a_need_by_more_than_a_tenth(self) -> None:
        (found,) = items(of(self.MAP.format(actual="3d")))

        assert found.sentence == (
            "The approval takes 4 d on this map, 3 d as measured: then the pack from cfo reaches the board 5 d after the start, not 6 d."
        )
        assert found.badness == about(1 / 6 * 2)

    def test_one_that_changes_no_answer_is_not_said(self) -> None:
        assert said(of(self.MAP.format(actual="4.2d"))) == []


def test_a_rating_below_what_rests_on_it_hurts_nobody_yet() -> None:
    (found,) = items(of("""
parties:
  guests: {kind: customer, depends_on: [{desk/rooms: {importance: critical}}]}
  desk: {kind: team, services: {rooms: {depends_on: [{post/keys: {importance: low}}]}}}
  post: {kind: team, services: {keys: {}}}
"""))  # fmt: skip

    assert (
        found.sentence
        == "The desk rates keys from the post low, yet without it rooms from the desk, critical to the guests, stop."
    )
    assert (found.kind, found.class_) == ("importance-inversion", "d")


def test_an_important_step_that_nobody_promised_is_said_last() -> None:
    (found,) = items(of("""
parties:
  guests: {kind: customer, depends_on: [{desk/rooms: {within: {time: 4h, from: start}}}]}
  desk: {kind: team, services: {rooms: {lead_time: 1h, depends_on: [{post/keys: {importance: high}}]}}}
  post: {kind: team, services: {keys: {lead_time: 1h}}}
"""))  # fmt: skip

    assert found.sentence == (
        "Nobody promises keys from the post, and nobody says how soon: they take 50 % of the time of rooms from the desk."
    )
    assert (found.kind, found.class_, found.badness) == ("silent-dependency", "d", about(0.5 * 3))


def test_healthy_is_said_only_where_enough_is_known() -> None:
    healthy = a_study(
        guests={"kind": "customer", "needs": [need("kitchen/plates", within=("1h", "start"))]},
        kitchen={"kind": "team", "services": {"plates": {"lead_time": "20 min"}}},
    )
    bare = a_study("guests -> kitchen -> store", guests={"kind": "customer"}, kitchen={"kind": "team"})

    assert describe(healthy).blocks[0].text == (  # type: ignore[union-attr]
        "This map looks healthy as far as it goes. Plates from the kitchen reach the guests 20 min after the start; they are needed within 1 h."
    )
    assert describe(bare).blocks[0].text == (  # type: ignore[union-attr]
        "Too little to judge yet: 0 of 2 services on the way to an end customer have a time, and 0 of 1 need say how soon."
    )
    assert lacks(healthy) == []


def test_what_did_not_fit_is_counted_in_one_line_with_the_command() -> None:
    people = ", ".join(f"p{n}: {{kind: person}}" for n in range(8))
    study = of(
        f"parties: {{guests: {{kind: customer, depends_on: [{', '.join(f'p{n}' for n in range(8))}]}}, {people}}}"
    )

    texts = [getattr(block, "text", "") for block in describe(study).blocks]

    assert texts[1] == "3 more parties have no stand-in: icmap analyze ORG.yaml --section outages"


def test_of_a_kind_that_does_not_stand_on_the_screen_none_are_more() -> None:
    kinds = [
        (2, "promise does not hold", "promises do not hold"),
        (1, "need is met too late", "needs are met too late"),
    ]

    assert left_out(kinds, "icmap analyze", shown={"need is met too late"}) == (
        "2 promises do not hold and 1 more need is met too late: icmap analyze"
    )


def test_maps_of_none_to_three_parties_have_a_first_screen() -> None:
    for arrows in ((), ("a -> b",), ("a -> b -> c",), ("a -> b -> a",), ("a -> b -> c -> a",)):
        assert describe(a_study(*arrows)).blocks

    assert compute(Study(a_map())) == ()
    assert compute(a_study(alone={})) == ()


def test_an_alternative_that_absorbs_everything_is_no_reason_to_hurry_anybody() -> None:
    study = a_study(
        guests={"kind": "customer", "needs": [any_of("a", "b")]}, a={"lead_time": "0"}, b={"lead_time": "2h"}
    )

    assert said(study) == []


def test_thin_answers_are_no_finding() -> None:
    thin = need("kitchen", satisfaction=Satisfaction(responsiveness=1, answers=3))

    assert said(a_study(guests={"kind": "customer", "needs": [thin]}, kitchen={"kind": "team"})) == []
