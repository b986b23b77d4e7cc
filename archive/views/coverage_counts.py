"""What is held, and what was looked for in vain, counted by division and year."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.core.cache import cache
from django.db.models import Count

from archive.models import CoverageMark, Report
from archive.models.report import ReportQuerySet
from archive.views.coverage_places import Place, Places, level_of
from archive.views.coverage_question import ALL, Question, last_full_year
from archive.views.holdings import holdings_key, with_topic

PlaceYear = tuple[str, int]
_YEARS_OF_NOTHING = 10  # shown of an empty archive


@dataclass(frozen=True)
class Holdings:
    """Published reports counted by code and shelf year, unknown ones under "" and 0; the marks that stand.

    `reports` are those a question narrows to. A mark no longer stands once any report of its division and
    year is held.
    """

    reports: Mapping[PlaceYear, int]
    marks: Mapping[PlaceYear, CoverageMark]
    years: tuple[int, int]  # shown if none are asked for: the first held to the last full one, or held


@dataclass
class Tally:
    """Reports by row and year; and those that have no place in the grid, each counted under one reason."""

    rows: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    no_region: int = 0
    no_year: int = 0
    outside: int = 0  # of other years
    elsewhere: int = 0  # of bureaus of another level

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
    return reports.filter(pk__in=_of_topic(question.topic)) if question.topic else reports


def _of_topic(topic: str) -> list[int]:
    """Return the keys of the reports on a topic; reading every section, it is kept until a report changes."""
    found = with_topic(Report.objects.published(), topic).order_by().values_list("pk", flat=True)
    key = f"coverage-topic:{topic}:{holdings_key()}"
    return cache.get_or_set(key, lambda: list(found)) or []


def holdings(question: Question, places: Places) -> Holdings:
    """Count the published reports a question narrows to, and find the marks that stand."""
    held = _counted(Report.objects.published(), places)
    marks = {(mark.region_code, mark.year): mark for mark in CoverageMark.objects.all()}
    standing = {where: mark for where, mark in marks.items() if where not in held}
    asked = held
    if question.narrows:
        asked = _counted(narrowed(Report.objects.published(), question), places)
    return Holdings(asked, standing, _years({year for _code, year in (*held, *standing) if year}))


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
    for (code, year), count in held.reports.items():
        if not code:
            found.no_region += 0 if question.within else count
        elif lies_in(code, question.within):
            _put(found, question, _Counted(_row(code, question, places), year, count))
    return found


@dataclass(frozen=True)
class _Counted:
    row: str
    year: int
    reports: int


def _put(found: Tally, question: Question, counted: _Counted) -> None:
    if not counted.year:
        found.no_year += counted.reports
    elif not question.first <= counted.year <= question.last:
        found.outside += counted.reports
    elif not counted.row:
        found.elsewhere += counted.reports
    else:
        by_year = found.rows[counted.row]
        by_year[counted.year] = by_year.get(counted.year, 0) + counted.reports


def _row(code: str, question: Question, places: Places) -> str:
    row = places.row_of(code, question.level)
    return row if question.scope == ALL or row == code else ""


def lies_in(code: str, within: str) -> bool:
    """Whether a code is that of `within` or of something below it; everything lies in an empty one."""
    significant = {"province": 2, "city": 4, "county": 6}[level_of(within)] if within else 0
    return code[:significant] == within[:significant]


def totals(counted: Tally, held: Holdings, question: Question, places: Places) -> Totals:
    """Count divisions and cells of the whole grid, whatever page of it is shown."""
    first, last = question.first, question.last
    divisions = cells = held_divisions = held_cells = checked = 0
    for place in shown_rows(counted, held, question, places):
        by_year = counted.rows.get(place.code, {})
        marked = [year for year in range(first, last + 1) if is_checked(place.code, year, counted, held)]
        beyond = sum(not place.stood_in(year) for year in (*by_year, *marked))
        divisions += 1
        cells += place.years_within(first, last) + beyond
        held_divisions += bool(by_year)
        held_cells += len(by_year)
        checked += len(marked)
    return Totals(divisions, held_divisions, counted.reports, cells, held_cells, checked)


def shown_rows(counted: Tally, held: Holdings, question: Question, places: Places) -> list[Place]:
    """Return the rows of the grid: all that stood in one of its years, or have a report or mark of one."""
    first, last = question.first, question.last
    marked = {code for code, year in held.marks if first <= year <= last}
    return [
        place
        for place in places.rows(question.level)
        if lies_in(place.code, question.within)
        and (place.years_within(first, last) or place.code in counted.rows or place.code in marked)
    ]


def is_checked(code: str, year: int, counted: Tally, held: Holdings) -> bool:
    """Whether a cell without a report is marked as looked for in vain."""
    return (code, year) in held.marks and year not in counted.rows.get(code, {})
