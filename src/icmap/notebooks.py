"""How maps and reports show themselves in notebooks, and how they become dictionaries and data frames."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, Any, Self

from icmap import document
from icmap.encoding import encoded
from icmap.errors import IcmapError
from icmap.exchange.written.flat import flat
from icmap.model import OrgMap
from icmap.text.suggestions import nearest

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Picture", "Report", "known_options", "map_dict", "map_frame"]

_LONGEST = 40_000
"""Characters of a report in a notebook; the rest is said to be there."""
_ROWS = 10


class Picture(bytes):
    """The bytes of a picture's file, which a notebook shows: svg and png as they are."""

    form: str

    def __new__(cls, content: bytes, form: str) -> Self:
        """The bytes in a format of `icmap render`."""
        made = super().__new__(cls, content)
        made.form = form
        return made

    def __repr__(self) -> str:
        return f"<icmap.Picture {self.form}: {len(self):,} bytes>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002 - as notebooks call it
        shown = {"text/plain": repr(self)}
        if self.form == "svg":
            shown["image/svg+xml"] = self.decode("utf-8")
        elif self.form == "png":
            shown["image/png"] = base64.b64encode(self).decode("ascii")
        return shown


class Report(document.Report):
    """What `icmap.analyze` gives: `results` by name, `sections` as told to people, and both for a notebook."""

    __slots__ = ()

    @classmethod
    def of(cls, report: document.Report) -> Report:
        """The same report."""
        fields = ("title", "subtitle", "sections", "results", "figures", "topics", "closing")
        return cls(**{name: getattr(report, name) for name in fields})

    def to_dict(self) -> dict[str, Any]:
        """Everything that was found as plain JSON types; times in hours under names that say so."""
        return {name: encoded(value) for name, value in self.results.items()}

    def to_frame(self, name: str) -> pd.DataFrame:
        """One result as a pandas data frame, a row for each party, need or dependency; times in hours under names that say so.

        A result that does not exist is an `IcmapError`, and so is pandas missing.
        """
        key = name.replace("-", "_")
        if key not in self.results:
            raise IcmapError(f"the report has no result '{name[:60]}'", hint=_which(key, self.results))
        return _frame(_rows(encoded(self.results[key])))

    def _repr_html_(self) -> str:
        """The first screen and the tables, as far as a notebook should be long."""
        parts = [f"<h3>{escape(self.title)}</h3><p>{escape(self.subtitle)}</p>"]
        left = _LONGEST
        for number, section in enumerate(self.sections):
            text = _section(section)
            left -= len(text)
            if left < 0:
                parts.append(f"<p>{len(self.sections) - number} more sections: <code>report.sections</code></p>")
                break
            parts.append(text)
        return "\n".join(parts)


def _which(name: str, names: Iterable[str]) -> str:
    listed = list(names)
    close = nearest(name, listed)
    return f"did you mean '{close}'?" if close else f"there is {', '.join(listed)}"


def _section(section: document.Section) -> str:
    return f"<h4>{escape(section.title)}</h4>\n" + "\n".join(_block(each) for each in section.blocks)


def _block(block: document.Block) -> str:
    if isinstance(block, document.Bullets):
        tag = "ol" if block.ordered else "ul"
        return f"<{tag}>{''.join(f'<li>{escape(each.text)}</li>' for each in block.sentences)}</{tag}>"
    if isinstance(block, document.Table):
        return _table(block)
    if isinstance(block, document.Chain):
        steps = "".join(f"<li>{escape(' '.join(filter(None, (each.label, each.detail))))}</li>" for each in block.steps)
        return f"<p>{escape(block.title)}</p><ol>{steps}</ol>"
    return f"<p>{escape(block.text)}</p>"


def _table(table: document.Table) -> str:
    head = "".join(f'<th scope="col">{escape(each.title)}</th>' for each in table.columns)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in table.rows[:_ROWS])
    more = f"<p>and {len(table.rows) - _ROWS} more rows</p>" if len(table.rows) > _ROWS else ""
    title = f"<caption>{escape(table.title)}</caption>" if table.title else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"


def _rows(value: Any) -> list[Mapping[str, Any]]:
    """The rows of a result: itself where it is a list, else the first list of records in it, else itself as one row."""
    if isinstance(value, list):
        return [each if isinstance(each, dict) else {"value": each} for each in value]
    if isinstance(value, dict):
        lists = (each for each in value.values() if isinstance(each, list) and each and isinstance(each[0], dict))
        return next(lists, [value])
    return [{"value": value}]


def _frame(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    try:
        import pandas as pd
    except ImportError:
        raise IcmapError("a data frame needs pandas, which is not installed", hint="pip install pandas") from None
    return pd.DataFrame.from_records([dict(each) for each in rows])


def map_dict(org: OrgMap) -> dict[str, Any]:
    """A map as plain values: `map`, `parties`, `services`, `dependencies`; times in hours under names that say so."""
    rows = flat(org)
    tables = {"parties": rows.parties, "services": rows.services, "dependencies": rows.dependencies}
    return {"map": dict(rows.about), **{name: [dict(each) for each in listed] for name, listed in tables.items()}}


def map_frame(org: OrgMap, name: str) -> pd.DataFrame:
    """The parties, services or dependencies of a map as a data frame."""
    tables = {key: value for key, value in map_dict(org).items() if isinstance(value, list)}
    if name not in tables:
        raise IcmapError(f"a map has no table '{name[:60]}'", hint=_which(name, tables))
    return _frame(tables[name])


def known_options(given: Iterable[str], known: Iterable[str], function: str) -> None:
    """Nothing where every option is known; else a `TypeError` with the nearest name."""
    names = sorted(known)
    for each in _unknown(given, names):
        close = nearest(each, names)
        hint = f"did you mean '{close}'?" if close else f"options are {', '.join(names)}"
        raise TypeError(f"icmap.{function} has no option '{each}': {hint}")


def _unknown(given: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    names = frozenset(known)
    return (each for each in given if each not in names)
