from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import KW_ONLY, field, fields, replace
from typing import Any, ClassVar

import pytest

from icmap.records import dataclass


@dataclass(frozen=True, slots=True)
class Quick:
    """A record."""

    name: str
    tags: tuple[str, ...] = ()
    found: list[int] = field(default_factory=list)
    length: int = field(init=False)
    hidden: int = field(default=3, compare=False, repr=False)
    kinds: ClassVar[int] = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "length", len(self.name))


@dataclasses.dataclass(frozen=True, slots=True)
class Usual:
    """A record."""

    name: str
    tags: tuple[str, ...] = ()
    found: list[int] = field(default_factory=list)
    length: int = field(init=False)
    hidden: int = field(default=3, compare=False, repr=False)
    kinds: ClassVar[int] = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "length", len(self.name))


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Bare:
    """Itself alone."""

    x: int

    def __repr__(self) -> str:
        return "bare"


@dataclass(frozen=True, slots=True)
class One:
    """One field that says how it is hashed."""

    x: int

    def __hash__(self) -> int:
        return 7


@dataclass(slots=True)
class Open:
    """One that can be changed."""

    x: int


def described(kind: Any) -> list[tuple[object, ...]]:
    return [(each.name, each.type, each.default, each.init, each.repr, each.compare) for each in fields(kind)]


def test_a_quick_record_has_the_fields_of_a_usual_one() -> None:
    assert described(Quick) == described(Usual)
    assert Quick.__slots__ == Usual.__slots__
    assert Quick.__match_args__ == Usual.__match_args__
    assert not hasattr(Quick("a"), "__dict__")
    assert Quick.kinds == 1


def test_a_quick_record_is_told_as_a_usual_one() -> None:
    assert repr(Quick("ab", ("c",))).replace("Quick", "Usual") == repr(Usual("ab", ("c",)))
    assert repr(Empty()) == "Empty()"


def test_quick_records_are_equal_where_usual_ones_are() -> None:
    assert Quick("a", hidden=1) == Quick("a", hidden=2)
    assert Quick("a") != Quick("b")
    assert Quick("a") != object()
    assert Empty() == Empty()
    assert len({One(1), One(1), One(2)}) == 2
    assert hash(One(1)) == 7
    assert Bare(1) != Bare(1)
    assert hash(Empty()) == hash(Empty())


def test_a_quick_record_cannot_be_changed() -> None:
    record = Quick("a")

    with pytest.raises(dataclasses.FrozenInstanceError):
        record.name = "b"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del record.name
    with pytest.raises(AttributeError):
        record.other = 1  # type: ignore[attr-defined]


def test_every_record_has_its_own_made_defaults() -> None:
    assert Quick("a").found is not Quick("a").found


def test_a_quick_record_is_replaced_copied_and_pickled() -> None:
    record = Quick("ab", found=[1])

    assert replace(record, name="abc").length == 3
    assert copy.deepcopy(record) == record
    assert pickle.loads(pickle.dumps(record)) == record  # noqa: S301 - what was just written
    assert dataclasses.asdict(record) == dataclasses.asdict(Usual("ab", found=[1]))


def test_too_few_or_unknown_arguments_are_refused() -> None:
    with pytest.raises(TypeError):
        Quick()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Quick("a", nonsense=1)  # type: ignore[call-arg]


def test_what_a_class_defines_itself_stays() -> None:
    assert repr(Bare(1)) == "bare"
    assert Quick.__doc__ == Usual.__doc__


def test_other_kinds_are_left_to_the_standard_library() -> None:
    record = Open(1)
    record.x = 2

    assert record == Open(2)


@dataclass(frozen=True, slots=True)
class Named:
    """Of its fields only the first may be given by position."""

    name: str
    _: KW_ONLY
    size: int = 0
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AllNamed:
    """No field may be given by position."""

    size: int = 0
    name: str


def test_fields_after_the_mark_are_given_by_name_only() -> None:
    assert Named("a", tags=("b",)) == Named("a", size=0, tags=("b",))
    assert AllNamed(name="a") == AllNamed(size=0, name="a")
    for wrong in (lambda: Named("a", 1, tags=()), lambda: AllNamed("a"), lambda: Named("a")):  # type: ignore[call-arg, arg-type]
        with pytest.raises(TypeError):
            wrong()
    assert replace(Named("a", tags=()), size=2).size == 2
