"""What a rule is: what it is called, how bad it is, what may be set, and the function that finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import KW_ONLY, MISSING, field, fields
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from icmap.diagnostics import Diagnostic, Related, Rule, Severity
from icmap.locations import Span
from icmap.model import OrgMap
from icmap.model.entries import groups
from icmap.model.keys import Key, Keys, Type
from icmap.records import dataclass
from icmap.text.docstrings import docstring_of

if TYPE_CHECKING:
    from icmap.study import Study

__all__ = ["Check", "Problem", "Scope", "option"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found: a sentence (lower case, no full stop) at one place, what to do, and the other places.

    `subjects` are ids or node names, in order: with the rule's name they are what a baseline knows the finding by.
    `number` is its measure where it has one: larger is worse. `severity` is only for a rule that has several.
    """

    message: str
    span: Span
    hint: str = ""
    _: KW_ONLY
    related: tuple[Related, ...] = ()
    subjects: tuple[str, ...] = ()
    number: float | None = None
    severity: Severity | None = None


@dataclass(eq=False)
class Scope:
    """What a rule looks at: the map, its study (made when first asked, for it takes networkx), and the day it is.

    `asked` are the rules that a policy, the map or the command line names. `remarks` are what reading the map found
    that is no mistake.
    """

    org: OrgMap
    as_of: date | None = None
    asked: frozenset[str] = frozenset()
    remarks: Sequence[Diagnostic] = ()

    @cached_property
    def study(self) -> Study:
        """The map under study, in the normal case."""
        from icmap.study import Study  # noqa: PLC0415 - networkx costs 60 ms: rules without a graph do without

        return Study(self.org)

    @cached_property
    def groups(self) -> frozenset[str]:
        """The parties that are only a box round others."""
        return groups(self.org)


def option(holds: Type, means: str, **default: Any) -> Any:
    """A field of a rule's options: the type of its value, and what it means; one without `default` must be given."""
    return field(metadata={"holds": holds, "means": means}, **default)


@dataclass(frozen=True, slots=True)
class Check:
    """A rule. `severity` is the default, None is off. Its module's docstring is the manual page, the first line the summary.

    `find(scope)`, of a rule with `options` `find(scope, options)`, is called once for each set of options; a rule
    without it reports what reading the map, its comments or a baseline has found under its name. A rule that
    `must_be_asked` has no default set: it looks for nothing until the checks of a map or policy say what; `many` of
    them may be given, as a list. `listed` is the option that a plain list gives. One that `needs_day` does not run
    where nobody says what day it is. What it finds may be less bad than its default, down to the `mildest`. Of the findings of several rules that are `about` the same kind of problem and the
    same subjects, the gravest is reported, with the others beside it.
    """

    name: str
    severity: Severity | None
    find: Callable[..., Iterable[Problem]] | None = None
    options: type | None = None
    _: KW_ONLY
    must_be_asked: bool = False
    many: bool = False
    listed: str = ""
    needs_day: bool = False
    mildest: Severity | None = None
    about: str = ""
    remark: Rule | None = None
    """What loading says of a remark that has no module in this folder."""

    def problems(self, scope: Scope, options: Any) -> Iterable[Problem]:
        """What it finds with one set of options."""
        if self.find is None:
            return self._remarked(scope)
        return self.find(scope) if self.options is None else self.find(scope, options)

    def _remarked(self, scope: Scope) -> Iterator[Problem]:
        for each in scope.remarks:
            if each.rule == self.name:
                more = {"related": each.related, "subjects": each.subjects, "number": each.number}
                yield Problem(each.message, each.span, each.hint, **more)  # type: ignore[arg-type]

    @property
    def manual(self) -> str:
        """The docstring of its module."""
        if self.remark is not None:
            return f"{self.remark.summary}\n\n{self.remark.explanation}".strip()
        return docstring_of(f"icmap.rules.{self.name.replace('-', '_')}").strip()

    @property
    def summary(self) -> str:
        """The first line of the manual page."""
        return self.manual.splitlines()[0].rstrip(".")

    @property
    def rule(self) -> Rule:
        """The rule as the formats know it."""
        return Rule(self.name, self.severity or Severity.WARNING, self.summary, self.page)

    @property
    def keys(self) -> Keys:
        """What may be set for it, beside what may be set for every rule."""
        members = fields(self.options) if self.options else ()
        return tuple(Key(each.name, each.metadata["holds"], each.metadata["means"]) for each in members)

    @property
    def needed(self) -> tuple[str, ...]:
        """The names of the options that must be given."""
        return tuple(each.name for each in (fields(self.options) if self.options else ()) if each.default is MISSING)

    @property
    def page(self) -> str:
        """The manual page: the docstring, then what is set by default and what may be set, as Markdown."""
        listed = "\n".join(f"* `{key.name}`: {key.about}" for key in self.keys)
        settings = f"*Options*, beside `severity`, `except` and `because`:\n\n{listed}\n\n" if listed else ""
        return f"{self.manual}\n\n{settings}{self._default}\n"

    @property
    def default(self) -> str:
        """How bad a finding is by default, in words."""
        if self.must_be_asked:
            return "when asked"
        return f"{self.severity or 'off'}" + (f" or {self.mildest}" if self.mildest else "")

    @property
    def _default(self) -> str:
        if self.must_be_asked:
            return f"*Default*: looks for nothing until `checks` say what, then {self.severity}."
        return f"*Default*: {self.default}."
