"""Maps with exactly one planted problem, and maps with none; the same text for the same kind and seed.

`planted(kind, seed)` takes a healthy map, puts one problem of that kind into it, and gives it away only if a plain
arithmetic of its own (`problems`) finds that problem and no other.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from insight import plant_outages, plant_promises, plant_quiet, plant_times
from insight.healthy import healthy, healthy_world
from insight.model import World
from insight.plants import Plant, Planter
from insight.problems import problems
from insight.writing import label, written

__all__ = ["KINDS", "QUIET", "Planted", "healthy", "planted", "planted_world"]

KINDS: dict[str, Planter] = {
    "broken-need-from-start": plant_times.broken_from_start,
    "broken-need-from-request": plant_times.broken_from_request,
    "broken-chain": plant_times.broken_chain,
    "waiting-loop": plant_times.waiting_loop,
    "situation": plant_times.situation_breaks,
    "share": plant_times.share_breaks,
    "missed-promise": plant_promises.missed,
    "impossible-promise": plant_promises.impossible,
    "promise-too-long": plant_promises.too_long,
    "silent-critical-dependency": plant_promises.silent,
    "calibration-verdict": plant_promises.calibration_verdict,
    "calibration-shift": plant_promises.calibration_shift,
    "no-stand-in": plant_outages.no_stand_in,
    "common-cause-of-alternative": plant_outages.common_cause_of_alternative,
    "common-cause-of-stand-in": plant_outages.common_cause_of_stand_in,
    "slow-recovery": plant_outages.slow_recovery,
    "overload": plant_outages.overload,
    "overload-at-peak": plant_outages.overload_at_peak,
    "dissatisfaction-direct": plant_outages.dissatisfaction_direct,
    "dissatisfaction-on-the-way": plant_outages.dissatisfaction_on_the_way,
    "importance-inversion": plant_outages.importance_inversion,
}
"""What the first screen must say first or second, with nothing else claimed."""

QUIET: dict[str, Planter] = {
    "calibration-of-no-consequence": plant_quiet.measured_elsewhere,
    "thin-answers": plant_quiet.thin_answers,
    "optional-person": plant_quiet.optional_person,
    "early-recovery": plant_quiet.early_recovery,
    "circle-of-stock": plant_quiet.circle_of_stock,
    "slow-alternative": plant_quiet.slow_alternative,
    "receiving-supplier": plant_quiet.receiving_supplier,
}
"""What looks like a problem and must not be claimed."""


@dataclass(frozen=True)
class Planted:
    """A map with one planted problem, and what is to be said about it."""

    text: str
    kind: str
    subjects: tuple[str, ...]
    """Parties, services or situations: a finding about one of them is about the planted problem. Never named if quiet."""
    hurt: tuple[tuple[str, str], ...]
    """The needs hurt, as end customer and provider's service, the worst first."""
    numbers: dict[str, float]
    """Minutes, rates or shares that a sentence about it may tell."""

    @property
    def quiet(self) -> bool:
        """Whether nothing must be claimed."""
        return self.kind in QUIET


def planted(kind: str, seed: int) -> Planted:
    """A map with one problem of this kind."""
    world, plant = planted_world(kind, seed)
    hurt = tuple(label(need) for need in plant.hurt)
    return Planted(written(world, f"{kind} {seed}"), kind, plant.subjects, hurt, plant.numbers)


def planted_world(kind: str, seed: int) -> tuple[World, Plant]:
    """The same as a world, for those who want to compute with it."""
    planter = (KINDS | QUIET)[kind]
    for attempt in range(300):
        world = healthy_world(f"{kind} {seed} {attempt}")
        plant = planter(world, Random(f"{kind} {seed} {attempt}"))  # noqa: S311 - a test map, not a secret
        if plant is not None and (plant.hurt or not plant.problems) and problems(world) == plant.problems:
            return world, plant
    raise AssertionError(f"no place for {kind} in 300 healthy worlds of seed {seed}")
