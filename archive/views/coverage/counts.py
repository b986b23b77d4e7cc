"""What is held, and what was looked for in vain, counted by division and year."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db.models import Count

from archive.models import CoverageMark, Report, code_prefix
from archive.models.report import ReportQuerySet
from archive.views.coverage.places import Place, Places
from archive.views.coverage.question import OWN, Question, last_full_year

PlaceYear = tuple[str, int]
_NO_REPORTS: Mapping[int, int] = {}
_YEARS_OF_NOTHING = 10  # shown of an empty archive


@dataclass(frozen=True)
class Holdings:
    """Published reports counted by code and shelf year, unknown ones under "" and 0; the marks that stand.

    `reports` are those a question narrows to. A mark no longer stands once any report of its division and
    year is held.
    """

    reports: Mapping[PlaceYear, int]
    marks: Mapping[str, Mapping[int, CoverageMark]]  # by code, then year
    years: tuple[int, int]  # shown if none are asked for: the first held to the last full one, or held


@dataclass
class Tally:
    """Reports by row and year; and those that have no place in the grid, each counted under one reason."""

    rows: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    no_region: int = 0
    no_year: int = 0
    outside: int = 0  # of other years
    elsewhere: int = 0  # of bureaus of another level

    def leave_out(self, count: int, *, place: str, year: int, question: Question) -> None:
        """Count reports that have no place in the grid, under the first reason there is."""
        if not place:
            self.no_region += count
        elif not year:
            self.no_year += count
        elif not question.first <= year <= question.last:
            self.outside += count
        else:
            self.elsewhere += count

    @property
    def reports(self) -> int:
        """The reports in the grid."""
        return sum(sum(by_year.values()) for by_year in self.rows.values())


@dataclass(frozen=True)
class Totals:
    """The numbers of the sentence.

    A cell is a division in a year, if it stood in that year or has a report or a mark of it.
    """

    divisions: int
    held_divisions: int
    reports: int
    cells: int
    held: int
    checked: int

    @property
    def share(self) -> float:
        """Return how many of a hundred cells have a report."""
        return 100 * self.held / self.cells if self.cells else 0.0


def narrowed(reports: ReportQuerySet, question: Question) -> ReportQuerySet:
    """Narrow reports to the kind, source and topic asked for."""
    if question.kind:
        reports = reports.filter(kind=question.kind)
    if question.source:
        reports = reports.filter(source_type=question.source)
    return reports.with_topic(question.topic) if question.topic else reports


def holdings(question: Question, places: Places) -> Holdings:
    """Count the published reports a question narrows to, and find the marks that stand."""
    held = _counted(Report.objects.published(), places)
    marks: dict[str, dict[int, CoverageMark]] = defaultdict(dict)
    for mark in CoverageMark.objects.only("region_code", "year", "checked_on", "note"):
        if (mark.region_code, mark.year) not in held:
            marks[mark.region_code][mark.year] = mark
    asked = held
    if question.narrows:
        asked = _counted(narrowed(Report.objects.published(), question), places)
    known = {year for _code, year in held if year} | {year for years in marks.values() for year in years}
    return Holdings(asked, marks, _years(known))


def _years(known: set[int]) -> tuple[int, int]:
    latest = last_full_year()
    return (min(known), max(*known, latest)) if known else (latest - _YEARS_OF_NOTHING + 1, latest)


def _counted(reports: ReportQuerySet, places: Places) -> dict[PlaceYear, int]:
    found: dict[PlaceYear, int] = defaultdict(int)
    rows = reports.order_by().values_list("region_id", "shelf_year").annotate(n=Count("pk"))
    for region, year, count in rows:
        found[places.code_of(region) if region else "", year or 0] += count
    return found


def with_years(question: Question, held: Holdings) -> Question:
    """Fill in the years a question leaves open."""
    first, last = held.years
    return replace(
        question,
        first=question.first or min(first, question.last or first),
        last=question.last or max(last, question.first),
    )


def tally(held: Holdings, question: Question, places: Places) -> Tally:
    """Put the reports into the rows of the level and place asked for; `question` has its years."""
    found = Tally()
    rows = places.rows_of_codes(question.level)
    prefix = code_prefix(question.within)
    for (code, year), count in held.reports.items():
        if not code.startswith(prefix):
            continue
        row = rows.get(code, "")
        if question.scope == OWN and row != code:
            row = ""
        if row and question.first <= year <= question.last:
            by_year = found.rows[row]
            by_year[year] = by_year.get(year, 0) + count
        else:
            found.leave_out(count, place=code, year=year, question=question)
    return found


def totals(counted: Tally, held: Holdings, question: Question, places: Places) -> Totals:
    """Count divisions and cells of the whole grid, whatever page of it is shown."""
    first, last = question.first, question.last
    rows = shown_rows(counted, held, question, places)
    standing = places.standing(first, last)
    cells = held_cells = checked = 0
    for place in rows:
        stood = standing[place.code]
        by_year = counted.rows.get(place.code, _NO_REPORTS)
        marked = [year for year in held.marks.get(place.code, ()) if first <= year <= last]
        checked_years = [year for year in marked if year not in by_year]
        held_cells += len(by_year)
        checked += len(checked_years)
        cells += stood
        if stood <= last - first:
            cells += sum(not place.stood_in(year) for year in (*by_year, *checked_years))
    return Totals(len(rows), len(counted.rows), counted.reports, cells, held_cells, checked)


def shown_rows(counted: Tally, held: Holdings, question: Question, places: Places) -> list[Place]:
    """Return the rows of the grid: all that stood in one of its years, or have a report or mark of one."""
    first, last = question.first, question.last
    marked = {code for code, years in held.marks.items() if any(first <= year <= last for year in years)}
    known = marked | counted.rows.keys()
    prefix = code_prefix(question.within)
    standing = places.standing(first, last)
    return [
        place
        for place in places.rows(question.level)
        if place.code.startswith(prefix) and (place.code in known or standing[place.code])
    ]
