"""`icmap fmt`: the usual form, in which a map says the same, comments included."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icmap.cli._run import run
from icmap.errors import IcmapError
from icmap.loading import Loaded, load, parse
from icmap.tidy import tidied

ROOT = Path(__file__).resolve().parents[2]
MAPS = sorted((ROOT / "examples").glob("**/*.yaml")) + sorted((ROOT / "tests" / "cases").glob("**/*.yaml"))


def tidy(text: str) -> str:
    return tidied(parse(text), text)


def said(loaded: Loaded) -> list[str]:
    """Everything that a map says, without the places where it says it."""
    org = loaded.org
    records = [
        org.calendar,
        org.survey,
        [(each.name, each.share) for each in org.situations],
        list(org.parties.values()),
    ]
    return [re.sub(r"(file|place|span)=[^,)]*", "", _plain(record)) for record in records]


def _plain(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_plain, value))}]"
    names = getattr(type(value), "__dataclass_fields__", None)
    if names is None:
        return repr(value)
    kept = [name for name in names if name not in ("file", "place", "places", "span")]
    return f"{type(value).__name__}({', '.join(f'{name}={_plain(getattr(value, name))}' for name in kept)})"


def test_keys_stand_in_the_order_of_the_format_each_with_its_comments() -> None:
    text = """\
# a map

parties:
  a:
    # below it
    depends_on:
      # first
      - b: {importance: high, within: 1d}   # soon
    owner: "Ann"   # since May
    # what it is
    kind: team
  b:
name: 'No'
icmap: 1
"""

    assert (
        tidy(text)
        == """\
# a map

icmap: 1
name: 'No'
parties:
  a:
    # what it is
    kind: team
    owner: Ann   # since May
    # below it
    depends_on:
      # first
      - b: {within: 1d, importance: high}   # soon
  b:
"""
    )


def test_names_are_left_where_they_are() -> None:
    text = "icmap: 1\nparties:\n  z: {depends_on: [b, a]}\n  b: {depends_on: {z: , a: }}\n  a:\n"

    assert tidy(text) == text


def test_indentation_is_two_and_lists_stand_further_in() -> None:
    text = """\
icmap: 1
parties:
    a:
        description: >-
            many
              words
        depends_on:
        # why
        -   b:
                within: 1d
                via: a
                  call
        - any_of:
          - b
          -  c: {when: x,
              within: 2d}
    b: {}
    c:
"""

    assert (
        tidy(text)
        == """\
icmap: 1
parties:
  a:
    description: >-
        many
          words
    depends_on:
      # why
      - b:
          within: 1d
          via: a
            call
      - any_of:
          - b
          - c: {when: x,
             within: 2d}
  b: {}
  c:
