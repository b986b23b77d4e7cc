"""Figures of tables: the head of a column and the label of a row say what a cell measures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.ingest.figures.amounts import Amount, measured
from archive.ingest.figures.implied import lost_unit, with_population
from archive.ingest.figures.masks import blanked
from archive.ingest.figures.passages import Passage
from archive.ingest.types import FigureDraft

_CELL_END = "\t"
_FEWEST = 2  # rows and columns of a table
_INK = re.compile(r"\S(?:.*\S)?")
_WORDS = re.compile("[一-鿿]")
_NO_MEASURE = re.compile("序号|编号|年份|年度$|日期|时间|电话|代码|备注|页码|邮编|身份证")
_UNIT_COLUMN = re.compile("(?:计量)?单位")
_NOTED_UNIT = re.compile(r"[(/](?:单位[:]?)?([^()/]{1,8})\)?$")
# Heads that say nothing but that, when or how surely a number is: the row's label is then the name.
_PLAIN_HEAD = re.compile(
    r"(?:本|上|去|今)?年?(?:\d{4}年?)?(?:\d{1,2}月)?(?:末|底|同期)?(?:实际|目标|任务|计划|指标|完成|累计|合计|总计|同比|增长|增减|本期)*"
    "(?:数量|数值|数|值|情况|量|率|幅度)?"
)
_AIMED = re.compile("目标|任务")
_PLANNED = re.compile("计划|预计")
_CHANGED = re.compile("同比|环比|增长|增减|增幅")


@dataclass(frozen=True)
class _Cell:
    row: Passage
    start: int
    end: int

    @property
    def folded(self) -> str:
        return self.row.folded[self.start : self.end]

    @property
    def words(self) -> str:
        return self.row.words[self.start : self.end]


def is_row(passage: Passage) -> bool:
    """Tell whether a passage is a row of a table: cells apart by tabs."""
    return _CELL_END in passage.folded.strip()


def table_figures(rows: Sequence[Passage]) -> Iterator[FigureDraft]:
    """Yield the figures of the cells of a table, row by row; none where its first row is no head."""
    grid = [_cells(row) for row in rows]
    heads = grid[0] if grid else []
    if len(rows) < _FEWEST or len(heads) < _FEWEST or any(_amount(cell) for cell in heads[1:]):
        return
    for cells in grid[1:]:
        label = next((cell for cell in cells if _WORDS.search(cell.folded) and _amount(cell) is None), None)
        for head, cell in zip(heads, cells, strict=False):
            figure = _figure(head, label, cell, _unit_of_row(heads, cells))
            if figure is not None:
                yield figure


def _cells(row: Passage) -> list[_Cell]:
    cells, start = [], 0
    for written in row.folded.split(_CELL_END):
        ink = _INK.search(written)
        first, last = ink.span() if ink else (0, 0)
        cells.append(_Cell(row, start + first, start + last))
        start += len(written) + 1
    return cells


def _amount(cell: _Cell, unit: str = "") -> Amount | None:
    """Return the amount a cell is; one without a unit is in the `unit` said elsewhere."""
    written = cell.folded
    if not written or blanked(cell.words, written) != written:
        return None
    found = measured(written)
    return (measured(written + unit) or found) if found and found.bare and unit else found


def _unit_of_row(heads: Sequence[_Cell], cells: Sequence[_Cell]) -> str:
    pairs = zip(heads, cells, strict=False)
    unit = next((cell.folded for head, cell in pairs if _UNIT_COLUMN.fullmatch(head.folded)), "")
    return unit.removeprefix("1") if unit.startswith("1/") else unit


def _figure(head: _Cell, label: _Cell | None, cell: _Cell, row_unit: str) -> FigureDraft | None:
    noted = _NOTED_UNIT.search(head.folded)
    found = _amount(cell, noted[1] if noted else row_unit)
    if (
        found is None
        or cell is label
        or _NO_MEASURE.search(head.folded)
        or _UNIT_COLUMN.fullmatch(head.folded)
    ):
        return None
    titled = _Cell(head.row, head.start, head.start + noted.start()) if noted and found.unit else head
    plain = label is not None and _PLAIN_HEAD.fullmatch(titled.folded) is not None
    name, beside = (label, titled) if plain and label else (titled, label)
    unit = with_population(name.folded, found.unit)
    start, end = cell.row.span(cell.start, cell.end)
    return FigureDraft(
        start=start,
        end=end,
        name=name.words,
        value=found.value.normalize() + 0,
        unit=unit,
        comparator=found.comparator,
        role=_role(head.folded, cell.row.role),
        sentence=cell.row.span(0, len(cell.row.words)),
        name_spans=name.row.spans(name.start, name.end),
        name_rule=_rule(name, titled),
        qualifier=beside.words if beside else "",
        unit_supplied=lost_unit(name.folded, unit),
    )


def _rule(name: _Cell, head: _Cell) -> str:
    if not name.words:
        return ""
    return "column" if name is head else "row"


def _role(head: str, section_role: str) -> str:
    if _CHANGED.search(head):
        return "delta"
    if _AIMED.search(head) and "完成" not in head:
        return "target"
    return "plan" if section_role == "plan" or _PLANNED.search(head) else "actual"
