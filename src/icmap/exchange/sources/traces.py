"""OpenTelemetry traces (OTLP as JSON, one object or one a line): which service calls which, how often, how long it takes.

A span whose parent is of another service is a call: the parent's service is the customer. What a call takes in all is
measured `from: start`; what a service takes itself (its span without its calls) is measured from request, so it is the
lead time. A client's span that nobody answered names its peer. Calls that are put in a queue are not waited for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from icmap.errors import IcmapError
from icmap.exchange.gathered import Gathered, Link
from icmap.exchange.measured import measured, rate_of
from icmap.exchange.order import Order
from icmap.exchange.sources.plain_yaml import listed, mapped, texted
from icmap.exchange.tables.delimited import decoded
from icmap.records import dataclass

__all__ = ["take"]

_PEERS = (
    "peer.service",
    "db.name",
    "db.system",
    "db.system.name",
    "messaging.destination.name",
    "messaging.system",
    "server.address",
    "net.peer.name",
)
_QUEUED = frozenset({"4", "SPAN_KIND_PRODUCER", "5", "SPAN_KIND_CONSUMER"})
_CLIENT = frozenset({"3", "SPAN_KIND_CLIENT", "4", "SPAN_KIND_PRODUCER"})
_NANO = 10**9


@dataclass(frozen=True, slots=True)
class _Span:
    trace: str
    id: str
    parent: str
    service: str
    kind: str
    start: int
    end: int
    peer: str


Spans = dict[tuple[str, str], _Span]


def take(path: str, content: bytes, _order: Order, gathered: Gathered) -> list[str]:
    """Read traces. Raises `IcmapError` for what is no OTLP-JSON, and for spans that are their own ancestors."""
    spans: Spans = {}
    for value in _objects(path, decoded(path, content, gathered.remarks)):
        for span in _spans(value):
            spans.setdefault((span.trace, span.id), span)
    if not spans:
        raise IcmapError(f"'{path}' holds no spans", hint="OTLP-JSON has resourceSpans with scopeSpans with spans")
    _refuse_cycles(path, spans)
    _write(path, spans, gathered)
    services = {span.service for span in spans.values()}
    traces = {span.trace for span in spans.values()}
    return [
        f"{path}: {len(spans)} spans of {len(traces)} traces, {len(services)} services, {len(gathered.links)} dependencies"
    ]


def _objects(path: str, text: str) -> Iterator[Any]:
    whole = _parsed(text)
    if whole is not None:
        yield whole
        return
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            value = _parsed(line)
            if value is None:
                raise IcmapError(f"{path}:{number}: this is no JSON", hint="OTLP-JSON is one object, or one a line")
            yield value


def _parsed(text: str) -> Any:
    """The value of a text; None where it is no JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _spans(value: Any) -> Iterator[_Span]:
    file = mapped(value)
    for resource in listed(file.get("resourceSpans") or file.get("resource_spans")):
        service = _attributes(mapped(mapped(resource).get("resource")).get("attributes")).get("service.name", "")
        scopes = (
            mapped(resource).get("scopeSpans")
            or mapped(resource).get("instrumentationLibrarySpans")
            or mapped(resource).get("scope_spans")
        )
        for scope in listed(scopes):
            for span in listed(mapped(scope).get("spans")):
                found = _span(mapped(span), service)
                if found is not None:
                    yield found


def _span(about: dict[str, Any], service: str) -> _Span | None:
    attributes = _attributes(about.get("attributes"))
    peer = next((attributes[each] for each in _PEERS if attributes.get(each)), "")
    try:
        start, end = (int(about.get(key) or 0) for key in ("startTimeUnixNano", "endTimeUnixNano"))
    except (TypeError, ValueError):
        return None
    id_, trace = texted(about.get("spanId")), texted(about.get("traceId"))
    if not id_ or not service or end < start:
        return None
    return _Span(trace, id_, texted(about.get("parentSpanId")), service, str(about.get("kind", "")), start, end, peer)


def _attributes(value: Any) -> dict[str, str]:
    return {
        texted(mapped(each).get("key")): texted(mapped(mapped(each).get("value")).get("stringValue"))
        for each in listed(value)
    }


def _refuse_cycles(path: str, spans: Spans) -> None:
    """A span that is its own ancestor makes times that mean nothing."""
    done: set[tuple[str, str]] = set()
    for key in spans:
        way: dict[tuple[str, str], None] = {}
        while key in spans and key not in done:
            if key in way:
                raise IcmapError(
                    f"'{path}': in the trace '{key[0][:40]}' the span '{key[1][:40]}' is its own ancestor",
                    hint="record the trace again",
                )
            way[key] = None
            key = key[0], spans[key].parent  # noqa: PLW2901 - on to the parent
        done |= way.keys()


def _write(path: str, spans: Spans, gathered: Gathered) -> None:
    gathered.top.setdefault("calendar", {"hours_per_day": "24", "days_per_week": "7"})
    children: dict[tuple[str, str], list[_Span]] = {}
    for span in spans.values():
        if span.parent:
            children.setdefault((span.trace, span.parent), []).append(span)
    calls: dict[tuple[str, str], list[_Span]] = {}
    alone: dict[str, list[float]] = {}
    for key, span in spans.items():
        below = children.get(key, [])
        parent = spans.get((span.trace, span.parent))
        if parent is None or parent.service != span.service:
            alone.setdefault(span.service, []).append(_own_time(span, children) / _NANO)
        if parent is not None and parent.service != span.service:
            calls.setdefault((parent.service, span.service), []).append(span)
        if (
            span.peer
            and span.kind in _CLIENT
            and not any(each.service != span.service for each in below)
            and span.peer != span.service
        ):
            calls.setdefault((span.service, span.peer), []).append(span)
    for service, times in alone.items():
        party = gathered.party(service, path)
        if party:
            gathered.put(gathered.parties[party], "kind", "system", path)
            gathered.put(gathered.parties[party], "actual", measured(times), path)
    length = (max(span.end for span in spans.values()) - min(span.start for span in spans.values())) / _NANO
    for ends, made in calls.items():
        _call(path, ends, made, length, gathered)


def _own_time(span: _Span, children: dict[tuple[str, str], list[_Span]]) -> int:
    """The time of a span in which no other service works for it: calls of its own inner spans are taken out as well."""
    calls, waiting = [], [span]
    while waiting:
        each = waiting.pop()
        for below in children.get((each.trace, each.id), ()):
            if below.service == span.service:
                waiting.append(below)
            if below.service != span.service or (below.peer and below.kind in _CLIENT):
                calls.append((max(below.start, span.start), min(below.end, span.end)))
    covered, until = 0, span.start
    for start, end in sorted(calls):
        if end > until:
            covered += end - max(start, until)
            until = end
    return max(0, span.end - span.start - covered)


def _call(path: str, ends: tuple[str, str], made: list[_Span], length: float, gathered: Gathered) -> None:
    customer, provider = (gathered.party(each, path) for each in ends)
    if not customer or not provider or customer == provider:
        return
    gathered.put(gathered.parties[provider], "kind", "system", path)
    record, _ = gathered.link(Link(customer, "", provider, ""))
    if all(span.kind in _QUEUED for span in made):
        gathered.put(record, "waits", "false", path)
    if length and len(made) > 1:
        gathered.put(record, "frequency", rate_of(len(made), length), path)
    times = measured((span.end - span.start) / _NANO for span in made)
    gathered.put(record, "actual", {**times, "from": "start"}, path)
