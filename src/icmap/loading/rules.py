"""All that can be found while reading a map, by name: the one tuple that `icmap explain` prints from."""

from __future__ import annotations

from icmap.diagnostics import Rule
from icmap.loading.rules_of_files import RULES_OF_FILES
from icmap.loading.rules_of_references import RULES_OF_REFERENCES
from icmap.loading.rules_of_values import RULES_OF_VALUES

__all__ = ["RULES", "RULES_BY_NAME"]

RULES: tuple[Rule, ...] = (*RULES_OF_FILES, *RULES_OF_VALUES, *RULES_OF_REFERENCES)

RULES_BY_NAME = {rule.name: rule for rule in RULES}
