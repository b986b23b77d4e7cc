"""The words of sections as rows of weights that can be multiplied with each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from archive.analysis.pairing.bigrams import Counted, Floats, Numbers, count, matching_form, stock_weights
from archive.analysis.pairing.shapes import PairSection

HEADING_COUNTS = 2  # a bigram of the heading counts as often as two of the text
_HEADING, _TEXT, _PATH = range(3)  # what is read of a section
_NOWHERE = -1


@dataclass(frozen=True)
class WordArrays:
    """The words of all sections: one row per section, one column per bigram that two reports hold.

    `texts` (heading and text) and `headings` (with the headings above, which count half) are rows of length
    1, less what lies on bigrams of a single report. `named` is the share of the heading's weight that lies on
    each bigram, `present` 1 where heading or text has it. All but `texts` leave out the bigrams that stand in
    no heading.
    """

    texts: Floats
    headings: Floats
    named: Floats
    present: Floats

    def rows(self, begin: int, end: int) -> "WordArrays":
        """Return the sections from `begin` to before `end`."""
        return WordArrays(*(array[begin:end] for array in vars(self).values()))


@dataclass(frozen=True)
class _Entries:
    """The entries of a sparse matrix that are not 0, each once."""

    rows: Numbers
    columns: Numbers
    values: npt.NDArray[np.float64]

    def scaled(self, power: int) -> "_Entries":
        """Return rows divided by their norm: 1 for sums, 2 for lengths."""
        sums = np.bincount(self.rows, self.values**power)
        return _Entries(self.rows, self.columns, self.values / sums[self.rows] ** (1 / power))

    def dense(self, height: int, places: Numbers) -> Floats:
        """Return the matrix with column i moved to `places[i]`, or left out where that is nowhere."""
        matrix = np.zeros((height, int(places.max(initial=_NOWHERE)) + 1), dtype=np.float32)
        kept = places[self.columns] != _NOWHERE
        matrix[self.rows[kept], places[self.columns[kept]]] = self.values[kept]
        return matrix


def word_arrays(reports: Sequence[Sequence[PairSection]]) -> WordArrays:
    """Return the words of all sections, report by report; the fewer hold a bigram, the more it weighs."""
    counted = _counted(reports)
    height = sum(map(len, reports))
    said = _entries(counted, height, {_HEADING: HEADING_COUNTS, _TEXT: 1})
    weights = _rarity(said, height, len(counted.keys)) * stock_weights(counted.keys)
    named = _weighed(_entries(counted, height, {_HEADING: 1}), weights)
    headings = _weighed(_entries(counted, height, {_HEADING: 2, _PATH: 1}), weights)
    shared = _shared(said, np.repeat(np.arange(len(reports)), [len(report) for report in reports]), weights)
    in_headings = np.zeros_like(shared)
    in_headings[headings.columns] = True
    places = _places(shared & in_headings)
    return WordArrays(
        texts=_weighed(said, weights).scaled(2).dense(height, _places(shared)),
        headings=headings.scaled(2).dense(height, places),
        named=named.scaled(1).dense(height, places),
        present=_Entries(said.rows, said.columns, np.ones(len(said.rows))).dense(height, places),
    )


def _counted(reports: Sequence[Sequence[PairSection]]) -> Counted:
    """Count headings, then texts, then headings above, of all sections in turn."""
    parts: list[list[str]] = [[], [], []]
    for report in reports:
        forms = matching_form(
            [part for one in report for part in (one.heading, one.text, " ".join(one.path))]
        )
        for part in range(3):
            parts[part] += forms[part::3]
    return count([text for part in parts for text in part])


def _entries(counted: Counted, height: int, times: dict[int, int]) -> _Entries:
    """Return how often each section has each bigram, the parts of a section counted `times` their number."""
    width = max(len(counted.keys), 1)
    part, section = counted.texts // max(height, 1), counted.texts % max(height, 1)
    factors = np.array([times.get(one, 0) for one in range(3)])[part]
    taken = factors > 0
    cells, back = np.unique(section[taken] * width + counted.bigrams[taken], return_inverse=True)
    often = np.bincount(back, (counted.counts * factors)[taken], minlength=len(cells))
    return _Entries(cells // width, cells % width, often)


def _weighed(entries: _Entries, weights: Floats) -> _Entries:
    """Damp repetition: a bigram said ten times is not ten times as telling."""
    values = (1 + np.log(entries.values)) * weights[entries.columns]
    return _Entries(entries.rows, entries.columns, values)


def _rarity(entries: _Entries, height: int, width: int) -> Floats:
    holders = np.bincount(entries.columns, minlength=width)
    rarity: Floats = np.log((height + 1) / (holders + 0.5)).astype(np.float32)
    return rarity


def _shared(entries: _Entries, owners: Numbers, weights: Floats) -> npt.NDArray[np.bool_]:
    """Return which bigrams stand in two reports or more."""
    width = max(len(weights), 1)
    cells = np.unique(owners[entries.rows] * width + entries.columns)
    shared: npt.NDArray[np.bool_] = np.bincount(cells % width, minlength=len(weights)) > 1
    return shared


def _places(kept: npt.NDArray[np.bool_]) -> Numbers:
    return np.where(kept, np.cumsum(kept) - 1, _NOWHERE)
