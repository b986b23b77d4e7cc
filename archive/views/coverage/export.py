"""The coverage grid as a file: a row for every division and year, whatever the page shows of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.exports import Export, Row
from archive.models import Report
from archive.views.coverage.counts import PlaceYear, narrowed
from archive.views.coverage.grid import Drawing, draw
from archive.views.coverage.places import Places, places
from archive.views.coverage.question import ALL, Question, last_full_year, read_question


def _heads() -> tuple[str, ...]:
    return (
        _("地区代码"),
        _("地区"),
        _("级别"),
        _("年度"),
        _("状态"),
        _("份数"),
        _("报告编号"),
        _("报告网址"),
        _("查询日期"),
        _("查询说明"),
    )


def _codes() -> tuple[str, str]:
    """Explain the codes in the file, which stay the same whatever language the page is in."""
    return (
        _("级别：province 省级，city 地级，county 县级"),
        _("状态：held 已收录，none 未收录，checked 已查未公开，nonexistent 无此地区"),
    )


def coverage_export(request: HttpRequest) -> Export:
    """Return the table a request asks for: divisions in their order, each with its years in theirs."""
    table = places()
    asked, complaints = read_question(request.GET, table)
    return Export(
        name="coverage",
        title=_("收录情况：地区 × 年度"),
        parameters=asked.query(),
        columns=_heads(),
        rows=_rows(asked, table, request),
        notes=(*_codes(), *complaints),
        edition=f"{last_full_year()}:{table.size}",  # which years and divisions are shown
    )


def _rows(asked: Question, table: Places, request: HttpRequest) -> Iterator[Row]:
    drawing = draw(asked, table)
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
