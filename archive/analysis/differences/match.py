"""What two sequences have in common, in order, found within a bounded number of steps.

Small stretches are matched exactly: the heaviest common subsequence (Wagner and Fischer 1974), a row at a
time. Long ones are first cut at runs that stand once on either side (Cohen's patience diff), which keeps
texts that are mostly alike quick. Repetitive texts may have no such run; when the steps are used up, what is
left counts as different, which is never wrong, only coarse.
"""

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Pairs = list[tuple[int, int]]
Numbers = NDArray[np.int64]

_EXACT = 1_000_000  # cells of a table that is filled at once
_LARGEST = 8_000_000  # cells of one that is filled where there is no anchor
_MANY = np.uint64(0x9E3779B97F4A7C15)  # odd and large, so that runs seldom share a hash
_A_LOOK = 40  # looking at an item for anchors costs as many steps as filling so many cells


@dataclass
class Steps:
    """How many steps may still be taken."""

    left: int = 16_000_000

    def take(self, count: int) -> bool:
        """Take so many steps; False, and none taken, when they are not left."""
        if count > self.left:
            return False
        self.left -= count
        return True


@dataclass(frozen=True)
class _Gap:
    """Half-open ranges of both sequences still to be matched."""

    a: int
    a_end: int
    b: int
    b_end: int

    @property
    def is_open(self) -> bool:
        return self.a < self.a_end and self.b < self.b_end

    @property
    def cells(self) -> int:
        return (self.a_end - self.a) * (self.b_end - self.b)

    @property
    def items(self) -> int:
        return self.a_end - self.a + self.b_end - self.b


@dataclass
class _Matcher:
    a: Numbers
    b: Numbers
    weights: list[int]  # of each item of `a`
    runs: tuple[int, ...]
    steps: Steps
    found: Pairs = field(default_factory=list)

    def search(self) -> Pairs:
        gaps = [_Gap(0, len(self.a), 0, len(self.b))]
        while gaps:
            gap = self._trimmed(gaps.pop())
            if not gap.is_open:
                continue
            anchors = self._anchors(gap) if gap.cells > _EXACT else []
            if anchors:
                self.found += anchors
                gaps += _gaps(gap, anchors)
            elif gap.cells <= _LARGEST and self.steps.take(gap.cells):
                self.found += self._heaviest(gap)
        return sorted(self.found)

    def _trimmed(self, gap: _Gap) -> _Gap:
        """Match what both ranges begin and end with."""
        size = min(gap.a_end - gap.a, gap.b_end - gap.b)
        head = _alike(self.a[gap.a : gap.a + size], self.b[gap.b : gap.b + size])
        tail = _alike(
            self.a[gap.a + head : gap.a_end][::-1][: size - head],
            self.b[gap.b + head : gap.b_end][::-1][: size - head],
        )
        self.found += ((gap.a + at, gap.b + at) for at in range(head))
        self.found += ((gap.a_end - at, gap.b_end - at) for at in range(1, tail + 1))
        return _Gap(gap.a + head, gap.a_end - tail, gap.b + head, gap.b_end - tail)

    def _anchors(self, gap: _Gap) -> Pairs:
        """Return runs of items that stand once on either side, in one order; none when steps run out."""
        for run in self.runs:
            if not self.steps.take(gap.items * _A_LOOK):
                return []
            anchors = _ascending(_once_on_each(self.a, self.b, gap, run))
            if anchors:
                return anchors
        return []

    def _heaviest(self, gap: _Gap) -> Pairs:
        ours, theirs = self.a[gap.a : gap.a_end], self.b[gap.b : gap.b_end]
        weights = self.weights[gap.a : gap.a_end]
        best = np.zeros((len(ours) + 1, len(theirs) + 1), np.int32)
        for row, (item, weight) in enumerate(zip(ours, weights, strict=True)):
            joined = best[row, :-1] + weight * (theirs == item)
            np.maximum.accumulate(np.maximum(best[row, 1:], joined), out=best[row + 1, 1:])
        return [(gap.a + i, gap.b + j) for i, j in _traced(best, ours, theirs, weights)]


def matches(
    left: Sequence[Hashable],
    right: Sequence[Hashable],
    *,
    weights: Sequence[int],
    runs: tuple[int, ...],
    steps: Steps,
) -> Pairs:
    """Return the places (i, j) of items matched, both ascending.

    `weights` say how much each item of `left` is worth (1 or more); `runs` how many neighbours make an
    anchor, tried in this order.
    """
    numbers: dict[Hashable, int] = {}
    a, b = (
        np.array([numbers.setdefault(one, len(numbers)) for one in side], np.int64) for side in (left, right)
    )
    return _Matcher(a, b, list(weights), runs, steps).search()


def _traced(best: NDArray[np.int32], ours: Numbers, theirs: Numbers, weights: Sequence[int]) -> Pairs:
    """Walk back through the filled table."""
    found: Pairs = []
    i, j = len(ours), len(theirs)
    while i and j:
        if ours[i - 1] == theirs[j - 1] and best[i, j] == best[i - 1, j - 1] + weights[i - 1]:
            i, j = i - 1, j - 1
            found.append((i, j))
        elif best[i, j] == best[i - 1, j]:
            i -= 1
        else:
            j -= 1
    return found


def _alike(one: Numbers, other: Numbers) -> int:
    """Return how many items from the first on are the same; both are of one length."""
    different = np.flatnonzero(one != other)
    return int(different[0]) if len(different) else len(one)


def _once_on_each(a: Numbers, b: Numbers, gap: _Gap, run: int) -> Pairs:
    """Return the places of runs of items that stand once in either range, ascending in `a`."""
    ours, here = _once(a[gap.a : gap.a_end], run)
    theirs, there = _once(b[gap.b : gap.b_end], run)
    _keys, i, j = np.intersect1d(ours, theirs, assume_unique=True, return_indices=True)
    pairs = zip((here[i] + gap.a).tolist(), (there[j] + gap.b).tolist(), strict=True)
    return sorted((i, j) for i, j in pairs if a[i] == b[j])  # hashes of unlike runs may meet


def _once(items: Numbers, run: int) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
    """Return the hashes of the runs that stand once, ascending, and where they stand."""
    size = max(len(items) - run + 1, 0)
    hashes = np.zeros(size, np.uint64)
    for offset in range(run):
        hashes = hashes * _MANY + items[offset : offset + size].astype(np.uint64)
    keys, places, counts = np.unique(hashes, return_index=True, return_counts=True)
    return keys[counts == 1], places[counts == 1]


def _ascending(pairs: Pairs) -> Pairs:
    """Return the longest part of `pairs` (ascending on the left) that ascends on the right too."""
    tails: list[int] = []
    tail_pairs: list[int] = []
    before: list[int] = []
    for place, (_a, b) in enumerate(pairs):
        at = bisect_left(tails, b)
        before.append(tail_pairs[at - 1] if at else -1)
        tails[at : at + 1] = [b]
        tail_pairs[at : at + 1] = [place]
    found: Pairs = []
    place = tail_pairs[-1] if tail_pairs else -1
    while place >= 0:
        found.append(pairs[place])
        place = before[place]
    return found[::-1]


def _gaps(gap: _Gap, anchors: Pairs) -> Iterator[_Gap]:
    a, b = gap.a, gap.b
    for i, j in anchors:
        yield _Gap(a, i, b, j)
        a, b = i + 1, j + 1
    yield _Gap(a, gap.a_end, b, gap.b_end)
