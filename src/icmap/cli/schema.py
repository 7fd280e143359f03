"""`icmap schema`: the JSON Schema of a map file, or of what `analyze`, `check` and `diff` print as JSON."""

from __future__ import annotations

from typing import Annotated

import typer

from icmap.cli._options import Output
from icmap.errors import IcmapError

__all__ = ["EXAMPLES", "schema"]

EXAMPLES = (
    "icmap schema -o map.schema.json",
    "icmap schema --result",
    "icmap schema --findings",
    "icmap schema --diff",
)


def schema(
    *,
    result: Annotated[bool, typer.Option("--result", help="That of the JSON that 'icmap analyze' prints.")] = False,
    findings: Annotated[bool, typer.Option("--findings", help="That of the JSON that 'icmap check' prints.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="That of the JSON that 'icmap diff' prints.")] = False,
    output: Output = None,
) -> None:
    """Print the JSON Schema of the map file, for editors that complete and check."""
    from icmap.cli._output import deliver
    from icmap.formats.json import written

    wanted = [
        made
        for is_wanted, made in ((result, _result_schema), (findings, _findings_schema), (diff, _comparison_schema))
        if is_wanted
    ]
    if len(wanted) > 1:
        raise IcmapError("one schema at a time", hint="say --result, --findings or --diff")
    deliver(written((wanted or [_map_schema])[0]()), output)


def _comparison_schema() -> object:
    from icmap.schemas.result import comparison_schema

    return comparison_schema()


def _findings_schema() -> object:
    from icmap.schemas.findings import findings_schema

    return findings_schema()


def _result_schema() -> object:
    from icmap.schemas.result import result_schema

    return result_schema()


def _map_schema() -> object:
    from icmap.schemas.map import map_schema

    return map_schema()
