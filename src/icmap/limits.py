"""How much of anything a map may have: the one table of limits, each with its reason."""

from __future__ import annotations

from icmap.records import dataclass

__all__ = ["LIMITS", "Limits"]

_KIB = 1024
_MIB = 1024 * _KIB


@dataclass(frozen=True, slots=True)
class Limits:
    """What a map may have at most; one more is a mistake with a message of its own.

    | limit | default | why |
    |---|---|---|
    | `size` | 64 MiB | bytes of all files of a map together; `--max-size` raises it |
    | `depth` | 32 | nested collections; a map needs ten, and deep flow nesting is quadratic in libyaml |
    | `scalar` | 64 KiB | characters of one text, so that a message or a table cell stays a message or a cell |
    | `id` | 128 | characters of the id of a party or service |
    | `name` | 200 | characters of a name or of any other text on one line |
    | `expansion_times`, `expansion` | 20, 10 MB | aliases may expand a file to 20 times its size or 10 MB, whichever is more; counted before anything is built |
    | `files` | 1,000 | files of one map, the first one counted |
    | `searched` | 20,000 | files and folders looked at for one pattern under `include` |
    | `links` | 2,000,000 | links between services, once every bare reference means all services of its provider |
    | `told` | 1,000 | findings told per map; how many more there are is said |
    | `suggestions` | 20 | unknown names that get a *did you mean*, each one a search through all names |
    | `imported` | 256 MiB | bytes of one file that is imported; `icmap import --max-size` raises it |
    | `unpacked` | 512 MiB | bytes that a workbook may unpack to, whatever it says of itself |
    | `columns`, `rows`, `cells` | 2,000, 1,048,576, 30,000,000 | of one sheet that is imported |
    """

    size: int = 64 * _MIB
    depth: int = 32
    scalar: int = 64 * _KIB
    id: int = 128
    name: int = 200
    expansion_times: int = 20
    expansion: int = 10_000_000
    files: int = 1000
    searched: int = 20_000
    links: int = 2_000_000
    told: int = 1000
    suggestions: int = 20
    imported: int = 256 * _MIB
    unpacked: int = 512 * _MIB
    columns: int = 2000
    rows: int = 1_048_576
    cells: int = 30_000_000


LIMITS = Limits()
"""The limits of every run; only the size can be asked for otherwise."""
