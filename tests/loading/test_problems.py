"""How many findings are told, and that their number makes no mistake."""

from __future__ import annotations

from icmap.diagnostics import Severity
from icmap.loading import parse

_MANY = 1100


def _unlisted(count: int, more: str = "") -> str:
    customers = "".join(f"  c{each}: {{depends_on: [p/zzzzzz{each}]}}\n" for each in range(count))
    return f"icmap: 1\nparties:\n  p: {{services: {{a: }}}}\n{customers}{more}"


def test_remarks_beyond_the_limit_are_counted_and_are_no_mistake() -> None:
    loaded = parse(_unlisted(_MANY))

    assert loaded.ok
    assert [each.message for each in loaded.findings.diagnostics if each.rule == "limit-exceeded"] == [
        "100 further findings are not told"
    ]


def test_a_mistake_after_very_many_remarks_is_told() -> None:
    loaded = parse(_unlisted(_MANY, "  last: {depends_on: [nobody]}\n"))

    assert [each.rule for each in loaded.errors] == ["unknown-party"]


def test_mistakes_beyond_the_limit_stay_mistakes() -> None:
    loaded = parse("icmap: 1\nparties:\n" + "".join(f"  c{each}: {{depends_on: [x{each}]}}\n" for each in range(_MANY)))

    assert loaded.findings.diagnostics[-1].severity is Severity.ERROR
    assert len(loaded.errors) == 1001


def test_only_the_first_unlisted_services_are_looked_for_among_the_listed() -> None:
    customers = "".join(f"  c{each}: {{depends_on: [p/plate {each}x]}}\n" for each in range(30))
    loaded = parse(f"icmap: 1\nparties:\n  p: {{services: {{plate: , glass: }}}}\n{customers}")

    hints = [each.hint for each in loaded.findings.diagnostics]
    assert hints == ["did you mean 'plate'?"] * 20 + ["listed: plate, glass"] * 10


def test_of_many_listed_services_a_few_are_named() -> None:
    services = ", ".join(f"s{each}: " for each in range(12))
    loaded = parse(f"icmap: 1\nparties:\n  p: {{services: {{{services}}}}}\n  c: {{depends_on: [p/quite different]}}\n")

    assert loaded.findings.diagnostics[0].hint == "listed: s0, s1, s2, s3, s4, s5, s6, s7, s8, s9 and 2 more"
