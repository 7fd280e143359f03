"""The words of what-if, for `icmap explain`."""

from __future__ import annotations

__all__ = ["TERMS"]

TERMS = {
    "impact": "What 'icmap impact' answers: every need before and after some edits of the map, who is hit when, who stops. "
    "Edits change a copy in memory, never the file; both sides are computed by the same measures as 'icmap analyze'.",
    "absorbed": "The part of a delay that does not get past a service, because it had to wait for something else so long anyway.",
    "harm": "In 'icmap impact' without an edit: the time by which stated needs are missed by more when a party is late, each times "
    "its importance (low 1, medium 2, high 3, critical 4).",
    "chance": "The share of the runs of 'icmap simulate' in which a need comes within what is needed, with the standard error "
    "√(p(1-p)/n). Drawn are three-point estimates and confidence (beta-PERT), batches (uniform), shares, and situations if asked.",
    "criticality-index": "The share of the runs in which a service lies on a slowest chain to a need (Martin 1965); standard error "
    "√(p(1-p)/n).",
    "cruciality": "Spearman's rank correlation of a service's time with the arrival of a need, over the runs (Williams 1992); what "
    "drives a need has a high one. Only for services critical in at least 1 % of the runs.",
    "merge-bias": "Why the single number is too early: where branches meet, the later one decides, and each may be the later one. On "
    "paper the means are compared, in the runs the draws; half the time it takes longer than on paper.",
    "beta-pert": "How a three-point estimate a, m, b is drawn: a + (b - a)·X, X ~ Beta(1 + 4(m - a)/(b - a), 1 + 4(b - m)/(b - a)); "
    "mean (a + 4m + b)/6. A single number with a confidence is m ± 50 % (low), 25 % (medium), 10 % (high).",
    "plan": "The options of a map that give the most together, within a budget or a number. First the time by which stated needs are "
    "missed, times their importance (low 1 … critical 4), then the arrivals so weighted; of equal sets the cheapest.",
    "proven-best": "No set of options within the limit is better: the bound of the integer programme (HiGHS) is met by the set, and "
    "the map with the options taken says the same. Otherwise the gap says by how much another set may be better.",
    "frontier": "For each amount of money the best set of options, whatever the budget asked for; between two points more money buys nothing. "
    "Not whole, and told so, with options taken partly or more than 60 amounts.",
}
"""What each word means, by its kebab-case name."""
