"""What the answers of several people come to: medians of numbers, means of scores, and where they contradict one another.

More than 25 % apart is a contradiction: between two people, between an answer and the map, between what a provider says it
takes and what its customer waits. A contradiction is listed with both and overwrites nothing. Scores are only taken where at
least `min_answers` people gave them; below that neither a mean nor a number of answers is written, so that none can be read back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from fractions import Fraction
from pathlib import PurePath
from statistics import median
from typing import Any

from icmap.errors import IcmapError
from icmap.exchange.forms.answers import Answers
from icmap.exchange.forms.form import ASPECTS
from icmap.exchange.forms.heard import About, Given, about_of, answer_of, dependency_of, knows, names_back
from icmap.exchange.gathered import Gathered, Record
from icmap.exchange.tables.numbers import NotThis, number_text
from icmap.model import OrgMap
from icmap.model.quantities import Estimate, Frequency, Seconds, Timed
from icmap.model.written import written_duration
from icmap.records import dataclass

__all__ = ["Merged", "merged"]

_APART = Fraction(5, 4)


@dataclass(slots=True)
class Merged:
    """What goes into the map, and what does not: conflicts with both sides, answers that could not be used, scores kept back."""

    gathered: Gathered
    conflicts: list[str] = field(default_factory=list)
    kept_back: list[str] = field(default_factory=list)
    people: int = 0


def merged(org: OrgMap, answers: Sequence[Answers], as_of: str = "", *, overwrite: bool = False) -> Merged:
    """All answers to forms of this map. Raises `IcmapError` for a form of another map, and where no date is known."""
    gathered = Gathered()
    gathered.names.know((each.id, each.label, [own.name for own in each.services]) for each in org.parties.values())
    result = Merged(gathered, people=len(answers))
    heard: dict[About, list[Given]] = {}
    for each in answers:
        _hear(org, each, as_of, heard, result)
    _Writes(org, result, overwrite=overwrite).all(heard)
    return result


def _hear(org: OrgMap, answers: Answers, as_of: str, heard: dict[About, list[Given]], result: Merged) -> None:
    date = as_of or answers.date
    if not date:
        raise IcmapError(f"'{answers.where}' says not of which day it is", hint="say --as-of YYYY-MM-DD")
    back = names_back(org, answers)
    for question, value in zip(answers.form.questions, answers.values, strict=True):
        about = about_of(org, question, back, answers.where)
        if not knows(value):
            continue
        try:
            read = answer_of(org, question, value)
        except NotThis as problem:
            result.gathered.remarks.warn(
                answers.where, f"the answer to '{question.text[:200]}' {problem.message}: it is left out", problem.hint
            )
            continue
        if read is not None:
            heard.setdefault(about, []).append(Given(read, _who(answers), date, _words(value)))


def _who(answers: Answers) -> str:
    """Who answered: by name, else whose form it is and in which file, so that it can be found."""
    return answers.by or f"{answers.form.name}, in {PurePath(answers.where).name}"


def _words(value: Any) -> str:
    """An answer as it was written; three times parted by strokes."""
    if isinstance(value, str):
        return " ".join(value.split())[:60]
    return " / ".join(str(each) for each in value)[:60] if isinstance(value, list | tuple) else ""


class _Writes:
    """Writes what the answers come to into what was gathered."""

    def __init__(self, org: OrgMap, result: Merged, *, overwrite: bool) -> None:
        self.org, self.result, self.overwrite = org, result, overwrite
        self.gathered = result.gathered

    def all(self, heard: Mapping[About, list[Given]]) -> None:
        """Each thing that was answered, in the order heard; then what both ends say of the same."""
        for about, given in heard.items():
            if about.key == "satisfaction":
                self._rate(about, given)
            elif about.key != "takes":
                self._put(about, given)
        self._both_ends(heard)

    def _put(self, about: About, given: list[Given]) -> None:
        value = _together(given)
        if value is None:
            sides = [f"{each.words or self._told(each.value)} ({each.who})" for each in given]
            if (mine := self._before(about)) is not None:
                sides.append(f"{self._told(mine)} in the map")
            self.result.conflicts.append(f"{about}: {', '.join(sides)}")
            return
        before = self._before(about)
        if before is not None and not self.overwrite and _differ(before, value):
            who = " and ".join(dict.fromkeys(each.who for each in given))
            self.result.conflicts.append(
                f"{about}: {self._told(before)} in the map, {self._spoken(value, given)} by {who}"
            )
            return
        if before is not None and before == value:
            return
        record = self._record(about)
        clock = self._clock(about)
        text = self._text(value)
        self._set(record, about, {"time": text, "from": "start"} if clock == "start" else text)
        self._signed(record, about, given)

    def _clock(self, about: About) -> str:
        """The clock of a need stays that of the map: how soon is what was asked."""
        before = self._written(about)
        return before.clock if isinstance(before, Timed) else "request"

    def _set(self, record: Record, about: About, value: Any) -> None:
        key = "backup" if about.key == "backup" else about.key
        self.gathered.put(record, key, (value,) if key == "backup" else value, "the answers")

    def _record(self, about: About) -> Record:
        gathered = self.gathered
        for party in dict.fromkeys([about.party, *([about.link.customer] if about.link else [])]):
            gathered.party(party, "the answers")
        if about.link is not None:
            return gathered.link(about.link)[0]
        if about.service:
            gathered.service(about.party, about.service, "the answers")
            return gathered.services[about.party, about.service]
        return gathered.parties[about.party]

    def _signed(self, record: Record, about: About, given: Iterable[Given]) -> None:
        """Who said so and when; a service has no date of its own, so its party has it."""
        listed = list(given)
        asked = about.link.customer if about.link else about.party
        name = self.org.parties[asked].name
        record.setdefault("source", f"asked: {name}, {len(listed)} answer{'s' if len(listed) > 1 else ''}"[:200])
        dated = record if about.link else self.gathered.parties[about.party]
        dated["reviewed"] = max(str(dated.get("reviewed", "")), *(each.date for each in listed))

    def _written(self, about: About) -> Any:
        if about.link is not None:
            thing: Any = dependency_of(self.org, about.link)
        elif about.service:
            thing = next(each for each in self.org.parties[about.party].services if each.name == about.service)
        else:
            thing = self.org.parties[about.party]
        return getattr(thing, about.key, None) if about.key in thing.places else None

    def _before(self, about: About) -> Any:
        """What the map says, as an answer would."""
        found = self._written(about)
        if isinstance(found, Estimate):
            return (found.optimistic, found.likely, found.pessimistic) if found.is_range else found.likely
        if isinstance(found, Timed):
            return found.time
        if about.key == "backup":
            return (found or (None,))[0]
        return str(found) if about.key == "importance" and found is not None else found

    def _text(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(written_duration(each, self.org.calendar) for each in value)
        if isinstance(value, int | Fraction):
            return written_duration(value, self.org.calendar)
        return str(value)

    def _told(self, value: Any) -> str:
        text = self._text(value)
        return " / ".join(text) if isinstance(text, tuple) else str(text)

    def _spoken(self, value: Any, given: Sequence[Given]) -> str:
        """What several answers come to; as it was written where all wrote the same."""
        words = {each.words for each in given}
        return words.pop() or self._told(value) if len(words) == 1 else self._told(value)

    def _rate(self, about: About, given: list[Given]) -> None:
        """The mean of each aspect that enough people rated, and how many they were."""
        least = self.org.survey.min_answers
        by_aspect = {aspect: [each.value[aspect] for each in given if aspect in each.value] for aspect in ASPECTS}
        enough = {aspect: scores for aspect, scores in by_aspect.items() if len(scores) >= least}
        if not enough:
            self.result.kept_back.append(f"{about}: fewer than {least} people rated it, so nothing is written")
            return
        means = {aspect: number_text(round(float(sum(scores)) / len(scores), 2)) for aspect, scores in enough.items()}
        before = self._written(about)
        if before is not None and before.score is not None and not self.overwrite:
            score = float(sum(map(float, means.values()))) / len(means)
            if _apart(Fraction(before.score), Fraction(score)):
                self.result.conflicts.append(
                    f"{about}: {before.score:.2g} in the map, {score:.2g} by {len(given)} people"
                )
                return
        answers = str(min(map(len, enough.values())))
        record = self._record(about)
        self._set(record, about, {**means, "answers": answers})
        self._signed(record, about, given)

    def _both_ends(self, heard: Mapping[About, list[Given]]) -> None:
        """What a customer waits, against what its provider says it takes."""
        for about, given in heard.items():
            if about.key != "takes":
                continue
            theirs = heard.get(About("lead_time", about.party, about.service, None))
            taken = _likely(
                _together(theirs) if theirs else self._before(About("lead_time", about.party, about.service, None))
            )
            waited = _likely(_together(given))
            if taken is not None and waited is not None and _apart(taken, waited):
                self.result.conflicts.append(
                    f"{about}: {self._spoken(waited, given)} as {given[0].who} waits for it, {self._told(taken)} as {self.org.parties[about.party].name} says"
                )


def _likely(value: Any) -> Seconds | None:
    if isinstance(value, tuple):
        return value[1]  # type: ignore[no-any-return]
    return value if isinstance(value, int | Fraction) else None


def _together(given: Sequence[Given] | None) -> Any:
    """One value of several people: the median of numbers; None where they contradict one another."""
    values = [each.value for each in given or ()]
    if not values:
        return None
    if len({type(each) for each in values}) > 1:
        values = [_likely(each) if isinstance(each, tuple) else each for each in values]
    if any(_differ(one, other) for one in values for other in values):
        return None
    return _median(values)


def _median(values: Sequence[Any]) -> Any:
    if isinstance(values[0], tuple):
        return tuple(_median([each[place] for each in values]) for place in range(3))
    if isinstance(values[0], int | Fraction):
        found = Fraction(median(values))
        return found.numerator if found.denominator == 1 else found
    if isinstance(values[0], Frequency):
        return sorted(values, key=lambda each: each.per_hour or 0)[(len(values) - 1) // 2]
    return values[0]


def _differ(one: Any, other: Any) -> bool:
    """Whether two values are more than 25 % apart, or other words."""
    if isinstance(one, tuple) or isinstance(other, tuple):
        first, second = _likely(one), _likely(other)
        return first is None or second is None or _apart(first, second)
    if isinstance(one, Frequency) and isinstance(other, Frequency):
        rates = one.per_hour, other.per_hour
        return rates[0] != rates[1] if None in rates else _apart(rates[0] or 0, rates[1] or 0)
    if isinstance(one, int | Fraction) and isinstance(other, int | Fraction):
        return _apart(one, other)
    return bool(one != other)


def _apart(one: Seconds, other: Seconds) -> bool:
    low, high = sorted((one, other))
    return high > low * _APART
