"""Tables without rules: rows whose cells stand below each other."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from archive.ingest.extractors.paged_lines import Fragment, Row, merged_cells

_FEWEST_ROWS = 3
_STEP = 1.5  # times the least step from row to row
_STEPS = 8  # rows before that show the step
_SAME_SIZE = 1.1
_FULL_WIDTH = "\u2e80"
_LONGEST = 12  # characters of a cell, on average
_APART = 0.8  # ems between columns


def with_aligned_rows(rows: Sequence[Row]) -> list[Row]:
    """Return `rows` with those of tables made one fragment each, which holds the cells."""
    result: list[Row] = []
    index = 0
    while index < len(rows):
        columns, end = _table_at(rows, index)
        table = rows[index:end]
        if len(table) < _FEWEST_ROWS:
            result.append(rows[index])
            index += 1
            continue
        result += ([_as_row(row, columns)] for row in table) if _are_cells(table) else table
        index = end
    return result


Span = tuple[float, float]


def _table_at(rows: Sequence[Row], start: int) -> tuple[list[Span], int]:
    """Return the columns of the table that begins at `start`, and the index after its last row.

    No two fragments of a row stand in one column, and no row reaches over two.
    """
    columns: list[Span] = []
    end = start
    while end < len(rows) and _may_belong(rows[max(start, end - _STEPS) : end], rows[end]):
        row = rows[end]
        wider = _merged([*columns, *((f.left, f.right) for f in row)], _APART * row[0].size)
        own = {_column_of(f.left, wider) for f in row}
        kept = {_column_of(left, wider) for left, _ in columns}
        if len(own) < len(row) or len(kept) < len(columns):
            break
        columns = wider
        end += 1
    return columns, end


def _are_cells(rows: Sequence[Row]) -> bool:
    """Whether the texts are short, as in tables; long ones side by side are columns of text."""
    lengths = [len(fragment.text) for row in rows for fragment in row]
    return sum(lengths) <= _LONGEST * len(lengths)


def _may_belong(table: Sequence[Row], row: Row) -> bool:
    """Whether `row` has several cells, in the type and at the step of the rows before."""
    if len(row) == 1 or any(f.cells for f in row):
        return False
    if not table:
        return True
    steps = [below[0].top - above[0].top for above, below in pairwise([*table, row])]
    sizes = [size for each in (*table, row) if (size := _size(each))]
    return max(sizes, default=0) <= _SAME_SIZE * min(sizes, default=0) and steps[-1] <= _STEP * min(steps)


def _size(row: Row) -> float:
    """Return the size of type of `row`; 0 where no full-width character shows it."""
    return median([f.size for f in row if max(f.text) >= _FULL_WIDTH] or [0])


def _merged(spans: Sequence[Span], apart: float) -> list[Span]:
    merged: list[Span] = []
    for left, right in sorted(spans):
        if merged and left < merged[-1][1] + apart:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    return merged


def _column_of(place: float, columns: Sequence[Span]) -> int:
    return next(index for index, (_, right) in enumerate(columns) if place <= right)


def _as_row(row: Row, columns: Sequence[Span]) -> Fragment:
    cells = ["" for _ in columns]
    for fragment in row:
        index = _column_of(fragment.left, columns)
        cells[index] += (" " if cells[index] else "") + fragment.text
    return merged_cells(row, cells)
