"""Options name parties and one another: what leads nowhere is reported and left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from icmap.loading.drafts import Draft
from icmap.loading.problems import Desk
from icmap.loading.unknown_parties import UnknownParties
from icmap.model import Option
from icmap.text.characters import normal, shown
from icmap.text.suggestions import nearest

__all__ = ["follow_options"]


def follow_options(
    options: Iterable[Option], parties: Mapping[str, Draft], desks: Mapping[str, Desk], unknown: UnknownParties
) -> None:
    """Judge what the options of a map name; a stand-in that is not there is taken out."""
    known = dict.fromkeys(option.do for option in options)
    for option in options:
        for key in ("needs", "excludes"):
            for named in getattr(option, key):
                if named not in known:
                    _say_unknown(option, key, named, known, desks[option.file])
        for named in map(normal, option.backup):
            if named not in parties:
                unknown.say(named, option.file, option.places.get("backup", option.place))
    for draft in parties.values():
        for fields in (draft.fields, *(service.fields for service in draft.services.values())):
            if "options" in fields:
                fields["options"] = tuple(_with_known(option, parties) for option in fields["options"])


def _say_unknown(option: Option, key: str, named: str, known: Iterable[str], desk: Desk) -> None:
    near = nearest(named, known)
    hint = f"did you mean '{shown(near)}'?" if near else "name an option by what it does"
    message = f"no option does '{shown(named)}'"
    desk.report("unknown-option", message, option.places.get(key, option.place), hint)


def _with_known(option: Option, parties: Mapping[str, Draft]) -> Option:
    kept = tuple(each for each in map(normal, option.backup) if each in parties)
    return option if kept == option.backup else replace(option, backup=kept)
