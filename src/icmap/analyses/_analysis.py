"""What an analysis is: one question to the graphs, its typed result for programs, and its section for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

from icmap.document import Section
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Analysis", "command"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """One question: `compute` answers it with records, which are its JSON; `describe` puts the answer into a section.

    `name` is the one used by `--section` and `icmap explain`, `key` the one in JSON. `terms` explains each number, reason and
    word of this analysis by its kebab-case name, for `icmap explain NAME`. `brief` is what of it stands in the short report
    (None: nothing, or nothing now). One that is not `usual` is printed only when asked for by name.
    """

    name: str
    title: str
    summary: str
    compute: Callable[[Study], Any]
    describe: Callable[[Study], Section]
    terms: Mapping[str, str] = field(default_factory=dict)
    usual: bool = True
    brief: Callable[[Study], Section | None] | None = None

    @property
    def key(self) -> str:
        """The name in snake_case: the analysis's key in JSON."""
        return self.name.replace("-", "_")


def command(study: Study) -> str:
    """The command that analyses this map; where it is in no file, of any map."""
    file = study.org.file
    return f"icmap analyze {file if file and not file.startswith('<') else 'ORG.yaml'}"
