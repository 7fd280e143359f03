"""The map as its author meant it: parties, services, dependencies; each knows where it was written.

References are resolved by key, groups' attributes are already given to their members' entries, and every service that
only its customers name is there (`implicit`). What is inherited from a party (`lead_time` …) is inherited in `graph`.
"""

from __future__ import annotations

from icmap.model.dependencies import AnyOf, Dependency, Entry, Importance, Satisfaction
from icmap.model.options import Edit, Option, Scenario
from icmap.model.organisation import OrgMap, Situation, Survey, above
from icmap.model.parties import Party
from icmap.model.quantities import Actual
from icmap.model.services import Service

__all__ = [
    "Actual", "AnyOf", "Dependency", "Edit", "Entry", "Importance", "Option", "OrgMap", "Party", "Satisfaction", "Scenario",
    "Service", "Situation", "Survey", "above",
]  # fmt: skip
