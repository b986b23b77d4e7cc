"""How many marks a section will show: occurrences of the wanted terms, overlapping ones counted once."""

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.backends.execution.corpus import Corpus
from search.backends.execution.postings import Positions
from search.language.ast import Exact, Pattern, Start, Term


def occurrences(corpus: Corpus, terms: Sequence[Term], documents: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return the number of marks in heading and body of each of the ascending `documents`."""
    patterns = [(term.pattern, term.glyphs) for term in terms]
    patterns += [(variant.pattern, ()) for term in terms for variant in term.variants]
    patterns = list(dict.fromkeys(patterns))
    if _are_apart([pattern for pattern, _glyphs in patterns]):
        return _summed(corpus, patterns, documents)
    return _merged(corpus, patterns, documents)


def _summed(
    corpus: Corpus, patterns: Sequence[tuple[Pattern, Sequence[str]]], documents: NDArray[np.int32]
) -> NDArray[np.int64]:
    total = np.zeros(len(documents), dtype=np.int64)
    for pattern, glyphs in patterns:
        hits = corpus.hits(pattern, glyphs)
        if len(hits.documents):
            place = np.minimum(np.searchsorted(hits.documents, documents), len(hits.documents) - 1)
            total += np.where(hits.documents[place] == documents, hits.counts[place], 0)
    return total


def _merged(
    corpus: Corpus, patterns: Sequence[tuple[Pattern, Sequence[str]]], documents: NDArray[np.int32]
) -> NDArray[np.int64]:
    """Count by position: a mark that begins inside another one is part of it."""
    owners: list[Positions] = []
    starts: list[Positions] = []
    ends: list[Positions] = []
    for pattern, glyphs in patterns:
        for places, length in corpus.parts(pattern, glyphs):
            kept = places.within(documents)
            owners.append(kept.documents)
            starts.append(kept.positions)
            ends.append(kept.positions + length)
    owner, start, end = (np.concatenate(parts) for parts in (owners, starts, ends))
    order = np.lexsort((-end, start))
    owner, start, end = owner[order], start[order], end[order]
    fresh = np.ones(len(start), dtype=np.bool_)
    fresh[1:] = start[1:] >= np.maximum.accumulate(end)[:-1]
    return np.bincount(np.searchsorted(documents, owner[fresh]), minlength=len(documents))


def _are_apart(patterns: Sequence[Pattern]) -> bool:
    """Tell whether no two matches can overlap, a pattern's own included."""
    if not all(isinstance(pattern, Exact | Start) for pattern in patterns):
        return False
    texts = [pattern.folded for pattern in patterns if isinstance(pattern, Exact | Start)]
    return not any(_may_overlap(one, other) for one, other in itertools.product(texts, repeat=2))


def _may_overlap(one: str, other: str) -> bool:
    """Tell whether `other` can begin inside an occurrence of `one` and be another one."""
    first = 1 if one == other else 0
    return any(
        one[offset:].startswith(other) or other.startswith(one[offset:]) for offset in range(first, len(one))
    )
