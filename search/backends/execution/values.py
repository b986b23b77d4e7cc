"""Columns of names: for every row the numbers of the names it has."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int32]
Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]


class Values:
    """A column of names: `ordinals`, of shape (rows, most names of one), point into `names`; -1 is none."""

    def __init__(self, ordinals: Numbers, names: Sequence[str]) -> None:
        self.ordinals = ordinals
        self.names = list(names)
        self.numbers = {name: number for number, name in enumerate(self.names)}

    def chosen(self, values: Sequence[str]) -> NDArray[np.bool_]:
        """Return a mask over `names` (one more at the end, False, for no value) of those in `values`."""
        mask = np.zeros(len(self.names) + 1, dtype=np.bool_)
        mask[[self.numbers[value] for value in values if value in self.numbers]] = True
        return mask

    def having(self, values: Sequence[str]) -> Mask:
        """Return which rows have one of `values`."""
        chosen = self.chosen(values)
        held = chosen[self.ordinals[:, 0]]
        for place in range(1, self.ordinals.shape[1]):
            held |= chosen[self.ordinals[:, place]]
        return held


def named(rows: Sequence[Sequence[str]], width: int) -> Values:
    """Return the column of lists of names, `width` names at most in each."""
    numbers: dict[str, int] = {}
    ordinals = np.full((len(rows), width), -1, dtype=np.int32)
    for number, row in enumerate(rows):
        for place, name in enumerate(row):
            ordinals[number, place] = numbers.setdefault(name, len(numbers))
    return Values(ordinals, list(numbers))


def united(parts: Sequence[tuple[Numbers, Sequence[str]]]) -> Values:
    """Return columns of several segments, each with names of its own, as one."""
    names = {name: number for number, name in enumerate(dict.fromkeys(n for _o, own in parts for n in own))}
    width = max((ordinals.shape[1] for ordinals, _names in parts), default=1)
    rows = []
    for ordinals, own in parts:
        # One more entry at the end, so that -1, no value, stays -1.
        renamed = np.array([*(names[name] for name in own), -1], dtype=np.int32)[ordinals]
        rows.append(np.pad(renamed, ((0, 0), (0, width - renamed.shape[1])), constant_values=-1))
    joined = np.concatenate(rows) if rows else np.empty((0, width), dtype=np.int32)
    return Values(joined, list(names))


def paired(column: Values, owners: Numbers) -> list[Pairs]:
    """Return for each place the rows that have a name there, and their cells of a table (owners, names + 1).

    The first place stands for all rows and does not name them; the last column is no value.
    """
    width = len(column.names) + 1
    pairs = []
    for place in range(column.ordinals.shape[1]):
        ordinals = column.ordinals[:, place] % width
        if place == 0:
            pairs.append((np.empty(0, dtype=np.int64), owners.astype(np.int64) * width + ordinals))
            continue
        held = np.flatnonzero(ordinals < width - 1)
        pairs.append((held, owners[held].astype(np.int64) * width + ordinals[held]))
    return pairs
