"""`icmap render`: the map as a picture."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from icmap.cli._options import (
    Anonymise,
    KeepGoing,
    LevelName,
    MapPath,
    MaxSize,
    NoColor,
    Output,
    Quiet,
    Root,
    Situations,
    TimesFrom,
    Verbose,
    asking,
    read_level,
)
from icmap.pictures.make import FORMATS
from icmap.pictures.options import Direction, EngineName, Labels, Lanes, ThemeName
from icmap.pictures.views import VIEWS

__all__ = ["EXAMPLES", "render"]

EXAMPLES = (
    "icmap render org.yaml -o org.svg",
    "icmap render org.yaml --view critical --focus staff --size 16:9 -o slide.png",
    "icmap render org.yaml --view neighbourhood --focus payroll --depth 2 -o around.svg",
    "icmap render org.yaml --view matrix --theme dark -o matrix.pdf",
    "icmap render org.yaml --format mermaid",
)


def _looks(metavar: object, explained: str, *names: str, **more: object) -> object:
    shown = metavar if isinstance(metavar, str) else "|".join(get_args(metavar))
    return typer.Option(*names, metavar=shown, help=explained, rich_help_panel="The picture", **more)  # type: ignore[call-overload]


def render(  # noqa: PLR0913 - one parameter an option
    path: MapPath,
    *,
    view: Annotated[str, asking("|".join(VIEWS), "What is shown.")] = "map",
    focus: Annotated[str | None, asking("PARTY", "Whom the picture is about.")] = None,
    depth: Annotated[int, asking("N", "How many steps around the focus.", min=1)] = 1,
    level: LevelName = None,
    situation: Situations = None,
    times: TimesFrom = "stated",
    need: Annotated[str | None, asking("WORDS", "Which need, by provider or service (else: the worst).")] = None,
    every: Annotated[bool, asking("", "Each need, not only the worst (critical, timeline).", "--all")] = False,
    lanes: Annotated[Lanes, asking("|".join(get_args(Lanes)), "Whose lanes (swimlane).")] = "group",
    top: Annotated[int | None, asking("N", "At most so many parties, those with the most dependencies.", min=1)] = None,
    labels: Annotated[Labels, _looks(Labels, "What is written on lines and cards.")] = "auto",
    theme: Annotated[ThemeName, _looks(ThemeName, "Colours; auto follows whoever looks (svg).")] = "light",
    size: Annotated[str | None, _looks("W:H", "The page: 16:9 and the like, or A4, A4-landscape.")] = None,
    legend: Annotated[bool, _looks("", "Explain what occurs, or leave that out.", "--legend/--no-legend")] = True,
    direction: Annotated[
        Direction, _looks(Direction, "Work flows to the right or down; auto takes the larger.")
    ] = "auto",
    scale: Annotated[float, _looks("X", "Enlarge a png.", min=0.05, max=20)] = 1.0,
    engine: Annotated[
        EngineName, _looks(EngineName, "Who lays it out: the system's Graphviz or the embedded one.")
    ] = "auto",
    anonymise: Anonymise = None,
    like: Annotated[str | None, _looks("OLD.svg", "Leave everything where an older picture of the map has it.")] = None,
    template: Annotated[str | None, _looks("FILE", "A pptx whose layouts and theme the slide gets.")] = None,
    format_name: Annotated[
        str | None,
        _looks("NAME", f"{', '.join(FORMATS)} (else: by the suffix of -o).", "--format"),
    ] = None,
    output: Output = None,
    keep_going: KeepGoing = False,
    root: Root = None,
    max_size: MaxSize = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    no_color: NoColor = False,
) -> None:
    """Draw the map, its services, its matrix, its slowest chain."""
    from icmap.cli import _pictures as pictures
    from icmap.cli._anonymising import shown
    from icmap.cli._progress import progress
    from icmap.cli._reading import Reading, files_of, read_maps
    from icmap.pictures.fitting import fitting
    from icmap.pictures.make import picture_format
    from icmap.pictures.options import Style, Wish
    from icmap.pictures.order import Order
    from icmap.report import ask
    from icmap.study import Question

    form = picture_format(format_name, output)
    page = pictures.read_proportions(size) or form.page
    order = Order(Style(theme, legend, page), pictures.guarded(engine), scale, template, pictures.read_places(like))
    (loaded,) = read_maps([path], Reading(keep_going, root, max_size, quiet or bool(anonymise), verbose, no_color))
    seen = shown(loaded.org, anonymise)
    question = Question(seen.situations(situation), read_level(level), times=times)
    study = ask(seen.org, question)
    wish = Wish(seen.party(focus), depth, top, labels, direction, need, every, lanes)
    with progress("choosing what to draw", quiet=quiet):
        picture = fitting(study, view, wish, order)
    pictures.write(picture, form, order, output, files_of([loaded]), quiet=quiet)
