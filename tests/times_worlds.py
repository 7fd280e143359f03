"""Networks for the tests of times: published ones, drawn ones, and plain definitions to hold them against."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from icmap.graph import Bundle, Choice, Input, Link, Step, receiving_nodes
from icmap.measures.needs import Need
from icmap.model import AnyOf, Dependency, Entry, OrgMap, Party, Service
from icmap.model.quantities import Estimate, Seconds, Timed
from icmap.study import Question, Study


def a_network(durations: Mapping[str, Seconds], edges: Sequence[tuple[str, str, Seconds]], **question: Any) -> Study:
    """A study of activities with durations and edges (customer, provider, lag), all in seconds; an end has no customer."""
    needs: dict[str, list[Dependency]] = {}
    for customer, provider, lag in edges:
        needs.setdefault(customer, []).append(Dependency(customer, None, provider, handoff=lag))
    parties = {
        name: Party(name, lead_time=Estimate.of(durations[name]), depends_on=tuple(needs.get(name, ())))
        for name in sorted(durations)
    }
    return Study(OrgMap("Network", parties=parties), Question(**question))


@st.composite
def drawn_maps(draw: st.DrawFn, *, alternatives: bool = True, cycles: bool = True, unknown: bool = False) -> OrgMap:
    """A small map with services, own lead times, handoffs, batches, and if wanted alternatives, cycles, unknown times."""
    names = [f"p{number}" for number in range(draw(st.integers(2, 6)))]
    services = {name: draw(st.sampled_from(((), (), ("a",), ("a", "b")))) for name in names}
    parties = {}
    for place, name in enumerate(names):
        providers = [each for each in names if each != name] if cycles else names[place + 1 :]
        parties[name] = _drawn_party(draw, name, services, providers, alternatives=alternatives, unknown=unknown)
    return OrgMap("Drawn", parties=parties)


def _drawn_party(
    draw: st.DrawFn,
    name: str,
    services: dict[str, tuple[str, ...]],
    providers: list[str],
    *,
    alternatives: bool,
    unknown: bool,
) -> Party:
    def entries() -> tuple[Entry, ...]:
        if not providers:
            return ()
        return tuple(_drawn_entry(draw, name, services, providers, 2 if alternatives else 0)
                     for _ in range(draw(st.integers(0, 3))))  # fmt: skip

    time = st.none() | st.integers(0, 9) if unknown else st.integers(0, 9)
    listed = []
    for service in services[name]:
        lead = draw(time)
        listed.append(
            Service(name, service, lead_time=None if lead is None else Estimate.of(lead), depends_on=entries())
        )
    end = draw(st.sampled_from((False, False, True)))
    lead = None if end and draw(st.booleans()) else draw(time)
    return Party(
        name,
        lead_time=None if lead is None else Estimate.of(lead),
        every=draw(st.sampled_from((None, None, 2, 4, 3))),
        end=end,
        services=tuple(listed),
        depends_on=() if listed else entries(),
    )


def _drawn_entry(
    draw: st.DrawFn, customer: str, services: dict[str, tuple[str, ...]], providers: list[str], depth: int
) -> Entry:
    if depth and draw(st.integers(0, 2)) == 0:
        members = tuple(
            _drawn_entry(draw, customer, services, providers, depth - 1) for _ in range(draw(st.integers(1, 3)))
        )
        return AnyOf(members, draw(st.integers(1, len(members))))
    provider = draw(st.sampled_from(providers))
    within = draw(st.sampled_from((None, None, 2, 5, 12, 20)))
    service = draw(st.sampled_from((None, *services[provider])))
    own = draw(st.sampled_from((None, None, None, 1, 7)))
    return Dependency(
        customer,
        None,
        provider,
        service,
        lead_time=None if own is None else Estimate.of(own),
        handoff=draw(st.sampled_from((0, 0, 1, 3))),
        within=None if within is None else Timed(within, draw(st.sampled_from(("start", "start", "request")))),
        optional=draw(st.integers(0, 9)) == 0,
        waits=draw(st.integers(0, 9)) != 0,
        share=draw(st.sampled_from((None,) * 8 + (Fraction(1, 5), Fraction(1, 2)))),
    )


def plainly_ready(study: Study, taken: Taken, opened: Collection[Link] = ()) -> dict[str, Seconds]:
    """When each service is ready, by the definition: again and again the earliest of all that can be ready next."""
    ready: dict[str, Seconds] = {}
    while True:
        moments = [
            (time, node)
            for node in study.services
            if node not in ready and (time := _all_met(study.step(node).inputs, ready, taken, opened)) is not None
        ]
        if not moments:
            return ready
        time, node = min(moments)
        ready[node] = time


Taken = Callable[[Link], Seconds]
"""What a link takes from the provider's ready to its arrival."""


