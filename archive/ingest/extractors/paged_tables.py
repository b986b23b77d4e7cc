"""Tables without rules: rows whose cells stand below each other."""

from collections.abc import Sequence

from archive.ingest.extractors.paged_lines import Fragment, Row, merged_cells

_FEWEST_ROWS = 3
_FEWEST_CELLS = 3  # with so many columns two rows are enough
_LEAST = 2  # columns of a table
_APART = 0.8  # ems between columns


def with_aligned_rows(rows: Sequence[Row]) -> list[Row]:
    """Return `rows` with those of tables made one fragment each, which holds the cells."""
    result: list[Row] = []
    index = 0
    while index < len(rows):
        columns, end = _table_at(rows, index)
        if end - index >= (_FEWEST_ROWS if len(columns) < _FEWEST_CELLS else _FEWEST_ROWS - 1):
            result += ([_as_row(row, columns)] for row in rows[index:end])
            index = end
        else:
            result.append(rows[index])
            index += 1
    return result


Span = tuple[float, float]


def _table_at(rows: Sequence[Row], start: int) -> tuple[list[Span], int]:
    """Return the columns of the table that begins at `start`, and the index after its last row."""
    columns: list[Span] = []
    end = start
    while end < len(rows) and len(rows[end]) > 1 and not any(f.cells for f in rows[end]):
        wider = _merged([*columns, *((f.left, f.right) for f in rows[end])], _APART * rows[end][0].size)
        if min((_columns_used(row, wider) for row in rows[start : end + 1]), default=0) < _LEAST:
            break
        columns = wider
        end += 1
    return columns, end


def _merged(spans: Sequence[Span], apart: float) -> list[Span]:
    merged: list[Span] = []
    for left, right in sorted(spans):
        if merged and left < merged[-1][1] + apart:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    return merged


def _columns_used(row: Row, columns: Sequence[Span]) -> int:
    return len({_column_of(fragment, columns) for fragment in row})


def _column_of(fragment: Fragment, columns: Sequence[Span]) -> int:
    return next(index for index, (_, right) in enumerate(columns) if fragment.left <= right)


def _as_row(row: Row, columns: Sequence[Span]) -> Fragment:
    cells = ["" for _ in columns]
    for fragment in row:
        index = _column_of(fragment, columns)
        cells[index] += (" " if cells[index] else "") + fragment.text
    return merged_cells(row, cells)
