"""What the room reads on the page: what the map is, what to fix first, what is waited for, and the timeline of one need."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.analyses import first
from icmap.analyses.first import Said
from icmap.document import Paragraph
from icmap.formats.page.figures import figure
from icmap.formats.page.links import Links
from icmap.locations import Span
from icmap.measures.needs import Need, needs
from icmap.pictures.in_report.timeline import timeline_figure
from icmap.pictures.views.stories import stories
from icmap.records import dataclass
from icmap.report import headline, map_facts
from icmap.serving.places import Where, where
from icmap.study import Study
from icmap.wording.names import Words

__all__ = ["Item", "NeedShown", "Screen", "screen", "timeline_of"]


@dataclass(frozen=True, slots=True)
class Item:
    """One finding: what it says, what would help, where it is written, and whom it is about, the first above all."""

    kind: str
    text: str
    lever: str
    where: Where | None
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeedShown:
    """A need that can be chosen: its key, how it is called, when it comes, and whether that is soon enough."""

    key: str
    words: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Screen:
    """All of it.

    `nothing` is said where there is nothing to fix; `worst` is the need whose timeline is shown where nobody chose one,
    `timeline` is that as HTML.
    """

    title: str
    subtitle: str
    items: tuple[Item, ...]
    missing: tuple[Item, ...]
    nothing: str
    needs: tuple[NeedShown, ...]
    worst: str
    timeline: str


def screen(study: Study) -> Screen:
    """The screen about a map, also about an empty one."""
    facts, said = study.of(map_facts), study.of(first.compute)
    ordered = study.of(stories)
    return Screen(
        study.org.name or study.org.file or "Map",
        headline(facts),
        tuple(_item(study, each) for each in said if each.kind != "missing"),
        tuple(_item(study, each) for each in said if each.kind == "missing"),
        _nothing(study),
        tuple(_shown(study, each) for each in ordered),
        ordered[0].key if ordered else "",
        timeline_of(study, ordered[0].key) if ordered else "",
    )


def _nothing(study: Study) -> str:
    """What is said in place of findings: that the map looks healthy, or says too little."""
    section = first.describe(study)
    blocks = section.blocks[:1] if section.healthy else ()
    return "".join(block.text for block in blocks if isinstance(block, Paragraph))


def timeline_of(study: Study, key: str) -> str:
    """The timeline of one need, as HTML; '' for a need that the map does not have, or no longer."""
    need = next((each for each in study.of(stories) if each.key == key), None)
    return figure(timeline_figure(study, need, "timeline"), Links(), 3) if need else ""


def _shown(study: Study, need: Need) -> NeedShown:
    time = study.of(Words).time(need.arrival or 0, at_least=need.lower_bound)
    return NeedShown(need.key, f"{study.name(need.end)}: {_what(study, need)}, {time}", str(need.verdict))


def _what(study: Study, need: Need) -> str:
    """What is waited for, and from whom; of an alternative as it is written."""
    step = study.steps.get(need.provider or "")
    if step is None:
        return need.key.partition(" <- ")[2] or "all that it works with"
    return f"{step.service.name} from {step.party.name}" if step.service else step.party.name


def _item(study: Study, said: Said) -> Item:
    place = where(Span(*said.span), study.org.file)
    return Item(said.kind, said.sentence, said.lever or "", place, tuple(dict.fromkeys(_parties(study, said))))


def _parties(study: Study, said: Said) -> Iterator[str]:
    """Whom a finding is about; of a need those on its slowest chain, too."""
    for name in (said.subject, said.subject.partition("/")[0]):
        if name in study.org.parties:
            yield name
    need = next((each for each in study.of(needs) if each.key == said.need), None)
    if need is not None:
        yield need.end
        for link in reversed(need.chain):
            yield study.step(link.provider).party.id
