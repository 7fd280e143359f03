"""Rows and entries that are made when they are read: most of those of a large map are read by JSON alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Generic, TypeVar, overload

__all__ = ["Entries", "Rows"]

_Source = TypeVar("_Source")
_Row = TypeVar("_Row")
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Rows(Sequence[_Row], Generic[_Source, _Row]):
    """One row for each source, in their order; like a tuple of them, equal to one that has the same rows."""

    __slots__ = ("_make", "_sources")

    def __init__(self, make: Callable[[_Source], _Row], sources: Sequence[_Source]) -> None:
        self._make = make
        self._sources = sources

    def __len__(self) -> int:
        return len(self._sources)

    def __iter__(self) -> Iterator[_Row]:
        return map(self._make, self._sources)

    @overload
    def __getitem__(self, place: int) -> _Row: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[_Row, ...]: ...

    def __getitem__(self, place: int | slice) -> _Row | tuple[_Row, ...]:
        if isinstance(place, slice):
            return tuple(map(self._make, self._sources[place]))
        return self._make(self._sources[place])

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Rows | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class Entries(Mapping[_Key, _Value]):
    """One value for each key, in the order of the keys, made when it is first read and then kept."""

    __slots__ = ("_keys", "_made", "_make")

    def __init__(self, make: Callable[[_Key], _Value], keys: Collection[_Key]) -> None:
        self._make = make
        self._keys = keys
        self._made: dict[_Key, _Value] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[_Key]:
        return iter(self._keys)

    def __getitem__(self, key: _Key) -> _Value:
        if key not in self._made:
            if key not in self._keys:
                raise KeyError(key)
            self._made[key] = self._make(key)
        return self._made[key]
