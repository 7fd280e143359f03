"""What is well: at most two needs of end customers, counted from the start, that are met for certain."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from icmap.measures.needs import needs
from icmap.measures.verdicts import Verdict
from icmap.study import Study
from icmap.wording import need as wording
from icmap.wording.names import Words, sentence

__all__ = ["kept"]

_MOST = 2


def kept(study: Study) -> Iterator[str]:
    """These needs in sentences, in the order of the needs."""
    found = (need for need in study.of(needs) if need.clock == "start" and need.verdict is Verdict.KEPT)
    yield from (sentence(wording.kept(study.of(Words), need)) for need in islice(found, _MOST))
