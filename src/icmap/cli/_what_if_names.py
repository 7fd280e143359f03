"""What-if without names: what was edited by its real name is shown under the name that the other outputs give it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from icmap.exchange.anonymous import Disguise, disguised, who_of
from icmap.model.meant import Meant

if TYPE_CHECKING:
    from icmap.study import Study
    from icmap.whatif.edits import Done, Edited

__all__ = ["edited_without_names", "study_without_names"]


def study_without_names(study: Study, whose: str | None) -> Study:
    """A study with the names asked for left out; the same where none is."""
    who = who_of(whose)
    if who is None:
        return study
    from icmap.study import Study as Fresh

    found = disguised(study.org, who)
    on = tuple(sorted(found.situations.get(each, each) for each in study.question.situations))
    return Fresh(found.org, replace(study.question, situations=on))


def edited_without_names(edited: Edited, whose: str | None) -> Edited:
    """A map after some edits with the names asked for left out, also where it says what was edited."""
    who = who_of(whose)
    if who is None:
        return edited
    found = disguised(edited.org, who)
    return replace(
        edited,
        org=found.org,
        down=tuple(_meant(found, each) for each in edited.down if each),
        situations=tuple(found.situations.get(each, each) for each in edited.situations),
        done=tuple(_done(found, each) for each in edited.done),
    )


def _meant(found: Disguise, meant: Meant) -> Meant:
    service = meant.service
    return Meant(
        found.party(meant.party), None if service is None else found.services.get((meant.party, service), service)
    )


def _done(found: Disguise, done: Done) -> Done:
    about = _meant(found, done.about) if done.about else None
    customer = _meant(found, done.customer) if done.customer else None
    return replace(done, about=about, customer=customer, text=_text(found, done, about, customer))


def _text(found: Disguise, done: Done, about: Meant | None, customer: Meant | None) -> str:
    """What was written, with the names as they are shown; a value that may be a name is left out."""
    if about is None:
        return found.situations.get(done.text, done.text)
    whole = f"{customer}->{about}" if customer and done.verb == "set" else str(about)
    value = done.text.rpartition("=")[2]
    if done.verb == "set":
        is_plain = bool(value) and value.strip()[0] in "0123456789[~<>-"
        return f"{whole}.{done.key}={value if is_plain else '…'}"
    return f"{whole}={value}" if done.verb == "late" else whole
