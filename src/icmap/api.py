"""icmap for notebooks and scripts: load a map, ask it, and go on with networkx.

import icmap

org = icmap.load("org.yaml")
report = icmap.analyze(org, sections=["bottlenecks"], situations=["year end"])
report.results["bottlenecks"].parties[0].reach
graph = org.service_graph()          # a networkx.DiGraph, edges from customer to provider
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field, replace
from datetime import date
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from icmap import checking, loading
from icmap import graph as graphs
from icmap.diagnostics import Diagnostic, Findings, MapError
from icmap.errors import IcmapError
from icmap.measures.needs import Need, needs
from icmap.measures.plain_graphs import plain_party_graph, plain_service_graph
from icmap.model import Dependency, OrgMap, Party
from icmap.model.entries import written
from icmap.notebooks import Picture, Report, known_options, map_dict, map_frame
from icmap.records import dataclass
from icmap.report import ask, build_report
from icmap.study import Question, Study, Thresholds

if TYPE_CHECKING:
    import graphviz
    import networkx as nx
    import pandas as pd

    from icmap.measures.chances import Chances
    from icmap.model import Edit
    from icmap.pictures.options import Direction, EngineName, Labels, Lanes, ThemeName, Wish
    from icmap.whatif.impact import Impact
    from icmap.whatif.plan import Plan

__all__ = [
    "EditOptions", "Map", "MapError", "Picture", "PictureOptions", "QuestionOptions", "Report", "analyze", "check", "impact", "load", "parse", "plan", "render",
    "simulate", "to_graphviz",
]  # fmt: skip


_SHOWN = 60
"""How many parties a notebook shows of a map."""


class QuestionOptions(TypedDict, total=False):
    """What may be asked beyond the defaults; see `icmap.study.Question`."""

    situations: Collection[str]
    level: int | str | None
    to: str | None
    why_not: str | None
    by: str | None
    top: int
    need: str | None
    runners_up: int
    cut_size: int
    seed: int
    thresholds: Thresholds
    times: graphs.Times


class PictureOptions(TypedDict, total=False):
    """How a picture may be asked for; as the options of `icmap render`, `proportions` being its `--size`."""

    situations: Collection[str]
    level: int | str | None
    focus: str | None
    need: str | None
    every_need: bool
    lanes: Lanes
    depth: int
    top: int | None
    labels: Labels
    direction: Direction
    theme: ThemeName
    legend: bool
    proportions: tuple[float, float] | None
    scale: float
    engine: EngineName


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Map:
    """A map that was read: its parties, what was remarked about it, and its graphs."""

    org: OrgMap
    findings: Findings = field(default_factory=lambda: Findings(()))

    def __repr__(self) -> str:
        remarks = f", {len(self.findings)} findings" if len(self.findings) else ""
        return f"<icmap.Map {self.name!r}: {len(self.parties)} parties{remarks}>"

    @property
    def name(self) -> str:
        """The map's name, else the file it was read from."""
        return self.org.name or self.org.file

    @property
    def parties(self) -> Mapping[str, Party]:
        """The parties by id, in the order of their ids."""
        return self.org.parties

    @property
    def situations(self) -> tuple[str, ...]:
        """The names of the situations it lists."""
        return tuple(each.name for each in self.org.situations)

    @property
    def end_customers(self) -> tuple[str, ...]:
        """The ids of those for whom the work is done in the end."""
        return graphs.end_customers(self.org)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found while reading: warnings and notes, and mistakes where it was read with `keep_going`."""
        return self.findings.diagnostics

    def service_graph(self, situations: Collection[str] = ()) -> nx.DiGraph[str]:
        """A `networkx.DiGraph` with a node for each service (`party/service`), edges from customer to provider.

        Attributes are plain numbers and texts, so that networkx can write the graph: `lead_time_hours`, `kind`,
        `importance` and whatever else the map says. `steps` has the records behind the nodes.
        """
        return plain_service_graph(self._study(situations=situations))

    def steps(self, situations: Collection[str] = ()) -> Mapping[str, graphs.Step]:
        """The record behind each node of the service graph: exact times, and its inputs as they are written."""
        return self._study(situations=situations).steps

    def dependencies(self, *, customer: str | None = None, provider: str | None = None) -> tuple[Dependency, ...]:
        """The dependencies as written, with their places, of all parties or those of a customer, of a provider, of both."""
        return tuple(
            each
            for party in self.org.parties.values()
            for each in written(party)
            if (customer is None or each.customer == customer) and (provider is None or each.provider == provider)
        )

    def party_graph(self, situations: Collection[str] = (), level: int | str | None = None) -> nx.DiGraph[str]:
        """A `networkx.DiGraph` with a node for each party, edges from customer to provider.

        Attributes are plain, as in `service_graph`; `parties` has the records behind the nodes, `dependencies` those behind the
        edges. `level` folds parties into their ancestor of a kind, or at a depth.
        """
        return plain_party_graph(self._study(situations=situations, level=level))

    def needs(self, **question: Unpack[QuestionOptions]) -> tuple[Need, ...]:
        """What each end customer waits for: when it comes, by which chain, and whether that is soon enough; times in seconds."""
        return self._study(**question).of(needs)

    def to_dict(self) -> dict[str, Any]:
        """The map as plain values: `map`, `parties`, `services`, `dependencies`; times in hours under names that say so."""
        return map_dict(self.org)

    def to_frame(self, name: str = "dependencies") -> pd.DataFrame:
        """The `parties`, `services` or `dependencies` as a pandas data frame, where pandas is installed."""
        return map_frame(self.org, name)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002 - as notebooks call it
        """The map as a picture; a large one as its most connected parties."""
        return {"text/plain": repr(self), "image/svg+xml": self._repr_svg_()}

    def _repr_svg_(self) -> str:
        top = None if len(self.parties) <= _SHOWN else _SHOWN
        return render(self, top=top).decode("utf-8")

    def _study(self, **options: Unpack[QuestionOptions]) -> Study:
        return ask(self.org, question_from(options))


def load(
    path: str | PathLike[str],
    *,
    keep_going: bool = False,
    root: str | PathLike[str] | None = None,
    max_size: int | None = None,
) -> Map:
    """Read a map file. Mistakes in it are a `MapError`, unless `keep_going` asks for what could be read."""
    loaded = loading.load(path, root=None if root is None else fspath(root), max_size=max_size)
    return _map(loaded, keep_going=keep_going)


def parse(text: str, *, keep_going: bool = False) -> Map:
    """Read a map from its text. Mistakes in it are a `MapError`, unless `keep_going` asks for what could be read."""
    return _map(loading.parse(text), keep_going=keep_going)


def _map(loaded: loading.Loaded, *, keep_going: bool) -> Map:
    if not loaded.ok and not keep_going:
        raise MapError(loaded.findings)
    return Map(loaded.org, loaded.findings)


def analyze(
    org: Map | OrgMap | str | PathLike[str], sections: Iterable[str] | None = None, **question: Unpack[QuestionOptions]
) -> Report:
    """Everything about a map, or only the sections named: `report.results` by name, `report.sections` as told to people.

    A party, situation, kind or section that does not exist is an `IcmapError`.
    """
    return Report.of(build_report(ask(_model(org), question_from(question)), sections))


def check(
    path: str | PathLike[str],
    *,
    policies: Iterable[str | PathLike[str]] = (),
    select: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
    as_of: date | None = None,
) -> Findings:
    """What the rules find in a map file, its mistakes among it: `findings.diagnostics`, in reading order.

    A file that cannot be opened, a policy with mistakes and a rule that does not exist are an `IcmapError`.
    """
    wanted = checking.read_wanted(policies=policies, select=select, ignore=ignore, as_of=as_of)
    return checking.check([loading.load(path)], wanted).findings


def render(
    org: Map | OrgMap | str | PathLike[str], view: str = "map", form: str = "svg", **options: Unpack[PictureOptions]
) -> Picture:
    """A picture of a map in a format of `icmap render` (svg, png, pdf, pptx, html, dot, mermaid, d2), as the bytes of a file.

    A notebook shows it.

    A view, format, party, situation or kind that does not exist is an `IcmapError`. What was left out of a large map is
    not told here; `icmap render` tells it.
    """
    from icmap.pictures.fitting import fitting
    from icmap.pictures.make import format_named
    from icmap.pictures.options import Style
    from icmap.pictures.order import Order
    from icmap.pictures.paint.engines.engine import Engine

    known_options(options, PictureOptions.__annotations__, "render")
    form_of = format_named(form)
    style = Style(
        options.get("theme", "light"), options.get("legend", True), options.get("proportions") or form_of.page
    )
    order = Order(style, Engine(options.get("engine", "auto")), options.get("scale", 1.0))
    return Picture(form_of.write(fitting(*_wished(org, options, view), order), order).content, form)


def to_graphviz(
    org: Map | OrgMap | str | PathLike[str], view: str = "map", **options: Unpack[PictureOptions]
) -> graphviz.Digraph:
    """A picture of a map as a `graphviz.Digraph`, to restyle, show in a notebook, or render with Graphviz.

    A view that is no graph (matrix, heat) is an `IcmapError`.
    """
    from icmap.pictures.drawing import Drawing
    from icmap.pictures.text.dot import to_graphviz as made
    from icmap.pictures.views import picture_of

    known_options(options, PictureOptions.__annotations__, "to_graphviz")
    picture = picture_of(*_wished(org, options, view))
    if not isinstance(picture, Drawing):
        raise IcmapError(f"the view '{view}' is no graph", hint="render draws it as svg, png, pdf or pptx")
    return made(picture)


def _wished(org: Map | OrgMap | str | PathLike[str], options: PictureOptions, view: str) -> tuple[Study, str, Wish]:
    from icmap.pictures.options import Wish

    question = question_from({"situations": options.get("situations", ()), "level": options.get("level")})
    wish = Wish(
        options.get("focus"), options.get("depth", 1), options.get("top"), options.get("labels", "auto"), options.get("direction", "auto"),
        options.get("need"), options.get("every_need", False), options.get("lanes", "group"),
    )  # fmt: skip
    return ask(_model(org), question), view, wish


class EditOptions(TypedDict, total=False):
    """Edits of a map for a what-if; the map itself stays as it is. See `icmap impact`."""

    set: Mapping[str, str]
    late: Mapping[str, str]
    down: Collection[str]
    without: Collection[str]
    serve: Collection[tuple[str, str]]
    situations: Collection[str]
    scenario: str | None


def impact(org: Map | OrgMap | str | PathLike[str], **edits: Unpack[EditOptions]) -> Impact:
    """What some edits do: `impact(org, late={"jeff": "2d"}, down=["it"])`; needs before and after, who is hit, who stops.

    `set` is path to value (`{"jeff.lead_time": "2d"}`), `serve` pairs of provider and customer. An edit that means nobody
    or a value that cannot be is an `IcmapError`.
    """
    from icmap.whatif.edits import Edited, edited
    from icmap.whatif.impact import impact_of
    from icmap.whatif.sides import Side

    model = _model(org)
    after = edited(model, _edits(model, edits))
    return impact_of(Side(Edited(model), Question()), Side(after, Question()), edits.get("scenario") or "")


def simulate(
    org: Map | OrgMap | str | PathLike[str],
    *,
    runs: int = 10_000,
    seed: int = 1,
    correlation: float = 0.0,
    draw_situations: bool = False,
    until_stable: bool = False,
    **edits: Unpack[EditOptions],
) -> Chances:
    """Every need in so many runs: percentiles, the chance that it is kept, its drivers. See `icmap simulate`."""
    from icmap.measures.chances import Settings, chances

    settings = Settings(runs, seed, correlation, draw_situations, until_stable)
    return chances(_edited_study(_model(org), edits), settings)


def plan(  # noqa: PLR0913 - as the options of the command
    org: Map | OrgMap | str | PathLike[str],
    *,
    budget: float | None = None,
    most: int | None = None,
    until_kept: bool = False,
    assume: str | None = None,
    customer: str | None = None,
    need: str | None = None,
    time_limit: float = 30.0,
    **edits: Unpack[EditOptions],
) -> Plan | None:
    """The best set of options within a budget or a number, or the cheapest that keeps every need (None: no set does).

    See `icmap plan`. A map without options, options that contradict one another and a budget below the cheapest are an
    `IcmapError`.
    """
    from icmap.whatif.offers import assumed, assumed_share, offers
    from icmap.whatif.plan import Wanted
    from icmap.whatif.plan import plan as make

    study = _edited_study(_model(org), edits)
    if customer is not None:
        study = ask(study.org, replace(study.question, to=customer, need=need))
    found = offers(study.org)
    if assume is not None:
        found += assumed(study, assumed_share(assume), beside=found)
    return make(study, found, Wanted(budget, most, until_kept, time_limit))


def _model(org: Map | OrgMap | str | PathLike[str]) -> OrgMap:
    if isinstance(org, str | PathLike):
        org = load(org)
    return org.org if isinstance(org, Map) else org


def _edits(org: OrgMap, asked: EditOptions) -> tuple[Edit, ...]:
    from icmap.model import Edit
    from icmap.whatif.edits import edits_of, scenario

    named = asked.get("scenario")
    new = (Edit("serve", provider, customer) for provider, customer in asked.get("serve", ()))
    situations = asked.get("situations", ())
    return (
        *(scenario(org, named) if named else ()),
        *edits_of(
            set=[f"{path}={value}" for path, value in asked.get("set", {}).items()],
            late=[f"{who}={time}" for who, time in asked.get("late", {}).items()],
            without=asked.get("without", ()),
        ),
        *new,
        *edits_of(down=asked.get("down", ()), situation=[situations] if isinstance(situations, str) else situations),
    )


def _edited_study(org: OrgMap, asked: EditOptions) -> Study:
    from icmap.whatif.edits import edited
    from icmap.whatif.sides import Side

    return Side(edited(org, _edits(org, asked)), Question()).study


def question_from(options: QuestionOptions) -> Question:
    """The question with these options; situations in the order of their names."""
    known_options(options, QuestionOptions.__annotations__, "analyze")
    named = options.get("situations", ())
    situations = (named,) if isinstance(named, str) else tuple(sorted(set(named)))
    rest: Any = {name: value for name, value in options.items() if name != "situations"}
    return Question(situations, **rest)
