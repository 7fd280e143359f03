"""From a map to networkx and back: what a notebook does with icmap.

Run it from anywhere: python continue_with_networkx.py
"""

from __future__ import annotations

from pathlib import Path

import networkx as nx

import icmap

HERE = Path(__file__).parent


def main() -> None:
    """Load a map, ask icmap, then ask networkx what icmap does not."""
    org = icmap.load(HERE / "hospital-discharge.yaml")
    print(org)

    # The results are typed: the same numbers as on the screen, exact times in seconds.
    report = icmap.analyze(org, sections=["needs", "bottlenecks"])
    for each in report.results["needs"]:
        print(f"{each.need.end} is served after {each.need.arrival / 3600:.2f} h")

    # Edges point from customer to provider, so descendants are those one depends on.
    parties = org.party_graph()
    needed = nx.descendants(parties, "emergency department")
    print(f"the emergency department depends on {len(needed)} others, directly or through them")

    # Anything networkx can do, it can do here: who is near to all who wait for work, through however many others?
    near = nx.harmonic_centrality(parties)
    print("nearest to everyone:", ", ".join(sorted(near, key=lambda party: (-near[party], party))[:3]))

    # A situation is another graph.
    for situation in org.situations:
        more = org.party_graph(situations=[situation]).number_of_edges() - parties.number_of_edges()
        print(f"with {situation}: {more} more dependencies")

    # Attributes are plain, so that networkx can write the graph; what was written, and where, is at hand too.
    customer, provider, importance = next(iter(parties.edges.data("importance")))
    written = org.dependencies(customer=customer, provider=provider)
    print(f"{provider} serves {customer} ({importance}): see line {written[0].span.line}")


if __name__ == "__main__":
    main()