"""
    )


@pytest.mark.parametrize(
    "kept", ["'no'", '"007"', "'1.10'", '"a: b"', "'x # y'", "''", '"12:30"', "'- x'", '"2026-01-01"', "'a, b'"]
)
def test_quotes_stay_where_somebody_needs_them(kept: str) -> None:
    text = f"icmap: 1\nname: {kept}\nparties: {{}}\n"

    assert tidy(text) == text


def test_a_map_with_anchors_keeps_its_order() -> None:
    text = "icmap: 1\nparties:\n  a: {owner: &x Ann, kind: team}\n  b: {owner: *x}\n"

    assert tidy(text) == text


def test_line_ends_stay_as_they_are() -> None:
    assert tidy("name: x\r\nicmap: 1\r\n") == "icmap: 1\r\nname: x\r\n"


@pytest.mark.parametrize(
    "text", ["icmap: 1\nparties:\n  a: {\n", "icmap: 1\n---\nx: 1\n", "", "icmap: 1\nname: !!x y\n"]
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(IcmapError):
        tidy(text)


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_the_maps_of_this_project_say_the_same_before_and_after_and_nothing_is_left_to_do(path: Path) -> None:
    loaded = load(path)
    text = loaded.sources[0].text
    try:
        made = tidied(loaded, text)
    except IcmapError:
        return

    again = parse(made, root=str(path.parent))

    assert said(again) == said(parse(text, root=str(path.parent)))
    assert tidied(again, made) == made
    assert sorted(re.findall(r"#.*", made)) == sorted(each.rstrip() for each in re.findall(r"#.*", text))


_NAMES = st.sampled_from(["a", "b", "'c d'", '"e"', "no", "x-own", "1.5", "ä", '"f: g"'])
_VALUES = st.sampled_from(["team", "'team'", '"2d"', "1d", "[a, b]", "['a', b]", "", "{x-y: 1, kind: team}", "|\n{m}  text\n{m}   more", ">-\n{m}  a\n\n{m}  b", '"a\n{m}  b"', "[a,\n{m}  b]", "# nothing"])  # fmt: skip
_KEYS = st.sampled_from(
    [
        "kind",
        "owner",
        "depends_on",
        "lead_time",
        "services",
        "name",
        "'tags'",
        "x-own",
        "description",
        "within",
        "any_of",
    ]
)
_COMMENTS = st.sampled_from(["", "# one\n", "\n# two\n", "\n", "    # far in\n", "# at the margin\n\n"])


@st.composite
def maps(draw: st.DrawFn) -> str:
    """A text with odd indentation, comments, quotes, texts of several lines: read or not."""
    step = draw(st.integers(1, 5))
    margin = " " * step
    lines = [draw(_COMMENTS), "icmap: 1\n", "parties:\n"]
    for name in draw(st.lists(_NAMES, min_size=1, max_size=4)):
        lines.append(f"{margin}{name}:\n")
        for key in draw(st.lists(_KEYS, max_size=5)):
            lines.append(draw(_COMMENTS))
            value = draw(_VALUES).replace("{m}", margin * 2)
            lines.append(f"{margin * 2}{key}: {value}{draw(st.sampled_from(['', '  # beside', '   ']))}\n")
            if draw(st.booleans()) and not value:
                lines += [
                    f"{margin * 3}-{' ' * draw(st.integers(1, 3))}{each}\n"
                    for each in draw(st.lists(_NAMES, max_size=3))
                ]
    lines.append(
        draw(st.sampled_from(["", "name: x\n", "calendar: {days_per_week: 5, hours_per_day: 8}\n", "# end", "\n\n"]))
    )
    return "".join(lines)


@settings(max_examples=400, deadline=None)
@given(maps())
def test_whatever_is_written_says_the_same_before_and_after(text: str) -> None:
    loaded = parse(text)
    try:
        made = tidied(loaded, text)
    except IcmapError:
        return

    again = parse(made)

    assert said(again) == said(loaded)
    assert sorted(each.message for each in again.errors) == sorted(each.message for each in loaded.errors)
    assert tidied(again, made) == made


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab: -{}[],#'\"\n|>&*!?%@`\t"), max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    whole = f"icmap: 1\n{text}"
    loaded = parse(whole)
    try:
        made = tidied(loaded, whole)
    except IcmapError:
        return

    assert tidied(parse(made), made) == made


def test_check_writes_nothing_and_exits_1_where_something_would_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "org.yaml"
    path.write_text("name: x\nicmap: 1\n", encoding="utf-8")

    assert run(["fmt", "--check", str(path)]) == 1
    assert path.read_text(encoding="utf-8") == "name: x\nicmap: 1\n"
    assert run(["fmt", "--diff", str(path)]) == 0
    assert "+icmap: 1\n name: x\n-icmap: 1\n" in capsys.readouterr().out
    assert run(["fmt", str(path)]) == 0
    assert path.read_text(encoding="utf-8") == "icmap: 1\nname: x\n"
    assert run(["fmt", "--check", str(tmp_path)]) == 0


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_formatted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.yaml").write_text("icmap: 1\nparties: {\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("name: x\nicmap: 1\n", encoding="utf-8")

    assert run(["fmt", str(tmp_path)]) == 2
    assert "a.yaml:3:1: no value can begin like this" in capsys.readouterr().err
    assert (tmp_path / "b.yaml").read_text(encoding="utf-8").startswith("icmap: 1\n")
