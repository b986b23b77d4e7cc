"""Lists of reports by region, year, kind and topic."""

from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive import lexicons
from archive.models import Region, Report
from archive.models.report import ReportQuerySet
from archive.views.holdings import listed_reports
from archive.views.shelf import region_crumbs
from archive.views.shelves import Line, gap_lines, kind_counts, region_tree, year_counts
from archive.views.successions import HeldRegion, held_regions

PAGE_SIZE = 50
ORDERS = ("new", "old", "region")
UNKNOWN_REGION = "000000"


@dataclass(frozen=True)
class Shelf:
    """What one address lists: its heading, its reports before ?kind=, and where it stands."""

    heading: str
    reports: ReportQuerySet
    code: str = ""
    year: int | None = None
    kind: str = ""
    topic: str = ""
    crumbs: tuple[tuple[str, str], ...] = ()
    held: list[HeldRegion] = field(default_factory=held_regions)


# Codes of provinces and prefectures as the search takes them, without the zeros.
_SHORT_CODES = (2, 4)


@require_safe
def everywhere(request: HttpRequest) -> HttpResponse:
    """List all reports."""
    return _page(request, Shelf(_("全部地区的报告"), listed_reports()))


@require_safe
def region(request: HttpRequest, code: str, year: int | None = None) -> HttpResponse:
    """List the reports of a division and everything below it, of one year if given.

    The code 000000 stands for reports whose region is not known.
    """
    if code.isdecimal() and len(code) in _SHORT_CODES:
        return redirect("browse_region", code.ljust(6, "0"), permanent=True)
    place = place_of(code)
    name = place.name if place else _("地区未详")
    reports = listed_reports()
    held = held_regions()
    reports = reports.filter(within(code, held))
    heading = _("%(name)s的报告") % {"name": name}
    crumbs = region_crumbs(place)
    if year is not None:
        reports = reports.of_year(year)
        heading = _("%(name)s %(year)d 年度的报告") % {"name": name, "year": year}
    else:
        crumbs = crumbs[:-1] if place else crumbs
    return _page(request, Shelf(heading, reports, code, year, crumbs=tuple(crumbs), held=held))


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """List the reports of one year."""
    heading = _("%(year)d 年度的报告") % {"year": year}
    crumbs = tuple(region_crumbs(None))
    return _page(request, Shelf(heading, listed_reports().of_year(year), year=year, crumbs=crumbs))


@require_safe
def kind(request: HttpRequest, code: str) -> HttpResponse:
    """List the reports of one kind."""
    label = _known(lexicons.kind_labels().get(code))
    crumbs = tuple(region_crumbs(None))
    reports = listed_reports().filter(kind=code)
    return _page(request, Shelf(label, reports, kind=code, crumbs=crumbs))


@require_safe
def topic(request: HttpRequest, code: str) -> HttpResponse:
    """List the reports with a section on one topic."""
    label = _known(lexicons.topic_labels().get(code))
    heading = _("谈到“%(topic)s”的报告") % {"topic": label}
    crumbs = tuple(region_crumbs(None))
    return _page(request, Shelf(heading, listed_reports().with_topic(code), topic=code, crumbs=crumbs))


def _known(label: str | None) -> str:
    if label is None:
        raise Http404
    return label


def place_of(code: str) -> Region | None:
    """Return the division a code means today, None for the unknown region. Raises Http404 for no code."""
    if code == UNKNOWN_REGION:
        return None
    rows = Region.objects.filter(code=code).select_related("parent__parent")
    place = rows.order_by(F("valid_to").desc(nulls_first=True), "-valid_from").first()
    if place is None:
        raise Http404
    return place


def within(code: str, held: list[HeldRegion]) -> Q:
    """Match the reports of a division, of all below it, and of those it has replaced."""
    if code == UNKNOWN_REGION:
        return Q(region__isnull=True)
    return Q(region__in=[region.pk for region in held if region.lies_in(code)])


def _page(request: HttpRequest, shelf: Shelf) -> HttpResponse:
    chosen = _one_of(request.GET.get("kind"), lexicons.kind_labels()) if not shelf.kind else ""
    order = _one_of(request.GET.get("sort"), ORDERS) or "new"
    reports = shelf.reports.filter(kind=chosen) if chosen else shelf.reports
    page = Paginator(ordered(reports, order), PAGE_SIZE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "shelf": shelf,
        "page": page,
        "lines": _lines(page, shelf, chosen, order),
        "order": order,
        "kind": chosen,
        "kinds": kind_counts(shelf.reports) if not shelf.kind else [],
        "years": [] if shelf.kind else year_counts(_all_years(shelf), shelf.code, shelf.year),
        "tree": region_tree(shelf.held, shelf.code),
        "browse_address": reverse("browse"),
        "csv": _file_address(shelf, chosen, order),
        "coverage": _coverage_address(shelf, chosen),
    }
    return render(request, "archive/browse.html", context)


def _file_address(shelf: Shelf, kind: str, order: str) -> str:
    """Return the address of the same list as a file."""
    asked = {
        "region": shelf.code,
        "year": shelf.year,
        "topic": shelf.topic,
        "kind": shelf.kind or kind,
        "sort": order if order != ORDERS[0] else "",
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('browse_csv')}{'?' if query else ''}{query}"


def _coverage_address(shelf: Shelf, kind: str) -> str:
    """Return where what is held of the same place is laid out by years; empty for the unknown region."""
    if shelf.code == UNKNOWN_REGION:
        return ""
    within = shelf.code
    if within and not within.endswith("00"):  # a county has no parts: it is a row of what is above it
        place = place_of(within)
        within = place.parent.code if place and place.parent else ""
    asked = {"in": within, "kind": shelf.kind or kind, "topic": shelf.topic}
    if within and within.endswith("0000") and not shelf.code.endswith("00"):
        asked = {"level": "county", **asked}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('coverage')}{'?' if query else ''}{query}"


def _one_of(asked: str | None, known: Container[str]) -> str:
    """Return what was asked for if it is known, else an empty string."""
    return asked if asked is not None and asked in known else ""


def _all_years(shelf: Shelf) -> ReportQuerySet:
    """Return the reports whose years make the strip: those of the place, whatever year is open."""
    reports = Report.objects.published()
    return reports.filter(within(shelf.code, shelf.held)) if shelf.code else reports


def ordered(reports: ReportQuerySet, order: str) -> ReportQuerySet:
    """Return the reports in one of `ORDERS`, newest first for anything else."""
    if order == "old":
        return reports.order_by(F("shelf_year").asc(nulls_last=True), "region__code", "pk")
    if order == "region":
        return reports.order_by(
            F("region__code").asc(nulls_last=True), F("shelf_year").desc(nulls_last=True), "pk"
        )
    return reports.newest_first()


def _lines(page: Page[Report], shelf: Shelf, kind: str, order: str) -> list[Line]:
    """Return the reports of a page, with the gaps between their years where that says something."""
    reports = list(page.object_list)
    told = shelf.code not in ("", UNKNOWN_REGION) and shelf.year is None
    if not told or kind or order == "region":
        return [Line(report=report) for report in reports]
    return gap_lines(reports)
