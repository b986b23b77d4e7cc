"""The numbers of one indicator, divisions by years, each with what it rests on."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import F
from django.utils.translation import gettext as _

from archive.models import Figure, Indicator, Region, Report
from archive.models.figure import FigureQuerySet
from archive.views.figure_cells import COLUMNS, SENTENCE, FigureCell, figure_cell, normal_value
from archive.views.indicators.question import GROUPS, Question
from archive.views.indicators.strip import Measured, Strip, strip

ROWS = 25  # divisions a page
LONGEST_SPAN = 24  # years shown without leaving out those nobody speaks of
Place = int | None  # key of a division; None: not known
Year = int | None


class Shelved(NamedTuple):
    """Where a published report stands: its division, with what orders divisions, and its year."""

    place: Place
    year: Year
    order: tuple[bool, str, int, int]


@dataclass(frozen=True)
class Outline:
    """What a question finds, counted.

    `shelved` are all reports of the place and time by their text, `found` how many figures of the role asked
    for each text has, `by_group` counts the figures of each kind of statement.
    """

    shelved: Mapping[int, Shelved]
    found: Mapping[int, int]
    by_group: Mapping[str, int]

    @property
    def any(self) -> bool:
        """Whether there is any figure of the place and time, of whichever kind."""
        return any(self.by_group.values())

    @property
    def mixed(self) -> bool:
        """Whether there are figures of several kinds of statement."""
        return sum(number > 0 for number in self.by_group.values()) > 1

    @property
    def figures(self) -> int:
        """The figures found."""
        return sum(self.found.values())

    @property
    def reports(self) -> int:
        """The reports they stand in."""
        return len(self.found)

    @cached_property
    def places(self) -> list[Place]:
        """The divisions, in the order of their codes, the unknown one last."""
        ordered = {(one.order, one.place) for one in map(self.shelved.__getitem__, self.found)}
        return [place for _order, place in sorted(ordered, key=itemgetter(0))]

    @property
    def known_places(self) -> int:
        """The divisions that are known."""
        return sum(place is not None for place in self.places)

    @cached_property
    def held_years(self) -> set[Year]:
        """The years of the reports found."""
        return {self.shelved[revision].year for revision in self.found}

    @property
    def known_years(self) -> list[int]:
        """The years that are known, in order."""
        return sorted(year for year in self.held_years if year is not None)

    @property
    def years(self) -> list[Year]:
        """The columns: first year to last, those without any figure too unless they are many; then None."""
        known = self.known_years
        few = bool(known) and known[-1] - known[0] < LONGEST_SPAN
        span: list[Year] = list(range(known[0], known[-1] + 1)) if few else list(known)
        unknown: list[Year] = [None] if None in self.held_years else []
        return span + unknown


@dataclass(frozen=True)
class Value:
    """One number of the table and the report it stands in."""

    said: FigureCell
    measured: Measured
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
    strip: Strip | None

    @property
    def values(self) -> tuple[Value, ...]:
        """All numbers of the row, by year."""
        return tuple(value for cell in self.cells for value in cell.values)


def figures_of_indicator(indicator: Indicator, question: Question) -> FigureQuerySet:
    """Return the published figures of an indicator that the question asks for."""
    reports = Report.objects.published().filter(question.place_and_time).values("current_revision")
    found = Figure.objects.published().filter(question.of_role, indicator=indicator)
    return found.filter(revision__in=reports) if question.narrows else found


def outline(indicator: Indicator, question: Question) -> Outline:
    """Count what the question finds, in two queries put together here.

    The database would read every text to join figures with reports: a text and its keys are one row.
    """
    shelved = _shelved(question)
    groups = {role.value: name for name, members in GROUPS.items() for role in members}
    by_group = dict.fromkeys(GROUPS, 0)
    found: Counter[int] = Counter()
    rows = Figure.objects.filter(indicator=indicator, dismissed=False).order_by()
    for revision, role in rows.values_list("revision", "role"):
        if revision in shelved:
            group = groups[role]
            by_group[group] += 1
            found[revision] += group == question.role
    return Outline(shelved, +found, by_group)


def _shelved(question: Question) -> dict[int, Shelved]:
    """Return current text -> where its report stands, of the published reports of the place and time."""
    rows = Report.objects.published().filter(question.place_and_time).order_by()
    columns = ("current_revision", "region", "shelf_year", "region__code", "region__valid_from")
    return {
        revision: Shelved(place, year, (place is None, code or "", since or 0, place or 0))
        for revision, place, year, code, since in rows.values_list(*columns)
    }


def table_rows(
    indicator: Indicator, question: Question, counted: Outline, places: Sequence[Place]
) -> list[Row]:
    """Return the rows of `places`, in two queries: their names, and their numbers."""
    known = [place for place in places if place is not None]
    names = {one.pk: one for one in Region.objects.filter(pk__in=known).select_related("parent__parent")}
    here = {key: one for key, one in counted.shelved.items() if one.place in places}
    values = _values(indicator, question, [key for key in here if key in counted.found], names)
    held = {(one.place, one.year) for one in here.values()}
    return [_row(names.get(place or 0), place, counted.years, values, held) for place in places]


def _row(
    region: Region | None,
    place: Place,
    years: Sequence[Year],
    values: Mapping[tuple[Place, Year], list[Value]],
    held: set[tuple[Place, Year]],
) -> Row:
    cells = tuple(Cell(year, tuple(values.get((place, year), ())), (place, year) in held) for year in years)
    drawn = _strip(cells)
    if region is None:
        return Row("", _("地区未详"), "", cells, None)
    path = " › ".join(one.name for one in region.ancestors)
    ended = _("%(year)d 年止") % {"year": region.valid_to} if region.valid_to else ""
    return Row(region.code, region.name, "，".join(filter(None, (path, ended))), cells, drawn)


def _strip(cells: Sequence[Cell]) -> Strip | None:
    known = {cell.year: cell.values for cell in cells if cell.year is not None}
    measured = {
        year: [None if value.said.doubts else value.measured for value in values]
        for year, values in known.items()
        if values
    }
    return strip(measured, sorted(known)) if known else None


def _values(
    indicator: Indicator, question: Question, revisions: Sequence[int], names: Mapping[int, Region]
) -> Mapping[tuple[Place, Year], list[Value]]:
    rows: Iterable[Any] = (  # figures with the annotations below
        Figure.objects.published()
        .filter(question.of_role, indicator=indicator, revision__in=revisions)
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
        measured = Measured(*normal_value(row, indicator.unit), said.qualifier)
        name = names[row.place].name if row.place else _("地区未详")
        found[row.place, row.year].append(Value(said, measured, row.title, name, row.year))
    return found
