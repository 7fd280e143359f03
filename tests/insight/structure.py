"""The bones of a healthy map: who depends on whom, before any times are known."""

from __future__ import annotations

from random import Random

from insight.model import Entry, Party, Service, World
from insight.names import ENDS, INSIDE, PEOPLE, SECOND, STAND_INS, SUPPLIERS, SYSTEMS

KINDS = ("team",) * 9 + ("department",) * 3 + ("role",) * 3 + ("person",) * 3 + ("system",) * 2


def bones(draw: Random) -> World:
    """Parties and entries: a chain, a tree or a web of services inside, suppliers behind, end customers in front."""
    world = World()
    nodes = _inside(world, draw)
    shape = draw.choice(("chain", "tree", "web"))
    for place, node in enumerate(nodes):
        for other in _behind(shape, place, len(nodes), draw):
            world.entries.append(Entry(node, [nodes[other]]))
    _suppliers(world, nodes, draw)
    _front(world, nodes, draw)
    return world


def _inside(world: World, draw: Random) -> list[str]:
    """The services inside; now and then a team has two of them, which makes mutual pairs."""
    nodes: list[str] = []
    people, systems, second = list(PEOPLE), list(SYSTEMS), list(SECOND)
    for name, service in draw.sample(INSIDE, draw.randint(5, 18)):
        teams = [key for key, party in world.parties.items() if party.kind == "team" and len(party.services) == 1]
        if teams and second and draw.random() < 0.15:
            key, service = draw.choice(teams), second.pop()  # noqa: PLW2901 - the team has another service instead
            world.parties[key].services[service] = Service()
            nodes.append(f"{key}/{service}")
            continue
        kind = draw.choice(KINDS)
        key = people.pop() if kind == "person" and people else systems.pop() if kind == "system" and systems else name
        headcount = draw.randint(2, 9) if kind in ("team", "role", "department") else None
        world.parties[key] = Party(kind, headcount, services={service: Service()})
        _stand_in(world, world.parties[key], draw)
        nodes.append(f"{key}/{service}")
    return nodes


def _stand_in(world: World, party: Party, draw: Random) -> None:
    """Somebody new who stands in for a party that is one of a kind."""
    if party.one_of_a_kind:
        name = draw.choice([free for free in STAND_INS if free not in world.parties])
        world.parties[name] = Party("team")
        party.backup = [name]


def _behind(shape: str, place: int, count: int, draw: Random) -> list[int]:
    """The places of the providers of a place: always further back, so nobody waits for himself."""
    if shape == "chain":
        later = [place + 1]
    elif shape == "tree":
        later = [2 * place + 1, 2 * place + 2]
    else:
        later = sorted({place + draw.randint(1, 5) for _ in range(draw.randint(1, 2))})
    return [other for other in later if other < count]


def _suppliers(world: World, nodes: list[str], draw: Random) -> None:
    """Behind some services a supplier with a stand-in, or two or three suppliers of which one is enough."""
    names = list(SUPPLIERS)
    draw.shuffle(names)
    for node in draw.sample(nodes, min(4, len(nodes) // 2)):
        members = [names.pop() for _ in range(draw.choice((1, 2, 2, 3)))]
        for name in members:
            world.parties[name] = Party(draw.choice(("supplier", "partner")), services={"": Service()})
        if len(members) == 1:
            _stand_in(world, world.parties[members[0]], draw)
        world.entries.append(Entry(node, members, waits=draw.random() < 0.5))


def _front(world: World, nodes: list[str], draw: Random) -> None:
    """End customers: each has up to three needs, and every service serves somebody."""
    served = {member for entry in world.entries for member in entry.members}
    wanted = [node for node in nodes if node not in served]
    others = [node for node in nodes if node in served]
    ends = draw.sample(ENDS, draw.randint(1, 3))
    for key, kind in ends:
        world.parties[key] = Party(kind)
    for place in range(max(len(wanted), len(ends) + draw.randint(0, 3))):
        node = wanted[place] if place < len(wanted) else draw.choice(others)
        customer = ends[place % len(ends)][0]
        if not any(entry.customer == customer and entry.provider == node for entry in world.entries):
            world.entries.append(Entry(customer, [node], importance=draw.randint(1, 4)))
