"""What the rules are set to, after the defaults, the map's `checks` and the policies have been laid over one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, field, fields, replace
from typing import Any

from icmap.diagnostics import Severity
from icmap.loading.nodes import Items, Pairs, Scalar, Tree
from icmap.loading.options import INVALID, Notebook, Reader, kind_of, selectors, text, unknown_key
from icmap.loading.rules import RULES_BY_NAME
from icmap.model.selectors import Selector
from icmap.records import dataclass
from icmap.rules import NAMES, Check, check_named
from icmap.text.characters import shown
from icmap.text.suggestions import nearest

__all__ = ["Asked", "RuleSettings", "Settings", "read_checks"]

_OFF = "off"
_SEVERITIES = {str(each): each for each in Severity}
_COMMON = ("severity", "except", "because")
_GUESSED = 200


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


def read_checks(tree: Tree | None, base: Settings, notebook: Notebook) -> Settings:
    """The settings with what a `checks` mapping says laid over them; every mistake goes into the notebook.

    A severity, an option or a `because` replaces what was there; lists of what to look for are added to it.
    """
    if tree is None or (isinstance(tree, Scalar) and not tree.text):
        return base
    if not isinstance(tree, Pairs):
        notebook.note(
            tree.span,
            f"'checks' is a mapping from rule to setting, this is {kind_of(tree)}",
            "write `no-stand-in: error`",
        )
        return base
    fail_on, rules = base.fail_on, dict(base.rules)
    for key, value in tree:
        if key.text == "fail_on":
            fail_on = _severity(value, key.text, notebook) or fail_on
        elif (check := _known(key, notebook)) is not None:
            rules[check.name] = _Laying(check, base.of(check), notebook).over(value)
    return Settings(fail_on, rules)


def _known(key: Scalar, notebook: Notebook) -> Check | None:
    if key.text in NAMES:
        return check_named(key.text)
    if key.text in RULES_BY_NAME or key.text == INVALID:
        hint = "mend it in the map: it is always an error, and the rules run only on a map that can be read"
        notebook.note(key.span, f"'{key.text}' is a mistake, it cannot be set", hint)
    elif not key.text.startswith("x-"):
        guess = nearest(key.text[:_GUESSED].replace("_", "-"), NAMES)
        hint = f"did you mean '{guess}'?" if guess else "`icmap explain` lists the rules"
        notebook.note(key.span, f"there is no rule '{shown(key.text)}'", hint)
    return None


def _severity(tree: Tree, key: str, notebook: Notebook) -> Severity | None:
    found = _SEVERITIES.get(tree.text) if isinstance(tree, Scalar) else None
    if found is None:
        notebook.note(tree.span, f"'{key}' is error, warning or note, this is {kind_of(tree)}")
    return found


class _Laying:
    """Lays one rule's value over what was set before."""

    def __init__(self, check: Check, before: RuleSettings, notebook: Notebook) -> None:
        self._check = check
        self._before = before
        self._notebook = notebook
        self._readers: dict[str, tuple[str, Reader]] = {
            each.name.rstrip("_"): (each.name, each.metadata["read"])
            for each in (fields(check.options) if check.options else ())
        }

    def over(self, value: Tree) -> RuleSettings:
        """The settings of the rule with this value: a severity, a list of its items, or a mapping."""
        if isinstance(value, Scalar):
            return self._with_severity(value, "severity", self._before)
        if isinstance(value, Items):
            return self._listed(value)
        return self._mapped(value)

    def _with_severity(self, value: Tree, key: str, settings: RuleSettings) -> RuleSettings:
        written = value.text if isinstance(value, Scalar) else ""
        if written not in _SEVERITIES and written != _OFF:
            name = f"'{key}' of '{self._check.name}'" if key == "severity" else f"'{key}'"
            self._notebook.note(
                value.span, f"{name} is error, warning, note or off, this is {kind_of(value)}", self._shape()
            )
            return settings
        return replace(settings, severity=_SEVERITIES.get(written), off=written == _OFF)

    def _shape(self) -> str:
        """How this rule is written, as a hint."""
        keys = ", ".join(f"{key}: …" for key in self._readers)
        if self._check.many:
            return f"write `{self._check.name}: [{{{keys}}}]`"
        if self._check.listed:
            return f"write `{self._check.name}: [a, b, c]`, or a severity"
        return f"write `{self._check.name}: warning`" + (f", or `{{severity: warning, {keys}}}`" if keys else "")

    def _listed(self, value: Items) -> RuleSettings:
        if self._check.listed:
            return self._with_options(Pairs(((Scalar(self._check.listed, value.span), value),), value.span), self._on())
        if not self._check.many:
            self._notebook.note(value.span, f"'{self._check.name}' takes no list", self._shape())
            return self._before
        found = [self._item(each) for each in value]
        return replace(self._on(), asked=self._before.asked + tuple(each for each in found if each))

    def _on(self) -> RuleSettings:
        """What asks for something switches the rule on."""
        return replace(self._before, off=False)

    def _mapped(self, value: Pairs) -> RuleSettings:
        settings = self._on()
        if (severity := value.get("severity")) is not None:
            settings = self._with_severity(severity, "severity", settings)
        elif self._check.severity is None and self._before.severity is None:
            settings = replace(settings, severity=Severity.WARNING)
        rest = Pairs(tuple(pair for pair in value if pair[0].text != "severity"), value.span)
        if not self._check.many:
            return self._with_options(rest, settings)
        return self._with_items(rest, settings)

    def _with_items(self, value: Pairs, settings: RuleSettings) -> RuleSettings:
        """A mapping of a rule of many: one item, or further ones under `items`."""
        items = value.get("items")
        if items is None:
            found = [self._item(value)] if value.pairs else []
        elif isinstance(items, Items):
            found = [self._item(each) for each in items]
            for key, _ in value:
                if key.text != "items":
                    self._notebook.note(
                        key.span, f"'{shown(key.text)}' does not stand beside 'items'", "write it into each item"
                    )
        else:
            self._notebook.note(items.span, f"'items' is a list, this is {kind_of(items)}", self._shape())
            found = []
        return replace(settings, asked=settings.asked + tuple(each for each in found if each))

    def _item(self, value: Tree) -> Asked | None:
        if not isinstance(value, Pairs):
            self._notebook.note(
                value.span, f"an item of '{self._check.name}' is a mapping, this is {kind_of(value)}", self._shape()
            )
            return None
        return self._asked(value, None)

    def _with_options(self, value: Pairs, settings: RuleSettings) -> RuleSettings:
        before = settings.asked[0] if settings.asked else None
        if not value.pairs:
            return settings
        asked = self._asked(value, before)
        return settings if asked is None else replace(settings, asked=(asked,))

    def _asked(self, value: Pairs, before: Asked | None) -> Asked | None:
        """What a mapping asks for, over what was asked before; None where a needed option is missing or wrong."""
        given = dict(self._options(value))
        exempt = self._common(value, "except", selectors, before.exempt if before else ())
        because = self._common(value, "because", text, before.because if before else "")
        if before is not None:
            return Asked(replace(before.options, **given) if given else before.options, because, exempt)
        missing = [key for key, (name, _) in self._readers.items() if name not in given and self._is_needed(name)]
        for key in missing:
            if value.get(key) is None:
                self._notebook.note(value.span, f"'{self._check.name}' needs '{key}'", self._shape())
        return None if missing else Asked(self._check.options and self._check.options(**given), because, exempt)

    def _is_needed(self, name: str) -> bool:
        return any(each.name == name and each.default is MISSING for each in fields(self._check.options or Asked))

    def _options(self, value: Pairs) -> Iterator[tuple[str, Any]]:
        for key, tree in value:
            if key.text in self._readers:
                name, read = self._readers[key.text]
                found = read(tree, key.text, self._notebook)
                if found is not None:
                    yield name, found
            elif key.text not in _COMMON[1:]:
                unknown_key(key, (*self._readers, *_COMMON), self._notebook)

    def _common(self, value: Pairs, key: str, read: Reader, usual: Any) -> Any:
        tree = value.get(key)
        found = None if tree is None else read(tree, key, self._notebook)
        return usual if found is None else found
