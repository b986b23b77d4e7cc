"""A text as it is compared: folded and bared of what makes no difference, cut into sentences and words.

All offsets here are into the bare text; `Bare.source` leads back to the text itself.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from archive.text.fold import fold
from archive.text.gloss import MIN_GLOSSES, find_glosses
from archive.text.invisible import find_invisible
from archive.text.offsets import OffsetMap, cut
from archive.text.segment import pieces
from archive.text.spans import Span

# A tab between figures parts cells of a table: 12|34 is not 1|234.
_BLANKS = re.compile(r"(?:(?<!\d)\t|\t(?!\d)|[^\S\t])+")
_SENTENCE_END = re.compile(r"[。！？；!?;]+[\"'”’」』)）]*|\n+")
_CLAUSE_END = re.compile(r"[、，：…]+|(?<!\d)[,:.．]|[,:.．](?!\d)")
_NUMBER = re.compile(
    r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:[.．]\d+)*[%％‰]?|(?:[〇零一二三四五六七八九十百千万亿]|两(?=[百千万亿])){2,}"
)


@dataclass(frozen=True)
class Text:
    """A text to be compared: where lines that are headings or paragraphs end, and how it is glossed.

    `ends` are offsets into `text` that no sentence crosses; `min_glosses` as for `find_glosses`.
    """

    text: str
    ends: Sequence[int] = ()
    min_glosses: int = MIN_GLOSSES


class Unit(NamedTuple):
    """A stretch of the bare text that is compared as a whole."""

    start: int
    end: int
    key: str


@dataclass(frozen=True)
class Bare:
    """The characters that count, and the way back to the text they were taken from."""

    text: str
    source_text: str
    ends: tuple[int, ...]
    offsets: OffsetMap

    def source(self, start: int, end: int) -> str:
        """Return the words of the text itself; what was left out stays with what stands before it."""
        return self.source_text[self._place(start) : self._place(end)]

    def _place(self, offset: int) -> int:
        if offset == 0:
            return 0
        if offset == len(self.text):
            return len(self.source_text)
        return self.offsets.to_source(offset)

    def ends_between(self, start: int, end: int) -> tuple[int, ...]:
        """Return the ends of lines after `start` and before `end`."""
        return self.ends[bisect_right(self.ends, start) : bisect_left(self.ends, end)]

    def sentences(self) -> list[Unit]:
        """Return the sentences; together they are the whole."""
        found = {match.end() for match in _SENTENCE_END.finditer(self.text)}
        return self._units(sorted(found | set(self.ends)), 0, len(self.text))

    def clauses(self, within: Sequence[Unit]) -> list[Unit]:
        """Return the clauses of these sentences."""
        return [
            unit
            for start, end, ends in _blocks(within)
            for unit in self._units(
                sorted(ends.union(match.end() for match in _CLAUSE_END.finditer(self.text, start, end))),
                start,
                end,
            )
        ]

    def words(self, within: Iterable[Unit]) -> list[Unit]:
        """Return words, numbers and signs of these sentences or clauses; a number is one word."""
        return [unit for one in within for unit in self._units(_word_ends(one), one.start, one.end)]

    def _units(self, ends: Iterable[int], first: int, last: int) -> list[Unit]:
        cuts = [first, *(end for end in ends if first < end < last), last]
        return [Unit(start, end, self.text[start:end]) for start, end in pairwise(cuts) if start < end]


def bared(text: Text, *, strict: bool) -> Bare:
    """Return `text` without what makes no difference; when `strict`, every character counts as it is."""
    if strict:
        return Bare(text.text, text.text, tuple(sorted(set(text.ends))), OffsetMap())
    blanks = (Span(*match.span(), "blank") for match in _BLANKS.finditer(text.text))
    unseen = [*blanks, *find_invisible(text.text)]
    seen = cut(text.text, unseen)  # a gloss may be broken by the end of a line
    glosses = find_glosses(seen.text, text.min_glosses)
    spans = (Span(*seen.source_span(gloss.start, gloss.end), gloss.layer) for gloss in glosses)
    kept = cut(text.text, [*unseen, *spans])
    return Bare(fold(kept.text), text.text, tuple(_kept_places(text.ends, kept.offsets)), kept.offsets)


def _kept_places(places: Sequence[int], offsets: OffsetMap) -> Iterator[int]:
    """Map ascending offsets into the source to offsets into what was kept of it."""
    passed = gone = 0
    for place in sorted(set(places)):
        while passed < len(offsets.joints):
            removed = offsets.removed[passed]
            before = offsets.joints[passed] + gone  # where the removed range begins in the source
            if before >= place:
                break
            gone, passed = removed, passed + 1
        yield max(place - gone, offsets.joints[passed - 1] if passed else 0)


def _blocks(units: Iterable[Unit]) -> Iterator[tuple[int, int, set[int]]]:
    """Yield where units follow one another without a gap: start, end, and the ends of the units."""
    start = position = -1
    ends: set[int] = set()
    for unit in units:
        if unit.start != position and ends:
            yield start, position, ends
            ends = set()
        start = start if ends else unit.start
        position = unit.end
        ends.add(position)
    if ends:
        yield start, position, ends


def _word_ends(unit: Unit) -> Iterator[int]:
    position = 0
    for number in _NUMBER.finditer(unit.key):
        yield from _piece_ends(unit, position, number.start())
        yield unit.start + number.end()
        position = number.end()
    yield from _piece_ends(unit, position, len(unit.key))


def _piece_ends(unit: Unit, start: int, end: int) -> Iterator[int]:
    position = start
    for piece in pieces(fold(unit.key[start:end])):
        position += len(piece)
        yield unit.start + position
