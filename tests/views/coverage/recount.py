"""The holdings counted once more, in plain Python: from rows of reports, marks and the division table."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from archive.models import CoverageMark, Region, Report
from archive.models.report import ReportQuerySet


def level_of(code: str) -> str:
    if code[2:] == "0000":
        return "province"
    return "city" if code[4:] == "00" else "county"


@dataclass(eq=False)
class Divisions:
    """Which codes stood at the end of which year, and which row of a level a code is counted in."""

    terms: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def read(cls) -> "Divisions":
        found = cls()
        earliest = min(one.valid_from for one in Region.objects.all())
        for one in Region.objects.all():
            begun = 0 if one.valid_from == earliest else one.valid_from
            found.terms[one.code].append((begun, 9999 if one.valid_to is None else one.valid_to))
        return found

    @cached_property
    def divided(self) -> set[str]:
        """The provinces that have prefectures."""
        return {code[:2] for code in self.terms if level_of(code) == "city"}

    def stood(self, code: str, year: int) -> bool:
        """A division that goes in a year is no more at its end."""
        return any(begun <= year < gone for begun, gone in self.terms.get(code, ()))

    def row(self, code: str, level: str) -> str | None:
        if level == "province":
            return code[:2] + "0000"
        if level == "county":
            return code if level_of(code) == "county" else None
        if level_of(code) == "city":
            return code
        if code[:2] not in self.divided:
            return code[:2] + "0000"
        if level_of(code) == "province":
            return None
        above = code[:4] + "00"
        return above if above in self.terms and level_of(above) == "city" else code


@dataclass(eq=False)
class Recount:
    """What a page must say of `level` inside the codes that begin with `prefix`, from `first` to `last`."""

    level: str
    prefix: str
    first: int
    last: int
    own: bool = False
    reports: ReportQuerySet = field(default_factory=Report.objects.published)

    def __post_init__(self) -> None:
        self.divisions = Divisions.read()
        self.cells: dict[tuple[str, int], set[str]] = defaultdict(set)
        self.apart: Counter[str] = Counter()
        for one in self.reports.select_related("region"):
            self._count(one)
        held = {(r.region.code, r.shelf_year) for r in Report.objects.published() if r.region}
        marks = CoverageMark.objects.filter(year__range=(self.first, self.last))
        self.all_marks = {(one.region_code, one.year) for one in marks}
        self.marks = self.all_marks - held

    def _count(self, one: Report) -> None:
        code = one.region.code if one.region else ""
        if not code.startswith(self.prefix):
            return
        row = self.divisions.row(code, self.level) if code else None
        if not code:
            self.apart["未详地区"] += 1
        elif one.shelf_year is None:
            self.apart["未详年度"] += 1
        elif not self.first <= one.shelf_year <= self.last:
            self.apart["不在所选年度"] += 1
        elif row is None or (self.own and row != code):
            self.apart["其他级别的部门" if self.own else "上级部门"] += 1
        else:
            self.cells[row, one.shelf_year].add(one.public_id)

    @property
    def years(self) -> range:
        return range(self.first, self.last + 1)

    def state(self, code: str, year: int) -> tuple[str, int]:
        """What a cell says, and its number."""
        if (code, year) in self.cells:
            return "held", len(self.cells[code, year])
        if (code, year) in self.marks:
            return "checked", 0
        return ("none" if self.divisions.stood(code, year) else "nonexistent"), 0

    def rows(self) -> list[str]:
        """The codes of the rows: all there were, and all of which something is known."""
        known = {code for code, _year in self.cells} | {code for code, _year in self.marks}
        every = {row for code in self.divisions.terms if (row := self.divisions.row(code, self.level))}
        return sorted(
            code
            for code in every
            if code.startswith(self.prefix)
            and (code in known or any(self.divisions.stood(code, year) for year in self.years))
        )

    def states(self) -> Counter[str]:
        return Counter(self.state(code, year)[0] for code in self.rows() for year in self.years)
