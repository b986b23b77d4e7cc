"""The numbers of one division over the years as a small drawing, where they make an honest one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from archive.views.figure_cells import plain_number, with_unit

FEWEST = 3  # years: two make no course
STEP, HEIGHT, MARGIN = 14, 32, 4  # of the drawing, in its own units


@dataclass(frozen=True)
class Measured:
    """One number that may be drawn; numbers of another `sort` (unit, qualifier) are another thing."""

    value: Decimal
    unit: str
    sort: str


@dataclass(frozen=True)
class Strip:
    """Dots and the lines between years that follow one another; `words` say the same."""

    width: int
    height: int
    base: int
    dots: tuple[tuple[int, int], ...]
    lines: tuple[tuple[int, int, int, int], ...]
    words: str


def strip(measured: Mapping[int, Sequence[Measured | None]], years: Sequence[int]) -> Strip | None:
    """Return the drawing of the years with exactly one number, or None where it would mislead.

    `measured` is year -> its numbers, None for a doubtful one. At least three such years of one unit and one
    qualifier are needed, and no negative number; the scale begins at 0, and no line leads over a year that
    is left out.
    """
    sole = {year: found[0] for year, found in sorted(measured.items()) if len(found) == 1 and found[0]}
    sorts = {(one.unit, one.sort) for one in sole.values()}
    if len(sole) < FEWEST or len(sorts) != 1 or min(one.value for one in sole.values()) < 0:
        return None
    base = HEIGHT - MARGIN
    most = max(one.value for one in sole.values()) or Decimal(1)
    places = {
        year: (MARGIN + STEP * (year - years[0]), base - round((base - MARGIN) * one.value / most))
        for year, one in sole.items()
    }
    lines = tuple((*places[a], *places[b]) for a, b in pairwise(places) if b == a + 1)
    width = 2 * MARGIN + STEP * (years[-1] - years[0])
    return Strip(width, HEIGHT, base, tuple(places.values()), lines, _words(sole))


def _words(sole: Mapping[int, Measured]) -> str:
    said = (
        _("%(year)d 年 %(amount)s") % {"year": year, "amount": with_unit(plain_number(one.value), one.unit)}
        for year, one in sole.items()
    )
    return _("%(numbers)s；纵轴自 0 起。") % {"numbers": "，".join(said)}
