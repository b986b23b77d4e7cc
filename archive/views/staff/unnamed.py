"""The names of published figures that are of no indicator yet, the most used first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, QuerySet

from archive.models import Figure
from archive.views.figure_cells import SENTENCE, FigureCell, figure_cell


@dataclass(frozen=True)
class UnnamedName:
    """A name in one unit: how many reports and figures have it, and one of them."""

    name: str
    unit: str
    reports: int
    figures: int
    example: FigureCell


def unnamed_names(words: str = "") -> QuerySet[Figure, Any]:
    """Return rows of name, unit, reports, figures and the first figure; `words` must stand in the name."""
    figures = Figure.objects.published().filter(indicator__isnull=True, by_hand=False).exclude(name="")
    if words:
        figures = figures.filter(name__contains=words)
    counted = figures.order_by().values("name", "unit")
    counted = counted.annotate(reports=Count("revision", distinct=True), figures=Count("pk"), first=Min("pk"))
    return counted.order_by("-reports", "-figures", "name", "unit")


def with_examples(rows: Sequence[Mapping[str, Any]]) -> list[UnnamedName]:
    """Return rows of `unnamed_names` with the words their first figure stands in."""
    wanted = Figure.objects.filter(pk__in=[row["first"] for row in rows])
    wanted = wanted.select_related("revision__report").defer("revision__text").annotate(words=SENTENCE)
    held = {one.pk: one for one in wanted}
    return [
        UnnamedName(
            name=row["name"],
            unit=row["unit"],
            reports=row["reports"],
            figures=row["figures"],
            example=_cell(held[row["first"]]),
        )
        for row in rows
    ]


def _cell(figure: Figure) -> FigureCell:
    return figure_cell(figure, figure.revision.report.public_id, getattr(figure, "words", ""))
