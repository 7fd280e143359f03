"""Random small maps for tests of whole mechanisms: alternatives, loops, batches, estimates, unknown times, several needs."""

from __future__ import annotations

from random import Random

__all__ = ["random_map", "with_options"]


def with_options(text: str, seed: int, *, most: int = 8, partly: bool = False) -> str:
    """The same map with some options on its services and on entries of its end customers, with costs, needs and excludes."""
    dice = Random(1000 + seed)  # noqa: S311 - a map, not a secret
    lines, count = text.splitlines(), 0
    for place, line in enumerate(lines):
        if count < most and line.startswith("  p") and dice.random() < 0.6:
            made = []
            for _ in range(dice.randint(1, 2)):
                count += 1
                made.append(_option(dice, count, partly=partly))
            if "any_of: [p" in line and dice.random() < 0.7:
                count += 1
                line = _with_member_option(dice, line, count)  # noqa: PLW2901 - the same line, with an option more
            lines[place] = line.replace(
                ": {", f": {{options: [{', '.join(made)}]" + ("" if line.endswith(": {}") else ", "), 1
            )
        elif count < most and line.startswith(("  board", "  guests")) and dice.random() < 0.7:
            count += 1
            changed = dice.choice(["waits: false", "handoff: 0, lead_time: 1h", "optional: true"])
            option = f"options: [{{do: o{count}, cost: {dice.randint(1, 5)}, {changed}}}], "
            lines[place] = line.replace("{importance", "{" + option + "importance", 1)
    return "\n".join(lines) + "\n"


def _with_member_option(dice: Random, line: str, number: int) -> str:
    """An option on the first member of an alternative that is a name alone."""
    before, _, after = line.partition("any_of: [p")
    change = dice.choice(["waits: false", "handoff: 0, lead_time: 30 min", "optional: true"])
    if after[1] not in ",]":
        return line
    return f"{before}any_of: [{{p{after[0]}: {{options: [{{do: o{number}, {change}}}]}}}}{after[1:]}"


def _option(dice: Random, number: int, *, partly: bool) -> str:
    facts = [f"do: o{number}", f"cost: {dice.randint(1, 5)}"]
    facts.append(f"every: {dice.randint(1, 3)} min" if dice.random() < 0.15 else f"lead_time: {dice.randint(0, 7)}.5h")
    if partly:
        facts.append("partly: true")
    elif number > 1 and dice.random() < 0.25:
        facts.append(f"{dice.choice(['needs', 'excludes'])}: [o{dice.randint(1, number - 1)}]")
    return f"{{{', '.join(facts)}}}"


def random_map(
    seed: int, *, services: int = 9, loops: bool = False, unknown: bool = False, shares: bool = False
) -> str:
    """The text of a map; `guests` and `board` are served in the end, names are letters and numbers."""
    dice = Random(seed)  # noqa: S311 - a map, not a secret
    names = [f"p{number}" for number in range(services)]
    lines = ["icmap: 1", "calendar: {hours_per_day: 24, days_per_week: 7}", "parties:"]
    for number, name in enumerate(names):
        before = names[:number]
        if loops and dice.random() < 0.3:
            before = [each for each in names if each != name]
        wanted = dice.sample(before, min(len(before), dice.randint(0, 3)))
        facts = [f"lead_time: {_time(dice)}"] if not unknown or dice.random() < 0.8 else []
        facts += [f"every: {dice.randint(1, 8)}h"] if dice.random() < 0.2 else []
        facts += [f"depends_on: [{_entries(dice, wanted, shares=shares)}]"] if wanted else []
        lines.append(f"  {name}: {{{', '.join(facts)}}}")
    for customer in ("board", "guests"):
        wanted = dice.sample(names, dice.randint(1, 3))
        entries = ", ".join(f"{each}: {_need(dice)}" for each in sorted(wanted))
        lines.append(f"  {customer}: {{kind: external customer, depends_on: {{{entries}}}}}")
    return "\n".join(lines) + "\n"


def _time(dice: Random) -> str:
    low = dice.randint(1, 9)
    if dice.random() < 0.5:
        return f"{low}h"
    likely = low + dice.randint(0, 6)
    return f"[{low}h, {likely}h, {likely + dice.randint(1, 12)}h]"


def _entries(dice: Random, wanted: list[str], *, shares: bool) -> str:
    if len(wanted) > 1 and dice.random() < 0.4:
        at_least = dice.randint(1, len(wanted))
        return f"{{any_of: [{', '.join(_one(dice, each, shares=shares) for each in wanted)}], at_least: {at_least}}}"
    return ", ".join(_one(dice, each, shares=shares) for each in wanted)


def _one(dice: Random, provider: str, *, shares: bool) -> str:
    facts = [f"handoff: {dice.randint(1, 3)}h"] if dice.random() < 0.3 else []
    facts += [f"lead_time: {_time(dice)}"] if dice.random() < 0.1 else []
    facts += [f"share: {dice.choice([10, 40, 60, 90])}%"] if shares and dice.random() < 0.4 else []
    return f"{{{provider}: {{{', '.join(facts)}}}}}" if facts else provider


def _need(dice: Random) -> str:
    importance = dice.choice(["low", "medium", "high", "critical"])
    return f"{{importance: {importance}, within: {{time: {dice.randint(4, 40)}h, from: start}}}}"
