"""What is waited for: the entries of the end customers, put together to needs, before anything is computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from icmap.errors import IcmapError
from icmap.graph import Choice, Input, Link, Step, links_of, receiving_nodes
from icmap.kernels.goals import Goal
from icmap.measures.network import Network, network
from icmap.model import AnyOf, Entry, Party
from icmap.model.entries import leaves
from icmap.records import dataclass
from icmap.study import Study
from icmap.text.suggestions import nearest

__all__ = ["Wanted", "wanted", "wanted_by"]


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """A need before anything is computed: where it is received, and what of its inputs count in times."""

    end: str
    step: Step
    key: str
    works: bool
    entries: tuple[Entry, ...]
    inputs: tuple[Input, ...]
    links: tuple[Link, ...]
    goal: Goal


def wanted(study: Study) -> tuple[Wanted, ...]:
    """Everything that is waited for, by end customer and its services, then in the order written; as asked for."""
    return _named(study, tuple(wanted_by(study, _asked(study))))


def wanted_by(study: Study, parties: Iterable[str]) -> Iterator[Wanted]:
    """What these parties wait for, whether they are end customers or not."""
    compiled = study.of(network)
    number = {link: place for place, link in enumerate(compiled.links)}
    for end in parties:
        steps = [step for node in receiving_nodes(study.org.parties[end]) if (step := study.steps.get(node))]
        yield from (_works(compiled, end, step, number) for step in steps if _is_at_work(step))
        keys = _Keys(study.org.parties[end])
        received: dict[str, list[tuple[Step, Input]]] = {}
        for step in steps:
            for each in () if _is_at_work(step) else step.inputs:
                if any(link in number for link in links_of((each,))):
                    received.setdefault(keys.of(_written(each)), []).append((step, each))
        for name, found in received.items():
            yield _receives(compiled, end, name, found, number)


def _is_at_work(step: Step) -> bool:
    """Whether a service states a lead time, of its own or its party's; what was only measured is none."""
    return step.lead_time is not None and step.inherited("lead_time") is not None


def _written(each: Input) -> Entry:
    """The entry that an input comes from; a bare reference to several services is one."""
    if isinstance(each, Link):
        return each.dependency
    return each.written if isinstance(each, Choice) else _written(each.members[0])


def _works(compiled: Network, end: str, step: Step, number: Mapping[Link, int]) -> Wanted:
    entries = tuple({id(entry): entry for entry in map(_written, step.inputs)}.values())
    links = tuple(link for link in links_of(step.inputs) if link in number)
    return Wanted(end, step, step.node, True, entries, step.inputs, links, Goal(compiled.index[step.node]))


def _receives(
    compiled: Network, end: str, name: str, found: Sequence[tuple[Step, Input]], number: Mapping[Link, int]
) -> Wanted:
    """A party's own entry is received by each of its services: it is one need, at the first of them."""
    gates = compiled.gates
    links = [number[link] for _, each in found for link in links_of((each,)) if link in number]
    tokens = dict.fromkeys(gates.token_at_node(link) for link in links)
    step = found[0][0]
    here = tuple(each for where, each in found if where is step)
    goal = Goal(-1, tuple(tokens), tuple(links))
    own = tuple(link for link in links_of(here) if link in number)
    return Wanted(end, step, f"{step.node} <- {name}", False, (_written(found[0][1]),), here, own, goal)


class _Keys:
    """What the entries of a party are called, so that each has a name of its own whatever else holds now."""

    def __init__(self, party: Party) -> None:
        self._names: dict[object, str] = {}
        met: dict[str, int] = {}
        for entry in (*party.depends_on, *(each for service in party.services for each in service.depends_on)):
            words = _words(entry)
            place = _place(entry)
            if place not in self._names:
                met[words] = met.get(words, 0) + 1
                self._names[place] = words if met[words] == 1 else f"{words} ({met[words]})"

    def of(self, entry: Entry) -> str:
        """The name of an entry; one that is a copy has that of the entry in its place."""
        return self._names.get(_place(entry)) or _words(entry)


def _place(entry: Entry) -> object:
    """What tells an entry from the others of its party: its place in the file; without one, itself."""
    first = next(leaves((entry,)))
    return (entry.file, entry.place, first.customer_service) if entry.place else id(entry)


def _words(entry: Entry) -> str:
    if isinstance(entry, AnyOf):
        return f"{entry.at_least} of {', '.join(sorted(map(_words, entry.members)))}"
    return entry.reference


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
