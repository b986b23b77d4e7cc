"""One cell of the coverage grid: the reports behind its number, or what is known of their absence."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive import lexicons
from archive.models import CoverageMark, Report
from archive.models.report import ReportQuerySet
from archive.services.coverage import MAY_MARK
from archive.views.coverage.counts import narrowed
from archive.views.coverage.places import Place, Places, level_of, places
from archive.views.coverage.question import OWN, Question, levels_within, other_page, read_question
from archive.views.holdings import listed_reports
from archive.views.shelves import Line

PAGE_SIZE = 50


@require_safe
def cell(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """List the reports of a division and year that the grid counts under `kind`, `source`, `topic`, `scope`.

    The division is the code as of then, with everything below it unless `scope` is own.
    """
    table = places()
    place = table.get(code)
    if place is None:
        raise Http404
    question, complaints = read_question(request.GET, table)
    number = request.GET.get("page")
    reports = _reports(code, year, question)
    page = Paginator(reports.newest_first(), PAGE_SIZE).get_page(number)
    mark = None if _own(code, year).exists() else _mark(code, year)
    context: dict[str, Any] = {
        "heading": _("%(name)s %(year)d 年度") % {"name": table.full_name(code, year), "year": year},
        "page": page,
        "lines": [Line(report=report) for report in page.object_list],
        "complaints": [*complaints, *other_page(number, page.number)],
        "conditions": _conditions(question, code),
        "narrows": question.narrows or question.scope == OWN,
        "mark": mark,
        "stood": place.stood_in(year),
        "others": [] if place.stood_in(year) else _others(table, code, year),
        "crumbs": _crumbs(table, place, question),
        "marking": _marking(request, code, year) if place.stood_in(year) else "",
    }
    return render(request, "archive/coverage/cell.html", context)


def _reports(code: str, year: int, question: Question) -> ReportQuerySet:
    reports = narrowed(listed_reports().of_year(year), question)
    return reports.filter(region__code=code) if question.scope == OWN else reports.in_region(code)


def _own(code: str, year: int) -> ReportQuerySet:
    """Return the reports of the bureau of a division itself, whatever their kind."""
    return Report.objects.published().of_year(year).filter(region__code=code)


def _mark(code: str, year: int) -> CoverageMark | None:
    return CoverageMark.objects.filter(region_code=code, year=year).first()


def _conditions(question: Question, code: str) -> list[str]:
    """Return in words which reports are listed."""
    scope = _("只算本级部门") if question.scope == OWN else _("本级和下级")
    names = (
        scope if level_of(code) != "county" else "",
        lexicons.kind_labels().get(question.kind, ""),
        lexicons.source_labels().get(question.source, ""),
        lexicons.topic_labels().get(question.topic, ""),
    )
    return [name for name in names if name]


def _crumbs(table: Places, place: Place, question: Question) -> list[tuple[str, str]]:
    base = reverse("coverage")
    above = [
        one
        for one in table.path(place.code)
        if levels_within(one.code, table) and level_of(one.code) != "county"
    ]
    found = [(_("收录情况"), f"{base}?{question.query(level='province', within='')}")]
    for one in above:
        level = levels_within(one.code, table)[0]
        found.append((one.name_by(9999), f"{base}?{question.query(level=level, within=one.code)}"))
    return found


def _others(table: Places, code: str, year: int) -> list[tuple[str, str]]:
    """Return name and address of what stood in a division's place in a year in which it did not."""
    related = (table.get(one) for one in (*table.before(code), *table.after(code)))
    return [
        (table.full_name(one.code, year), reverse("coverage_cell", args=[one.code, year]))
        for one in related
        if one is not None and one.stood_in(year)
    ]


def _marking(request: HttpRequest, code: str, year: int) -> str:
    """Return where staff mark the cell or change its mark; empty for others, and once a report is held."""
    if not request.user.has_perms(MAY_MARK) or _own(code, year).exists():
        return ""
    return f"{reverse('coverage_marks')}?region={code}&year={year}"
