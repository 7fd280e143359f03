"""Outages by their definition, slowly: what the fast measures are tested against; and small random maps."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from hypothesis import strategies as st

from icmap.graph import Choice, Input, Link
from icmap.model import AnyOf, Entry, OrgMap
from icmap.study import Question, Study
from worlds import a_map, any_of, need


def blocked_services(study: Study, out: Collection[str]) -> set[str]:
    """The least fixpoint: look at every service again until nothing changes."""
    blocked: set[str] = set()
    while True:
        found = {node for node in study.services if node in blocked or _is_blocked(study, node, out, blocked)}
        if found == blocked:
            return blocked
        blocked = found


def parties_of(study: Study, services: Collection[str]) -> set[str]:
    return {study.step(node).party.id for node in services}


def _is_blocked(study: Study, node: str, out: Collection[str], blocked: Collection[str]) -> bool:
    step = study.step(node)
    down = parties_of(study, blocked)
    is_out = node in out or step.party.id in out
    if is_out and all(backup in down or is_party_out(study, backup, out) for backup in step.backup):
        return True
    return any(is_lost(each, blocked) for each in step.inputs if _counts(each))


def is_party_out(study: Study, party: str, out: Collection[str]) -> bool:
    """Whether a party, or one of its services, is itself out."""
    return party in out or any(node in out and study.step(node).party.id == party for node in study.services)


def _counts(each: Input) -> bool:
    return not each.dependency.optional if isinstance(each, Link) else any(_counts(one) for one in each.members)


def is_lost(each: Input, blocked: Collection[str]) -> bool:
    if isinstance(each, Link):
        return each.provider in blocked
    members = [member for member in each.members if _counts(member)]
    up = sum(not is_lost(member, blocked) for member in members)
    return up < min(each.at_least, len(members)) if isinstance(each, Choice) else up < len(members)


_PARTIES = "abcdefg"


@st.composite
def maps(draw: st.DrawFn, alternatives: bool = True) -> OrgMap:  # noqa: FBT001, FBT002 - a strategy's option
    """Maps of one to seven parties, some with services, optional entries, alternatives and backups, loops included."""
    parties = _PARTIES[: draw(st.integers(1, len(_PARTIES)))]
    world: dict[str, Any] = {party: _party(draw, party, parties, alternatives=alternatives) for party in parties}
    return a_map(**world)


def _party(draw: st.DrawFn, party: str, parties: str, *, alternatives: bool) -> dict[str, Any]:
    others = [each for each in parties if each != party]
    attributes: dict[str, Any] = {"end": draw(st.integers(0, 4)) == 0}
    if not others:
        return attributes
    named = [each + service for each in others for service in ("", "/x")]
    plain = [need(each, optional=draw(st.integers(0, 5)) == 0) for each in draw(_some(named, 2))]
    attributes["needs"] = [*plain, *([_alternative(draw, named)] if alternatives and draw(st.booleans()) else [])]
    if alternatives and draw(st.integers(0, 3)) == 0:
        attributes["backup"] = tuple(draw(_some(others, 2)))
    return attributes


def _alternative(draw: st.DrawFn, named: Sequence[str]) -> AnyOf:
    members: list[Entry | str] = list(draw(_some(named, 3, least=1)))
    if draw(st.integers(0, 3)) == 0:
        members.append(any_of(*draw(_some(named, 2, least=1))))
    return any_of(*members, at_least=draw(st.integers(1, len(members))))


def _some(from_: Sequence[str], most: int, *, least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(from_), min_size=least, max_size=most, unique=True)


def study_of(org: OrgMap, **question: Any) -> Study:
    return Study(org, Question(**question))
