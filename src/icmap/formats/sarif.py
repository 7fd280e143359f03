"""SARIF 2.1.0 (OASIS), as GitHub code scanning wants it: one primary place, the others as related, fingerprints, rule help."""

from __future__ import annotations

from icmap.diagnostics import Diagnostic, Findings, Related, Rule, Severity
from icmap.formats._format import Format, Page
from icmap.formats._places import fingerprinted, uri_of
from icmap.formats.escaping import printable
from icmap.formats.json import written
from icmap.locations import Span
from icmap.version import ADDRESS, __version__

__all__ = ["FORMAT"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}


def write_findings(findings: Findings, page: Page) -> str:  # noqa: ARG001 - a format's signature
    """One run with its rules and results; the rules of findings that no rule is given for come after the others."""
    rules = {each.name: each for each in findings.rules}
    for found in findings.diagnostics:
        rules.setdefault(found.rule, Rule(found.rule, found.severity, found.rule.replace("-", " ")))
    place = {name: number for number, name in enumerate(rules)}
    run = {
        "tool": {"driver": _driver([*rules.values()])},
        "automationDetails": {"id": "icmap/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "results": [_result(found, mark, place) for found, mark in fingerprinted(findings.diagnostics)],
    }
    return written({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(rules: list[Rule]) -> object:
    return {
        "name": "icmap",
        "fullName": f"icmap {__version__}, the internal-customer map as code",
        "semanticVersion": __version__,
        **({"informationUri": ADDRESS} if ADDRESS else {}),
        "rules": [_rule(each) for each in rules],
    }


def _rule(rule: Rule) -> object:
    manual, name = rule.explanation or rule.summary, printable(rule.name)
    return {
        "id": name,
        "name": "".join(part.capitalize() for part in name.split("-")) + "Rule",
        "shortDescription": {"text": _capital(rule.summary)},
        "fullDescription": {"text": _capital(_reason(rule))},
        **({"helpUri": f"{ADDRESS}/blob/main/docs/rules.md#{name}"} if ADDRESS else {}),
        "help": {"text": manual, "markdown": manual},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["internal-customer-map"], "problem.severity": _PROBLEMS[rule.severity]},
    }


def _reason(rule: Rule) -> str:
    """The first paragraph of its page that says more than the summary does; without one the summary."""
    paragraphs = (" ".join(each.split()) for each in rule.explanation.split("\n\n"))
    own = next((each for each in paragraphs if each.rstrip(".") != rule.summary.rstrip(".")), "")
    return rule.summary if own.startswith(("*", "`" * 3)) else own[:1000] or rule.summary


def _sentence(text: str) -> str:
    shown = printable(text).strip()
    return shown if shown.endswith((".", "?", "!")) else f"{shown}."


def _capital(text: str) -> str:
    shown = _sentence(text)
    return shown[:1].upper() + shown[1:]


def _message(text: str) -> str:
    """A sentence in which nothing is a placeholder (`{0}`, SARIF 3.11.5) or a link to a place (`[x](1)`, 3.11.6)."""
    return _sentence(text).replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _result(found: Diagnostic, fingerprint: str, place: dict[str, int]) -> object:
    hint = f" Hint: {_message(found.hint)}" if found.hint else ""
    result: dict[str, object] = {
        "ruleId": printable(found.rule),
        "ruleIndex": place[found.rule],
        "level": _LEVELS[found.severity],
        "message": {"text": _message(found.message) + hint},
        "locations": [{"physicalLocation": _physical(found.span)}],
        "partialFingerprints": {"primaryLocationLineHash": f"{fingerprint[:32]}:1", "icmap/v1": fingerprint},
    }
    if found.related:
        result["relatedLocations"] = [_related(number, each) for number, each in enumerate(found.related, 1)]
    return result


def _related(number: int, related: Related) -> object:
    return {
        "id": number,
        "message": {"text": _message(related.message)},
        "physicalLocation": _physical(related.span),
    }


def _physical(span: Span) -> object:
    """A place; a file as a whole stands at its first line, for GitHub wants one."""
    region = {"startLine": span.line, "startColumn": span.column, "endColumn": span.column + span.width}
    return {
        "artifactLocation": {"uri": uri_of(span), "uriBaseId": _ROOT},
        "region": region if span.line else {"startLine": 1, "startColumn": 1, "endColumn": 2},
    }


FORMAT = Format("sarif", "SARIF 2.1.0 for code scanning", (".sarif",), findings=write_findings)
