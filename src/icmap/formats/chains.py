"""A chain as people can read it: a very long one has its first and last steps, and says how many are between."""

from __future__ import annotations

from dataclasses import replace

from icmap.document import Chain, ChainStep

__all__ = ["abridged"]

_EACH_SIDE = 20


def abridged(chain: Chain) -> Chain:
    """The chain with its middle left out where it has more than about forty steps."""
    left_out = len(chain.steps) - 2 * _EACH_SIDE
    if left_out <= 1:
        return chain
    gap = ChainStep(f"… {left_out} more steps …")
    return replace(chain, steps=(*chain.steps[:_EACH_SIDE], gap, *chain.steps[-_EACH_SIDE:]))
