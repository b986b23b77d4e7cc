"""The coverage grid as a file: a row for every division and year, whatever the page shows of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.exports import Export, Row
from archive.models import Report
from archive.views.coverage_counts import PlaceYear, narrowed
from archive.views.coverage_grid import Drawing
from archive.views.coverage_question import ALL

# What the columns mean is part of the contract with those who script against the file.
COLUMNS = (
    "code",
    "path",
    "level",
    "year",
    "state",
    "reports",
    "public_ids",
    "permalinks",
    "checked_on",
    "note",
)


def coverage_export(drawing: Drawing, request: HttpRequest) -> Export:
    """Return the table of a grid: its divisions in their order, each with its years in theirs."""
    return Export(
        name="coverage",
        title=_("收录情况：地区 × 年度"),
        parameters=drawing.question.query(),
        columns=COLUMNS,
        rows=_rows(drawing, request),
    )


def _rows(drawing: Drawing, request: HttpRequest) -> Iterator[Row]:
    held = _public_ids(drawing)
    site = request.build_absolute_uri("/")[:-1]
    for place in drawing.rows():
        names = [one.name_by(drawing.question.last) for one in drawing.places.path(place.code)]
        head = (place.code, "/".join(names), drawing.question.level)
        for cell in drawing.cells(place):
            ids = held.get((place.code, cell.year), ())
            links = " ".join(site + reverse("report", args=[one]) for one in ids)
            looked = (cell.mark.checked_on.isoformat(), cell.mark.note) if cell.mark else ("", "")
            yield (*head, cell.year, cell.state, cell.reports, " ".join(ids), links, *looked)


def _public_ids(drawing: Drawing) -> Mapping[PlaceYear, list[str]]:
    """Return the reports behind every cell, in the order of their ids."""
    question, table = drawing.question, drawing.places
    found: dict[PlaceYear, list[str]] = defaultdict(list)
    reports = narrowed(Report.objects.published(), question).filter(
        region__isnull=False, shelf_year__range=(question.first, question.last)
    )
    rows = reports.order_by("public_id").values_list("region_id", "shelf_year", "public_id")
    for region, year, public_id in rows:
        code = table.code_of(region or 0)
        row = table.row_of(code, question.level)
        if row and year and (question.scope == ALL or row == code):
            found[row, year].append(public_id)
    return found
