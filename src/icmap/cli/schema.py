"""`icmap schema`: the JSON Schema of a map file, or of what `analyze --format json` prints."""

from __future__ import annotations

from typing import Annotated

import typer

from icmap.cli._options import Output

__all__ = ["EXAMPLES", "schema"]

EXAMPLES = ("icmap schema -o icmap.schema.json", "icmap schema --result")


def schema(
    *,
    result: Annotated[bool, typer.Option("--result", help="That of the JSON that 'icmap analyze' prints.")] = False,
    output: Output = None,
) -> None:
    """Print the JSON Schema of the map file, for editors that complete and check."""
    from icmap.cli._output import deliver
    from icmap.formats.json import written

    deliver(written(_result_schema() if result else _map_schema()), output)


def _result_schema() -> object:
    from icmap.formats.result_schema import result_schema

    return result_schema()


def _map_schema() -> object:
    from icmap.loading.json_schema import map_schema

    return map_schema()
