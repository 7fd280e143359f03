"""Edits: what `--set`, `--late`, `--down`, `--without`, `--serve` and a map's `scenarios` say, read and applied.

Every value is read by the map's own reader, so what is wrong with it is said in the map's own words; its place is the
option, or the line of the scenario.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from icmap.errors import IcmapError
from icmap.loading.typed import read_value
from icmap.model import Dependency, Edit, OrgMap
from icmap.model.attributes import DEPENDENCY, PARTY, SERVICE
from icmap.model.keys import Key, Keys, Type
from icmap.model.meant import Meant, meant
from icmap.model.quantities import Calendar, NotAQuantity, Seconds, parse_duration
from icmap.records import dataclass
from icmap.text.characters import shown
from icmap.text.suggestions import nearest
from icmap.whatif.changes import added, later, matching, removed, with_dependency, with_party, with_service

__all__ = ["Done", "Edited", "edited", "edits_of", "scenario", "signed_duration"]

_ARROW = "->"
_LATE = Key("lead_time", Type.ESTIMATE, "")


@dataclass(frozen=True, slots=True)
class Done:
    """One edit as it was applied: the party or service (of `serve` and of a dependency: the provider), and the rest.

    `customer` is there for a dependency, `key` for `set`; `delay` for `late`; `cut` is what of a negative one nothing was
    left to save of.
    """

    verb: str
    text: str
    about: Meant | None = None
    customer: Meant | None = None
    key: str = ""
    delay: Seconds = 0
    cut: Seconds = 0


@dataclass(frozen=True, slots=True, eq=False)
class Edited:
    """A map after some edits: the model, who is out (node names and ids), which situations are on, and what was done."""

    org: OrgMap
    down: tuple[Meant, ...] = ()
    situations: tuple[str, ...] = ()
    done: tuple[Done, ...] = ()


def scenario(org: OrgMap, name: str) -> tuple[Edit, ...]:
    """The edits that the map keeps under a name; an `IcmapError` for a name that it has not."""
    for each in org.scenarios:
        if each.name == name:
            return each.edits
    names = [each.name for each in org.scenarios]
    near = nearest(name[:200], names)
    hint = f"did you mean '{shown(near)}'?" if near else f"there is {', '.join(map(shown, names[:8]))}" if names else ""
    raise IcmapError(f"the map has no scenario '{shown(name[:60])}'", hint=hint or "write them under scenarios:")


def edited(org: OrgMap, edits: Iterable[Edit]) -> Edited:
    """The map after the edits, one after the other. An edit that means nobody, or says nothing that can be, is an `IcmapError`."""
    found = Edited(org)
    for edit in edits:
        found = _VERBS[edit.verb](found, edit, _place(edit))
    return found


def edits_of(**options: Iterable[str]) -> tuple[Edit, ...]:
    """The edits of a command line: the values of each option, `set` first."""
    return tuple(Edit(verb, text) for verb in _VERBS if verb in options for text in options[verb])  # type: ignore[arg-type]


def _place(edit: Edit) -> str:
    return str(edit.span) if edit.span.line else f"--{edit.verb}"


def _and(found: Edited, org: OrgMap, done: Done, *, down: tuple[Meant, ...] = (), on: tuple[str, ...] = ()) -> Edited:
    return Edited(org, (*found.down, *down), (*found.situations, *on), (*found.done, done))


def _set(found: Edited, edit: Edit, place: str) -> Edited:
    left, text = _halves(edit.text)
    if "." not in left:
        raise IcmapError(f"{place}: '{shown(edit.text[:60])}' sets nothing", hint="write it like jeff.lead_time=2d")
    subject, _, key = left.rpartition(".")
    if _ARROW in subject and subject.strip() not in found.org.parties:
        return _set_dependency(found, edit, place, subject, key.strip(), text)
    who = meant(found.org, subject, place)
    keys = _settable(PARTY if who.service is None else SERVICE)
    attribute, value = _value(found.org, keys, key.strip(), text, place)
    change = with_party(found.org, who.party, {attribute: value}) if who.service is None else None
    org = change or with_service(found.org, who, {attribute: value})
    return _and(found, org, Done("set", edit.text, who, key=key.strip()))


def _halves(text: str) -> tuple[str, str]:
    """What is set, and to what: parted at the first `=` that stands behind a key, else at the first."""
    for at, letter in enumerate(text):
        if letter == "=" and _is_path(text[:at]):
            return text[:at], text[at + 1 :]
    left, sign, right = text.partition("=")
    return (left, right) if sign else ("", "")


def _is_path(text: str) -> bool:
    """Whether a text ends with the name of a key after a point."""
    key = text.rpartition(".")[2].strip()
    return "." in text and any(each.name == key for keys in (PARTY, SERVICE, DEPENDENCY) for each in keys)


def _settable(keys: Keys) -> Keys:
    """The keys that have a value: neither services, entries nor options."""
    options = (Type.SERVICE_OPTIONS, Type.DEPENDENCY_OPTIONS)
    return tuple(key for key in keys if not key.type.is_structure and key.type not in options)


def _value(org: OrgMap, keys: Keys, name: str, text: str, place: str) -> tuple[str, Any]:
    for key in keys:
        if key.name == name:
            value = read_value(key, text, place=place, calendar=org.calendar)
            _judge(org, key, value, place)
            return key.attribute, value
    near = nearest(name[:200], [key.name for key in keys])
    hint = f"did you mean '{near}'?" if near else f"keys are {', '.join(key.name for key in keys)}"
    raise IcmapError(f"{place}: '{shown(name[:60])}' is no key that can be set there", hint=hint)


def _judge(org: OrgMap, key: Key, value: Any, place: str) -> None:
    """An `IcmapError` where a value names what the map does not have."""
    named = (value,) if key.type is Type.PARTY else value if key.type is Type.PARTIES_NAMED else ()
    for each in named:
        if each not in org.parties:
            meant(org, each, place)
            raise IcmapError(f"{place}: there is no party '{shown(each[:60])}'", hint="name parties by their ids here")
    for each in value if key.type is Type.WHEN else ():
        _situation_known(org, each, place)


def _situation_known(org: OrgMap, name: str, place: str) -> None:
    names = [each.name for each in org.situations]
    if name not in names:
        near = nearest(name[:200], names)
        hint = f"did you mean '{shown(near)}'?" if near else "list it under situations"
        raise IcmapError(f"{place}: the map has no situation '{shown(name[:60])}'", hint=hint)


def _set_dependency(found: Edited, edit: Edit, place: str, subject: str, key: str, text: str) -> Edited:
    left, _, right = subject.partition(_ARROW)
    customer, provider = meant(found.org, left, place), meant(found.org, right, place)
    attribute, value = _value(found.org, _settable(DEPENDENCY), key, text, place)
    org = found.org
    for each in _dependencies(found.org, customer, provider, place):
        org = with_dependency(org, each, {attribute: value})
    return _and(found, org, Done("set", edit.text, provider, customer, key))


def _dependencies(org: OrgMap, customer: Meant, provider: Meant, place: str) -> list[Dependency]:
    entries = matching(org, customer, provider)
    if not entries:
        message = f"{place}: '{shown(str(customer))}' has no entry for '{shown(str(provider))}'"
        raise IcmapError(message, hint="write it as customer->provider, as its depends_on has it")
    if len({(each.customer_service, each.service) for each in entries}) > 1:
        ways = ", ".join(f"{_of(each)}{_ARROW}{each.reference}" for each in entries[:4])
        raise IcmapError(
            f"{place}: '{shown(str(customer))}' asks '{shown(str(provider))}' more than once",
            hint=f"say which: {shown(ways)}",
        )
    return entries


def _of(entry: Dependency) -> str:
    return entry.customer if entry.customer_service is None else f"{entry.customer}/{entry.customer_service}"


def _late(found: Edited, edit: Edit, place: str) -> Edited:
    name, sign, text = edit.text.rpartition("=")
    if not sign:
        raise IcmapError(
            f"{place}: '{shown(edit.text[:60])}' does not say by how much", hint="write it like jeff=2d or jeff=-1d"
        )
    who, delay = meant(found.org, name, place), signed_duration(text, found.org.calendar, place)
    changed = later(found.org, who, delay)
    return _and(found, changed.org, Done("late", edit.text, who, delay=delay, cut=changed.cut))


def signed_duration(text: str, calendar: Calendar, place: str) -> Seconds:
    """A duration that may have a sign; an `IcmapError` that names the place otherwise."""
    bare = text.strip()
    sign = -1 if bare.startswith(("-", "−")) else 1
    try:
        return sign * parse_duration(bare.lstrip("+-−").strip(), calendar)
    except NotAQuantity as error:
        raise IcmapError(f"{place}: '{shown(text[:60])}' {error.message}", hint=error.hint) from None


def _down(found: Edited, edit: Edit, place: str) -> Edited:
    who = meant(found.org, edit.text, place)
    return _and(found, found.org, Done("down", edit.text, who), down=(who,))


def _without(found: Edited, edit: Edit, place: str) -> Edited:
    who = meant(found.org, edit.text, place)
    return _and(found, removed(found.org, who), Done("without", edit.text, who))


def _serve(found: Edited, edit: Edit, place: str) -> Edited:
    provider, customer = meant(found.org, edit.text, place), meant(found.org, edit.customer, place)
    if provider == customer:
        raise IcmapError(f"{place}: '{shown(str(customer))}' cannot serve itself", hint="name two")
    if any(each.customer_service == customer.service for each in matching(found.org, customer, provider)):
        message = f"{place}: '{shown(str(customer))}' depends on '{shown(str(provider))}' already"
        raise IcmapError(message, hint="--set changes an entry that is there")
    entry = Dependency(customer.party, customer.service, provider.party, provider.service)
    return _and(found, added(found.org, entry), Done("serve", edit.text, provider, customer))


def _situation(found: Edited, edit: Edit, place: str) -> Edited:
    _situation_known(found.org, edit.text, place)
    return _and(found, found.org, Done("situation", edit.text), on=(edit.text,))


_VERBS = {
    "set": _set, "late": _late, "without": _without, "serve": _serve, "down": _down, "situation": _situation,
}  # fmt: skip
