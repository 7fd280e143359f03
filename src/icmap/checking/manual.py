"""The manual of all rules as one Markdown page: a table, then the page of each rule."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.checking.mistakes import INVALID_CHECKS, MISTAKES
from icmap.rules import NAMES, Check, check_named

__all__ = ["manual"]

_HEAD = """\
# The rules of icmap check

Generated from the rules' own pages, which `icmap explain RULE` prints. How rules are set, suppressed and accepted stands in
[check.md](check.md). The line that a rule reports is marked *here* in what is shown as wrong.
"""


def manual() -> str:
    """The page, with a final newline."""
    checks = [check_named(name) for name in NAMES]
    table = "\n".join(_row(each) for each in checks)
    rules = "\n\n".join(f"## {each.name}\n\n{_plain_heading(each.page)}" for each in checks)
    return f"{_HEAD}\n| rule | default | finds |\n|---|---|---|\n{table}\n\n{rules}\n\n{''.join(_mistakes())}"


def _row(check: Check) -> str:
    return f"| [`{check.name}`](#{check.name}) | {check.default} | {check.summary} |"


def _plain_heading(page: str) -> str:
    """The page with its first line as a sentence of its own."""
    first, _, rest = page.strip().partition("\n")
    return f"**{_capital(first.rstrip('.'))}.**\n{rest}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _mistakes() -> Iterator[str]:
    """The mistakes that cannot be set, each with its reason; the one about checks at length."""
    yield "## Mistakes\n\nAlways errors: no severity, suppression or baseline holds for them. `icmap explain NAME` shows a wrong and a right map.\n"
    for rule in MISTAKES:
        why = rule.explanation.partition("\n\n")[0]
        text = _plain_heading(rule.explanation) if rule is INVALID_CHECKS else f"**{_capital(rule.summary)}.** {why}"
        yield f"\n### {rule.name}\n\n{text}\n"
