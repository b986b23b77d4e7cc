"""A comparison laid out: its columns, the sections held, the verdicts in force and the table made of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from archive.analysis.pairing import Pairing, PairSection, pair
from archive.analysis.parts import role_group
from archive.services.pairings import PairEnd, Verdict
from archive.views.compare.address import PARTS, Asked, Reading
from archive.views.compare.alike import Alike, alike_reports
from archive.views.compare.columns import Column
from archive.views.compare.figures import FigureTable, figure_table
from archive.views.compare.hands import Hands, hands_of, taken
from archive.views.compare.sections import Held, pair_section, sections_of
from archive.views.compare.table import Comparison, comparison


@dataclass(frozen=True)
class Layout:
    """What a page about a comparison is made of; the tables are made when asked for.

    `asked` is what was asked with all that could not be taken left out; `complaints` names each of those.
    """

    asked: Asked
    columns: tuple[Column, ...]
    held: Held
    hands: Hands
    complaints: tuple[str, ...]

    @cached_property
    def pairing(self) -> Pairing:
        """What belongs together, whatever the table is narrowed to."""
        placed = [
            [pair_section(section, place, column) for section in by_anchor.values()]
            for place, (column, by_anchor) in enumerate(zip(self.columns, self.held, strict=True))
        ]
        return pair(placed, self.hands.for_pairing(self.asked.ids))

    @cached_property
    def table(self) -> Comparison:
        """The sections in rows."""
        return comparison(self.columns, self.held, self.pairing, self.asked, self.hands)

    @cached_property
    def figures(self) -> FigureTable:
        """The numbers in rows."""
        return figure_table(self.columns, self.held, self.asked)

    @cached_property
    def alike(self) -> tuple[Alike, ...]:
        """Reports whose whole texts are close."""
        return alike_reports(self.columns, self.held)

    @property
    def names(self) -> str:
        """Return place and year of every report."""
        return "、".join(column.name for column in self.columns)

    @property
    def parts(self) -> frozenset[str]:
        """Return the parts of reports that have sections at all."""
        return frozenset(role_group(one.role) for by_anchor in self.held for one in by_anchor.values())

    def partners(self, end: PairEnd) -> set[PairEnd]:
        """Return the sections of other reports that stand in one row with a section."""
        found: set[PairEnd] = set()
        for row in self.pairing.rows:
            ends = {self._end(section) for column in row.members for section in column}
            found |= ends if end in ends else set()
        return {one for one in found if one.public_id != end.public_id}

    def judged(self, verdicts: Iterable[Verdict]) -> "Layout":
        """Return the comparison with these verdicts instead of those of its address."""
        asked = self.asked.judged(verdicts)
        return replace(
            self, asked=asked, hands=hands_of(asked, self.held, [one.report for one in self.columns])
        )

    def _end(self, section: PairSection) -> PairEnd:
        return PairEnd(self.columns[section.report].report.public_id, section.anchor)

    def part_links(self) -> list[tuple[str, str, bool]]:
        """Return (code, address, whether current) of the parts held, all first; none when there is one."""
        asked = self.asked
        codes = ["", *(code for code in PARTS if code in self.parts | {asked.part})]
        if len(codes) == 2:  # noqa: PLR2004  (all, and the only one)
            return []
        return [(code, asked.narrowed(code, asked.topic).address(), code == asked.part) for code in codes]


def lay_out(reading: Reading) -> Layout:
    """Return the comparison of the reports an address names, in two queries."""
    held = sections_of(reading.reports)
    hands = hands_of(reading.asked, held, reading.reports)
    asked = taken(reading.asked, hands)
    columns = tuple(
        Column.of(report, remove=asked.without(report.public_id).address()) for report in reading.reports
    )
    return Layout(asked, columns, held, hands, (*reading.complaints, *hands.complaints))
