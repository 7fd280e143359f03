"""What the rules are set to, after the defaults, the map's `checks` and the policies have been laid over one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from typing import Any

from icmap.diagnostics import Severity
from icmap.loading.nodes import Node
from icmap.loading.rules import RULES_BY_NAME
from icmap.loading.selectors import SelectorReader
from icmap.loading.typed import Fields
from icmap.model.keys import Key, Type
from icmap.model.selectors import Selector
from icmap.records import dataclass
from icmap.rules import NAMES, Check, check_named
from icmap.text.characters import quoted
from icmap.text.suggestions import nearest

__all__ = ["EXEMPT", "FAIL_ON", "ITEMS", "REASON", "SEVERITY", "Asked", "RuleSettings", "Settings", "read_checks"]

_SEVERITIES = {str(each): each for each in reversed(Severity)}
_GUESSED = 200

FAIL_ON = Key(
    "fail_on",
    Type.CHOICE,
    "From which severity on a finding fails the run (default error).",
    choices=tuple(_SEVERITIES),
)
SEVERITY = Key("severity", Type.CHOICE, "How bad a finding of this rule is, or off.", choices=(*_SEVERITIES, "off"))
EXEMPT = Key("except", Type.SELECTORS, "Parties that this rule leaves alone.")
REASON = Key("because", Type.NAME, "Why; reported with each finding.")
ITEMS = Key("items", Type.ANYTHING, "What to look for: a list.")


@dataclass(frozen=True, slots=True)
class Asked:
    """One set of a rule's options, as the checks ask for it: why, and who is left out."""

    options: Any
    because: str = ""
    exempt: tuple[Selector, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """One rule: its severity where one is set (else its own), whether it is off, and what it is asked to look for."""

    severity: Severity | None
    off: bool
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """From which severity on a finding fails, and the rules that somebody set."""

    fail_on: Severity = Severity.ERROR
    rules: Mapping[str, RuleSettings] = field(default_factory=dict)

    def of(self, check: Check) -> RuleSettings:
        """The settings of a rule: the defaults where nobody set it."""
        return self.rules.get(check.name) or _by_default(check)


def _by_default(check: Check) -> RuleSettings:
    asked = () if check.must_be_asked else (Asked(check.options and check.options()),)
    return RuleSettings(None, check.severity is None, asked)


def read_checks(node: Node | None, base: Settings, reader: SelectorReader) -> Settings:
    """The settings with what a `checks` mapping says laid over them; the reader knows every mistake.

    A severity, an option or a `because` replaces what was there; lists of what to look for are added to it.
    """
    fail_on, rules = base.fail_on, dict(base.rules)
    for key, value in () if node is None else reader.mapping(node, "checks"):
        if key[0] == FAIL_ON.name:
            fail_on = _SEVERITIES.get(reader.value(value, FAIL_ON), fail_on)
        elif (check := _known(key, reader)) is not None:
            rules[check.name] = _Laying(check, base.of(check), reader).over(value)
    return Settings(fail_on, rules)


def _known(key: Node, reader: SelectorReader) -> Check | None:
    name = key[0]
    if name in NAMES:
        return check_named(name)
    if name in RULES_BY_NAME:
        hint = "mend it in the map: it is always an error, and the rules run only on a map that can be read"
        reader.say(key, f"{quoted(name)} is a mistake, it cannot be set", hint)
    elif not name.startswith("x-"):
        near = nearest(name[:_GUESSED].replace("_", "-"), NAMES)
        hint = f"did you mean '{near}'?" if near else "`icmap explain` lists the rules"
        reader.say(key, f"there is no rule {quoted(name)}", hint)
    return None


class _Laying:
    """Lays one rule's value over what was set before."""

    def __init__(self, check: Check, before: RuleSettings, reader: SelectorReader) -> None:
        self._check = check
        self._before = before
        self._reader = reader

    def over(self, node: Node) -> RuleSettings:
        """The settings of the rule with this value: a severity, a list of its items, or a mapping."""
        if type(node[0]) is list:
            return self._listed(node)
        if type(node[0]) is tuple:
            return self._mapped(node)
        return self._with_severity(self._reader.value(node, SEVERITY))

    def _with_severity(self, word: str | None) -> RuleSettings:
        if word is None:
            return self._before
        return replace(self._before, severity=_SEVERITIES.get(word), off=word not in _SEVERITIES)

    def _shape(self) -> str:
        """How this rule is written, as a hint."""
        keys = ", ".join(f"{key.name}: …" for key in self._check.keys)
        if self._check.many:
            return f"write `{self._check.name}: [{{{keys}}}]`"
        if self._check.listed:
            return f"write `{self._check.name}: [a, b, c]`, or a severity"
        return f"write `{self._check.name}: warning`" + (f", or `{{severity: warning, {keys}}}`" if keys else "")

    def _listed(self, node: Node) -> RuleSettings:
        settings = replace(self._before, off=False)
        if self._check.many:
            return self._with_items(node, settings)
        if not self._check.listed:
            self._reader.wrong_type(node, self._check.name, "a severity or a mapping", self._shape())
            return self._before
        key = next(each for each in self._check.keys if each.name == self._check.listed)
        value = self._reader.value(node, key)
        given = {} if value is None else {key.name: value}
        return (
            replace(settings, asked=(Asked(self._check.options and self._check.options(**given)),))
            if given
            else settings
        )

    def _mapped(self, node: Node) -> RuleSettings:
        """What asks for something switches the rule on; of a mapping without a severity a rule that is off is a warning."""
        written = {key[0] for key, _ in node[0]}
        many = self._check.many and ITEMS.name in written
        keys = (SEVERITY, ITEMS) if many else (*self._check.keys, SEVERITY, EXEMPT, REASON)
        found = self._reader.fields(node, keys, self._check.name, {Type.ANYTHING: lambda each, _: each})
        settings = replace(self._before, off=False)
        if SEVERITY.name in written:
            settings = self._with_severity(found.values.get(SEVERITY.name))
        elif self._check.severity is None and self._before.severity is None:
            settings = replace(settings, severity=Severity.WARNING)
        if many:
            return self._with_items(found.values.get(ITEMS.name), settings)
        if not written - {SEVERITY.name}:
            return settings
        before = None if self._check.many or not settings.asked else settings.asked[0]
        asked = self._asked(node, found, before)
        return replace(settings, asked=(*(settings.asked if self._check.many else ()), *asked)) if asked else settings

    def _with_items(self, node: Node | None, settings: RuleSettings) -> RuleSettings:
        """Further things to look for."""
        asked = settings.asked
        for each in [] if node is None else self._reader.listed(node, ITEMS.name, self._shape()):
            if type(each[0]) is tuple:
                found = self._reader.fields(each, (*self._check.keys, EXEMPT, REASON), self._check.name)
                asked += self._asked(each, found, None)
            else:
                self._reader.wrong_type(each, self._check.name, "a list of mappings", self._shape())
        return replace(settings, asked=asked)

    def _asked(self, node: Node, found: Fields, before: Asked | None) -> tuple[Asked, ...]:
        """What a mapping asks for, over what was asked before; nothing where a needed option is missing or wrong."""
        options = {key.name: found.values[key.name] for key in self._check.keys if key.name in found.values}
        exempt = found.values.get(EXEMPT.name, before.exempt if before else ())
        because = found.values.get(REASON.name, before.because if before else "")
        if before is not None:
            return (Asked(replace(before.options, **options) if options else before.options, because, exempt),)
        missing = [name for name in self._check.needed if name not in options]
        for name in missing:
            if name not in {key[0] for key, _ in node[0]}:
                self._reader.say(node, f"'{self._check.name}' needs '{name}'", self._shape())
        return () if missing else (Asked(self._check.options and self._check.options(**options), because, exempt),)
