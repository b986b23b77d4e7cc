"""Which pairs of two reports to keep: the best set of pairs as a whole, then further parts of a whole."""

from typing import NamedTuple

import lap
import numpy as np

from archive.analysis.pairing.bigrams import Floats

LEAST = 0.5  # a pair less sure stays unmade
LEAST_FURTHER = 0.6  # so does a second section on the same side


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
    found = [Cell(row, int(column)) for row, column in enumerate(columns)]
    return [cell for cell in found if confidence[cell] >= LEAST]


def _further(confidence: Floats, pairs: list[Cell]) -> list[Cell]:
    """Return pairs of sections left over with sections that have a partner, always one against several."""
    rows, columns = {cell.row for cell in pairs}, {cell.column for cell in pairs}
    row_of, column_of = {cell.column: cell.row for cell in pairs}, {cell.row: cell.column for cell in pairs}
    several_rows: set[int] = set()  # columns with several rows
    several_columns: set[int] = set()  # rows with several columns
    found = []
    for cell in _descending(confidence):
        if cell.row not in rows and cell.column in columns and row_of[cell.column] not in several_columns:
            several_rows.add(cell.column)
            rows.add(cell.row)
        elif cell.column not in columns and cell.row in column_of and column_of[cell.row] not in several_rows:
            several_columns.add(cell.row)
            columns.add(cell.column)
        else:
            continue
        found.append(cell)
    return found


def _descending(confidence: Floats) -> list[Cell]:
    rows, columns = np.nonzero(confidence >= LEAST_FURTHER)
    cells = [Cell(int(row), int(column)) for row, column in zip(rows, columns, strict=True)]
    return sorted(cells, key=lambda cell: (-float(confidence[cell]), cell))
