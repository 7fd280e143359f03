"""From drafts to the model: every party in the order of its id, with the services that only customers name."""

from __future__ import annotations

from collections.abc import Mapping

from icmap.loading.drafts import Draft, ServiceDraft
from icmap.loading.settings import Settings
from icmap.model import Dependency, OrgMap, Party, Service

__all__ = ["assembled"]

_Implicit = Mapping[str, Mapping[str, Dependency]]


def assembled(parties: dict[str, Draft], implicit: _Implicit, settings: Settings, file: str) -> OrgMap:
    """The map; the drafts are used up on the way, so that both never stand in memory at once."""
    built = {}
    for party in sorted(parties):
        built[party] = _party(parties.pop(party), implicit.get(party, {}))
    return OrgMap(
        name=settings.name,
        description=settings.description,
        calendar=settings.calendar,
        survey=settings.survey,
        situations=settings.situations,
        parties=built,
        file=file,
        kinds=settings.kinds,
        scenarios=settings.scenarios,
        units=settings.aside.units,
    )


def _party(draft: Draft, implicit: Mapping[str, Dependency]) -> Party:
    services = [_service(draft.id, each) for each in draft.services.values()]
    services += [_named(draft.id, name, implicit[name]) for name in sorted(implicit)]
    return Party(
        draft.id,
        **draft.fields,
        depends_on=tuple(draft.entries),
        services=tuple(services),
        file=draft.file,
        place=draft.place,
        places=draft.places,
    )


def _service(party: str, draft: ServiceDraft) -> Service:
    return Service(
        party,
        draft.name,
        **draft.fields,
        depends_on=tuple(draft.entries),
        file=draft.file,
        place=draft.place,
        places=draft.places,
    )


def _named(party: str, name: str, customer: Dependency) -> Service:
    """A service that only its customers name: it stands where the first of them names it."""
    return Service(party, name, implicit=True, file=customer.file, place=customer.place)
