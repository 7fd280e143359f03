"""Enough English to know whether a map is written in it, which of its words are abbreviations, and which sound plural."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["is_english", "is_plural", "takes_article"]

_KNOWN = frozenset(
    """
    a account accounts admission admissions agency agent agents all alarm alarms analysis analyst answer answers app
    applicants application applications approval approvals archive arrivals assets audit auditor auditors author baker
    bakery bank bed beds benefits bill billing blood board boarding book booking bookings bread briefing building bus
    business cabin call calls campaign campaigns card care cases cash caterer centre change changes chart check checkout
    checks chef claims clean cleaner cleaners cleaning clearance clerk client clients clinic close coach code collection
    committee communications company complaint complaints compliance consultant contract contracts control controller
    cook copy correction council counter courier court crew customer customers customs data dealer decision deliveries
    delivery departure department deposits design designer desk development device diagnosis dinner director discharge
    dishes dispatch distribution doctor doctors documents door drawing drawings driver drivers editor editorial emergency
    employee employees engine engineer engineering engineers equipment event events evidence exam examination exchange
    expert facilities factory farm farms feedback fees field file files film finance fire fitter fleet flight floor flour
    food form forms freight front fuel garage gate goods government ground group guest guests hall hand head health help
    hire hiring home hospital hotel house housekeeping human idea import incident incidents information inspection
    inspector installation insurance interface internal interview inventory invoice invoices items job judge judges
    kitchen lab laboratory labour laundry law lawyer leave ledger legal letter letters library licence line linen list
    loan local logistics machine mail maintenance management manager managers map market marketing material materials
    meal meals medical medicine medicines meeting member members menu merchants message mill minister ministry mobile
    money monitoring network news night notes nurse nurses occupational office officer operations operator order orders
    outpatient oven owner owners pack package page paint pallets paper papers parcel parcels parts partner parts passengers
    patient patients pay payable payment payments payroll payslips people permit permits personnel pharmacy phone picture
    pilot pilots pipeline pipelines plan planning plans plant plate plates platform police policy pool port porter porters
    post power practice prescription press price prices print procurement product production products project projects
    promise property public purchase purchasing quality quote quotes readers receipt reception record records recruiting
    recruitment refund registry release rent repair repairs replacement reply report reporting reports request requests
    research results return returns review reviews road role rolls room rooms round route salaries sales sample samples
    scan schedule scheduling school science security sender sending server service services settlement shareholders shift
    ship shipment shipping shop shoppers site sites social software space specialist staff stage station status stock
    store stores storage strategy student students studio subscribers supplier suppliers supply support surgeon surgeons
    system systems table tax teacher teachers team technician technology test tests theatre therapy ticket tickets time
    timesheets town training transport travel treasury treatment tree trolleys truck trust unit units van vehicle vet vets
    visit visits waiter waiters ward warehouse washing waste water web week welcome wholesaler window word words work
    worker workers works workshop writer writers
    """.split()  # noqa: SIM905 - a list of words is read as words
)
"""Common words of organisations and of what they deliver."""

_ABBREVIATIONS = frozenset(
    [
        "it",
        "hr",
        "pr",
        "erp",
        "crm",
        "api",
        "sap",
        "cfo",
        "ceo",
        "cto",
        "qa",
        "ui",
        "ux",
        "ops",
        "dev",
        "iot",
        "ai",
        "aws",
        "id",
        "ip",
        "dns",
        "vpn",
        "url",
        "eu",
        "uk",
        "us",
    ]
)

_WITHOUT_ARTICLE = frozenset(
    """checkout compliance finance legal logistics login maintenance marketing media operations payable payroll
    quality receivable research runtime sales search security staff support transport treasury procurement production
    engineering accounting billing housekeeping reception surgery feedback help food information work""".split()  # noqa: SIM905 - as above
)
_WITHOUT_ARTICLE_ENDINGS = ("ing", "logy", "ment", "tion", "ics", "therapy", "ware", "ance", "ence")
_WITH_ARTICLE = frozenset(
    """building department equipment section station clinic instrument reception admission application installation
    correction inspection examination prescription collection decision briefing meeting drawing conference audience
    ambulance statement shipment payment appointment document apartment settlement assignment deployment agreement
    requirement notification invitation confirmation reservation evaluation recommendation calculation quotation
    declaration registration""".split()  # noqa: SIM905 - as above
)
_SINGULAR_ENDINGS = ("ss", "us", "is", "ics")
_SINGULAR = frozenset(
    [
        "news",
        "series",
        "sales",
        "operations",
        "logistics",
        "headquarters",
        "analytics",
        "gas",
        "bus",
        "canvas",
        "atlas",
        "works",
    ]
)
_PLURAL = frozenset("people staff police women men children".split())  # noqa: SIM905 - as above

_PLAIN = re.compile(r"[a-z']{2,}", re.ASCII)
_ENOUGH = 0.3
_JOINS = frozenset("of about for in on at from with to by".split())  # noqa: SIM905 - as above
"""Words after which what is counted has been named: *list of merchants* is one list."""


def is_english(names: Iterable[str]) -> bool:
    """Whether at least three in ten of the plain lower-case words in these names are English words that icmap knows."""
    words = {word for name in names for word in name.lower().split() if _PLAIN.fullmatch(word)} - _ABBREVIATIONS
    return len(words & _KNOWN) >= _ENOUGH * len(words) if words else False


def takes_article(name: str) -> bool:
    """Whether *the* goes before a name in an English map: plain lower-case words, no codes, none that stands for a field of work."""
    words = name.split()
    if not words or not all(map(_is_plain, words)) or words[0] in {"the", "all", "our", "a", "an"}:
        return False
    last = _head(words)
    return not (last in _WITHOUT_ARTICLE or (last.endswith(_WITHOUT_ARTICLE_ENDINGS) and last not in _WITH_ARTICLE))


def _is_plain(word: str) -> bool:
    return bool(_PLAIN.fullmatch(word)) and word not in _ABBREVIATIONS and not set(word).isdisjoint("aeiouy")


def _head(words: Sequence[str]) -> str:
    """The word that a name is about: `clerk` of *clerk of orders*, the last one of *ward doctors*."""
    end = next((place for place, word in enumerate(words) if place and word in _JOINS), len(words))
    return words[end - 1] if words else ""


def is_plural(name: str) -> bool:
    """Whether a name is known to be of several: `guests`, `ward doctors`, `all staff`; codes and capitals are not."""
    last = _head(name.split())
    if not _PLAIN.fullmatch(last.lower()) or last in _SINGULAR:
        return False
    return last in _PLURAL or (last.endswith("s") and not last.endswith(_SINGULAR_ENDINGS))
