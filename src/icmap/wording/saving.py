"""What a saved hour gives, in words, and from where on it gives nothing.

An hour saved at the pharmacy serves the emergency department an hour sooner, up to 1 h 39 min; then the signature from
the consultant is the slower branch.
"""

from __future__ import annotations

from icmap.measures.drag import Drag
from icmap.model.quantities import Calendar, Seconds
from icmap.wording.names import Words

__all__ = ["limit", "saved", "then"]

_IN_DAYS_FROM = 2


def saved(words: Words, drag: Drag, *, lower_bound: bool) -> str:
    """What saving time with a party gives the end customer that gains most."""
    unit, article = _unit(drag.time, words.study.org.calendar)
    person = words.study.org.parties[drag.subject].is_person
    at = f"{unit} saved {'by' if person else 'at'} {words.the(drag.subject)}"
    serves = f"serves {words.the(drag.end)} {article} {unit} sooner"
    known = ", as far as the times are known" if lower_bound else ""
    if drag.branch is None:
        return f"every {at} {serves}{known}, all {words.time(drag.time)} of it"
    verb = words.verb_of(drag.branch, "is", "are")
    branch = f"then {words.thing_of(drag.branch)} {verb} the slower branch"
    return f"{article} {at} {serves}{known}, up to {words.time(drag.time)}; {branch}"


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
        return f"whatever is saved at {subject}, up to {time}, reaches {words.the(drag.end)} in full"
    return f"saving more than {time} at {subject} helps nobody: then {then(words, drag)}"
