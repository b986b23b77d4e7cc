"""The worth of documents for a query, and their tier: how much of it they hold, and whether as typed."""

import itertools
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.backends.execution import ranking
from search.backends.execution.corpus import Corpus
from search.backends.execution.hits import Hits
from search.backends.execution.judging import Judge
from search.language.ast import Node, Query, Reason, Term

Documents = NDArray[np.int32]
Weights = NDArray[np.float32]

# A section that, with the title of its report, answers the whole query; one whose terms stand as typed.
WHOLE, AS_TYPED = 2, 1
NEAR_PAIRS = 3  # pairs of neighbouring terms whose distance counts
FEW = 16  # documents are looked up one by one when there are so many times fewer of them than hits


class Scorer:
    """Scores documents for the wanted terms of a query."""

    def __init__(self, corpus: Corpus, judge: Judge, query: Query, judged: Node | None) -> None:
        self._corpus = corpus
        self._judge = judge
        self._judged = judged
        self.terms = query.terms

    def scores(self, documents: Documents) -> Weights:
        """Return the BM25F score of each of the ascending `documents`."""
        total = np.zeros(len(documents), dtype=np.float32)
        for rarity, ((_typed, hits), *variants) in self._weighted:
            best = self._spread(hits, documents)
            for weight, other in variants:
                best = np.maximum(best, self._spread(other, documents) * np.float32(weight))
            total += best * np.float32(rarity)
        return total

    @cached_property
    def is_level(self) -> bool:
        """Whether all documents are of one tier: a single term, never scattered."""
        single = not self.terms or (len(self.terms) == 1 and isinstance(self._judged, Term))
        return single and not any(v.reason is Reason.SCATTERED for term in self.terms for v in term.variants)

    def tiers(self, documents: Documents) -> NDArray[np.int32]:
        """Return the tier of each document; higher ones come first whatever the score."""
        if self.is_level:
            return np.zeros(len(documents), dtype=np.int32)
        tiers = np.full(len(documents), AS_TYPED, dtype=np.int32)
        for term in self.terms:
            if any(variant.reason is Reason.SCATTERED for variant in term.variants):
                tiers[self._scattered(term, documents)] = 0
        if len(self.terms) == 1 and isinstance(self._judged, Term):
            return tiers + WHOLE
        if self._judged is not None:
            tiers += WHOLE * self._whole[documents]
        return tiers

    def closeness(self, documents: Documents) -> Weights:
        """Return what the nearness of neighbouring terms adds to each of a few ascending documents."""
        added = np.zeros(len(documents), dtype=np.float32)
        pairs = itertools.islice(itertools.pairwise(self.terms), NEAR_PAIRS)
        for first, second in pairs:
            distance = self._distances(first, second, documents)
            rarity = min(self._rarity(first), self._rarity(second))
            added += ranking.proximity(distance) * np.float32(ranking.PROXIMITY_WEIGHT * rarity)
        return added

    def title_worth(self, reports: NDArray[np.int32]) -> Weights:
        """Return what the titles of these reports add."""
        worth = np.zeros(len(reports), dtype=np.float32)
        for term in self.terms:
            titled = self._corpus.titled(term)[reports]
            worth[titled] += ranking.TITLE_WEIGHT * self._rarity(term)
        return worth

    def holding(self, documents: Documents) -> list[NDArray[np.bool_]]:
        """Return for each wanted term which of `documents` hold it."""
        return [
            _any_of([hits for _weight, hits in self._corpus.readings(term)], documents) for term in self.terms
        ]

    @cached_property
    def _whole(self) -> NDArray[np.bool_]:
        assert self._judged is not None  # noqa: S101  (asked for only when something is judged)
        return self._judge.answering(self._judged)

    @cached_property
    def _weighted(self) -> list[tuple[float, list[tuple[float, Hits]]]]:
        return [(self._rarity(term), self._corpus.readings(term)) for term in self.terms]

    def _rarity(self, term: Term) -> float:
        held = max(len(hits.documents) for _weight, hits in self._corpus.readings(term))
        return ranking.rarity(held, max(self._corpus.columns.document_count, held))

    def _spread(self, hits: Hits, documents: Documents) -> Weights:
        if hits.documents is documents:
            return hits.weights
        if len(documents) * FEW < len(hits.documents):
            place, held = _found(hits, documents)
            return np.where(held, hits.weights[place], np.float32(0))
        spread = np.zeros(self._corpus.columns.size, dtype=np.float32)
        spread[hits.documents] = hits.weights
        return spread[documents]

    def _scattered(self, term: Term, documents: Documents) -> NDArray[np.bool_]:
        """Return which documents hold a term only as words near each other."""
        together = [self._corpus.hits(term.pattern, term.glyphs)]
        together += [
            self._corpus.hits(variant.pattern)
            for variant in term.variants
            if variant.reason is not Reason.SCATTERED
        ]
        apart = [self._corpus.hits(v.pattern) for v in term.variants if v.reason is Reason.SCATTERED]
        return _any_of(apart, documents) & ~_any_of(together, documents)

    def _distances(self, first: Term, second: Term, documents: Documents) -> NDArray[np.int64]:
        """Return the least distance between two terms in each document, a large number where one lacks."""
        here, there = (self._starts(term, documents) for term in (first, second))
        far = np.full(len(documents), ranking.PROXIMITY_REACH, dtype=np.int64)
        if not len(here[1]) or not len(there[1]):
            return far
        for one, other in ((here, there), (there, here)):
            place = np.minimum(np.searchsorted(other[1], one[1]), len(other[1]) - 1)
            same = other[0][place] == one[0]
            gaps = np.maximum(other[1][place] - one[1] - one[2], 0)
            np.minimum.at(far, np.searchsorted(documents, one[0][same]), gaps[same])
        return far

    def _starts(self, term: Term, documents: Documents) -> tuple[Documents, NDArray[np.int64], int]:
        """Return document and position of a term in `documents`, and its length."""
        length = sum(map(len, getattr(term.pattern, "parts", (getattr(term.pattern, "folded", ""),))))
        kept = self._corpus.places(term.pattern, term.glyphs).within(documents)
        return kept.documents, kept.positions, length


def _found(hits: Hits, documents: Documents) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Return where each document stands among the hits, and whether it does."""
    if not len(hits.documents):
        nowhere = np.zeros(len(documents), dtype=np.intp)
        return nowhere, np.zeros(len(documents), dtype=np.bool_)
    place = np.searchsorted(hits.documents, documents)
    place[place == len(hits.documents)] = 0
    return place, hits.documents[place] == documents


def _any_of(found: Sequence[Hits], documents: Documents) -> NDArray[np.bool_]:
    """Return which documents are among any of the hits."""
    held = np.zeros(len(documents), dtype=np.bool_)
    for hits in found:
        held |= _found(hits, documents)[1]
    return held


def pairs_of(terms: Sequence[Term]) -> int:
    """Return how many pairs of neighbouring terms are looked at."""
    return min(max(len(terms) - 1, 0), NEAR_PAIRS)
