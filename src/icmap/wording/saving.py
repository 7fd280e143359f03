"""What a saved hour gives, in words, and from where on it gives nothing.

An hour saved at the pharmacy brings that an hour sooner, up to 1 h 39 min; then the signature from the consultant is
slower.
"""

from __future__ import annotations

from icmap.measures.drag import Drag
from icmap.model.quantities import Calendar, Seconds
from icmap.wording.names import Words

__all__ = ["lever", "limit", "then"]

_IN_DAYS_FROM = 2


def lever(words: Words, drag: Drag) -> str:
    """What saving time with a step brings its need, how far, and what is slower then."""
    unit, article = _unit(drag.time, words.study.org.calendar)
    at = f"{unit} saved {_at(words, drag.subject)}"
    known = ", as far as the times are known" if drag.need.lower_bound else ""
    brings = f"brings that {article} {unit} sooner{known}"
    if drag.branch is None:
        return f"every {at} {brings}, up to {words.time(drag.time)}"
    branch = f"{words.thing_of(drag.branch)} {words.verb_of(drag.branch, 'is', 'are')} slower"
    return f"{article} {at} {brings}, up to {words.time(drag.time)}; then {branch}"


def _at(words: Words, node: str) -> str:
    """`by Jane`, `at the pharmacy`; of one with several services also with which: `at legal on cleared wording`."""
    step = words.study.step(node)
    at = f"{'by' if step.party.is_person else 'at'} {words.the(step.party.id)}"
    return at if step.service is None or len(step.party.services) < 2 else f"{at} on {words.thing(node)}"


def _unit(time: Seconds, calendar: Calendar) -> tuple[str, str]:
    """The unit to speak of, with its article: days from two days on."""
    if time >= _IN_DAYS_FROM * calendar.day:
        return "day", "a"
    return ("hour", "an") if time >= calendar.unit("hour") else ("minute", "a")


def then(words: Words, drag: Drag) -> str:
    """Who is the slower one once all of it is saved, in a table."""
    return f"{words.service(drag.branch)} is the slower branch" if drag.branch else "all of it counts"


def limit(words: Words, drag: Drag) -> str:
    """How much may be saved at a service before that helps nobody."""
    subject, time = words.service(drag.subject), words.time(drag.time)
    if drag.branch is None:
        return f"whatever is saved at {subject}, up to {time}, reaches {words.the(drag.need.end)} in full"
    return f"saving more than {time} at {subject} helps nobody: then {then(words, drag)}"
