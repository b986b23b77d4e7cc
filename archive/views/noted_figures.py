"""The figures of a text on its own page: where its numbers stand, and what the margin says of them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.urls import get_script_prefix, reverse

from archive.models import Figure, Revision, Section
from archive.text.spans import Span
from archive.views.figure_cells import Amount, role_word, said_amount

LAYER = "figure"
FIRST = 4  # as many a section names without being asked
_COLUMNS = (
    "start",
    "end",
    "indicator__slug",
    "indicator__name",
    "indicator__is_active",
    "indicator_qualifier",
    "role",
    "flags",
)


@dataclass(frozen=True)
class NotedFigure:
    """One figure as the margin names it; `page` is where the same indicator of other reports stands."""

    name: str
    page: str
    amount: str
    anchor: str
    role_word: str
    doubtful: bool


@dataclass(frozen=True)
class ShownFigure:
    """Where a number stands in the text; `noted` if it is one of an indicator."""

    start: int
    end: int
    noted: NotedFigure | None


def figures_of(revision: Revision) -> list[ShownFigure]:
    """Return the figures of a text in reading order, those set aside left out; one query."""
    known = Figure.objects.filter(revision=revision, dismissed=False).order_by("order")
    return [_shown(row) for row in known.values_list(*_COLUMNS, *Amount._fields)]


def _shown(row: tuple[Any, ...]) -> ShownFigure:
    start, end, slug, name, is_active, qualifier, role, flags, *amount = row
    if not is_active:
        return ShownFigure(start, end, None)
    noted = NotedFigure(
        name=f"{name}（{qualifier}）" if qualifier else name,
        page=_page(get_script_prefix(), slug),
        amount=said_amount(Amount(*amount)),
        anchor=f"f{start}",
        role_word="" if role == Figure.Role.ACTUAL else role_word(role),
        doubtful=bool(flags),
    )
    return ShownFigure(start, end, noted)


@lru_cache(1024)
def _page(_prefix: str, slug: str) -> str:
    return reverse("indicator", args=[slug])


def figure_spans(figures: Iterable[ShownFigure]) -> list[Span]:
    """Return the marks that give each number its anchor."""
    return [Span(one.start, one.end, LAYER, str(one.start)) for one in figures]


def noted_by_section(
    sections: Sequence[Section],
    figures: Iterable[ShownFigure],
    convert: Callable[[str], str] | None = None,
) -> Mapping[int, tuple[NotedFigure, ...]]:
    """Return section key -> the figures of indicators that stand in it, not in a section below it.

    `convert` puts what is said of them into the script of the page.
    """
    ordered = sorted(sections, key=lambda one: (one.start, one.order))
    starts = [one.start for one in ordered]
    found: dict[int, list[NotedFigure]] = defaultdict(list)
    for figure in figures:
        at = bisect_right(starts, figure.start) - 1
        if figure.noted and at >= 0 and figure.start < ordered[at].end:
            found[ordered[at].pk].append(figure.noted)
    return {key: tuple(map(_in_script(convert), noted)) for key, noted in found.items()}


def _in_script(convert: Callable[[str], str] | None) -> Callable[[NotedFigure], NotedFigure]:
    """Return what puts the words of a figure into a script; the same words are converted once."""
    if convert is None:
        return lambda noted: noted
    said = lru_cache(None)(convert)
    return lambda noted: replace(
        noted, name=said(noted.name), amount=said(noted.amount), role_word=said(noted.role_word)
    )
