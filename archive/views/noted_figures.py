"""The figures of a text on its own page: where its numbers stand, and what the margin says of them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from archive.models import Figure, Revision, Section
from archive.text.spans import Span
from archive.views.figure_cells import COLUMNS, role_word, said_amount

LAYER = "figure"
FIRST = 4  # as many a section names without being asked
_INDICATOR = ("indicator__slug", "indicator__name", "indicator__is_active")


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
    rows = known.values_list("end", *_INDICATOR, *COLUMNS)
    return [_shown(row) for row in rows]


def _shown(row: tuple[Any, ...]) -> ShownFigure:
    end, slug, name, is_active, *columns = row
    if not is_active:  # a row of the model only where something is said of it: reports have many numbers
        return ShownFigure(columns[0], end, None)
    figure = Figure(**dict(zip(COLUMNS, columns, strict=True)))
    return ShownFigure(figure.start, end, _noted(figure, slug, name))


def figure_spans(figures: Iterable[ShownFigure]) -> list[Span]:
    """Return the marks that give each number its anchor."""
    return [Span(one.start, one.end, LAYER, str(one.start)) for one in figures]


def noted_by_section(
    sections: Sequence[Section], figures: Iterable[ShownFigure]
) -> Mapping[int, tuple[NotedFigure, ...]]:
    """Return section key -> the figures of indicators that stand in it, not in a section below it."""
    ordered = sorted(sections, key=lambda one: (one.start, one.order))
    starts = [one.start for one in ordered]
    found: dict[int, list[NotedFigure]] = defaultdict(list)
    for figure in figures:
        at = bisect_right(starts, figure.start) - 1
        if figure.noted and at >= 0 and figure.start < ordered[at].end:
            found[ordered[at].pk].append(figure.noted)
    return {key: tuple(noted) for key, noted in found.items()}


def _noted(figure: Figure, slug: str, name: str) -> NotedFigure:
    qualifier = figure.indicator_qualifier
    return NotedFigure(
        name=f"{name}（{qualifier}）" if qualifier else name,
        page=reverse("indicator", args=[slug]),
        amount=said_amount(figure),
        anchor=figure.anchor,
        role_word="" if figure.role == Figure.Role.ACTUAL else role_word(figure.role),
        doubtful=bool(figure.flags),
    )
