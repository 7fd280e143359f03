"""Frozen, slotted dataclasses, made in a third of the time that `dataclasses.dataclass` takes for one.

icmap has some hundred and fifty of them, and `dataclass` compiles six methods for each: a quarter of the time that a
small map takes from start to end. Here only `__init__` is compiled. To type checkers, `fields`, `replace` and readers it
is `dataclass(frozen=True, slots=True)`: same fields, same equality, same repr, same refusal to be changed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls: type | None = None, /, **asked: bool) -> Any:
        """As `dataclasses.dataclass`; quick for the usual kind, frozen and slotted."""
        if cls is None and asked.get("frozen") and asked.get("slots") and asked.keys() <= _USUAL:
            return lambda cls: _made(cls, asked)
        return dataclasses.dataclass(**asked) if cls is None else dataclasses.dataclass(cls)


_USUAL = {"frozen", "slots", "eq", "repr", "kw_only"}
_UNSET = object()


def _made(cls: type, asked: Mapping[str, bool]) -> type:
    described: Any = dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=asked.get("kw_only", False))(cls)
    members = dataclasses.fields(described)
    made = _slotted(described, [each.name for each in members])
    methods: dict[str, Callable[..., Any]] = {
        "__init__": _initializer(made, members),
        "__setattr__": _refuse,
        "__delattr__": _refuse,
    }
    methods |= {"__getstate__": _state, "__setstate__": _restore}
    if asked.get("eq", True):
        methods |= _comparison(made, [each.name for each in members if each.compare])
    if asked.get("repr", True):
        methods["__repr__"] = _shown
    for name, method in methods.items():
        if name not in cls.__dict__:
            type.__setattr__(made, name, method)
    return made


def _slotted(cls: type, names: list[str]) -> type:
    """The class once more, with slots in place of a `__dict__`."""
    namespace = {key: value for key, value in cls.__dict__.items() if key not in {*names, "__dict__", "__weakref__"}}
    made = type(cls)(cls.__name__, cls.__bases__, namespace | {"__slots__": tuple(names)})
    made.__qualname__ = cls.__qualname__
    return made


def _initializer(cls: type, members: tuple[dataclasses.Field[Any], ...]) -> Callable[..., None]:
    """`__init__`, which sets each slot through its descriptor."""
    known: dict[str, Any] = {"_unset": _UNSET}
    parameters, lines = ["self"], []
    for each in sorted(members, key=lambda each: bool(each.kw_only)):
        known[f"_set_{each.name}"] = cls.__dict__[each.name].__set__
        value, parameter = _value(each, known)
        parameters += ["*"] if each.kw_only and parameter and "*" not in parameters else []
        parameters += parameter
        lines += [f" _set_{each.name}(self, {value})"] if value else []
    lines += [" self.__post_init__()"] if hasattr(cls, "__post_init__") else []
    exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines or [" pass"]), known)  # noqa: S102 - as dataclasses does
    return known["__init__"]  # type: ignore[no-any-return]


def _value(each: dataclasses.Field[Any], known: dict[str, Any]) -> tuple[str, list[str]]:
    """What a slot is set to, and the parameter it comes from."""
    name, default = each.name, f"_default_{each.name}"
    if each.default_factory is not dataclasses.MISSING:
        known[default] = each.default_factory
        made = f"{default}() if {name} is _unset else {name}"
        return (made, [f"{name}=_unset"]) if each.init else (f"{default}()", [])
    if each.default is dataclasses.MISSING:
        return (name, [name]) if each.init else ("", [])
    known[default] = each.default
    return (name, [f"{name}={default}"]) if each.init else (default, [])


def _comparison(cls: type, names: list[str]) -> dict[str, Callable[..., Any]]:
    values: Callable[[Any], Any] = attrgetter(*names) if names else lambda _: ()

    def equal(self: Any, other: object) -> Any:
        return values(self) == values(other) if other.__class__ is cls else NotImplemented

    return {"__eq__": equal, "__hash__": lambda self: hash(values(self))}


def _shown(self: Any) -> str:
    told = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in dataclasses.fields(self) if each.repr)
    return f"{type(self).__qualname__}({told})"


def _refuse(self: Any, name: str, value: object = None) -> None:  # noqa: ARG001 - the signature of both
    raise dataclasses.FrozenInstanceError(f"'{name}' cannot be changed: a {type(self).__name__} is frozen")


def _state(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for each, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)
