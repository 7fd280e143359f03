"""What stops when some are out together: parties, single services, or both."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from icmap.kernels.blocking import Network, blocked_by
from icmap.measures.fault_tree import FaultTree, fault_tree
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Blocked", "blocked"]


@dataclass(frozen=True, slots=True)
class Blocked:
    """What stops when some are out: services by node, parties by id, sorted, those that are out included.

    `partly` are the blocked parties of which some services go on; `end_customers` those among the blocked.
    """

    services: tuple[str, ...]
    parties: tuple[str, ...]
    partly: tuple[str, ...]
    end_customers: tuple[str, ...]


def blocked(study: Study, out: Collection[str]) -> Blocked:
    """What stops when these are out together: parties by id, single services by node name. Linear in the map."""
    tree = study.of(fault_tree)
    down = [int(party in out) for party in tree.parties]
    owners, services = _with_single_services_out(tree, down, out)
    state, _ = blocked_by(services, owners)
    stopped = [tuple(bool(state[node]) for node in nodes) for nodes in tree.nodes_of]
    hit = [party for party, each in zip(tree.parties, stopped, strict=True) if any(each)]
    partly = [party for party, each in zip(tree.parties, stopped, strict=True) if any(each) and not all(each)]
    ends = set(study.ends)
    return Blocked(
        tuple(node for node, bits in zip(tree.nodes, state, strict=True) if bits),
        tuple(hit), tuple(partly), tuple(party for party in hit if party in ends),
    )  # fmt: skip


def _with_single_services_out(tree: FaultTree, down: Sequence[int], out: Collection[str]) -> tuple[list[int], Network]:
    """Each service as its own owner, so that one can be out alone."""
    services = tree.services
    each = [int(down[owner] or node in out) for owner, node in zip(services.owner, tree.nodes, strict=True)]
    alone = Network(range(len(each)), services.needs, services.gates, services.backups, services.order)
    return each, alone
