"""Needs: what each end customer waits for, when it comes, through which chain, and whether that is soon enough."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from icmap.analyses._analysis import Analysis
from icmap.document import Block, Chain, ChainStep, Paragraph, Section
from icmap.encoding import Inline
from icmap.graph import Link
from icmap.measures import chains as measured
from icmap.measures.chains import ChainLink, chain_links, chains
from icmap.measures.needs import Need, needs
from icmap.measures.verdicts import Verdict
from icmap.model.quantities import Seconds
from icmap.records import dataclass
from icmap.rows import Rows
from icmap.study import Study
from icmap.wording import chain as wording
from icmap.wording.lists import first
from icmap.wording.names import Words, sentence
from icmap.wording.need import within

__all__ = ["ANALYSIS", "NeedRow", "SlowerChain"]

_LONG = 60
"""Chains with more steps are shown in part; JSON has them whole."""

_BROKEN = 3
"""So many chains of broken needs stand in the short report."""

TERMS = {
    "need": "One thing that an end customer waits for. A service of it that states a lead time (0 too) works with what it gets: "
    "its entries together are one need, met when it is done. One that states none only receives: each entry that counts in times "
    "is a need of its own, with its own time, its own slowest chain and its own `within`; an alternative is one need.",
    "broken-need": "A need that is met too late (`within`): by the map's own times, or from request by what is promised, measured "
    "or computed; or even if everybody just keeps their promise.",
    "slowest-chain": "The dependencies that decide when a need is met, first work first. Of equally slow "
    "chains the one with the least name at each step from the end back; how many there are is counted.",
    "lower-bound": "An unknown lead time counts as 0, so a time that rests on one is at least that long. So is a time that "
    "rests on a waiting loop which had to be opened (`assumed`). A member of an alternative with an unknown time does not "
    "win by it: both times are shown.",
}


@dataclass(frozen=True, slots=True)
class SlowerChain:
    """The slowest chain through a dependency that is not critical, and how much it lacks to the slowest of all."""

    chain: tuple[ChainLink, ...]
    slack: Seconds


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need with its slowest chain, everything whose delay makes it later, and the next slower chains."""

    need: Inline[Need]
    chain: tuple[ChainLink, ...]
    critical: tuple[Link, ...]
    runners_up: tuple[SlowerChain, ...]


def compute(study: Study) -> Sequence[NeedRow]:
    """Every need of every end customer (with `--to` of one party, with `--need` those of that name), in their order."""
    return Rows(partial(_row, study), study.of(chains))


def _row(study: Study, chain: measured.Chain) -> NeedRow:
    slower = tuple(SlowerChain(chain_links(study, each.links), each.slack) for each in chain.runners_up)
    return NeedRow(chain.need, chain_links(study, chain.need.chain), chain.critical, slower)


def describe(study: Study) -> Section:
    """The chain of every need, the worst broken first."""
    found, note = first(_worst_first(study), study.question.top, "worst")
    return _section(study, found, note)


def brief(study: Study) -> Section | None:
    """The chains of the broken needs; where none is, of the most important one; of all that was asked for by name."""
    if study.question.to or study.question.need:
        return describe(study)
    every = _worst_first(study)
    broken = [each for each in every if each.need.verdict is Verdict.BROKEN and each.need.clock == "start"]
    found, note = first(broken or every[:1], _BROKEN, "worst broken")
    return _section(study, found, note) if found else None


def _worst_first(study: Study) -> list[measured.Chain]:
    return sorted(study.of(chains), key=lambda each: _rank(each.need))


def _rank(need: Need) -> tuple[float, int, Seconds]:
    return -need.excess * need.weight, -need.weight, -(need.arrival or 0)


def _section(study: Study, found: Sequence[measured.Chain], note: str) -> Section:
    blocks: list[Block] = [_chain(study, each) for each in found]
    if not study.of(needs):
        blocks = [Paragraph(sentence(wording.NOBODY_WAITS))]
    blocks += [Paragraph(note, "remark")] if note else []
    healthy = all(need.verdict is not Verdict.BROKEN for need in study.of(needs))
    return Section(ANALYSIS.name, ANALYSIS.title, tuple(blocks), healthy)


def _chain(study: Study, chain: measured.Chain) -> Block:
    need, words = chain.need, study.of(Words)
    title = f"{words.need(need)}: {wording.arrival(words, need)}{within(words, need)}"
    if need.arrival is None:
        return Paragraph(sentence(title), "remark")
    critical = frozenset(chain.critical)
    steps = [
        ChainStep(words.service(link.provider), wording.step(words, link), link.span, link in critical)
        for link in _shown(need.chain)
    ]
    if left := len(need.chain) - len(steps):
        steps.insert(_LONG // 3, ChainStep(f"… {left} steps are left out …", critical=True))
    end = study.step(need.customer)
    last = ChainStep(words.service(need.customer), wording.end_step(words, need), end.party.span, critical=True)
    return Chain(title, (*steps, last), sentence(*wording.notes(chain)))


def _shown(links: Sequence[Link]) -> Sequence[Link]:
    """Of a very long chain the beginning and, twice as much, the end."""
    part = _LONG // 3
    return links if len(links) <= _LONG else (*links[:part], *links[part - _LONG :])


ANALYSIS = Analysis(
    "needs",
    "Needs",
    "what each end customer waits for, when it comes, and through which chain",
    compute,
    describe,
    TERMS,
    brief=brief,
)
