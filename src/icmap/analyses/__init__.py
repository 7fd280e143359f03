"""The questions icmap puts to a map, one module each; here is the list, in the order of the report."""

from __future__ import annotations

from icmap.analyses._analysis import Analysis, command
from icmap.analyses.bottlenecks import ANALYSIS as BOTTLENECKS
from icmap.analyses.critical_paths import ANALYSIS as CRITICAL_PATHS
from icmap.analyses.first import ANALYSIS as FIRST
from icmap.analyses.how_sure import ANALYSIS as HOW_SURE
from icmap.analyses.internal_customers import ANALYSIS as INTERNAL_CUSTOMERS
from icmap.analyses.needs import ANALYSIS as NEEDS
from icmap.analyses.network import ANALYSIS as NETWORK
from icmap.analyses.outages import ANALYSIS as OUTAGES
from icmap.analyses.promises import ANALYSIS as PROMISES
from icmap.analyses.reciprocity import ANALYSIS as RECIPROCITY
from icmap.analyses.satisfaction import ANALYSIS as SATISFACTION
from icmap.analyses.situations import ANALYSIS as SITUATIONS

__all__ = ["ANALYSES", "Analysis", "command"]

ANALYSES: tuple[Analysis, ...] = (
    FIRST,
    NEEDS,
    BOTTLENECKS,
    RECIPROCITY,
    CRITICAL_PATHS,
    HOW_SURE,
    PROMISES,
    SATISFACTION,
    OUTAGES,
    INTERNAL_CUSTOMERS,
    SITUATIONS,
    NETWORK,
)
"""Every analysis, in the order in which the report tells them."""
