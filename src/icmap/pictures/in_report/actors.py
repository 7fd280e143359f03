"""Everyone on the map with what there is to say about them, and the work that flows between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from icmap.figures import Actor, Flow
from icmap.measures.bottlenecks import Bottleneck, bottlenecks
from icmap.measures.chains import end_customers
from icmap.measures.mutual import services_given
from icmap.measures.outages import Outage, outages
from icmap.measures.scores import scores
from icmap.measures.slack import Slack, slacks
from icmap.model import Dependency, Party, above
from icmap.model.quantities import Frequency, Seconds, format_duration, format_number, format_share
from icmap.records import dataclass
from icmap.study import Study
from icmap.wording.picture import lead_time_words, served_words

__all__ = ["actors", "flows"]

Fact = tuple[str, str]


def actors(study: Study, drawn: Mapping[str, str]) -> tuple[Actor, ...]:
    """The parties of the study, and what they are folded into in the picture, by id.

    `drawn` are the ids of the elements by the party that each stands for; a folded party is drawn as its group.
    """
    known = study.of(_known)
    return tuple(
        Actor(party, study.name(party), _node(study, party, drawn), tuple(_facts(study, party, known)))
        for party in sorted({*study.parties, *drawn})
    )


def _node(study: Study, party: str, drawn: Mapping[str, str]) -> str:
    return next((drawn[each] for each in (party, *above(study.org, party)) if each in drawn), "")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the measures say, by party."""

    rows: Mapping[str, Bottleneck]
    outages: Mapping[str, Outage]
    slack: Mapping[str, Slack]
    ends: Mapping[str, str]


def _known(study: Study) -> _Known:
    return _Known(
        {row.party: row for row in study.of(bottlenecks)},
        {each.party: each for each in study.of(outages).parties},
        _least_slack(study),
        {
            end.end_customer: served_words(study, end.done, lower_bound=end.lower_bound)
            for end in study.of(end_customers)
        },
    )


def _least_slack(study: Study) -> Mapping[str, Slack]:
    """Of each party the float of the service that may be late by least."""
    found: dict[str, Slack] = {}
    for node, slack in study.of(slacks).services.items():
        party = study.step(node).party.id
        if slack.total is not None and (party not in found or slack.total < (found[party].total or 0)):
            found[party] = slack
    return found


def _facts(study: Study, party: str, known: _Known) -> Iterator[Fact]:
    """Who it is, then what the map says of it; only what is known."""
    own = study.org.parties[party]
    row = known.rows.get(party)
    yield from _filled(_who(study, own))
    yield from _filled([
        ("Takes", lead_time_words(study, own)),
        ("Promises", _promises(study, own)),
        ("Is served", known.ends.get(party, "")),
        ("May be late by", _late(study, known.slack.get(party))),
        ("Saving helps up to", _time(study, row.drag) if row and row.drag else ""),
        ("If it is out", _out(known.outages.get(party))),
        ("Busy", format_share(row.utilisation) if row and row.utilisation is not None else ""),
        ("Rated", _rated(study, party)),
        ("Bottleneck", ", ".join(row.reasons) if row else ""),
    ])  # fmt: skip


def _filled(facts: Iterable[Fact]) -> Iterator[Fact]:
    return (fact for fact in facts if fact[1])


def _who(study: Study, party: Party) -> Iterator[Fact]:
    yield "Kind", ", ".join(filter(None, (party.kind, "outside" if party.is_external else "")))
    group = study.org.parties.get(party.part_of or "")
    yield "Part of", group.name if group else ""
    yield "Owner", party.owner
    yield "People", "" if party.headcount is None else format_number(party.headcount)


def _time(study: Study, time: Seconds) -> str:
    return format_duration(time, study.org.calendar)


def _promises(study: Study, party: Party) -> str:
    """What it promises: the quickest and the slowest of its services."""
    each = [service.promise or party.promise for service in party.services] or [party.promise]
    times = sorted({promise.time for promise in each if promise is not None})
    return " to ".join(_time(study, time) for time in dict.fromkeys((times[0], times[-1]))) if times else ""


def _late(study: Study, slack: Slack | None) -> str:
    if slack is None or slack.total is None:
        return ""
    return _time(study, slack.total) if slack.total else "nothing (slowest chain)"


def _out(outage: Outage | None) -> str:
    if outage is None or not outage.reach:
        return ""
    stops = "1 other stops" if outage.reach == 1 else f"{outage.reach} others stop"
    return stops + ("; the map names no stand-in" if outage.stand_in is False else "")


def _rated(study: Study, party: str) -> str:
    found = study.of(scores).get(party)
    if found is None:
        return ""
    if found.rating.score is None:
        return "hidden: too few answers"
    told = "" if found.rating.answers is None else f", {found.rating.answers} answers"
    return f"{format_number(found.rating.score)} of {format_number(study.org.survey.high)}{told}"


def flows(study: Study, small: Study, actors: tuple[Actor, ...]) -> tuple[Flow, ...]:
    """The work between all of them: between parties, and between the groups that they are folded into in the picture.

    Where no situation was asked for, what flows in any of them too.
    """
    place = {actor.key: number for number, actor in enumerate(actors)}
    found: dict[tuple[str, str], tuple[Dependency, ...]] = {}
    for each in (study, small):
        for (customer, provider), needs in _needs(each).items():
            if customer in place and provider in place:
                found[provider, customer] = needs
    return tuple(
        Flow(place[provider], place[customer], _what(study, found[provider, customer]))
        for provider, customer in sorted(found)
    )


def _needs(study: Study) -> Mapping[tuple[str, str], tuple[Dependency, ...]]:
    """What is needed, by customer and provider; in every situation where none was asked for."""
    names = () if study.question.situations else tuple(situation.name for situation in study.org.situations)
    edges = study.under(*names).parties.edges if names else study.parties.edges
    return {(customer, provider): edges[customer, provider]["dependencies"] for customer, provider in edges}


def _what(study: Study, needs: tuple[Dependency, ...]) -> str:
    names = services_given(study, needs)[:3]
    rates = sorted({str(each.frequency) for each in needs if isinstance(each.frequency, Frequency)})
    when = sorted({name for each in needs for name in each.when}) if all(each.when for each in needs) else []
    told = [", ".join(names), *rates[:1], f"only with {', '.join(when)}" if when else ""]
    return " · ".join(filter(None, told))
