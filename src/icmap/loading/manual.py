"""The manual page of a rule: why it is one, what is wrong, what is right."""

from __future__ import annotations

from textwrap import dedent, indent

from icmap.diagnostics import Rule, Severity

__all__ = ["page", "snippets"]

_WRONG, _RIGHT = "Wrong:\n\n", "\n\nRight:\n\n"


def page(name: str, summary: str, why: str, *, wrong: str, right: str, severity: Severity = Severity.ERROR) -> Rule:
    """A rule whose explanation is the reason and two maps; `wrong` is reported, `right` is not (tested).

    A map that does not begin with `icmap` gets that line first.
    """
    return Rule(name, severity, summary, f"{why}\n\n{_WRONG}{_shown(wrong)}{_RIGHT}{_shown(right)}")


def _shown(text: str) -> str:
    whole = dedent(text).strip("\n")
    begins = whole.startswith(("icmap:", "#", "---", "%"))
    return indent(whole if begins else f"icmap: 1\n{whole}", "    ")


def snippets(rule: Rule) -> tuple[str, str]:
    """The wrong and the right map of a rule's explanation."""
    _, _, both = rule.explanation.partition(_WRONG)
    wrong, _, right = both.partition(_RIGHT)
    return dedent(wrong) + "\n", dedent(right) + "\n"
