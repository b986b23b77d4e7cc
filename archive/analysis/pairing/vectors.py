"""The words of sections as rows of weights that can be multiplied with those of another report."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from archive.analysis.pairing.bigrams import Counted, Floats, Numbers, stock_weights
from archive.analysis.pairing.reading import HEADING, PATH, TEXT, Reading

HEADING_COUNTS = 2  # a bigram of the heading counts as often as two of the text
_NOWHERE = -1


@dataclass(frozen=True)
class Rows:
    """A matrix with one row per section and one column per bigram, most of it 0.

    Row i has `values[starts[i]:starts[i + 1]]` in the columns `columns[starts[i]:starts[i + 1]]`; `across` is
    the whole transposed.
    """

    starts: Numbers
    columns: Numbers
    values: Floats
    across: Floats

    def times(self, other: "Rows") -> Floats:
        """Return the products of each row of this (down) with each of `other` (across)."""
        found = np.zeros((len(self.starts) - 1, other.across.shape[1]), dtype=np.float32)
        for row, (begin, end) in enumerate(zip(self.starts[:-1], self.starts[1:], strict=True)):
            found[row] = self.values[begin:end] @ other.across[self.columns[begin:end]]
        return found


@dataclass(frozen=True)
class Words:
    """The words of the sections of one report; columns are the bigrams that two reports hold.

    `texts` (heading and text) and `headings` (with the headings above, which count half) are rows of length
    1, less what lies on bigrams of a single report. `named` is the share of the heading's weight that lies on
    each bigram, `present` 1 where heading or text has it. All but `texts` leave out the bigrams that stand in
    no heading.
    """

    texts: Rows
    headings: Rows
    named: Rows
    present: Rows


@dataclass(frozen=True)
class _Entries:
    """The entries of a matrix that are not 0, each once, by row and column."""

    rows: Numbers
    columns: Numbers
    values: npt.NDArray[np.float64]

    def scaled(self, power: int) -> "_Entries":
        """Return rows divided by their norm: 1 for sums, 2 for lengths."""
        sums = np.bincount(self.rows, self.values**power)
        return _Entries(self.rows, self.columns, self.values / sums[self.rows] ** (1 / power))

    def moved(self, places: Numbers) -> "_Entries":
        """Return the entries with column i moved to `places[i]`, or left out where that is nowhere."""
        kept = places[self.columns] != _NOWHERE
        return _Entries(self.rows[kept], places[self.columns[kept]], self.values[kept])

    def between(self, begin: int, end: int, width: int) -> Rows:
        """Return the rows from `begin` to before `end`."""
        starts = np.searchsorted(self.rows, np.arange(begin, end + 1))
        of_rows = slice(starts[0], starts[-1])
        values = self.values[of_rows].astype(np.float32)
        across = np.zeros((width, end - begin), dtype=np.float32)
        across[self.columns[of_rows], self.rows[of_rows] - begin] = values
        return Rows(starts - starts[0], self.columns[of_rows], values, across)


def words_of(reading: Reading) -> list[Words]:
    """Return the words of each report; the fewer sections hold a bigram, the more it weighs."""
    counted, height = reading.counted, len(reading.sections)
    said = _entries(counted, height, {HEADING: HEADING_COUNTS, TEXT: 1})
    weights = _rarity(said, height, len(counted.keys)) * stock_weights(counted.keys)
    named = _weighed(_entries(counted, height, {HEADING: 1}), weights)
    headings = _weighed(_entries(counted, height, {HEADING: 2, PATH: 1}), weights)
    shared = _shared(said, np.repeat(np.arange(len(reading.sizes)), reading.sizes), len(weights))
    in_headings = np.zeros_like(shared)
    in_headings[headings.columns] = True
    places, few = _places(shared), _places(shared & in_headings)
    present = _Entries(said.rows, said.columns, np.ones(len(said.rows)))
    entries = [
        (_weighed(said, weights).scaled(2).moved(places), int(shared.sum())),
        *(
            (one.moved(few), int((shared & in_headings).sum()))
            for one in (headings.scaled(2), named.scaled(1), present)
        ),
    ]
    return [Words(*(one.between(*bounds, width) for one, width in entries)) for bounds in reading.bounds]


def _entries(counted: Counted, height: int, times: dict[int, int]) -> _Entries:
    """Return how often each section has each bigram, the parts of a section counted `times` their number."""
    width = max(len(counted.keys), 1)
    part, section = counted.texts // max(height, 1), counted.texts % max(height, 1)
    factors = np.array([times.get(one, 0) for one in range(3)])[part]
    taken = factors > 0
    if len(times) == 1:  # each bigram of a part is there once
        return _Entries(section[taken], counted.bigrams[taken], counted.counts[taken].astype(np.float64))
    cells, back = np.unique(section[taken] * width + counted.bigrams[taken], return_inverse=True)
    often = np.bincount(back, (counted.counts * factors)[taken], minlength=len(cells))
    return _Entries(cells // width, cells % width, often.astype(np.float64))


def _weighed(entries: _Entries, weights: Floats) -> _Entries:
    """Damp repetition: a bigram said ten times is not ten times as telling."""
    values = (1 + np.log(entries.values)) * weights[entries.columns]
    return _Entries(entries.rows, entries.columns, values.astype(np.float64))


def _rarity(entries: _Entries, height: int, width: int) -> Floats:
    holders = np.bincount(entries.columns, minlength=width)
    rarity: Floats = np.log((height + 1) / (holders + 0.5)).astype(np.float32)
    return rarity


def _shared(entries: _Entries, owners: Numbers, width: int) -> npt.NDArray[np.bool_]:
    """Return which bigrams stand in two reports or more; `owners` are the reports of the rows."""
    held = np.zeros((int(owners.max(initial=0)) + 1, width), dtype=np.bool_)
    held[owners[entries.rows], entries.columns] = True
    shared: npt.NDArray[np.bool_] = held.sum(axis=0) > 1
    return shared


def _places(kept: npt.NDArray[np.bool_]) -> Numbers:
    return np.where(kept, np.cumsum(kept) - 1, _NOWHERE)
