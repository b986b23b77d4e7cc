"""The figures of a text on its own page: where its numbers stand, and what the margin says of them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.models import Figure, Revision, Section
from archive.text.spans import Span
from archive.views.figure_cells import COLUMNS, role_word, said_amount

LAYER = "figure"
FIRST = 4  # as many a section names without being asked


@dataclass(frozen=True)
class NotedFigure:
    """One figure as the margin names it; `page` is where the same indicator of other reports stands."""

    name: str
    page: str
    amount: str
    anchor: str
    role_word: str
    doubtful: bool


def figures_of(revision: Revision) -> list[Figure]:
    """Return the figures of a text in reading order, those set aside left out; one query."""
    columns = (*COLUMNS, "end", "indicator__name", "indicator__slug", "indicator__is_active", "name")
    return list(revision.figures.filter(dismissed=False).select_related("indicator").only(*columns))


def figure_spans(figures: Iterable[Figure]) -> list[Span]:
    """Return the marks that give each number its anchor."""
    return [Span(one.start, one.end, LAYER, str(one.start)) for one in figures]


def noted_by_section(
    sections: Sequence[Section], figures: Iterable[Figure]
) -> Mapping[int, tuple[NotedFigure, ...]]:
    """Return section key -> the figures of indicators that stand in it, not in a section below it."""
    ordered = sorted(sections, key=lambda one: (one.start, one.order))
    starts = [one.start for one in ordered]
    found: dict[int, list[NotedFigure]] = defaultdict(list)
    for figure in figures:
        at = bisect_right(starts, figure.start) - 1
        if at >= 0 and figure.start < ordered[at].end and figure.indicator and figure.indicator.is_active:
            found[ordered[at].pk].append(_noted(figure))
    return {key: tuple(noted) for key, noted in found.items()}


def _noted(figure: Figure) -> NotedFigure:
    qualifier = figure.indicator_qualifier
    indicator = figure.indicator
    name = indicator.name if indicator else figure.name
    return NotedFigure(
        name=f"{name}（{qualifier}）" if qualifier else name,
        page=indicator.get_absolute_url() if indicator else "",
        amount=said_amount(figure),
        anchor=figure.anchor,
        role_word="" if figure.role == Figure.Role.ACTUAL else role_word(figure.role),
        doubtful=bool(figure.flags),
    )
