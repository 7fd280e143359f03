"""icmap checks its own examples, with a policy of layers, forbidden and required dependencies; broken ones are told."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from processes import ICMAP, environment

ROOT = Path(__file__).resolve().parents[2]


def icmap(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [*ICMAP, "check", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", env=environment(), check=False)


def test_the_examples_pass_their_policy() -> None:
    done = icmap(
        "examples",
        "--policy",
        "examples/policies/all-maps.yml",
        "--baseline",
        "examples/policies/accepted.json",
        "--format",
        "concise",
    )

    assert done.returncode == 0, done.stdout
    assert "stale-baseline" not in done.stdout


GUARDS = """
checks:
  forbidden-dependency: {customer: guests, provider: {kind: supplier}, because: guests order with waiters}
  required-dependency: {customer: kitchen, provider: dishwasher}
  longest-chain: {to: guests, limit: 1h}
  layers: [guests, front of house]
"""


@pytest.mark.parametrize(
    ("old", "new", "told", "hint"),
    [
        ("kitchen/plates: {handoff", "kitchn/plates: {handoff", "unknown-party: there is no party 'kitchn'", "did you mean 'kitchen'?"),
        ("lead_time: 18 min", "lead_time: 18", "invalid-duration: the lead_time '18' has no unit", "write 18 min, 18h, 18d"),
        ("backup: [head waiter]", "backup: [head waitr]", "unknown-party: there is no party 'head waitr'", "'head waiter'?"),
        ("lead_time: 18 min", "lead_time: 55 min", "longest-chain: 'guests' has to wait 1 h 8 min", "--to 'guests'"),
        ("      - dishwasher: {waits: false, tolerates: 1h 30 min}\n", "", "required-dependency: 'kitchen' does not depend on 'dishwasher'", "add 'dishwasher' to its depends_on"),
        ("- waiters/orders: {freq", "- waiters/table service: {freq", "waiting-loop: 'waiters/table service' waits for 'expediter/checked plates', which waits for 'kitchen/plates', which waits for 'waiters/table service'", "set waits: false"),
        ("      waiters/table service:\n", "      green grocer: {}\n      waiters/table service:\n", "on 'green grocer' is forbidden by the checks, because guests order with waiters", "go through a party that may have it"),
        ("kitchen/plates: {handoff", "kitchen/dishes: {handoff", "unlisted-service: 'kitchen' lists no service 'dishes'", "listed: plates"),
        ("within: 2 min\n", "within: 1 min\n", "within 1 min, which promises 2 min", "agree on one time"),
        ("importance: critical, via", "importance: low, via", "importance-inversion: 'kitchen/plates' rates 'waiters/orders' low", "rate it by what rests on it"),
        ("headcount: 5", "headcount: 3", "overloaded: 'kitchen' is asked for 127 % of what it can do", "ask who can wait"),
        ("waiters/orders:\n          optional: true", "guests:\n          optional: true", "layers: the dependency of 'expediter' on 'guests' points up", "turn it round"),
    ],
)  # fmt: skip
def test_a_broken_example_says_at_which_line_and_what_to_do(
    old: str, new: str, told: str, hint: str, tmp_path: Path
) -> None:
    text = (ROOT / "examples" / "restaurant.yaml").read_text(encoding="utf-8")
    assert old in text
    whole, broken = tmp_path / "whole.yaml", tmp_path / "broken.yaml"
    whole.write_text(text + GUARDS, encoding="utf-8")
    broken.write_text(text.replace(old, new, 1) + GUARDS, encoding="utf-8")

    before, after = (icmap(each.name, "--format", "concise", cwd=tmp_path).stdout for each in (whole, broken))

    (line,) = [each for each in after.splitlines() if told in each]
    assert told not in before
    assert line.startswith("broken.yaml:")
    assert hint in line
