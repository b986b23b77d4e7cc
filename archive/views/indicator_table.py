"""The numbers of one indicator, divisions by years, each with what it rests on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from archive.models import Figure, Indicator, Region, Report
from archive.models.figure import FigureQuerySet
from archive.views.figure_cells import COLUMNS, SENTENCE, FigureCell, figure_cell
from archive.views.indicator_question import GROUPS, Question

ROWS = 25  # divisions a page
LONGEST_SPAN = 24  # years shown without leaving out those nobody speaks of
Place = int | None  # key of a division; None: not known
Year = int | None


@dataclass(frozen=True)
class Held:
    """How many figures and reports of one division and year the question finds."""

    place: Place
    year: Year
    figures: int
    reports: int


@dataclass(frozen=True)
class Outline:
    """What the question finds, counted; `by_group` counts the figures of each kind of statement."""

    held: tuple[Held, ...]
    by_group: Mapping[str, int]

    @property
    def any(self) -> bool:
        """Whether there is any figure of the place and time, of whichever kind."""
        return any(self.by_group.values())

    @property
    def figures(self) -> int:
        """The figures found."""
        return sum(one.figures for one in self.held)

    @property
    def reports(self) -> int:
        """The reports they stand in; a report is of one division and year."""
        return sum(one.reports for one in self.held)

    @property
    def places(self) -> list[Place]:
        """The divisions, in the order of their codes."""
        return list(dict.fromkeys(one.place for one in self.held))

    @property
    def known_places(self) -> int:
        """The divisions that are known."""
        return sum(place is not None for place in self.places)

    @property
    def known_years(self) -> list[int]:
        """The years that are known, in order."""
        return sorted({one.year for one in self.held if one.year is not None})

    @property
    def years(self) -> list[Year]:
        """The columns: first year to last, those without any figure too unless they are many; then None."""
        known = self.known_years
        few = bool(known) and known[-1] - known[0] < LONGEST_SPAN
        span: list[Year] = list(range(known[0], known[-1] + 1)) if few else list(known)
        unknown: list[Year] = [None] if any(one.year is None for one in self.held) else []
        return span + unknown


@dataclass(frozen=True)
class Value:
    """One number of the table and the report it stands in."""

    said: FigureCell
    report: str
    title: str
    place: str
    year: Year


@dataclass(frozen=True)
class Cell:
    """The numbers of a division and year; `silent`: a report is held and says nothing of the indicator."""

    year: Year
    values: tuple[Value, ...]
    silent: bool


@dataclass(frozen=True)
class Row:
    """A division with the names above it, its numbers by year; `code` is empty where it is not known."""

    code: str
    name: str
    path: str
    cells: tuple[Cell, ...]

    @property
    def values(self) -> tuple[Value, ...]:
        """All numbers of the row, by year."""
        return tuple(value for cell in self.cells for value in cell.values)


def figures_of_indicator(indicator: Indicator, question: Question) -> FigureQuerySet:
    """Return the published figures of an indicator at the place and time asked for, of every role."""
    return Figure.objects.published().filter(question.place_and_time, indicator=indicator)


def outline(indicator: Indicator, question: Question) -> Outline:
    """Count what the question finds, in one query."""
    counts = {name: Count("pk", filter=Q(role__in=roles)) for name, roles in GROUPS.items()}
    rows = (
        figures_of_indicator(indicator, question)
        .order_by(
            F("revision__report__region__code").asc(nulls_last=True),
            "revision__report__region__valid_from",
            "revision__report__region",
            F("revision__report__shelf_year").asc(nulls_last=True),
        )
        .values("revision__report__region", "revision__report__shelf_year")
        .annotate(**counts, reports=Count("revision", distinct=True, filter=question.of_role))
        .values_list("revision__report__region", "revision__report__shelf_year", *GROUPS, "reports")
    )
    by_group = dict.fromkeys(GROUPS, 0)
    held = []
    for place, year, *numbers, reports in rows:
        said = dict(zip(GROUPS, numbers, strict=True))
        for name, number in said.items():
            by_group[name] += number
        if said[question.role]:
            held.append(Held(place, year, said[question.role], reports))
    return Outline(tuple(held), by_group)


def table_rows(
    indicator: Indicator, question: Question, places: Sequence[Place], years: Sequence[Year]
) -> list[Row]:
    """Return the rows of `places`, in three queries: names, numbers, and which reports are held."""
    known = [place for place in places if place is not None]
    names = {one.pk: one for one in Region.objects.filter(pk__in=known).select_related("parent__parent")}
    values = _values(indicator, question, places, names)
    held = _held(known, unknown=None in places)
    return [_row(names.get(place or 0), place, years, values, held) for place in places]


def _row(
    region: Region | None,
    place: Place,
    years: Sequence[Year],
    values: Mapping[tuple[Place, Year], list[Value]],
    held: set[tuple[Place, Year]],
) -> Row:
    cells = tuple(Cell(year, tuple(values.get((place, year), ())), (place, year) in held) for year in years)
    if region is None:
        return Row("", _("地区未详"), "", cells)
    return Row(region.code, region.name, " › ".join(one.name for one in region.ancestors), cells)


def _values(
    indicator: Indicator, question: Question, places: Sequence[Place], names: Mapping[int, Region]
) -> Mapping[tuple[Place, Year], list[Value]]:
    known = [place for place in places if place is not None]
    here = Q(revision__report__region__in=known)
    if None in places:
        here |= Q(revision__report__region__isnull=True)
    rows: Iterable[Any] = (  # figures with the annotations below
        figures_of_indicator(indicator, question)
        .filter(here, question.of_role)
        .order_by("revision__report__public_id", "start", "pk")
        .only(*COLUMNS)
        .annotate(
            sentence=SENTENCE,
            report=F("revision__report__public_id"),
            title=F("revision__report__title"),
            place=F("revision__report__region"),
            year=F("revision__report__shelf_year"),
        )
    )
    found: dict[tuple[Place, Year], list[Value]] = defaultdict(list)
    for row in rows:
        said = figure_cell(row, row.report, row.sentence, indicator.unit)
        name = names[row.place].name if row.place else _("地区未详")
        found[row.place, row.year].append(Value(said, row.report, row.title, name, row.year))
    return found


def _held(known: Sequence[int], *, unknown: bool) -> set[tuple[Place, Year]]:
    """Return the divisions and years of which any report is published."""
    here = Q(region__in=known)
    if unknown:
        here |= Q(region__isnull=True)
    rows = Report.objects.published().filter(here).order_by()
    return set(rows.values_list("region", "shelf_year").distinct())
