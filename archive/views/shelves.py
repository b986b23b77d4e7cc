"""What stands around a list of reports: the tree of regions, years, kinds, and gaps between years."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from archive.models import Report, code_prefix
from archive.models.report import ReportQuerySet
from archive.views.holdings import division_names
from archive.views.successions import HeldRegion


@dataclass(frozen=True)
class Line:
    """A line of a list: a report, or the years (both included) between two for which none is held."""

    report: Report | None = None
    gap_first: int = 0
    gap_last: int = 0


@dataclass(frozen=True)
class Branch:
    """A division of the tree with its count; only the open path has children."""

    code: str
    name: str
    reports: int
    is_open: bool
    is_current: bool
    children: tuple["Branch", ...]


@dataclass(frozen=True)
class YearCount:
    """A year of the strip; `address` lists its reports, `current` when it is the one open."""

    year: int
    reports: int
    address: str
    current: bool


def gap_lines(reports: Iterable[Report]) -> list[Line]:
    """Return the reports as lines, a gap line wherever neighbours are years apart."""
    lines: list[Line] = []
    before: int | None = None
    for report in reports:
        year = report.shelf_year
        if before is not None and year is not None and abs(before - year) > 1:
            lines.append(Line(gap_first=min(before, year) + 1, gap_last=max(before, year) - 1))
        lines.append(Line(report=report))
        before = year
    return lines


def kind_counts(reports: ReportQuerySet) -> list[tuple[str, int]]:
    """Return kind codes with their counts, most first."""
    rows = reports.order_by().values_list("kind").annotate(n=Count("pk"))
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def year_counts(reports: ReportQuerySet, code: str, current: int | None) -> list[YearCount]:
    """Return the held years of `reports`, oldest first, with addresses inside a region or outside."""
    rows = reports.filter(shelf_year__isnull=False).order_by("shelf_year")
    counted = rows.values_list("shelf_year").annotate(n=Count("pk"))
    return [
        YearCount(year, count, _year_address(code, year), year == current)
        for year, count in counted
        if year is not None
    ]


def _year_address(code: str, year: int) -> str:
    if code:
        return reverse("browse_region_year", args=[code, year])
    return reverse("year", args=[year])


def region_tree(held: Iterable[HeldRegion], current: str) -> tuple[Branch, ...]:
    """Return the divisions with published reports, provinces first, opened down to `current`.

    Reports of an abolished division are counted where they are found today.
    """
    counts: Counter[str] = Counter()
    for region in held:
        above = {one for code in region.codes for one in _chain(code)}
        if region.abolished and len(region.codes) > 1 and region.code != current:
            above.remove(region.code)
        counts.update(dict.fromkeys(above, region.reports))
    names = division_names(counts)
    return _branches("", current, {code: counts[code] for code in counts if code in names}, names)


def _chain(code: str) -> list[str]:
    """Return province, prefecture and county code of a division, each once."""
    return list(dict.fromkeys([f"{code[:2]}0000", f"{code[:4]}00", code]))


def _branches(parent: str, current: str, counts: dict[str, int], names: dict[str, str]) -> tuple[Branch, ...]:
    return tuple(
        Branch(
            code,
            names[code],
            counts[code],
            is_open := current.startswith(code_prefix(code)),
            code == current,
            _branches(code, current, counts, names) if is_open else (),
        )
        for code in sorted(counts)
        if _parent_of(code, counts) == parent
    )


def _parent_of(code: str, counts: dict[str, int]) -> str:
    above = [one for one in _chain(code) if one != code and one in counts]
    return above[-1] if above else ""
