"""The small sign on a node that says what kind of party it is, in a square of 16 by 16."""

from __future__ import annotations

from collections.abc import Mapping

from icmap.pictures.drawing import Shape

__all__ = ["FILLED", "LINED"]

_PERSON = "M8 1.2a3.3 3.3 0 1 1 0 6.6a3.3 3.3 0 0 1 0-6.6ZM1.8 15c0-3.6 2.7-5.9 6.2-5.9s6.2 2.3 6.2 5.9Z"

FILLED: Mapping[Shape, str] = {
    "person": _PERSON,
    "team": "M5.2 3a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5ZM11.4 4a2.1 2.1 0 1 1 0 4.2a2.1 2.1 0 0 1 0-4.2Z"
    "M0.4 14.4c0-3 2-5 4.8-5s4.8 2 4.8 5ZM11 14.4h4.6c0-2.8-1.6-4.7-4.1-4.7c-.6 0-1.2.1-1.7.4c.9 1.1 1.3 2.6 1.2 4.3Z",
    "department": "M5.2 1.2h5.6v4h-5.6ZM0.6 10.6h5.6v4h-5.6ZM9.8 10.6h5.6v4h-5.6ZM7.4 5h1.2v2.4h4.6v3.4h-1.2v-2.2h-8v2.2h-1.2v-3.4h4.6Z",
    "process": "M1 2.6h4.4l4 5.4l-4 5.4h-4.4l4-5.4ZM8 2.6h3l4 5.4l-4 5.4h-3l4-5.4Z",
    "supplier": "M0.4 3.4h8.8v7.4h-8.8ZM10 5.6h3l2.6 2.8v2.4h-5.6ZM3.4 10.4a1.9 1.9 0 1 1 0 3.8a1.9 1.9 0 0 1 0-3.8Z"
    "M12 10.4a1.9 1.9 0 1 1 0 3.8a1.9 1.9 0 0 1 0-3.8Z",
    "authority": "M8 0.8l7.2 3.8v1.4h-14.4v-1.4ZM2 7h2.2v5h-2.2ZM6.9 7h2.2v5h-2.2ZM11.8 7h2.2v5h-2.2ZM0.8 13h14.4v2h-14.4Z",
    "customer": "M2.4 5.4h11.2l1 9.4h-13.2Z",
}
"""Signs that are one filled path."""

LINED: Mapping[Shape, str] = {
    "role": "M8 1.8a2.8 2.8 0 1 1 0 5.6a2.8 2.8 0 0 1 0-5.6ZM2.4 14.4c0-3.2 2.4-5 5.6-5s5.6 1.8 5.6 5Z",
    "system": "M1.6 1.8h12.8v5h-12.8ZM1.6 9.2h12.8v5h-12.8ZM4 4.3h2M4 11.7h2",
    "customer": "M5.2 7.4v-2.8a2.8 2.8 0 0 1 5.6 0v2.8",
}
"""Signs, or parts of them, that are lines."""
