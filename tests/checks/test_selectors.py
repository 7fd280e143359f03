"""A selector means the parties that fit all it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from icmap.loading import parse
from icmap.loading.documents import read_document
from icmap.loading.nodes import Tree
from icmap.loading.options import Notebook, selector
from icmap.model.selectors import selected

ORG = parse("""
icmap: 1
parties:
  company: {}
  sales: {kind: department, part_of: company}
  inside sales: {kind: Team, part_of: sales, tags: [core, phone]}
  rep: {kind: person, part_of: inside sales}
  bank: {kind: supplier, external: false}
  bafin: {kind: regulator}
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
        ("{external: true}", {"bafin", "customers"}),
        ("{external: false, kind: supplier}", {"bank"}),
        ("{part_of: sales, kind: person}", {"rep"}),
        ("{kind: nobody}", set()),
        ("{}", {"company", "sales", "inside sales", "rep", "bank", "bafin", "customers"}),
    ],
)
def test_a_selector_means(written: str, meant: set[str], tmp_path: Path) -> None:
    tree = _tree(written, tmp_path)
    notebook = Notebook()

    chosen = selector(tree, "provider", notebook)

    assert not notebook.mistakes
    assert chosen is not None
    assert selected(ORG, chosen) == meant
    assert str(chosen)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{knd: team}", "'knd' is not a known key"),
        ("{external: maybe}", "'external' is true or false, this is 'maybe'"),
        ("{kind: {a: b}}", "'kind' is a text, this is a mapping"),
        ("[]", "'provider' names nobody"),
        ("''", "'provider' is empty"),
    ],
)
def test_a_bad_selector_is_told(written: str, message: str, tmp_path: Path) -> None:
    notebook = Notebook()

    chosen = selector(_tree(written, tmp_path), "provider", notebook)

    assert chosen is None
    assert [each.message for each in notebook.mistakes] == [message]


def _tree(written: str, folder: Path) -> Tree:
    path = folder / "policy.yaml"
    path.write_text(f"x: {written}\n", encoding="utf-8")
    tree = read_document(str(path)).tree.get("x")
    assert tree is not None
    return tree
