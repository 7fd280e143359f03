"""From a study to a picture that can be read on its page: where all of it is too much, less of it is shown, and that is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from icmap.pictures.drawing import Drawing, Picture, Timeline
from icmap.pictures.options import Wish
from icmap.pictures.order import Order
from icmap.pictures.paint.fit import best_layout, fit_of
from icmap.pictures.paint.layout.kept import Places
from icmap.pictures.views import picture_of
from icmap.study import Study

__all__ = ["fitting"]

_SHARES = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.07)
_FEWEST, _MORE = 4, 1.25


def fitting(study: Study, view: str, wish: Wish, order: Order) -> Picture:
    """The picture of a study; of a page that is too small for it, the largest part of it that can be read there.

    Where there is no page, or so many were asked for (`--top`), it stays as it is.
    """
    picture = picture_of(study, view, wish)
    if order.style.proportions is None or wish.top is not None:
        return picture
    if order.like is not None:
        return _like(picture, study, view, wish, order.like)
    for most in _fewer(picture):
        if _is_legible(picture, order):
            break
        picture = picture_of(study, view, replace(wish, most=most))
    return picture


def _like(picture: Picture, study: Study, view: str, wish: Wish, places: Places) -> Picture:
    """As many as the older picture has, where that had to leave some out."""
    count, had = _count(picture), len([key for key, _ in places.at if "//" not in key])
    return picture_of(study, view, replace(wish, most=had)) if count > had * _MORE else picture


def _fewer(picture: Picture) -> Iterator[int]:
    count = _count(picture)
    return (most for share in _SHARES if _FEWEST <= (most := round(count * share)) < count)


def _count(picture: Picture) -> int:
    if isinstance(picture, Drawing):
        return sum(node.shape not in ("gate", "more") for node in picture.nodes)
    return len(picture.bars) if isinstance(picture, Timeline) else max(len(picture.rows), len(picture.columns))


def _is_legible(picture: Picture, order: Order) -> bool:
    return fit_of(picture, best_layout(picture, order), order.style).legible
