"""Outages in words: who stops when a party is away, who stands in, and who comes back too late."""

from __future__ import annotations

from icmap.measures.common_cause import CommonCause
from icmap.measures.outages import Outage
from icmap.measures.recovery import SlowRecovery
from icmap.wording.lists import counted, listed
from icmap.wording.names import Words

__all__ = [
    "ALONE",
    "ENTANGLED",
    "NOBODY",
    "NOT_ALL_SETS",
    "TOGETHER",
    "away",
    "common_cause",
    "end_customers",
    "if_away",
    "others_stop",
    "sets_listed",
    "slow_recovery",
]

NOBODY = "no party stops another"
ENTANGLED = "the alternatives are too entangled to finish: these numbers are at least so many"
ALONE = "each alone, and for long enough that stock and patience run out"
TOGETHER = "none of them alone would do it"
NOT_ALL_SETS = "not all sets that stop an end customer only together were sought: there are too many"


def if_away(words: Words, outage: Outage) -> str:
    """`if Jeff is away, 5 others stop, staff among them; the map names no stand-in`."""
    return f"{away(words, outage)}; the map names no stand-in"


def away(words: Words, outage: Outage) -> str:
    """`if Jeff is away, 5 others stop, staff among them`; of an outage that stops an end customer."""
    nature = words.study.org.parties[outage.party].nature
    state = words.verb(outage.party, nature.out, nature.out_many)
    return f"if {words.the(outage.party)} {state}, {_stopped(words, outage)}"


def _stopped(words: Words, outage: Outage) -> str:
    more = outage.end_customer_count - len(outage.end_customers)
    ends = words.parties(outage.end_customers, more=more)
    if outage.reach == outage.end_customer_count:
        several = outage.reach > 1 or words.is_plural(outage.end_customers[0])
        return f"{ends} {'stop' if several else 'stops'} too"
    return f"{others_stop(outage.reach)}, {ends} among them"


def others_stop(reach: int) -> str:
    """`1 other stops`, `6 others stop`."""
    return f"{counted(reach, 'other')} {'stops' if reach == 1 else 'stop'}"


def end_customers(words: Words, outage: Outage) -> str:
    """The end customers among those that stop, in a table."""
    names = [words.study.name(end) for end in outage.end_customers]
    if not names:
        return ""
    left = outage.end_customer_count - len(names)
    return listed(names, 3 if left else 6, more=left)


def common_cause(words: Words, found: CommonCause, cause: str) -> str:
    """`line a and line b are alternatives for the gateway, yet all stop if the network team is away`."""
    party = words.study.org.parties[cause]
    state = words.verb(cause, party.nature.out, party.nature.out_many)
    together = "both" if len(found.members) == 2 else "all"
    if found.kind == "stand-ins":
        others = words.parties([each for each in found.members if each != found.customer])
        return f"{others} {'stands' if len(found.members) == 2 else 'stand'} in for {words.the(found.customer)}, yet {together} stop if {words.the(cause)} {state}"
    names = words.parties(dict.fromkeys(words.study.step(each).party.id for each in found.members))
    customer = words.the(words.study.step(found.customer).party.id)
    return f"{names} are alternatives for {customer}, yet {together} stop if {words.the(cause)} {state}"


def slow_recovery(words: Words, slow: SlowRecovery) -> str:
    """`the bed board takes 6 h to come back; bed management can go without for 2 h`."""
    takes = f"{words.the(slow.party)} {words.verb(slow.party, 'takes', 'take')} {words.time(slow.recovery)}"
    wait = f"can go without for {words.time(slow.hit)}" if slow.hit else "cannot go without at all"
    return f"{takes} to come back; {words.the(slow.customer)} {wait}"


def sets_listed(count: int) -> str:
    """How many cut sets an end customer's list holds."""
    return f"per end customer the first {count} sets are listed; all are counted"
