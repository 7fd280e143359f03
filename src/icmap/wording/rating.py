"""Satisfaction in words: a score with its answers, and what is rated below the middle of the scale."""

from __future__ import annotations

from icmap.graph import node_name
from icmap.measures.scores import ProviderScore, Rating
from icmap.model import Survey
from icmap.model.quantities import format_number
from icmap.wording.lists import counted
from icmap.wording.names import Words

__all__ = ["NO_SCORES", "brief", "dissatisfied", "hidden", "in_cell", "scale", "verdict", "weakest"]

NO_SCORES = "the map holds no scores (satisfaction: on a dependency)"

_ASPECTS = ("communication", "productivity", "responsiveness")


def in_cell(found: Rating) -> str:
    """A score and how many answered: `2.6 (6 answers)`; hidden ones say so, unrated ones are empty."""
    if found.score is None:
        return "hidden: too few answers" if found.hidden else ""
    answers = "answers not counted" if found.answers is None else counted(found.answers, "answer")
    return f"{format_number(found.score)} ({answers})"


def brief(found: Rating) -> str:
    """The same where there is little room: `2.6 (6)`."""
    if found.score is None:
        return "too few answers" if found.hidden else ""
    return format_number(found.score) + ("" if found.answers is None else f" ({found.answers})")


def weakest(found: Rating) -> str:
    """The aspect with the lowest score, where they differ: `responsiveness 1.8`."""
    known = _aspects(found)
    return f"{known[0][1]} {format_number(known[0][0])}" if len({score for score, _ in known}) > 1 else ""


def _aspects(found: Rating) -> list[tuple[float, str]]:
    """The aspects that may be shown, the lowest first."""
    return sorted((score, name) for name in _ASPECTS if (score := getattr(found, name)) is not None)


def verdict(words: Words, score: ProviderScore | None, *, whose: str = "") -> str:
    """`14 answers rate the pharmacy's responsiveness 1.8 of 5`; empty where no score may be shown, or all are good."""
    if score is None or not score.rating.enough or score.rating.score is None:
        return ""
    thing = words.study.org.parties[score.provider].nature.is_thing
    number, aspect = next(iter(() if thing else _aspects(score.rating)), (score.rating.score, ""))
    survey = words.study.org.survey
    if number >= survey.midpoint:
        return ""
    name = _alarms_of(words, score) if thing else words.the(score.provider)
    what = f"{whose or _possessive(name)} {aspect}" if aspect else name
    return f"{score.rating.answers} answers rate {what} {format_number(number)} of {format_number(survey.high)}"


def _alarms_of(words: Words, score: ProviderScore) -> str:
    """Of a machine what it delivers, where that is one thing: it is not rated on its communication."""
    services = {each.service for each in score.dependencies}
    named = services.pop() if len(services) == 1 else None
    return words.thing_of(node_name(score.provider, named)) if named else words.the(score.provider)


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def dissatisfied(words: Words, score: ProviderScore) -> str:
    """`14 answers rate the porters' responsiveness 1.8 of 5: their 3 customers are not content`."""
    customers = sorted({each.dependency.customer for each in score.dependencies})
    if len(customers) == 1:
        who = f"{words.the(customers[0])} {words.verb(customers[0], 'is', 'are')} not content"
    else:
        who = f"its {len(customers)} customers are not content"
    return f"{verdict(words, score)}: {who}"


def hidden(words: Words, count: int) -> str:
    """Of how many providers the scores are not shown, and why."""
    whose = "one provider's score is" if count == 1 else f"the scores of {count} providers are"
    return f"{whose} hidden: fewer than {words.study.org.survey.min_answers} answers, or not said how many"


def scale(survey: Survey) -> str:
    """From where to where scores and importance go."""
    low, high = format_number(survey.low), format_number(survey.high)
    return f"from {low} to {high}; importance from 1 (low) to 4 (critical)"
