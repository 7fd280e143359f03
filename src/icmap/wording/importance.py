"""What is important and nobody looks after, in words."""

from __future__ import annotations

from icmap.measures.inversions import Inversion
from icmap.measures.silent import Silent
from icmap.model.quantities import format_share
from icmap.wording.names import Words

__all__ = ["inverted", "silent"]


def inverted(words: Words, found: Inversion) -> str:
    """`the issue desk rates opened post from the post room low, but hearings from listing, which are critical, stop without`."""
    customer = words.study.step(found.link.customer).party.id
    rates = f"{words.the(customer)} {words.verb(customer, 'rates', 'rate')} {words.thing_of(found.link.provider)}"
    ends = words.study.step(found.critical.customer).party.id
    critical = f"{words.thing_of(found.critical.provider)}, critical to {words.the(ends)}"
    return f"{rates} {found.importance}, yet without it {critical}, {words.verb_of(found.critical.provider, 'stops', 'stop')}"


def silent(words: Words, found: Silent) -> str:
    """`nobody says how soon legal must deliver cleared wording, which takes 32 % of the time of the incident update`."""
    provider = found.link.provider
    thing, whole = words.thing_of(provider), words.what(found.need)
    takes = f"{words.things(provider, 'takes', 'take')} {format_share(found.share)} of the time of {whole}"
    promised = f"nobody promises {thing}, and nobody says how soon"
    return f"{promised}: {words.things(provider, 'it', 'they')} {takes}"
