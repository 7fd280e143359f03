"""A little world as the text of a map file."""

from __future__ import annotations

from collections.abc import Iterator

from insight.model import DAY, Entry, Party, Service, Time, World, party_of

IMPORTANCE = {1: "low", 2: "medium", 3: "high", 4: "critical"}


def written(world: World, name: str) -> str:
    """The whole map file; every party and every entry stands where a person would write it."""
    lines = ["icmap: 1", f"name: {name}"]
    if world.situations:
        lines.append(f"situations: [{', '.join(world.situations)}]")
    lines.append("parties:")
    for key, party in world.parties.items():
        lines += _party(world, key, party)
    return "\n".join(lines) + "\n"


def duration(minutes: float) -> str:
    """Minutes as days, hours and minutes: `1d 2h 15 min`."""
    days, rest = divmod(round(minutes), DAY)
    hours, left = divmod(rest, 60)
    parts = [f"{days}d" if days else "", f"{hours}h" if hours else "", f"{left} min" if left else ""]
    return " ".join(part for part in parts if part) or "0"


def _party(world: World, key: str, party: Party) -> Iterator[str]:
    yield f"  {key}:"
    yield f"    kind: {party.kind}"
    if party.headcount is not None:
        yield f"    headcount: {party.headcount}"
    if party.backup:
        yield f"    backup: [{', '.join(party.backup)}]"
    named = [name for name in party.services if name]
    if named:
        yield "    services:"
    for name in named:
        yield f"      {name}:"
        yield from _indented(_service(party.services[name]), 8)
        yield from _indented(_entries(world, f"{key}/{name}"), 8)
    if "" in party.services:
        yield from _indented(_service(party.services[""]), 4)
    yield from _indented(_entries(world, key), 4)


def _indented(lines: Iterator[str], by: int) -> Iterator[str]:
    yield from (" " * by + line for line in lines)


def _service(service: Service) -> Iterator[str]:
    for key, minutes in (("lead_time", service.lead), ("every", service.every or None), ("effort", service.effort)):
        if minutes is not None:
            yield f"{key}: {duration(minutes)}"
    if service.promise is not None:
        yield f"promise: {_time(service.promise)}"
    if service.actual is not None:
        yield f"actual: {{median: {duration(service.actual)}, n: 40}}"
    if service.recovery is not None:
        yield f"recovery: {duration(service.recovery)}"
    for key, rate in (
        ("capacity", service.capacity),
        ("other_demand", service.other_demand or None),
        ("peak", service.peak),
    ):
        if rate is not None:
            yield f"{key}: {rate:g}/day"


def _time(time: Time) -> str:
    text = duration(time.minutes)
    return text if time.clock == "request" else f"{{time: {text}, from: start}}"


def _entries(world: World, customer: str) -> Iterator[str]:
    entries = [entry for entry in world.entries if entry.customer == customer]
    if entries:
        yield "depends_on:"
    for entry in entries:
        attributes = _attributes(entry)
        if len(entry.members) > 1:
            yield f"  - any_of: [{', '.join(entry.members)}]"
            yield from (f"    {key}: {value}" for key, value in attributes.items())
        elif attributes:
            yield f"  - {entry.provider}: {{{', '.join(f'{key}: {value}' for key, value in attributes.items())}}}"
        else:
            yield f"  - {entry.provider}"


def _attributes(entry: Entry) -> dict[str, str]:
    """What is said of an entry, as key and text."""
    said = {
        "at_least": str(entry.at_least) if entry.at_least > 1 else "",
        "when": entry.when or "",
        "share": f"{entry.share:.0%}" if entry.share is not None else "",
        "optional": "true" if entry.optional else "",
        "waits": "" if entry.waits else "false",
        "within": _time(entry.within) if entry.within is not None else "",
        "importance": IMPORTANCE[entry.importance] if entry.importance is not None else "",
        "frequency": f"{entry.per_day:g}/day" if entry.per_day is not None else "",
        "handoff": duration(entry.handoff) if entry.handoff else "",
        "tolerates": duration(entry.tolerates) if entry.tolerates is not None else "",
        "satisfaction": _scores(entry),
    }
    return {key: value for key, value in said.items() if value}


def _scores(entry: Entry) -> str:
    """The same score for all three questions: the mean of them is then no matter of taste."""
    if entry.score is None:
        return ""
    one = f"{entry.score:g}"
    return f"{{communication: {one}, productivity: {one}, responsiveness: {one}, answers: {entry.answers}}}"


def label(entry: Entry) -> tuple[str, str]:
    """End customer and provider, as a need is named."""
    return party_of(entry.customer), entry.provider
