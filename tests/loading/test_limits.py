"""Every limit, at the limit and one above."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from icmap.loading import LIMITS, Loaded, load, parse


def found(loaded: Loaded) -> list[str]:
    return [each.rule for each in loaded.errors]


def with_id(length: int) -> str:
    return f"icmap: 1\nparties:\n  {'a' * length}:\n"


def with_name(length: int) -> str:
    return f"icmap: 1\nname: {'n' * length}\n"


def with_text(length: int) -> str:
    return f"icmap: 1\ndescription: {'d' * length}\n"


def with_depth(depth: int) -> str:
    return f"icmap: 1\nx-deep: {'[' * (depth - 1)}{']' * (depth - 1)}\n"


def with_expansion(length: int) -> str:
    """A text of 10,000 characters with its anchor, and aliases for so many characters in units of that."""
    return f"icmap: 1\nx-a: &a {'x' * (10_000 - 3)}\nx-b: [{', '.join(['*a'] * (length // 10_000))}]\n"


CASES: list[tuple[Callable[[int], str], int, str]] = [
    (with_id, LIMITS.id, "invalid-id"),
    (with_name, LIMITS.name, "invalid-text"),
    (with_text, LIMITS.scalar, "limit-exceeded"),
    (with_depth, LIMITS.depth, "limit-exceeded"),
]


@pytest.mark.parametrize(("text", "limit", "rule"), CASES, ids=lambda case: getattr(case, "__name__", ""))
@pytest.mark.parametrize("parser", ["libyaml", "pure"])
def test_at_the_limit_all_is_well_and_one_above_is_a_mistake(
    text: Callable[[int], str], limit: int, rule: str, parser: str
) -> None:
    assert found(parse(text(limit), pure=parser == "pure")) == []
    assert found(parse(text(limit + 1), pure=parser == "pure")) == [rule]


def test_aliases_may_expand_a_file_to_ten_megabytes() -> None:
    assert found(parse(with_expansion(LIMITS.expansion))) == []
    assert found(parse(with_expansion(LIMITS.expansion + 10_000))) == ["limit-exceeded"]


def test_aliases_may_expand_a_large_file_to_twenty_times_its_size() -> None:
    padding = "# " + "x" * 600_000 + "\n"

    assert found(parse(padding + with_expansion(12_000_000))) == []
    assert found(parse(padding + with_expansion(13_000_000))) == ["limit-exceeded"]


def test_the_size_of_a_file_is_counted_in_bytes() -> None:
    text = "icmap: 1\nname: \u00e9\n"
    size = len(text.encode())

    assert found(parse(text, max_size=size)) == []
    assert found(parse(text, max_size=size - 1)) == ["limit-exceeded"]


def test_the_size_holds_for_all_files_of_a_map_together(tmp_path: Path) -> None:
    first, second = b"icmap: 1\ninclude: [b.yaml]\n", b"parties: {a: }\n"
    (tmp_path / "a.yaml").write_bytes(first)
    (tmp_path / "b.yaml").write_bytes(second)
    both = len(first) + len(second)

    assert found(load(tmp_path / "a.yaml", max_size=both)) == []
    assert found(load(tmp_path / "a.yaml", max_size=both - 1)) == ["limit-exceeded"]


def test_of_very_many_findings_the_first_thousand_are_told_and_the_rest_counted() -> None:
    wrong = "".join(f"  a{n}: {{zzz: 1}}\n" for n in range(LIMITS.told + 5))
    at_limit = "".join(f"  a{n}: {{zzz: 1}}\n" for n in range(LIMITS.told))

    told = parse(f"icmap: 1\nparties:\n{wrong}").findings.diagnostics

    assert len(parse(f"icmap: 1\nparties:\n{at_limit}").findings) == LIMITS.told
    assert len(told) == LIMITS.told + 1
    assert told[-1].message == "5 further findings are not told" or any("5 further" in each.message for each in told)


def test_a_map_has_at_most_a_thousand_files(tmp_path: Path) -> None:
    for number in range(LIMITS.files):
        (tmp_path / f"p{number:04}.yaml").write_text("parties: {}\n")
    (tmp_path / "org.yml").write_text("icmap: 1\ninclude: [p*.yaml]\n")

    loaded = load(tmp_path / "org.yml")

    assert found(loaded) == ["limit-exceeded"]
    assert len(loaded.files) == LIMITS.files
    (tmp_path / "p0000.yaml").unlink()
    assert found(load(tmp_path / "org.yml")) == []
