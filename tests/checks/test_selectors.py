"""A selector means the parties that fit all it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icmap.checking.mistakes import INVALID_CHECKS
from icmap.loading import parse
from icmap.loading.documents import read_document
from icmap.loading.selectors import SelectorReader
from icmap.model import OrgMap, Party
from icmap.model.keys import Key, Type
from icmap.model.selectors import Selector, selected

ORG = parse("""
icmap: 1
parties:
  company: {}
  sales: {kind: department, part_of: company}
  inside sales: {kind: Team, part_of: sales, tags: [core, phone]}
  rep: {kind: person, part_of: inside sales}
  bank: {kind: supplier, external: false}
  bafin: {kind: regulator}
  printers: {kind: vendor}
  customers: {kind: external customer, depends_on: [rep, bank, bafin]}
""").org


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sales", {"sales", "inside sales", "rep"}),
        ("inside*", {"inside sales", "rep"}),
        ("[bank, bafin]", {"bank", "bafin"}),
        ("{party: sales}", {"sales"}),
        ("{party: '*a*'}", {"company", "sales", "inside sales", "bank", "bafin"}),
        ("{part_of: company}", {"sales", "inside sales", "rep"}),
        ("{kind: team}", {"inside sales"}),
        ("{kind: [TEAM, 'regul*']}", {"inside sales", "bafin"}),
        ("{tags: phone}", {"inside sales"}),
        ("{tags: '*'}", {"inside sales"}),
        ("{kind: supplier}", {"bank", "printers"}),
        ("{kind: vendor}", {"printers"}),
        ("{external: true}", {"bafin", "customers", "printers"}),
        ("{external: false, kind: supplier}", {"bank"}),
        ("{part_of: sales, kind: person}", {"rep"}),
        ("{kind: nobody}", set()),
        ("{}", {"company", "sales", "inside sales", "rep", "bank", "bafin", "printers", "customers"}),
    ],
)
def test_a_selector_means(written: str, meant: set[str], tmp_path: Path) -> None:
    chosen, mistakes = _read(written, tmp_path)

    assert not mistakes
    assert chosen is not None
    assert selected(ORG, chosen) == meant
    assert str(chosen)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{knd: team}", "'knd' is not a known key"),
        ("{external: maybe}", "the external 'maybe' is not true or false"),
        ("{kind: {a: b}}", "'kind' must be a text, not a mapping"),
        ("[]", "'x' names nobody"),
        ("''", "the x '' is empty"),
    ],
)
def test_a_bad_selector_is_told(written: str, message: str, tmp_path: Path) -> None:
    chosen, mistakes = _read(written, tmp_path)

    assert chosen is None
    assert mistakes == [message]


def _read(written: str, folder: Path) -> tuple[Selector | None, list[str]]:
    path = folder / "policy.yaml"
    path.write_text(f"x: {written}\n", encoding="utf-8")
    content = read_document(str(path)).content
    reader = SelectorReader(content.file, as_rule=INVALID_CHECKS)
    found = reader.fields(content.node, (Key("x", Type.SELECTOR, ""),), "policy")
    return found.values.get("x"), [each.message for each in reader.mistakes]


def _above(org: OrgMap, party: str) -> list[str]:
    """By the definition: one after the other, until nobody is left or the circle closes."""
    found: list[str] = []
    above = org.parties[party].part_of
    while above is not None and above in org.parties and above not in found:
        found.append(above)
        above = org.parties[above].part_of
    return found


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=1, max_size=9),
    st.lists(st.integers(0, 9), min_size=1, max_size=2),
)
def test_whoever_is_part_of_one_directly_or_further_up_is_meant_whatever_the_tree(
    above: list[int | None], named: list[int]
) -> None:
    tree = {f"p{n}": Party(f"p{n}", part_of=None if up is None else f"p{up}") for n, up in enumerate(above)}
    org, who = OrgMap(parties=tree), tuple(f"p{n}" for n in named)

    assert selected(org, Selector(who=who)) == {each for each in tree if {each, *_above(org, each)} & set(who)}
    assert selected(org, Selector(part_of=who)) == {each for each in tree if set(_above(org, each)) & set(who)}
