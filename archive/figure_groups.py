"""Grouping all figures anew by the lexicon: a name is asked for once, however many figures bear it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from archive.figure_rows import lexicon
from archive.models import Figure, Indicator

_T = TypeVar("_T")
_AT_ONCE = 500
_LONGEST = 120  # characters of a qualifier, as the column holds
_ASKED = ("name", "unit", "unit_supplied", "qualifier")
_HELD = ("indicator_id", "indicator_qualifier")

Asked = tuple[str, str, str, str]  # what the lexicon is asked: the columns _ASKED
Place = tuple[int | None, str]  # what it answers: the columns _HELD


@transaction.atomic
def regroup() -> int:
    """Ask the lexicon again about every figure no person has placed; return how many moved.

    Only figures that are to move are touched.
    """
    free = Figure.objects.filter(by_hand=False).order_by()
    wanted = _misplaced(free)
    moved: dict[Place, list[int]] = defaultdict(list)
    for names in _chunks({name for name, *_rest in wanted}):
        rows = free.filter(name__in=names).values_list("pk", *_ASKED, *_HELD)
        for pk, name, unit, supplied, beside, indicator, qualifier in rows.iterator(_AT_ONCE):
            place = wanted.get((name, unit, supplied, beside))
            if place and place != (indicator, qualifier):
                moved[place].append(pk)
    for (indicator, qualifier), keys in moved.items():
        for chunk in _chunks(keys):
            Figure.objects.filter(pk__in=chunk).update(indicator=indicator, indicator_qualifier=qualifier)
    return sum(map(len, moved.values()))


def _misplaced(free: QuerySet[Figure]) -> dict[Asked, Place]:
    """Return where figures belong of which some stand elsewhere, by what the lexicon is asked of them."""
    known, keys = lexicon(), dict(Indicator.objects.values_list("slug", "pk"))
    found: dict[Asked, Place] = {}
    for name, unit, supplied, beside, *held in (
        free.values_list(*_ASKED, *_HELD).distinct().iterator(_AT_ONCE)
    ):
        match = known.match(name, unit or supplied, beside)
        place = (keys[match.slug], match.qualifier[:_LONGEST]) if match else (None, "")
        if place != tuple(held):
            found[name, unit, supplied, beside] = place
    return found


def _chunks(of: Iterable[_T]) -> Iterator[list[_T]]:
    rest = iter(of)
    while chunk := list(islice(rest, _AT_ONCE)):
        yield chunk
