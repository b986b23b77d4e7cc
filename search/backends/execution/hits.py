"""Where the patterns of a query stand: documents, frequencies, and positions when they are needed.

Substrings of one and two characters are terms of the index. Longer ones are runs of bigrams: those of the
rarest bigram that have the others at the right distances.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.text.fold import fold, variants_of
from search.backends.execution.columns import Columns
from search.backends.execution.postings import NONE, Positions, PostingLists, Postings
from search.backends.execution.ranking import Weights, impacts
from search.backends.execution.values import Mask
from search.language.ast import Exact, Near, Pattern, Start
from search.marks.matching import occurrences

NOWHERE = np.empty(0, dtype=np.int64)
WORD_CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Hits:
    """The documents a pattern matches, ascending, with its weight and frequency in each."""

    documents: NDArray[np.int32]
    counts: NDArray[np.integer[Any]]
    weights: Weights

    @property
    def nbytes(self) -> int:
        """Return the bytes held."""
        return sum(array.nbytes for array in (self.documents, self.counts, self.weights))

    def mask(self, size: int) -> Mask:
        """Return the documents as a mask."""
        mask = np.zeros(size, dtype=np.bool_)
        mask[self.documents] = True
        return mask


@dataclass(frozen=True)
class Places:
    """Start positions of every match of a pattern, ascending, and the document of each."""

    documents: NDArray[np.int32]
    positions: Positions

    @property
    def nbytes(self) -> int:
        """Return the bytes held."""
        return self.documents.nbytes + self.positions.nbytes

    def __len__(self) -> int:
        return len(self.positions)

    def kept(self, keep: Mask) -> "Places":
        """Return the places `keep` is true of."""
        return Places(self.documents[keep], self.positions[keep])

    def within(self, documents: NDArray[np.int32]) -> "Places":
        """Return the places in the ascending `documents`, cut out run by run."""
        if not len(documents):
            return Places(NONE, NOWHERE)
        breaks = np.flatnonzero(np.diff(documents) > 1)
        firsts = documents[np.concatenate([[0], breaks + 1])]
        lasts = documents[np.concatenate([breaks, [len(documents) - 1]])]
        begins = np.searchsorted(self.documents, firsts).tolist()
        ends = np.searchsorted(self.documents, lasts, side="right").tolist()
        runs = [slice(begin, end) for begin, end in zip(begins, ends, strict=True) if begin < end]
        if not runs:
            return Places(NONE, NOWHERE)
        return Places(
            np.concatenate([self.documents[run] for run in runs]),
            np.concatenate([self.positions[run] for run in runs]),
        )


class Finder:
    """Finds patterns in the texts of a generation."""

    def __init__(self, columns: Columns, postings: PostingLists) -> None:
        self._columns = columns
        self._postings = postings

    def hits(self, pattern: Pattern, glyphs: Sequence[str] = ()) -> Hits:
        """Return the documents `pattern` matches; with `glyphs` only where it is written in them."""
        if isinstance(pattern, Exact) and len(pattern.folded) <= 2 and not glyphs:  # noqa: PLR2004
            both = self._postings.documents("chars", pattern.folded)
            heading = self._postings.documents("heads", pattern.folded)
            return self._weighed(both, heading)
        places = self.places(pattern, glyphs)
        return self._weighed(_counted(places.documents), _counted(self.headed(places).documents))

    def in_headings(self, folded: str) -> NDArray[np.int32]:
        """Return the documents whose heading contains `folded`."""
        if len(folded) <= 2:  # noqa: PLR2004
            return self._postings.documents("heads", folded).documents
        return np.unique(self.headed(self.places(Exact(folded))).documents)

    def headed(self, places: Places) -> Places:
        """Return the places that stand in headings."""
        offsets = places.positions - self._columns.starts[places.documents]
        return places.kept(offsets < self._columns.heading_lengths[places.documents])

    def places(self, pattern: Pattern, glyphs: Sequence[str] = ()) -> Places:
        """Return where `pattern` matches; of `Near` where its windows begin."""
        match pattern:
            case Exact(folded):
                found = self._substring(folded)
                return self._written(found, folded, glyphs[0]) if glyphs else found
            case Start(folded):
                found = self._unprefixed(self._substring(folded), folded)
                return self._written(found, folded, glyphs[0]) if glyphs else found
            case Near():
                return self._windows(pattern, glyphs)

    def parts(self, pattern: Pattern, glyphs: Sequence[str] = ()) -> list[tuple[Places, int]]:
        """Return every part of the matches of a pattern with its length: what is marked on a page."""
        if not isinstance(pattern, Near):
            return [(self.places(pattern, glyphs), len(pattern.folded))]
        windows = self._windows(pattern, glyphs)
        found = []
        for number, part in enumerate(pattern.parts):
            places = self._part(part, glyphs, number)
            found.append((self._inside(places, windows, pattern.span - len(part)), len(part)))
        return found

    def _weighed(self, both: Postings, heading: Postings) -> Hits:
        columns, documents = self._columns, both.documents
        in_heading = np.zeros(len(documents), dtype=np.int32)
        in_heading[np.searchsorted(documents, heading.documents)] = heading.counts
        weights = impacts(
            in_heading,
            both.counts - in_heading,
            columns.heading_shares[documents],
            columns.body_shares[documents],
        )
        return Hits(documents, _small(both.counts), weights)

    def _substring(self, folded: str) -> Places:
        if len(folded) == 1:
            return self._owned(self._postings.positions("chars", folded))
        offsets = [*range(0, len(folded) - 2, 2), len(folded) - 2]
        grams = [(offset, folded[offset : offset + 2]) for offset in offsets]
        lists = {gram: self._postings.documents("chars", gram) for _offset, gram in grams}
        grams.sort(key=lambda item: len(lists[item[1]].documents))
        holding = self._holding([lists[gram].documents for _offset, gram in grams])
        if holding is None:
            return Places(NONE, NOWHERE)
        offset, gram = grams[0]
        found = Places(*self._postings.placed(gram, holding))
        found = Places(found.documents, found.positions - offset)
        for offset, gram in grams[1:]:
            if not len(found):
                break
            _owners, there = self._postings.placed(gram, holding)
            found = found.kept(_is_in(found.positions + offset, there))
        return found

    def _holding(self, lists: list[NDArray[np.int32]]) -> Mask | None:
        """Return the documents in all of `lists`, the shortest first; None when there is none."""
        common = lists[0]
        for longer in lists[1:]:
            common = common[_is_in(common, longer)]
        if not len(common):
            return None
        mask = np.zeros(self._columns.size, dtype=np.bool_)
        mask[common] = True
        return mask

    def _owned(self, positions: Positions) -> Places:
        columns = self._columns
        documents = (np.searchsorted(columns.starts, positions, side="right") - 1).astype(np.int32)
        if columns.live is None:
            return Places(documents, positions)
        return Places(documents, positions).kept(columns.live[documents])

    def _unprefixed(self, found: Places, folded: str) -> Places:
        if not len(found):
            return found
        before = [self._postings.positions("chars", char + folded[0]) + 1 for char in WORD_CHARACTERS]
        return found.kept(~_is_in(found.positions, np.sort(np.concatenate(before))))

    def _written(self, found: Places, folded: str, typed: str) -> Places:
        """Keep the places that stand in the glyphs of `typed`, of the same length as `folded`."""
        for offset, (canonical, glyph) in enumerate(zip(folded, typed, strict=True)):
            if not len(found):
                break
            if glyph != canonical:
                there = self._postings.positions("glyphs", glyph)
                found = found.kept(_is_in(found.positions + offset, there))
            else:
                for other in variants_of(canonical):
                    there = self._postings.positions("glyphs", other)
                    found = found.kept(~_is_in(found.positions + offset, there))
        return found

    def _part(self, part: str, glyphs: Sequence[str], number: int) -> Places:
        found = self._substring(part)
        return self._written(found, part, glyphs[number]) if glyphs else found

    def _windows(self, pattern: Near, glyphs: Sequence[str]) -> Places:
        """Return where windows begin that hold every part: the leftmost part, the next of every other one."""
        found = [self._part(part, glyphs, number) for number, part in enumerate(pattern.parts)]
        if not all(map(len, found)):
            return Places(NONE, NOWHERE)
        begun = [self._begun(number, pattern, found) for number in range(len(found))]
        documents = np.concatenate([places.documents for places in begun])
        begins = np.concatenate([places.positions for places in begun])
        positions, first = np.unique(begins, return_index=True)
        return Places(documents[first], positions)

    def _begun(self, leftmost: int, pattern: Near, found: list[Places]) -> Places:
        begin = found[leftmost].positions
        end = begin + len(pattern.parts[leftmost])
        for number, places in enumerate(found):
            if number != leftmost:
                following = np.searchsorted(places.positions, begin)
                beyond = following == len(places)
                following[beyond] = 0
                reached = places.positions[following] + len(pattern.parts[number])
                reached[beyond] = begin[beyond] + pattern.span + 1  # too far away
                end = np.maximum(end, reached)
        near = np.flatnonzero(end - begin <= pattern.span)
        same = self._text(begin[near]) == self._text(end[near] - 1)
        return found[leftmost].kept(_picked(near[same], len(begin)))

    def _inside(self, places: Places, windows: Places, reach: int) -> Places:
        """Keep the places at most `reach` after the begin of a window of the same text."""
        if not len(windows):
            return Places(NONE, NOWHERE)
        last = np.searchsorted(windows.positions, places.positions, side="right") - 1
        begin = windows.positions[np.maximum(last, 0)]
        near = (last >= 0) & (places.positions - begin <= reach)
        return places.kept(near & (self._text(places.positions) == self._text(begin)))

    def _text(self, positions: Positions) -> NDArray[np.int64]:
        """Return the number of the heading or body each position is in."""
        return np.searchsorted(self._columns.text_starts, positions, side="right")


class TitleFinder:
    """Finds patterns in the titles of reports."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def reports(self, pattern: Pattern, glyphs: Sequence[str] = ()) -> Mask:
        """Return which reports' titles `pattern` matches."""
        titles = self._columns.titles
        folded = (pattern.folded,) if not isinstance(pattern, Near) else pattern.parts
        mask = titles.holding(folded[0])
        for part in folded[1:]:
            mask &= titles.holding(part)
        if isinstance(pattern, Exact) and not glyphs:
            return mask
        held = [
            number
            for number in np.flatnonzero(mask).tolist()
            if occurrences(fold(titles.texts[number]), pattern, titles.texts[number], glyphs)
        ]
        return _picked(np.array(held, dtype=np.int64), len(mask))


def _small(counts: NDArray[np.int32]) -> NDArray[np.integer[Any]]:
    """Return counts in half the room where they fit, as they do but in the oddest texts."""
    return counts if counts.max(initial=0) > np.iinfo(np.int16).max else counts.astype(np.int16)


def _counted(documents: NDArray[np.int32]) -> Postings:
    found, counts = np.unique(documents, return_counts=True)
    return Postings(found.astype(np.int32), counts.astype(np.int32))


def _is_in(wanted: Positions, held: Positions) -> Mask:
    """Return which of `wanted` are in the ascending `held`."""
    if not len(held):
        return np.zeros(len(wanted), dtype=np.bool_)
    place = np.searchsorted(held, wanted)
    place[place == len(held)] = 0
    same: Mask = held[place] == wanted
    return same


def _picked(numbers: Positions, size: int) -> Mask:
    mask = np.zeros(size, dtype=np.bool_)
    mask[numbers] = True
    return mask