def _all_met(
    inputs: Iterable[Input], ready: dict[str, Seconds], taken: Taken, opened: Collection[Link]
) -> Seconds | None:
    times = [_met(each, ready, taken, opened) for each in inputs if not leaves(each)]
    known = [time for time in times if time is not None]
    return max(known, default=0) if len(known) == len(times) else None


def _met(each: Input, ready: dict[str, Seconds], taken: Taken, opened: Collection[Link]) -> Seconds | None:
    """When an input is met; what is not waited for is there at 0."""
    if isinstance(each, Link):
        if each in opened or not each.dependency.waits:
            return 0
        return ready[each.provider] + taken(each) if each.provider in ready else None
    if isinstance(each, Bundle):
        return _all_met(each.members, ready, taken, opened)
    members = [member for member in each.members if not leaves(member)]
    known = sorted(time for member in members if (time := _met(member, ready, taken, opened)) is not None)
    need = min(each.at_least, len(members))
    return known[need - 1] if len(known) >= need else None


def leaves(each: Input) -> bool:
    """Whether an input does not count at all: optional, or needed in under half of the cases."""
    if isinstance(each, Link):
        return each.dependency.optional or (each.dependency.share or 1) < Fraction(1, 2)
    return all(leaves(member) for member in each.members)


def is_waited_for(each: Input) -> bool:
    """Whether anything has to come before an input is met: it would not be, were nothing ever ready."""
    return not leaves(each) and _met(each, {}, lambda _: 0, ()) is None


def waited_links(inputs: Iterable[Input]) -> Iterator[Link]:
    """The links that have to come, or may, before something is met: not those beside enough that is in stock."""
    for each in inputs:
        if is_waited_for(each):
            if isinstance(each, Link):
                yield each
            else:
                yield from waited_links(each.members)


def as_written(study: Study) -> Taken:
    """The times of the map: lead time (unknown 0, the customer's own in its place) + every/2 + handoff."""
    return lambda link: taken_for(study.step(link.provider), link)


def taken_for(step: Step, link: Link) -> Seconds:
    """What one link takes by the map."""
    lead = link.dependency.lead_time or step.lead_time
    return (lead.mean if lead else 0) + own_batch(step) + link.dependency.handoff


def own_batch(step: Step) -> Seconds:
    """every/2."""
    return Fraction(step.every or 0) / 2


def own_time_of(step: Step) -> Seconds:
    """lead time + every/2."""
    return (step.lead_time.mean if step.lead_time else 0) + own_batch(step)


def plain_needs(
    study: Study,
    taken: Taken,
    opened: Collection[Link] = (),
    *,
    own: Callable[[Step], Seconds] = own_time_of,
) -> dict[tuple[str, str, int], Seconds | None]:
    """When each need is met, by its definition: by end customer, service that works (or ''), and entry (or 0)."""
    ready = plainly_ready(study, taken, opened)
    found: dict[tuple[str, str, int], list[Seconds | None]] = {}
    for end in study.ends:
        for node in receiving_nodes(study.org.parties[end]):
            step = study.steps.get(node)
            if step is not None and step.lead_time is not None:
                found[end, node, 0] = [ready[node] + own(step) if node in ready else None]
            elif step is not None:
                for each in step.inputs:
                    if is_waited_for(each):
                        met = _met(each, ready, taken, opened)
                        found.setdefault((end, "", id(entry_of(each))), []).append(met)
    return {key: None if None in times else max(times) for key, times in found.items()}  # type: ignore[type-var]


def plain_key(need: Need) -> tuple[str, str, int]:
    """How `plain_needs` calls a need."""
    works = need.goal.node >= 0
    return need.end, need.customer if works else "", 0 if works else id(need.entries[0])


def entry_of(each: Input) -> Entry:
    """The entry from which an input comes."""
    if isinstance(each, Link):
        return each.dependency
    return each.written if isinstance(each, Choice) else entry_of(each.members[0])
