"""What is important and nobody looks after, in words."""

from __future__ import annotations

from icmap.graph import Link
from icmap.measures.inversions import Inversion
from icmap.measures.silent import Silent
from icmap.model.quantities import format_share
from icmap.wording.names import Words

__all__ = ["inverted", "not_agreed", "silent"]


def inverted(words: Words, found: Inversion) -> str:
    """`the issue desk rates opened post from the post room low, but hearings from listing, which are critical, stop without`."""
    customer = words.study.step(found.link.customer).party.id
    rates = f"{words.the(customer)} {words.verb(customer, 'rates', 'rate')} {words.thing_of(found.link.provider)}"
    ends = words.study.step(found.critical.customer).party.id
    critical = f"{words.thing_of(found.critical.provider)}, critical to {words.the(ends)}"
    return f"{rates} {found.link.dependency.importance}, yet without it {critical}, {words.verb_of(found.critical.provider, 'stops', 'stop')}"


def silent(words: Words, found: Silent, share: float) -> str:
    """`nobody says how soon legal must deliver cleared wording, which takes 32 % of the time of the incident update`."""
    provider = found.link.provider
    thing, whole = words.thing_of(provider), words.what(found.needs[0])
    takes = f"{words.things(provider, 'takes', 'take')} {format_share(share)} of the time of {whole}"
    promised = f"nobody promises {thing}, and nobody says how soon"
    return f"{promised}: {words.things(provider, 'it', 'they')} {takes}"


def not_agreed(words: Words, link: Link) -> str:
    """`legal (cleared wording) → status desk: nobody promises it, nobody says how soon`."""
    return f"{words.service(link.provider)} → {words.service(link.customer)}: rated {link.dependency.importance}"
