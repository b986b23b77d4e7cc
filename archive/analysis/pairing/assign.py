"""Which pairs of two reports to keep: the best set of pairs as a whole, then further parts of a whole."""

from typing import NamedTuple

import lap  # type: ignore[import-untyped]  # it has no types
import numpy as np

from archive.analysis.pairing.bigrams import Floats

LEAST = 0.3  # a pair less sure stays unmade
LEAST_FURTHER = 0.4  # so does a second section on the same side


class Cell(NamedTuple):
    """A pair: a row and a column of a matrix of confidences."""

    row: int
    column: int


def assign(confidence: Floats) -> list[Cell]:
    """Return the pairs to keep, in order; a section of either side may have several of the other.

    The one-to-one pairs have the greatest sum of confidences above `LEAST` (Jonker and Volgenant 1987).
    A section left over joins the partner it is surest of, unless that partner is itself one of several.
    """
    pairs = _one_to_one(confidence)
    return sorted([*pairs, *_further(confidence, pairs)])


def _one_to_one(confidence: Floats) -> list[Cell]:
    if not (confidence >= LEAST).any():
        return []
    gain = np.maximum(confidence.astype(np.float64) - LEAST, 0)
    _cost, columns, _rows = lap.lapjv(-gain, extend_cost=True)
    found = [Cell(row, int(column)) for row, column in enumerate(columns) if column >= 0]
    return [cell for cell in found if confidence[cell] >= LEAST]


def _further(confidence: Floats, pairs: list[Cell]) -> list[Cell]:
    """Return pairs of sections left over with sections that have a partner, always one against several."""
    row_of, column_of = {cell.column: cell.row for cell in pairs}, {cell.row: cell.column for cell in pairs}
    free_rows = set(range(confidence.shape[0])) - set(column_of)
    free_columns = set(range(confidence.shape[1])) - set(row_of)
    with_rows: set[int] = set()  # columns that further rows have joined
    with_columns: set[int] = set()  # rows that further columns have joined
    found = []
    for cell in _descending(confidence):
        row, column = cell
        if row in free_rows and column in row_of and row_of[column] not in with_columns:
            with_rows.add(column)
            free_rows.remove(row)
        elif column in free_columns and row in column_of and column_of[row] not in with_rows:
            with_columns.add(row)
            free_columns.remove(column)
        else:
            continue
        found.append(cell)
    return found


def _descending(confidence: Floats) -> list[Cell]:
    rows, columns = np.nonzero(confidence >= LEAST_FURTHER)
    cells = [Cell(int(row), int(column)) for row, column in zip(rows, columns, strict=True)]
    return sorted(cells, key=lambda cell: (-float(confidence[cell]), cell))
