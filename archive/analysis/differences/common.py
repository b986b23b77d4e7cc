"""What two bare texts have in common: runs of characters that stayed in order, and passages that moved."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from typing import NamedTuple

from archive.analysis.differences.match import Pairs, Steps, matches
from archive.analysis.differences.moves import find_moves
from archive.analysis.differences.text import Bare, Unit

_SENTENCES = (1, 4, 16)  # neighbours that make an anchor, see `matches`
_WORDS = (4, 2, 1)
_AT_ONCE = 2000  # characters of a changed stretch compared by words without looking at its clauses first
_LONGEST_WORDWISE = 12_000  # longer ones are shown as changed whole
_A_WORD = 60  # steps that cutting a character into words is worth
_ALIKE = 0.3  # sentences less alike than this are replaced whole
_LARGEST_ISLAND = 8
_CLOSING = "。！？；，、：!?;,:\n"
_OPENING = "(（《<[“‘「『"
_FAR = 8  # characters changed on both sides of a sign that make it not worth showing


class Run(NamedTuple):
    """Characters of both texts that are the same: offsets into either, and how many."""

    a: int
    b: int
    size: int


@dataclass(frozen=True)
class Moved:
    """A passage that stands elsewhere in the other text, and what it kept."""

    a: int
    a_end: int
    b: int
    b_end: int
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Common:
    """Runs in the order of both texts, touching ones joined, and passages moved."""

    runs: tuple[Run, ...]
    moved: tuple[Moved, ...] = ()

    def mirrored(self) -> "Common":
        """Return the same with its sides swapped."""
        moved = (Moved(one.b, one.b_end, one.a, one.a_end, _mirrored(one.runs)) for one in self.moved)
        return Common(_mirrored(self.runs), tuple(sorted(moved, key=lambda one: one.a)))


def common(ours: Bare, theirs: Bare) -> Common:
    """Return what both have in common; the same, mirrored, whichever comes first."""
    if (len(ours.text), ours.text) > (len(theirs.text), theirs.text):
        return _Comparing(theirs, ours).common().mirrored()
    return _Comparing(ours, theirs).common()


def _mirrored(runs: Iterable[Run]) -> tuple[Run, ...]:
    return tuple(Run(one.b, one.a, one.size) for one in runs)


@dataclass
class _Comparing:
    ours: Bare
    theirs: Bare
    steps: Steps = field(default_factory=Steps)

    def common(self) -> Common:
        if self.ours.text == self.theirs.text:
            return Common((Run(0, 0, len(self.ours.text)),))
        left, right = self.ours.sentences(), self.theirs.sentences()
        pairs = self._matched(left, right, _SENTENCES)
        moves = find_moves(left, right, pairs)
        gone = {at for move in moves for at in range(move.a, move.a_end)}
        come = {at for move in moves for at in range(move.b, move.b_end)}
        runs = _runs(left, right, pairs)
        for ours, theirs in _gaps(pairs, len(left), len(right)):
            stayed = [left[i] for i in ours if i not in gone], [right[j] for j in theirs if j not in come]
            runs += self._inside(*stayed)
        moved = [
            Moved(
                left[one.a].start,
                left[one.a_end - 1].end,
                right[one.b].start,
                right[one.b_end - 1].end,
                self._tidied(self._passage(left[one.a : one.a_end], right[one.b : one.b_end])),
            )
            for one in moves
        ]
        return Common(self._tidied(runs, moved), tuple(moved))

    def _passage(self, left: Sequence[Unit], right: Sequence[Unit]) -> list[Run]:
        """Compare a moved passage: its sentences, then what is inside those that changed."""
        pairs = self._matched(left, right, _SENTENCES)
        runs = _runs(left, right, pairs)
        for ours, theirs in _gaps(pairs, len(left), len(right)):
            runs += self._inside([left[i] for i in ours], [right[j] for j in theirs])
        return runs

    def _inside(self, left: Sequence[Unit], right: Sequence[Unit]) -> list[Run]:
        """Compare changed sentences by words; long stretches of them by clauses first."""
        if not left or not right:
            return []
        if max(_size(left), _size(right)) <= _AT_ONCE:
            return self._worded(left, right)
        ours, theirs = self.ours.clauses(left), self.theirs.clauses(right)
        pairs = self._matched(ours, theirs, _SENTENCES)
        runs = _runs(ours, theirs, pairs)
        for here, there in _gaps(pairs, len(ours), len(theirs)):
            runs += self._worded([ours[i] for i in here], [theirs[j] for j in there])
        return runs

    def _worded(self, left: Sequence[Unit], right: Sequence[Unit]) -> list[Run]:
        size = max(_size(left), _size(right))
        if not left or not right or size > _LONGEST_WORDWISE or not self.steps.take(size * _A_WORD):
            return []
        ours, theirs = self.ours.words(left), self.theirs.words(right)
        runs = _runs(ours, theirs, self._matched(ours, theirs, _WORDS))
        return _of_alike(runs, left, right)

    def _matched(self, left: Sequence[Unit], right: Sequence[Unit], runs: tuple[int, ...]) -> Pairs:
        keys = [unit.key for unit in left], [unit.key for unit in right]
        weights = [_weight(unit.key) for unit in left]
        return matches(*keys, weights=weights, runs=runs, steps=self.steps)

    def _tidied(self, runs: Iterable[Run], moved: Sequence[Moved] = ()) -> tuple[Run, ...]:
        """Join runs that touch, and drop those too small to be read between what changed around them."""
        kept: list[Run] = []
        joined = _joined(sorted(runs, key=lambda run: run.a))
        end = Run(len(self.ours.text), len(self.theirs.text), 0)
        for run, following in pairwise([*joined, end]):
            if not self._is_island(run, kept[-1] if kept else Run(0, 0, 0), following):
                kept.append(run)
        return tuple(self._slid(kept, moved))

    def _slid(self, runs: Sequence[Run], moved: Sequence[Moved]) -> list[Run]:
        """Cut words that only came, or only went, where a reader would: `乙。` after `甲。`, not `。乙`."""
        slid: list[Run] = list(runs[:1])
        for run in runs[1:]:
            before = slid[-1]
            by = 0 if _has_moved(before, run, moved) else self._slide(before, run)
            slid[-1] = Run(before.a, before.b, before.size + by)
            slid.append(Run(run.a + by, run.b + by, run.size - by))
        return slid

    def _slide(self, before: Run, run: Run) -> int:
        """Return by how many signs the words between two runs should begin later, or (negative) earlier."""
        ours = self.ours.text[before.a + before.size : run.a]
        theirs = self.theirs.text[before.b + before.size : run.b]
        if ours and theirs:
            return 0
        between = ours or theirs
        later = _alike(between, self.ours.text[run.a : run.a + run.size - 1], _CLOSING)
        if later:
            return later
        ending = self.ours.text[before.a + 1 : before.a + before.size]
        return -_alike(between[::-1], ending[::-1], _OPENING)

    def _is_island(self, run: Run, before: Run, after: Run) -> bool:
        sea = min(_between(before, run), _between(run, after))
        words = self.ours.text[run.a : run.a + run.size]
        if not any(char.isalnum() for char in words):
            return sea >= _FAR
        beside = self.ours.text[max(run.a - 1, 0) : run.a] + self.ours.text[run.a + run.size :][:1]
        return run.size <= _LARGEST_ISLAND and 2 * run.size <= sea and not any(map(str.isdigit, beside))


def _alike(one: str, other: str, signs: str) -> int:
    """Return with how many of these signs both begin, the same ones."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1] and pair[0] in signs, pairs))


