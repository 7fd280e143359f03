from __future__ import annotations

import json
import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from icmap.formats.escaping import code_span, markdown_text, neutralised, plain_ascii, printable
from icmap.formats.json import written
from one_report import EVIL
from worlds import shared

PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs", "Cf", "Cn"]) | st.just(" "))
PUNCTUATED = st.text("ab1 .)(-+*_`~<>[]{}|#!&:/\\@$^=;'\"%,?w", max_size=30)
BEGINNINGS = st.sampled_from(
    ["1. ", "12) ", "- ", "+ ", "# ", "> ", "===", "---", "***", "www.", "http://", "&lt;", "    x", "~~~", ": "]
)


def rendered(markdown: str) -> str:
    html: str = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)
    return html


def read_by_a_browser(html: str) -> str:
    return unescape(re.sub("<[^>]*>", "", html)).strip()


@settings(max_examples=300)
@given(
    PRINTABLE.filter(lambda text: printable(text) == text) | PUNCTUATED | st.builds(str.__add__, BEGINNINGS, PUNCTUATED)
)
def test_text_in_markdown_reads_exactly_as_it_is(text: str) -> None:
    text = " ".join(text.split())

    html = rendered(f"before\n\n{markdown_text(text)}\n")

    assert (
        re.sub("<[^>]*>", "", html.split("<p>")[-1].replace("</p>", "")).strip()
        == re.sub('[&<>"]', lambda found: {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}[found[0]], text)
        or not text
    )
    assert set(re.findall("<[^>]*>", html)) <= {"<p>", "</p>"}


@settings(max_examples=200)
@given(PUNCTUATED)
def test_a_code_span_reads_exactly_as_it_is(text: str) -> None:
    text = " ".join(text.split())

    html = rendered(f"x {code_span(text)} y")

    assert read_by_a_browser(html) == (f"x {text} y" if text else "x  y".replace("  ", " ")) or not text


@settings(max_examples=200)
@given(st.lists(PUNCTUATED, min_size=2, max_size=2))
def test_a_table_cell_keeps_its_column(cells: list[str]) -> None:
    row = " | ".join(markdown_text(" ".join(cell.split())) for cell in cells)

    html = rendered(f"| a | b |\n|---|---|\n| {row} |\n")

    assert html.count("<td>") == 2
    assert [read_by_a_browser(cell) for cell in re.findall("<td>(.*?)</td>", html)] == [
        " ".join(cell.split()) for cell in cells
    ]


def test_plain_sentences_stay_legible_in_markdown() -> None:
    sentence = "Beds reach the ward 6 h 57 min after the round (1.8 of 5); it needs them within 4 h."

    assert markdown_text(sentence) == sentence


@pytest.mark.parametrize("text", ["www.x.io", "http://x.io", "a@b.io", "mailto:a@b.io", "xmpp:a@b.io"])
def test_nothing_becomes_a_link_on_github(text: str) -> None:
    escaped = markdown_text(text)

    assert not re.search(r"www\.|://|[a-z]@|mailto:|xmpp:", re.sub(r"\\.", "\0", escaped))


@given(st.text())
def test_printable_text_is_one_line_without_controls(text: str) -> None:
    shown = printable(text)

    assert len(shown.splitlines()) <= 1
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]", shown)
    shown.encode("utf-8")


def test_what_is_ordinary_stays_as_it_is() -> None:
    for text in ("Wait staff", "給与", "👩\u200d🍳", "می\u200cخواهم", "\ue000"):
        assert printable(text) == text


def test_characters_of_a_broken_file_name_are_shown_as_their_bytes() -> None:
    assert printable("a\udcff") == r"a\xff"


def test_ascii_writing_of_the_typography_keeps_names() -> None:
    assert plain_ascii("a → b … 3 × 4, Zoë") == "a -> b ... 3 x 4, Zoë"


def _runner_obeys(text: str) -> list[str]:
    """The commands that the GitHub Actions runner would read in a log, by the rules of its source."""
    parse: dict[str, object] = {}
    source = shared("hostile", "run_corpus.py").read_text(encoding="utf-8")
    begin, end = source.index("REG ="), source.index("a = sys.argv")
    exec(source[begin:end], {"re": re}, parse)  # noqa: S102 - the shared checker's own parser
    parse["gh_parse"].__globals__.update(parse)  # type: ignore[attr-defined]
    return [found[0] for found in parse["gh_parse"](text)]  # type: ignore[operator]


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from(
            [
                "::",
                ":",
                "##[",
                "#",
                "[",
                "]",
                "error",
                "set-env",
                " ",
                "\t",
                "\n",
                "\r",
                "\u00a0",
                "\u2003",
                "x",
                "\x0b",
                "\x1c",
            ]
        )
    ).map("".join)
)
def test_a_neutralised_text_holds_no_workflow_command(text: str) -> None:
    assert _runner_obeys(neutralised(text)) == []


def test_neutralising_leaves_json_as_it_is() -> None:
    text = written({"a": f"::error::{EVIL}", "##[error]b": ["::set-env name=a::b"]})

    assert neutralised(text) == text
    assert json.loads(text) == {"a": f"::error::{EVIL}", "##[error]b": ["::set-env name=a::b"]}
