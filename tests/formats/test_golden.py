"""One Report and one Findings through every format, compared with what was looked at and found right.

`ICMAP_GOLDEN=write pytest tests/formats` writes them anew; look at the difference before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from icmap import formats
from icmap.formats import FORMATS, Format, Page, all_formats
from one_report import A_REPORT, SOME_FINDINGS

GOLDEN = Path(__file__).parent / "golden"

PAGES = {
    "wide": Page(120),
    "narrow": Page(80),
    "color": Page(80, color=True),
    "ascii": Page(80, ascii=True),
    "tiny": Page(1),
}


def same_as_golden(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("ICMAP_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.read_bytes().decode() == text


@pytest.mark.parametrize(
    "form", [each for each in all_formats() if each.report and not each.illustrated], ids=lambda form: form.name
)
def test_every_format_writes_the_shared_report_as_it_was_found_right(form: Format) -> None:
    assert form.report

    texts = {name: form.report(A_REPORT, page) for name, page in PAGES.items()}

    for name, text in texts.items():
        if name == "wide" or text != texts["wide"]:
            same_as_golden(f"report-{form.name}-{name}", text)


@pytest.mark.parametrize("form", [each for each in all_formats() if each.findings], ids=lambda form: form.name)
def test_every_format_writes_the_shared_findings_as_they_were_found_right(form: Format) -> None:
    assert form.findings

    texts = {name: form.findings(SOME_FINDINGS, page) for name, page in PAGES.items()}

    for name, text in texts.items():
        if name == "wide" or text != texts["wide"]:
            same_as_golden(f"findings-{form.name}-{name}", text)


@pytest.mark.parametrize("form", all_formats(), ids=lambda form: form.name)
def test_a_format_writes_nothing_that_a_terminal_would_obey(form: Format) -> None:
    report = form.report(A_REPORT, Page(80)) if form.report else ""
    findings = form.findings(SOME_FINDINGS, Page(80)) if form.findings else ""

    assert not {character for character in report + findings if not character.isprintable()} - {"\n"}


def test_the_list_of_formats_holds_every_module_of_the_folder() -> None:
    folder = Path(formats.__file__).parent
    writers = {
        path.stem.replace("_", "-")
        for path in folder.glob("[a-z]*.py")
        if "\nFORMAT = " in path.read_text(encoding="utf-8")
    }

    assert writers == set(FORMATS) == {form.name for form in all_formats()}
