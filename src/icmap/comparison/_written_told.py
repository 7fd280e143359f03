"""What is written differently, line by line: `payroll: lead_time 4h → 1d`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from icmap.comparison._written import AttributeChange, DependencyChange, PartyChange, ServiceChange, Written
from icmap.document import Block, Bullets, Paragraph, Section, Sentence
from icmap.locations import Span
from icmap.model import OrgMap

__all__ = ["written_section"]

_LONGEST = 60


def written_section(written: Written, new: OrgMap, old: OrgMap, top: int) -> Section:
    """The whole map first, then parties, services and dependencies; of each the first `top`, by name."""
    blocks = (
        *_list("The whole map", [_of_map(each, new, old) for each in written.settings], written.settings, top),
        *_list("Parties", [_line(each.party, each) for each in written.parties], written.parties, top),
        *_list("Services", [_line(each.service, each) for each in written.services], written.services, top),
        *_list(
            "Dependencies",
            [_line(f"{each.customer} depends on {each.provider}", each) for each in written.dependencies],
            written.dependencies,
            top,
        ),
    )
    return Section("written", "What is written differently", blocks)


def _list(title: str, lines: list[Sentence], changes: Sequence[object], top: int) -> Iterator[Block]:
    if lines:
        yield Paragraph(f"{title}{_counted(changes)}:")
        yield Bullets(tuple(lines[:top]))
    if len(lines) > top:
        yield Paragraph(f"And {len(lines) - top} more; --top {len(lines)} shows them.", "remark")


def _counted(changes: Iterable[object]) -> str:
    """` (2 new, 1 gone, 3 changed)`."""
    kinds = [getattr(each, "change", "") for each in changes]
    named = {"added": "new", "removed": "gone", "changed": "changed"}
    told = [f"{kinds.count(kind)} {word}" for kind, word in named.items() if kind in kinds]
    return f" ({', '.join(told)})" if told else ""


def _of_map(each: AttributeChange, new: OrgMap, old: OrgMap) -> Sentence:
    return Sentence(_attribute(each), each.attribute, None, Span(new.file or old.file, 0, 1, 1), "changed")


def _line(name: str, each: PartyChange | ServiceChange | DependencyChange) -> Sentence:
    told = "; ".join(map(_attribute, each.attributes))
    if each.change == "removed":
        text = f"{name}: gone"
    elif each.change == "added":
        said = ", ".join(f"{one.attribute} {_short(one.after)}" for one in each.attributes)
        text = f"{name}: new" + (f" ({said})" if said else "")
    else:
        text = f"{name}: {told}"
    return Sentence(text, name, None, Span(each.file, each.line, 1, 1), "changed")


def _attribute(each: AttributeChange) -> str:
    if each.before is None:
        return f"{each.attribute} {_short(each.after)} (new)"
    if each.after is None:
        return f"{each.attribute} {_short(each.before)} (gone)"
    before, after = _short(each.before), _short(each.after)
    if before == after:  # a score that may not be shown, or a long text that begins alike
        return f"{each.attribute} changed ({before})"
    return f"{each.attribute} {before} → {after}"


def _short(text: str | None) -> str:
    flat = " ".join((text or "").split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
