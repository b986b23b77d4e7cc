"""The numbers of the reports compared, by indicator: levels side by side, goals and changes apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from archive.analysis.parts import role_group
from archive.models import Figure, Indicator
from archive.views.compare.address import Asked
from archive.views.compare.clauses import clauses
from archive.views.compare.columns import Column
from archive.views.compare.sections import Held, sections_by_key
from archive.views.figure_cells import COLUMNS, FigureCell, figure_cell

_READ = (*COLUMNS, "sentence_end", "order", "revision", "section", "whole", "indicator")
_GOALS = (Figure.Role.TARGET, Figure.Role.PLAN)
_LOOSE = frozenset(("after", "clause", "inherited"))  # names that do not stand before their number


@dataclass(frozen=True)
class Said:
    """One amount a report gives, and the addresses where it gives the same amount again.

    `clause` are the source's words around it, where the amount says too little by itself.
    """

    figure: Figure
    cell: FigureCell
    again: tuple[str, ...] = ()
    clause: str = ""


@dataclass(frozen=True)
class Slot:
    """What one report says of one indicator: levels, the one of the whole first; then goals and changes."""

    column: Column
    levels: tuple[Said, ...] = ()
    others: tuple[Said, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the report says nothing of it."""
        return not self.levels and not self.others

    @property
    def sorts(self) -> set[str]:
        """Return which kinds of statement it holds: level, goal, change."""
        return {"level" for _one in self.levels} | {_sort(one.figure) for one in self.others}


@dataclass(frozen=True)
class FigureRow:
    """One indicator with a slot for every report."""

    indicator: Indicator
    slots: tuple[Slot, ...]

    @property
    def is_shared(self) -> bool:
        """Whether two reports say the same kind of thing of it, so that they can be compared."""
        return self.reports > 1

    @cached_property
    def reports(self) -> int:
        """Return how many reports say the same kind of thing of it, of the kind most of them do."""
        kinds = [kind for slot in self.slots for kind in slot.sorts]
        return max((kinds.count(kind) for kind in kinds), default=0)


@dataclass(frozen=True)
class FigureTable:
    """Indicators that can be compared, then those of a single report or of unlike statements."""

    shared: tuple[FigureRow, ...]
    single: tuple[FigureRow, ...]

    @property
    def folded(self) -> tuple[tuple[Column, tuple[tuple[Indicator, Slot], ...]], ...]:
        """Return, column by column, the indicators that cannot be compared and what is said of them."""
        places = range(len(self.single[0].slots)) if self.single else ()
        return tuple(
            (
                self.single[0].slots[place].column,
                tuple(
                    (row.indicator, row.slots[place]) for row in self.single if not row.slots[place].is_empty
                ),
            )
            for place in places
        )


def figure_table(columns: Sequence[Column], held: Held, asked: Asked) -> FigureTable:
    """Return the numbers of these reports, narrowed to the part and topic asked for."""
    gathered: dict[Indicator, list[list[Figure]]] = defaultdict(lambda: [[] for _ in columns])
    places = {column.report.current_revision_id: place for place, column in enumerate(columns)}
    sections = sections_by_key(held)
    for figure in _figures(columns, asked.topic):
        section = sections.get(figure.section_id or 0)
        part = role_group(section.role if section else "")
        if figure.indicator and asked.part in {"", part}:
            gathered[figure.indicator][places[figure.revision_id]].append(figure)
    rows = _told_apart([_row(indicator, columns, found) for indicator, found in gathered.items()])
    rows.sort(key=lambda row: (-row.reports, row.indicator.order, row.indicator.slug))
    return FigureTable(
        shared=tuple(row for row in rows if row.is_shared),
        single=tuple(row for row in rows if not row.is_shared),
    )


def _figures(columns: Sequence[Column], topic: str) -> Iterable[Figure]:
    rows = Figure.objects.published().filter(
        revision__in=[column.report.current_revision_id for column in columns],
        indicator__is_active=True,
    )
    if topic:
        rows = rows.filter(indicator__topic=topic)
    # Loaded apart: an indicator joined to every row would be decoded for every row.
    return rows.only(*_READ).order_by("order").prefetch_related("indicator")


def _row(indicator: Indicator, columns: Sequence[Column], found: Sequence[Sequence[Figure]]) -> FigureRow:
    slots = [_slot(column, figures, indicator) for column, figures in zip(columns, found, strict=True)]
    return FigureRow(indicator, tuple(slots))


def _told_apart(rows: Sequence[FigureRow]) -> list[FigureRow]:
    """Return the rows with the words around the numbers that say too little by themselves."""
    words = clauses(figure for row in rows for figure in _unclear(row))
    return [
        replace(row, slots=tuple(_worded(slot, words) for slot in row.slots)) if words else row
        for row in rows
    ]


def _unclear(row: FigureRow) -> Iterator[Figure]:
    """Yield what needs words around it, lest numbers of different things look like numbers of one.

    That is a level without qualifier where any other has one or stands beside it in its slot; a level whose
    name does not stand before it; and a change, which may be up or down.
    """
    narrowed = any(one.cell.qualifier for slot in row.slots for one in slot.levels)
    for slot in row.slots:
        bare = narrowed or len(slot.levels) > 1
        for one in slot.levels:
            if one.figure.name_rule in _LOOSE or (bare and not one.cell.qualifier):
                yield one.figure
        yield from (one.figure for one in slot.others if one.cell.role == Figure.Role.DELTA)


def _worded(slot: Slot, words: Mapping[int, str]) -> Slot:
    def worded(said: Said) -> Said:
        clause = words.get(said.figure.pk, "")
        return replace(said, clause=clause) if clause else said

    return replace(slot, levels=tuple(map(worded, slot.levels)), others=tuple(map(worded, slot.others)))


def _slot(column: Column, figures: Iterable[Figure], indicator: Indicator) -> Slot:
    said = [
        Said(one, figure_cell(one, column.report.public_id, unit=indicator.unit))
        for one in sorted(figures, key=_rank)
    ]
    return Slot(
        column,
        levels=_once(one for one in said if one.figure.is_level),
        others=_once(one for one in said if not one.figure.is_level),
    )


def _rank(figure: Figure) -> tuple[bool, bool, bool, int]:
    """Order what a report says of one indicator: the whole before its parts, the sure before the doubtful."""
    narrowed = bool(figure.indicator_qualifier or figure.qualifier)
    return narrowed, figure.whole_id is not None, bool(figure.flags), figure.start


def _once(said: Iterable[Said]) -> tuple[Said, ...]:
    """Return amounts each once; where it is said again is kept with it."""
    found: dict[tuple[object, ...], Said] = {}
    for one in said:
        key = one.cell.amount, one.cell.qualifier, one.cell.role, one.cell.doubts
        if key in found:
            found[key] = replace(found[key], again=(*found[key].again, one.cell.url))
        else:
            found[key] = one
    return tuple(found.values())


def _sort(figure: Figure) -> str:
    """Return which kind of statement a figure is that is no level."""
    return "goal" if figure.role in _GOALS else "change"
