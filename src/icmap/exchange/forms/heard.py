"""What one person's answer says: about which thing of the map, and with which value."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from icmap.errors import IcmapError
from icmap.exchange.anonymous import disguised, who_of
from icmap.exchange.forms.answers import Answers
from icmap.exchange.forms.form import ASPECTS, Question
from icmap.exchange.gathered import Link
from icmap.exchange.keys import Type
from icmap.exchange.tables.numbers import NotThis, Style
from icmap.exchange.tables.values import is_nothing, read_value
from icmap.exchange.tables.words import folded
from icmap.model import Dependency, OrgMap
from icmap.model.entries import written
from icmap.model.quantities import NotAQuantity, Seconds, parse_duration, parse_frequency

__all__ = ["About", "Given", "about_of", "answer_of", "dependency_of", "knows", "names_back"]

_TYPES = {"time": Type.DURATION, "three": Type.DURATION, "rate": Type.FREQUENCY, "choice": Type.IMPORTANCE}


_NOBODY = frozenset({"nobody", "no one", "noone", "none", "-", "niemand", "keiner", "personne", "nadie"})


class About(NamedTuple):
    """What an answer is about: a key of a service, or of a dependency."""

    key: str
    party: str
    service: str
    link: Link | None

    def __str__(self) -> str:
        what = f"{self.party}/{self.service}" if self.service else self.party
        return f"{self.link.customer} on {what}: {self.key}" if self.link else f"{what}: {self.key}"


class Given(NamedTuple):
    """One person's value, who it is (a name, else the file), of which day, and the answer as it was written."""

    value: Any
    who: str
    date: str
    words: str = ""


_DONT_KNOW = frozenset(
    map(
        folded,
        ["i don't know", "don't know", "i do not know", "do not know", "dont know", "dunno", "no idea", "not sure", "can't say", "cannot say",
         "weiß nicht", "weiß ich nicht", "ich weiß nicht", "ich weiß es nicht", "keine ahnung", "kann ich nicht sagen",
         "je ne sais pas", "aucune idée", "no sé", "no lo sé", "ni idea", "no answer", "keine antwort"],
    )
)  # fmt: skip


def knows(value: Any) -> bool:
    """Whether an answer says something: not one that is empty, and not one that says that nobody knows."""
    if isinstance(value, str):
        return not is_nothing(value) and folded(value) not in _DONT_KNOW
    return value is not None and value not in ([], {})


def names_back(org: OrgMap, answers: Answers) -> Mapping[str, Mapping[Any, Any]]:
    """From the names of an anonymised form to those of the map."""
    who = who_of(answers.form.hidden or None)
    if who is None:
        return {}
    found = disguised(org, who)
    services = {(found.parties[party], new): old for (party, old), new in found.services.items()}
    return {
        "parties": {new: old for old, new in found.parties.items()},
        "services": services,
        "situations": {new: old for old, new in found.situations.items()},
    }


def about_of(org: OrgMap, question: Question, back: Mapping[str, Mapping[Any, Any]], where: str) -> About:
    """What a question is about in this map; a form that asks about what is not there is of another map."""
    parties, services = back.get("parties", {}), back.get("services", {})
    party, customer = parties.get(question.party, question.party), parties.get(question.customer, question.customer)
    service = services.get((question.party, question.service), question.service)
    own = services.get((question.customer, question.customer_service), question.customer_service)
    when = tuple(back.get("situations", {}).get(each, each) for each in question.when)
    link = Link(customer, own, party, service, when) if customer else None
    if not _is_there(org, party, service, link):
        raise IcmapError(
            f"'{where}' is a form of another map: this one has no '{str(About(question.key, party, service, link))[:120]}'",
            hint="ask again with icmap ask",
        )
    return About(question.key, party, service, link)


def _is_there(org: OrgMap, party: str, service: str, link: Link | None) -> bool:
    if party not in org.parties or (link is not None and link.customer not in org.parties):
        return False
    if link is None:
        return not service or any(each.name == service for each in org.parties[party].services)
    return dependency_of(org, link) is not None


def dependency_of(org: OrgMap, link: Link) -> Dependency | None:
    """The dependency of a map that a link means; None where there is none."""
    ends = (link.customer_service, link.provider, link.service, link.when)
    listed = written(org.parties[link.customer])
    return next(
        (
            each
            for each in listed
            if (each.customer_service or "", each.provider, each.service or "", each.when) == ends
        ),
        None,
    )


def answer_of(org: OrgMap, question: Question, value: Any) -> Any:
    """An answer as a value; None for one that says nothing. Raises `NotThis` for what cannot be read."""
    if question.kind == "scores":
        return _scores(org, value)
    if question.kind == "name":
        return _party(org, str(value))
    if question.kind == "three" and isinstance(value, list | tuple):
        times = [_duration(org, each) for each in value]
        if len(times) != 3 or times != sorted(times):
            raise NotThis("is not in the order best, mostly, worst", "write three times, the best first")
        return tuple(times)
    if question.kind == "three" and isinstance(value, str) and value.count(",") == 2:
        return answer_of(org, question, value.split(","))
    if not isinstance(value, str):
        raise NotThis("is no text", "answer the form as it was sent")
    if question.kind in {"time", "three"}:
        return _duration(org, value)
    text = str(read_value(_TYPES[question.kind], value, Style()))
    return parse_frequency(text, org.calendar) if question.kind == "rate" else text


def _duration(org: OrgMap, value: object) -> Seconds:
    try:
        return parse_duration(str(read_value(Type.DURATION, str(value), Style())), org.calendar)
    except NotAQuantity as problem:
        raise NotThis(problem.message, problem.hint) from None


def _scores(org: OrgMap, value: Any) -> dict[str, Fraction]:
    if not isinstance(value, Mapping) or set(value) - set(ASPECTS):
        raise NotThis("holds no scores", "answer the form as it was sent")
    found = {
        aspect: Fraction(str(read_value(Type.NUMBER, str(value[aspect]), Style())))
        for aspect in ASPECTS
        if value.get(aspect)
    }
    if any(not org.survey.low <= each <= org.survey.high for each in found.values()):
        raise NotThis(f"is outside the scale of {org.survey.low} to {org.survey.high}", "")
    return found


def _party(org: OrgMap, text: str) -> str | None:
    """The party that is meant; None for nobody."""
    plain = " ".join(text.split())
    if plain.casefold() in _NOBODY:
        return None
    found = next(
        (each.id for each in org.parties.values() if plain.casefold() in {each.id.casefold(), each.name.casefold()}),
        None,
    )
    if found is None:
        raise NotThis(f"names '{plain[:60]}', who is not on the map", "add the party to the map first")
    return found
