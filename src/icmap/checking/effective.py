"""What the rules are set to for one map, and where each setting comes from: `icmap config show`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from icmap.checking.policy import Policy
from icmap.checking.settings import FAIL_ON, Asked, RuleSettings, Settings, read_checks
from icmap.document import Column, Report, Section, Table
from icmap.loading import Loaded
from icmap.loading.nodes import Node
from icmap.loading.selectors import SelectorReader
from icmap.locations import span_at
from icmap.model.keys import Type
from icmap.model.quantities import Calendar, format_duration, format_share
from icmap.records import dataclass
from icmap.rules import NAMES, Check, check_named

__all__ = ["Setting", "effective", "settings_report"]

_DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Setting:
    """One rule: its severity (or off), its options as one would write them, and where it was set last."""

    rule: str
    severity: str
    options: tuple[str, ...]
    set_by: str


def effective(loaded: Loaded, policies: Iterable[Policy] = ()) -> tuple[str, tuple[Setting, ...]]:
    """From which severity on a finding fails, with where that is set, and every rule in the order of the list.

    What comes later holds: defaults, the map's `checks`, policies in their order.
    """
    calendar = loaded.org.calendar
    settings = Settings()
    origins: dict[str, str] = {}
    for node, file, reader in _layers(loaded, policies):
        settings = read_checks(node, settings, reader)
        origins |= {key[0]: _place(file, key) for key, _ in node[0]} if type(node[0]) is tuple else {}
    rules = tuple(_setting(check_named(name), settings, origins.get(name, _DEFAULT), calendar) for name in NAMES)
    return f"{settings.fail_on} ({origins.get(FAIL_ON.name, _DEFAULT)})", rules


def _layers(loaded: Loaded, policies: Iterable[Policy]) -> Iterator[tuple[Node, str, SelectorReader]]:
    if loaded.checks is not None:
        yield loaded.checks.node, loaded.checks.file, SelectorReader(loaded.checks.file, loaded.org.calendar)
    for policy in policies:
        yield policy.node, policy.source.name, policy.reader(loaded.org.calendar)


def _place(file: str, key: Node) -> str:
    span = span_at(file, key[1])
    return f"{span.file}:{span.line}"


def _setting(check: Check, settings: Settings, origin: str, calendar: Calendar) -> Setting:
    own = settings.of(check)
    options = tuple(text for asked in own.asked for text in [_written(check, asked, calendar)] if text)
    return Setting(check.name, _severity(check, own), options, origin)


def _severity(check: Check, own: RuleSettings) -> str:
    if own.off:
        return "off"
    if not own.asked:
        return "when asked"
    return str(own.severity or check.severity)


def _written(check: Check, asked: Asked, calendar: Calendar) -> str:
    """A set of options in a line."""
    types = {key.name: key.type for key in check.keys}
    told = [
        f"{name}: {_value(getattr(asked.options, each.name), types.get(name), calendar)}"
        for each in (fields(asked.options) if asked.options is not None else ())
        if getattr(asked.options, each.name) is not None
        for name in [each.name.rstrip("_")]
    ]
    told += [f"except: {', '.join(map(str, asked.exempt))}"] if asked.exempt else []
    told += [f"because: {asked.because}"] if asked.because else []
    return "; ".join(told)


def _value(value: Any, type_: Type | None, calendar: Calendar) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if type_ is Type.DURATION:
        return format_duration(value, calendar)
    return format_share(value) if type_ is Type.SHARE else str(value)


def settings_report(loaded: Loaded, policies: Iterable[Policy] = ()) -> Report:
    """The settings as a page: a rule a row."""
    fail_on, rules = effective(loaded, policies)
    rows = tuple((each.rule, each.severity, " · ".join(each.options), each.set_by) for each in rules)
    columns = (Column("rule", "id"), Column("severity"), Column("options"), Column("set by", "id"))
    section = Section("checks", f"Fails from: {fail_on}", (Table(columns, rows),))
    name = loaded.org.name or loaded.org.file or "Map"
    return Report(name, "what icmap check looks for", (section,), {"fail_on": fail_on, "checks": rules})
