"""The coverage grid: divisions by years, each cell with its state, each row with the years it lacks."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.models import CoverageMark
from archive.views.coverage.counts import Holdings, Tally, holdings, shown_rows, tally, with_years
from archive.views.coverage.notes import row_note
from archive.views.coverage.places import CITY, COUNTY, PROVINCE, Place, Places, level_of
from archive.views.coverage.question import Question
from archive.views.holdings import HEAT_STEPS, short_name

PAGE_ROWS = 100
_ORPHANS = 20  # so few rows make no page of their own
_NO_MARKS: Mapping[int, CoverageMark] = {}
HELD, NONE, CHECKED, NONEXISTENT = "held", "none", "checked", "nonexistent"


@dataclass(frozen=True, slots=True)
class Cell:
    """A division in a year: `shade` is 0 (no report) to 5, `mark` what was looked for in vain."""

    year: int
    state: str
    reports: int = 0
    mark: CoverageMark | None = None

    @property
    def shade(self) -> int:
        """Return the shade of the count."""
        return sum(self.reports >= step for step in HEAT_STEPS)


@dataclass(frozen=True)
class GridRow:
    """A division: `address` leads to its parts or its reports, `note` says what is special about it."""

    code: str
    name: str
    note: str
    address: str
    cells: tuple[Cell, ...]
    reports: int
    gaps: str


@dataclass(frozen=True)
class Group:
    """Rows that lie together in one division; of a single group the name is empty."""

    code: str
    name: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True)
class YearTotal:
    """Reports of a year in all rows, and the rows that have one."""

    year: int
    reports: int
    divisions: int


@dataclass(frozen=True)
class Grid:
    """One page of rows; `totals` are of all rows."""

    years: tuple[int, ...]
    groups: tuple[Group, ...]
    totals: tuple[YearTotal, ...]
    page: Page[Place]


@dataclass(frozen=True)
class Drawing:
    """All that a grid is made of; `asked` is the question as it came, `question` has its years filled in."""

    asked: Question
    question: Question
    places: Places
    held: Holdings
    counted: Tally

    def rows(self) -> list[Place]:
        """Return the rows of every page."""
        return shown_rows(self.counted, self.held, self.question, self.places)

    def cells(self, place: Place) -> tuple[Cell, ...]:
        """Return the cells of a row, first year to last."""
        years = range(self.question.first, self.question.last + 1)
        return tuple(self._cell(place, year) for year in years)

    def _cell(self, place: Place, year: int) -> Cell:
        reports = self.counted.rows.get(place.code, {}).get(year, 0)
        if reports:
            return Cell(year, HELD, reports)
        mark = self.held.marks.get(place.code, _NO_MARKS).get(year)
        if mark:
            return Cell(year, CHECKED, mark=mark)
        return Cell(year, NONE if place.stood_in(year) else NONEXISTENT)


def draw(asked: Question, places: Places) -> Drawing:
    """Ask the database all that a grid is made of."""
    held = holdings(asked, places)
    question = with_years(asked, held)
    return Drawing(asked, question, places, held, tally(held, question, places))


def grid(drawing: Drawing, number: str | None) -> Grid:
    """Lay out the page of rows asked for; a number that is none gives the nearest page."""
    page = Paginator(drawing.rows(), PAGE_ROWS, orphans=_ORPHANS).get_page(number)
    years = range(drawing.question.first, drawing.question.last + 1)
    reports: Counter[int] = Counter()
    divisions: Counter[int] = Counter()
    for by_year in drawing.counted.rows.values():
        reports.update(by_year)
        divisions.update(by_year.keys())
    totals = tuple(YearTotal(year, reports[year], divisions[year]) for year in years)
    return Grid(tuple(years), _groups(drawing, list(page.object_list)), totals, page)


def _groups(drawing: Drawing, rows: Sequence[Place]) -> tuple[Group, ...]:
    """Put rows together by province, or by city inside a province."""
    question = drawing.question
    above = CITY if question.within else PROVINCE
    if question.level == above or level_of(question.within) == CITY:
        return (Group("", "", tuple(_row(drawing, place) for place in rows)),)
    grouped = groupby(rows, key=lambda place: _head(drawing, place, above))
    return tuple(
        Group(code, name, tuple(_row(drawing, place) for place in members))
        for (code, name), members in grouped
    )


def _head(drawing: Drawing, place: Place, above: str) -> tuple[str, str]:
    """Return code and name of the division a row is put under."""
    code = drawing.places.row_of(place.code, above)
    head = drawing.places.get(code)
    if head is None or (code == place.code and level_of(code) == COUNTY):
        return "", _("省直辖")
    return code, head.name_by(drawing.question.last)


def _row(drawing: Drawing, place: Place) -> GridRow:
    cells = drawing.cells(place)
    name = place.name_by(drawing.question.last)
    if level_of(place.code) == PROVINCE:
        name = short_name(name)
    return GridRow(
        code=place.code,
        name=name,
        note=row_note(drawing.question, place, drawing.places),
        address=row_address(drawing.asked, place.code, drawing.places),
        cells=cells,
        reports=sum(cell.reports for cell in cells),
        gaps=year_runs(cell.year for cell in cells if cell.state == NONE),
    )


def row_address(question: Question, code: str, places: Places) -> str:
    """Return where the name of a row leads: to the grid of its parts, or to its reports if it has none."""
    level = level_of(code)
    if level == PROVINCE and not places.is_undivided(code):
        return f"{reverse('coverage')}?{question.query(level=CITY, within=code)}"
    if places.has_counties(code):
        return f"{reverse('coverage')}?{question.query(level=COUNTY, within=code)}"
    return reverse("browse_region", args=[code])


def year_runs(years: Iterable[int]) -> str:
    """Return years in order with runs drawn together: 2011–2013、2019."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], year]
        else:
            runs.append([year])
    return _("、").join("–".join(map(str, run)) for run in runs)
