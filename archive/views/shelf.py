"""Where a report stands: the divisions above it and its neighbours of other years."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from archive.models import Region, Report

LONGEST_STRIP = 24


@dataclass(frozen=True)
class KinYear:
    """One year of a region's strip; `address` is empty where nothing is held."""

    year: int
    address: str
    current: bool


def region_crumbs(region: Region | None) -> list[tuple[str, str]]:
    """Return breadcrumbs from all regions down to `region`, it included."""
    crumbs = [(_("全部地区"), reverse("browse"))]
    lineage = region.lineage if region else []
    return crumbs + [(one.name, reverse("browse_region", args=[one.code])) for one in lineage]


def place_crumbs(report: Report) -> list[tuple[str, str]]:
    """Return breadcrumbs down to the region and year a report is shelved under."""
    crumbs = region_crumbs(report.region)
    if report.shelf_year is None:
        return crumbs
    year = _("%(year)d 年度") % {"year": report.shelf_year}
    if report.region is None:
        return [*crumbs, (year, reverse("year", args=[report.shelf_year]))]
    address = reverse("browse_region_year", args=[report.region.code, report.shelf_year])
    return [*crumbs, (year, address)]


def kin_years(report: Report) -> list[KinYear]:
    """Return the years of the report's own region, first held to last.

    Empty unless reports of two years or more are held; a strip that would be very long
    leaves out the years without a report.
    """
    if report.region is None:
        return []
    rows = Report.objects.published().filter(region__code=report.region.code, shelf_year__isnull=False)
    held = {one.shelf_year or 0: one for one in rows.order_by("-created_at")}
    if len(held) < 2:  # noqa: PLR2004
        return []
    first, last = min(held), max(held)
    years = range(first, last + 1) if last - first < LONGEST_STRIP else sorted(held)
    return [_kin_year(year, held.get(year), report) for year in years]


def _kin_year(year: int, held: Report | None, shown: Report) -> KinYear:
    current = year == shown.shelf_year
    address = shown.get_absolute_url() if current else held.get_absolute_url() if held else ""
    return KinYear(year, address, current)
