"""From a study to a Report: every analysis once, what it found as typed results, and how it is told as sections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from icmap.analyses import ANALYSES, Analysis, command
from icmap.document import Report, Section
from icmap.errors import IcmapError
from icmap.graph import links_of
from icmap.measures.wanted import wanted
from icmap.model import Dependency, OrgMap
from icmap.model.meant import party_meant
from icmap.records import dataclass
from icmap.rows import Entries
from icmap.study import Question, Study
from icmap.text.suggestions import nearest
from icmap.version import __version__
from icmap.wording.judgement import closing
from icmap.wording.names import sentence_case

__all__ = ["MapFacts", "Unknown", "ask", "brief_report", "build_report", "did_you_mean", "headline", "map_facts"]

_LISTED = 8
"""How many names a hint lists where none is near."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """How many services and dependencies do not say what they could; the end customers' own services are left out."""

    lead_times: int
    promises: int
    frequencies: int
    needs: int


@dataclass(frozen=True, slots=True)
class MapFacts:
    """What the map is: its name, the situations that are on, how much there is in it, and how much it leaves open.

    `times` says with which numbers times are computed; `measured` services take their lead time from what was measured.
    """

    name: str
    file: str
    situations: tuple[str, ...]
    level: int | str | None
    times: str
    measured: int
    parties: int
    services: int
    dependencies: int
    end_customers: tuple[str, ...]
    unknown: Unknown


def ask(org: OrgMap, question: Question = Question()) -> Study:
    """The study of a map under a question whose parties, needs, situations and kinds all exist; else an `IcmapError`."""
    to, why_not = (each and party_meant(org, each) for each in (question.to, question.why_not))
    question = replace(question, to=to, why_not=why_not)
    names = [each.name for each in org.situations]
    for situation in question.situations:
        _known("situation", situation, names)
    if isinstance(question.level, str):
        _known("kind", question.level, sorted({each.kind for each in org.parties.values() if each.kind}))
    study = Study(org, question)
    if question.need is not None:
        study.of(wanted)
    return study


def _known(what: str, name: str, names: Iterable[str]) -> None:
    listed = list(names)
    if name not in listed:
        raise IcmapError(
            f"the map has no {what} '{name[:60]}'", hint=did_you_mean(name, listed) or f"it names no {what}"
        )


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """A hint with the nearest of the words; what there is where none is near; '' where there is nothing."""
    listed = list(words)
    close = nearest(word, listed)
    if close or not listed:
        return f"did you mean '{close}'?" if close else ""
    more = f" and {len(listed) - _LISTED} more" if len(listed) > _LISTED else ""
    return f"there is {', '.join(listed[:_LISTED])}{more}"


def build_report(study: Study, sections: Iterable[str] | None = None) -> Report:
    """The report of a study: results and sections of the usual analyses, or of those named.

    Each analysis is computed once. A section name that no analysis has is an `IcmapError`.
    """
    chosen = tuple(each for each in ANALYSES if each.usual) if sections is None else _named(sections)
    return _report(study, chosen, tuple(each.describe(study) for each in chosen))


def brief_report(study: Study) -> Report:
    """What a meeting needs of a map, and in a last line what else there is; the results are those of the usual analyses."""
    usual = tuple(each for each in ANALYSES if each.usual)
    sections = tuple(section for each in usual if each.brief and (section := each.brief(study)))
    shown = {section.name for section in sections}
    others = [each.name for each in ANALYSES if each.name not in shown]
    return replace(_report(study, usual, sections), closing=sentence_case(closing(others, command(study))))


def _report(study: Study, chosen: Sequence[Analysis], sections: tuple[Section, ...]) -> Report:
    """The report with these sections; what an analysis found is computed when it is read."""
    computed: dict[str, Callable[[Study], object]] = {each.key: each.compute for each in chosen}
    known: dict[str, object] = {"icmap": __version__, "map": study.of(map_facts)}
    results = Entries(lambda key: known[key] if key in known else study.of(computed[key]), [*known, *computed])
    return Report(study.org.name or study.org.file or "Map", headline(study.of(map_facts)), sections, results)


def _named(sections: Iterable[str]) -> tuple[Analysis, ...]:
    wanted = dict.fromkeys(sections)
    names = [each.name for each in ANALYSES]
    for name in wanted:
        if name not in names:
            raise IcmapError(f"there is no section '{name[:60]}'", hint=did_you_mean(name, names))
    return tuple(each for each in ANALYSES if each.name in wanted)


def headline(facts: MapFacts) -> str:
    """The map in a line: how much there is in it, and which situations are on."""
    counts = [
        _count(facts.parties, "party", "parties"),
        _count(facts.services, "service", "services"),
        _count(facts.dependencies, "dependency", "dependencies"),
    ]
    on = [f"with {', '.join(facts.situations)}"] if facts.situations else []
    counted = _count(facts.measured, "lead time", "lead times")
    taken = ["times as promised"] if facts.times == "promised" else []
    taken += [f"{counted} as measured"] if facts.measured else []
    folded = [f"folded to {facts.level}"] if facts.level is not None else []
    return ", ".join(counts + on + taken + folded)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def map_facts(study: Study) -> MapFacts:
    """The facts about a map in the situations asked for: parties as they are folded, services and their dependencies."""
    services = study.services
    found = (link.dependency for node in services for link in links_of(study.step(node).inputs))
    dependencies = {id(dependency): dependency for dependency in found}
    return MapFacts(
        name=study.org.name,
        file=study.org.file,
        situations=study.question.situations,
        level=study.question.level,
        times=study.question.times,
        measured=sum(study.step(node).basis == "measured" for node in services),
        parties=study.parties.number_of_nodes(),
        services=services.number_of_nodes(),
        dependencies=len(dependencies),
        end_customers=study.ends,
        unknown=_unknown(study, list(dependencies.values())),
    )


def _unknown(study: Study, dependencies: list[Dependency]) -> Unknown:
    steps = [study.step(node) for node in study.services]
    ends = study.end_set
    inside = [step for step in steps if step.party.id not in ends]
    return Unknown(
        lead_times=sum(step.lead_time is None for step in inside),
        promises=sum(step.promise is None for step in inside),
        frequencies=sum(each.frequency is None for each in dependencies),
        needs=sum(each.within is None for each in dependencies),
    )
