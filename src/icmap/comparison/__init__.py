"""Two maps side by side: what is written differently, and what that does to whoever waits, stands in or promises.

Compared are two readings of a map, of a file before and after a change. Parties, services and dependencies are known by
their keys; one that was renamed is one that went and another that came. What is told is what differs: a map that was in
trouble before and still is in the same trouble says nothing here, `icmap analyze` does.

*Worse*, for `--fail-on worse`, is: a party that is newly without a stand-in, a new waiting loop that is certain, a need,
promise or chain of promises that is newly broken, and a need of an end customer that is met later by more than the tolerance.
"""

from __future__ import annotations

from icmap.comparison._compare import Comparison, Effects, MapSide, Worse, compare
from icmap.comparison._report import comparison_report
from icmap.comparison._values import Side

__all__ = ["TERMS", "Comparison", "Effects", "MapSide", "Side", "Worse", "compare", "comparison_report"]

TERMS = {
    "worse": "What 'icmap diff --fail-on worse' fails on: a party that is newly without a stand-in, a new waiting loop "
    "that is certain, a need, promise or chain of promises that is newly broken, a need of an end customer that is met later by "
    "more than '--tolerance' (0). What was as bad before does not count, nor do lead times that nobody had given before.",
    "later": "How much later a need is met by the new map than by the old one: the difference of the two arrivals. Where the old time was a lower bound, what only comes from lead times that were not known then is told apart.",
    "changed": "Said differently by the new map than by the old one: an attribute of a party, service or dependency, by "
    "its key. Comments, order and layout are no change, and '1d' and '8h' are the same where a day has 8 hours.",
}
