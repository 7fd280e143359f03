"""Runs the rules: settings, policies, selection, suppressions, baseline. There is one call, `check`; the rest is what it is given."""

from __future__ import annotations

from icmap.checking.baseline_file import baseline_text
from icmap.checking.manual import manual
from icmap.checking.mistakes import MISTAKES
from icmap.checking.outcome import Outcome, check, statistics
from icmap.checking.wanted import Wanted, read_wanted

__all__ = ["MISTAKES", "Outcome", "Wanted", "baseline_text", "check", "manual", "read_wanted", "statistics"]
