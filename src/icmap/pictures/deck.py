"""A report as six slides: what to fix first, the map, the worst need, who has no stand-in, what fails, what to ask next.

Each title says what was found; the notes of a slide say where in the file its numbers stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from icmap.document import Bullets, Report, Section, Sentence, Table
from icmap.errors import IcmapError
from icmap.measures.drag import drags
from icmap.pictures.fitting import fitting
from icmap.pictures.options import Wish
from icmap.pictures.order import Made, Order
from icmap.pictures.paint.pptx import SLIDE, add_picture, needs_pptx
from icmap.pictures.views.stories import stories
from icmap.pictures.views.timeline import timeline_rows
from icmap.study import Study
from icmap.wording.names import Words
from icmap.wording.picture import ask_title, fails_title, first_title, lever, stand_ins_title

__all__ = ["deck_of"]

_MOST_STEPS = 16
_NO_STAND_IN, _FAILS = "none named", "Result"


def deck_of(study: Study, report: Report, order: Order) -> Made:
    """The presentation of one map; a slide for which there is nothing to say is left out."""
    needs_pptx()
    from icmap.pictures.paint.pptx.show import Show

    if not study.parties:
        raise IcmapError("a map of nobody makes no slides", hint="add parties to the map")
    show = Show(order.style.proportions or SLIDE, order.style.theme, order.template)
    name = study.org.name or report.title
    sections = {section.name: section for section in report.sections}
    findings = [each for each in _bullets(sections.get("first")) if each.ordered]
    _sentences(show, first_title(study), name, [each for some in findings for each in some.sentences], numbered=True)
    remarks = _pictures(show, study, order)
    _no_stand_in(show, name, sections.get("outages"))
    _failing(show, name, sections.get("promises"))
    asked = [each for some in _bullets(sections.get("first")) if not some.ordered for each in some.sentences]
    _sentences(show, ask_title(len(asked)), name, asked, numbered=False)
    return Made(show.content(f"{name}: what to fix first"), remarks)


def _bullets(section: Section | None) -> Iterator[Bullets]:
    return (block for block in (section.blocks if section else ()) if isinstance(block, Bullets))


def _sentences(show: Any, title: str, name: str, sentences: list[Sentence], *, numbered: bool) -> None:
    from icmap.pictures.paint.pptx.words import add_sentences

    if sentences:
        slide = show.titled(title, name, notes=_places(sentences))
        add_sentences(slide, [each.text for each in sentences[:7]], (show.width, show.height), numbered=numbered)


def _places(sentences: Iterable[Sentence]) -> str:
    """Where the numbers of a slide stand in the file."""
    told = (f"{each.text} ({each.span.file}:{each.span.line})" for each in sentences if each.span.file)
    return "\n".join(told)


def _pictures(show: Any, study: Study, order: Order) -> tuple[str, ...]:
    """The map with its one story, then the worst need as a timeline with its lever."""
    remarks = add_picture(show, fitting(study, "map", Wish(), order), order)
    for need in stories(study)[:1]:
        found = study.of(drags).parties_for.get(need, ())
        best = max(found, key=lambda each: (each.time, each.subject), default=None)
        drawn, _, left = timeline_rows(study, need, _MOST_STEPS)
        notes = f"Computed by icmap: {need.key}" + (f"; {left} more steps have float" if left else "")
        if best is not None:
            time = study.of(Words).time(best.time)
            drawn = replace(drawn, title=lever(study, best.subject, time, need.end), subtitle=drawn.title)
        remarks += add_picture(show, drawn, order, notes)
    return remarks


def _no_stand_in(show: Any, name: str, section: Section | None) -> None:
    from icmap.pictures.paint.pptx.words import add_table

    for table in _tables(section):
        rows = [row for row in table.rows if row[-1] == _NO_STAND_IN]
        if rows:
            slide = show.titled(stand_ins_title(len(rows), rows[0][0]), name, "Who stops when one of them is out")
            add_table(
                slide,
                [each.title for each in table.columns][:-1],
                [row[:-1] for row in rows],
                (show.width, show.height),
            )
        return


def _failing(show: Any, name: str, section: Section | None) -> None:
    from icmap.pictures.paint.pptx.words import add_table

    for table in _tables(section):
        if table.columns[-1].title == _FAILS:
            kept = [at for at in range(len(table.columns)) if any(row[at] for row in table.rows)]
            rows = [
                tuple(row[at] for at in kept)
                for row in table.rows
                if any(word in row[-1] for word in ("unmet", "missed", "broken", "impossible"))
            ]
            if rows:
                slide = show.titled(
                    fails_title(len(rows)), name, "What was needed, promised, measured and computed; only what fails"
                )
                add_table(slide, [table.columns[at].title for at in kept], rows, (show.width, show.height))
            return


def _tables(section: Section | None) -> Iterator[Table]:
    return (block for block in (section.blocks if section else ()) if isinstance(block, Table))
