"""What is waited for: the entries of the end customers, put together to needs, before anything is computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from icmap.errors import IcmapError
from icmap.graph import Choice, Input, Link, Step, links_of, receiving_nodes
from icmap.kernels.goals import Goal
from icmap.measures.network import Network, network, waits_for
from icmap.model import Entry
from icmap.records import dataclass
from icmap.study import Study
from icmap.text.suggestions import nearest

__all__ = ["Wanted", "wanted"]


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """A need before anything is computed: where it is received, and what of its inputs count in times."""

    end: str
    step: Step
    works: bool
    entries: tuple[Entry, ...]
    inputs: tuple[Input, ...]
    goal: Goal

    @property
    def links(self) -> tuple[Link, ...]:
        """Every single link of it that counts in times."""
        return tuple(link for link in links_of(self.inputs) if waits_for(link))


def wanted(study: Study) -> tuple[Wanted, ...]:
    """Everything that is waited for, by end customer and its services, then in the order written; as asked for."""
    return _named(study, tuple(_all(study)))


def _all(study: Study) -> Iterator[Wanted]:
    compiled = study.of(network)
    number = {link: place for place, link in enumerate(compiled.links)}
    for end in _asked(study):
        received: dict[int, list[tuple[Step, Input]]] = {}
        for node in receiving_nodes(study.org.parties[end]):
            step = study.steps.get(node)
            if step is None:
                continue
            if step.lead_time is not None:
                yield _works(compiled, end, step)
                continue
            for each in step.inputs:
                if any(link in number for link in links_of((each,))):
                    received.setdefault(id(_written(each)), []).append((step, each))
        for found in received.values():
            yield _receives(compiled, end, found, number)


def _written(each: Input) -> Entry:
    """The entry that an input comes from; a bare reference to several services is one."""
    if isinstance(each, Link):
        return each.dependency
    return each.written if isinstance(each, Choice) else _written(each.members[0])


def _works(compiled: Network, end: str, step: Step) -> Wanted:
    entries = tuple({id(entry): entry for entry in map(_written, step.inputs)}.values())
    return Wanted(end, step, True, entries, step.inputs, Goal(compiled.index[step.node]))


def _receives(compiled: Network, end: str, found: Sequence[tuple[Step, Input]], number: Mapping[Link, int]) -> Wanted:
    """A party's own entry is received by each of its services: it is one need, at the first of them."""
    gates = compiled.gates
    links = [number[link] for _, each in found for link in links_of((each,)) if link in number]
    tokens = dict.fromkeys(gates.token_at_node(link) for link in links)
    step = found[0][0]
    here = tuple(each for where, each in found if where is step)
    return Wanted(end, step, False, (_written(found[0][1]),), here, Goal(-1, tuple(tokens), tuple(links)))


def _asked(study: Study) -> tuple[str, ...]:
    chosen = study.question.to
    if chosen is None:
        return study.ends
    if chosen not in study.org.parties:
        raise IcmapError(f"there is no party '{chosen}' in the map", hint="give a party by its id")
    return (chosen,)


def _named(study: Study, every: tuple[Wanted, ...]) -> tuple[Wanted, ...]:
    """Those needs whose provider or service is, or else contains, the words asked for."""
    words = study.question.need
    if words is None:
        return every
    names = [(each, _names(study, each)) for each in every]
    asked = words.casefold()
    exactly = tuple(each for each, known in names if asked in known)
    found = exactly or tuple(each for each, known in names if any(asked in name for name in known))
    if not found:
        near = nearest(asked, (name for _, known in names for name in known))
        hint = f"did you mean '{near}'?" if near else "name a provider or a service"
        raise IcmapError(f"no need is called '{words}'", hint=hint)
    return found


def _names(study: Study, each: Wanted) -> tuple[str, ...]:
    steps = [study.step(link.provider) for link in each.links]
    found = [[step.node, step.party.id, step.party.name, step.service.name if step.service else ""] for step in steps]
    return tuple(dict.fromkeys(name.casefold() for names in found for name in names if name))
