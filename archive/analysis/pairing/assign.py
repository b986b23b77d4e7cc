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
    with_rows: set[int] = set()  # columns that further rows have joined
    with_columns: set[int] = set()  # rows that further columns have joined
    placed_rows, placed_columns = set(column_of), set(row_of)
    found = []
    for cell in _candidates(confidence, pairs):
        row, column = cell
        if row not in placed_rows and row_of[column] not in with_columns:
            with_rows.add(column)
            placed_rows.add(row)
        elif column not in placed_columns and column_of[row] not in with_rows:
            with_columns.add(row)
            placed_columns.add(column)
        else:
            continue
        found.append(cell)
    return found


def _candidates(confidence: Floats, pairs: list[Cell]) -> list[Cell]:
    """Return the likely pairs of which one section has a partner and the other none, the surest first."""
    rows, columns = np.zeros(confidence.shape[0], np.bool_), np.zeros(confidence.shape[1], np.bool_)
    rows[[cell.row for cell in pairs]] = columns[[cell.column for cell in pairs]] = True
    likely = (confidence >= LEAST_FURTHER) & (rows[:, None] != columns[None, :])
    cells = np.argwhere(likely)
    surest_first = np.argsort(-confidence[likely], kind="stable")
    return [Cell(int(row), int(column)) for row, column in cells[surest_first]]
