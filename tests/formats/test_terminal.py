from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from icmap.document import Bullets, Chain, ChainStep, Column, Paragraph, Report, Section, Sentence, Table
from icmap.encoding import encoded
from icmap.formats import Page, report_format
from icmap.locations import Span

TERMINAL = report_format("terminal", None)


def shown(*blocks: Bullets | Chain | Paragraph | Table, width: int = 80, ascii_only: bool = False) -> list[str]:
    assert TERMINAL.report
    text = TERMINAL.report(Report("T", "", (Section("s", "S", blocks),)), Page(width, ascii=ascii_only))
    return text.splitlines()[3:]


def table(*cells: str, holds: str = "text") -> Table:
    columns = tuple(Column(f"c{at}", holds) for at in range(len(cells)))  # type: ignore[arg-type]
    return Table(columns, (cells,))


def test_ids_are_never_cut_however_narrow_the_page() -> None:
    ids = ("a" * 60, "b" * 128)

    assert ["  ".join(ids)] == shown(table(*ids, holds="id"), width=40)[2:]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("ab 1é給", max_size=60), min_size=1, max_size=5), st.integers(1, 150))
def test_every_word_of_a_table_is_there_at_every_width(cells: list[str], width: int) -> None:
    lines = shown(table(*cells), width=width)

    letters = sorted("".join(cells).replace(" ", ""))
    assert sorted("".join(lines[2:]).replace(" ", "")) == letters


def test_a_table_of_words_fits_its_page() -> None:
    lines = shown(table("word " * 30, "other " * 20, "1 d 4 h"), width=60)

    assert max(map(cell_len, lines)) <= 60


def test_a_number_stays_with_its_unit() -> None:
    text = "it takes " + "x" * 28 + " 6 h 57 min"

    assert shown(Paragraph(text), width=40) == ["it takes " + "x" * 28, "6 h 57 min"]


def test_the_place_of_a_sentence_stands_behind_it_or_below() -> None:
    place = Span("org.yaml", 7, 1, 1)

    assert shown(Bullets((Sentence("Short.", span=place),))) == [" •  Short.  org.yaml:7"]
    assert shown(Bullets((Sentence("x" * 35, span=place),)), width=40) == [f" •  {'x' * 35}", "    org.yaml:7"]


def test_a_list_follows_the_words_that_announce_it() -> None:
    assert shown(Paragraph("Ask:"), Bullets((Sentence("Jeff"),), ordered=True)) == ["Ask:", " 1  Jeff"]


def test_a_very_long_chain_shows_its_ends_and_how_many_steps_are_between() -> None:
    lines = shown(Chain("", tuple(ChainStep(f"n{number}") for number in range(1000))))

    assert len(lines) == 41
    assert lines[20].split() == ["•", "…", "960", "more", "steps", "…"]
    assert lines[-1].endswith("n999")


def test_a_page_of_ascii_has_nothing_else_of_its_own() -> None:
    blocks = (
        Paragraph("a → b …"),
        Bullets((Sentence("x"),)),
        table("a", "b"),
        Chain("", (ChainStep("a"), ChainStep("b"))),
    )

    assert "".join(shown(*blocks, ascii_only=True)).isascii()


def test_what_is_no_number_is_null_in_json() -> None:
    assert encoded((float("nan"), float("inf"), -0.0, 1 / 3, True, None)) == [None, None, 0.0, 0.333333333, True, None]
