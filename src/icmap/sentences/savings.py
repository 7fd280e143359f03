"""Where an hour saved is an hour won, and from where on it is not.

An hour saved at the pharmacy serves the emergency department an hour sooner, up to 1 h 39 min; then the discharge letter is
the slower branch.
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.document import Sentence
from icmap.measures.drag import Drag, drags
from icmap.measures.schedule import Moment, schedule
from icmap.measures.targets import Target, targets
from icmap.quantities import hours
from icmap.sentences._candidate import Candidate, Evidence
from icmap.sentences._words import Words
from icmap.study import Study

__all__ = ["savings"]

_UNITS = (("hour", "An", 3600), ("minute", "A", 60), ("second", "A", 1))


def savings(study: Study) -> Iterator[Candidate]:
    """The party with the largest drag for each end customer; the weight is its share of the whole time.

    Nothing for an end whose time rests on an assumption about a waiting loop: the real answer is asked for first.
    """
    ends = {target.end: target for target in study.of(targets)}
    for drag in _best(study):
        target = ends[drag.end]
        moment = _moment(study, target)
        if moment.done and not moment.assumed:
            yield Candidate(
                Sentence(
                    _sentence(study, drag, moment),
                    drag.subject,
                    hours(drag.time),
                    study.org.parties[drag.subject].span,
                    "drag",
                ),
                hits_end=True,
                evidence=Evidence.COMPUTED,
                weight=float(drag.time / moment.done),
                things=(("saving", drag.end), ("saving", drag.subject)),
            )


def _best(study: Study) -> list[Drag]:
    """Per end the largest, the end's own part left out; of equal ones the first by id."""
    best: dict[str, Drag] = {}
    for drag in sorted(study.of(drags).parties.values(), key=lambda each: (-each.time, each.subject)):
        if drag.subject != drag.end and drag.time:
            best.setdefault(drag.end, drag)
    return [best[end] for end in sorted(best)]


def _moment(study: Study, target: Target) -> Moment:
    plan = study.of(schedule)
    moments = [plan.moment(plan.compiled.nodes[node]) for node in target.nodes]
    return max(moments, key=lambda moment: (moment.assumed, moment.done or 0))


def _sentence(study: Study, drag: Drag, moment: Moment) -> str:
    words = Words(study)
    unit, article, _ = next(each for each in _UNITS if drag.time >= each[2] or each[2] == 1)
    sooner = f"{article.lower()} {unit} sooner"
    known = ", as far as the times are known" if moment.lower_bound else ""
    return (
        f"{article} {unit} saved {_at(study, drag.subject)} {words.the(drag.subject)} serves {words.the(drag.end)} {sooner}{known}, "
        f"up to {words.time(drag.time)}; {_then(words, drag)}."
    )


def _then(words: Words, drag: Drag) -> str:
    if drag.branch is None:
        return "that is all the time it takes"
    return f"then {words.thing_of(drag.branch)} is the slower branch"


def _at(study: Study, party: str) -> str:
    return "by" if study.org.parties[party].kind.lower() == "person" else "at"