def _has_moved(before: Run, after: Run, moved: Sequence[Moved]) -> bool:
    return any(
        before.a + before.size <= one.a < after.a or before.b + before.size <= one.b < after.b
        for one in moved
    )


def _weight(key: str) -> int:
    """Return what a word is worth: letters and figures much, a sign hardly anything."""
    return 1 + 4 * len(key) if key[0].isalnum() else 1


def _size(units: Sequence[Unit]) -> int:
    return sum(len(unit.key) for unit in units)


def _between(one: Run, other: Run) -> int:
    return max(other.a - one.a - one.size, other.b - one.b - one.size)


def _runs(left: Sequence[Unit], right: Sequence[Unit], pairs: Pairs) -> list[Run]:
    return [Run(left[i].start, right[j].start, len(left[i].key)) for i, j in pairs]


def _joined(runs: Sequence[Run]) -> list[Run]:
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if last and (last.a + last.size, last.b + last.size) == (run.a, run.b):
            found[-1] = Run(last.a, last.b, last.size + run.size)
        else:
            found.append(run)
    return found


def _gaps(pairs: Pairs, left: int, right: int) -> Iterator[tuple[range, range]]:
    """Yield the places between matched ones where either side has some."""
    a = b = 0
    for i, j in [*pairs, (left, right)]:
        if a < i or b < j:
            yield range(a, i), range(b, j)
        a, b = i + 1, j + 1


def _of_alike(runs: list[Run], left: Sequence[Unit], right: Sequence[Unit]) -> list[Run]:
    """Keep the runs inside sentences of which enough stayed, on one side at least."""
    ours, theirs = (
        _shares([(run.a, run.size) for run in runs], left),
        _shares([(run.b, run.size) for run in runs], right),
    )
    return [run for run, here, there in zip(runs, ours, theirs, strict=True) if max(here, there) >= _ALIKE]


def _shares(spans: Sequence[tuple[int, int]], units: Sequence[Unit]) -> list[float]:
    """Return for each span what part of its unit all spans in it cover; both ascend."""
    places, covered, at = [], [0] * len(units), 0
    for start, size in spans:
        while units[at].end <= start:
            at += 1
        places.append(at)
        covered[at] += size
    return [covered[place] / len(units[place].key) for place in places]
