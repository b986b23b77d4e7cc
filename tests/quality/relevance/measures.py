"""Measures of a ranked list against graded judgements.

nDCG with gains 2^grade - 1 and discounts log2(rank + 1): Järvelin and Kekäläinen 2002 in the form of Burges
et al. 2005. Reciprocal rank: Voorhees 1999. What is not judged counts as grade 0.
"""

from collections.abc import Hashable, Mapping, Sequence
from math import log2
from typing import TypeVar

DEPTH = 10
Key = TypeVar("Key", bound=Hashable)


def ndcg(ranked: Sequence[Key], grades: Mapping[Key, int], depth: int = DEPTH) -> float:
    """Return nDCG at `depth` of keys best first: 1.0 for the best possible order, 0.0 for nothing relevant.

    A key met again earns nothing and keeps its rank. Raises ValueError when no grade is above 0.
    """
    ideal = _dcg(sorted(grades.values(), reverse=True)[:depth])
    if not ideal:
        raise ValueError("nothing is relevant")
    met: set[Key] = set()
    gains = []
    for key in ranked[:depth]:
        gains.append(0 if key in met else grades.get(key, 0))
        met.add(key)
    return _dcg(gains) / ideal


def reciprocal_rank(ranked: Sequence[Key], right: Key) -> float:
    """Return 1 / rank of the right key, 0.0 when it was not found."""
    return 1 / (ranked.index(right) + 1) if right in ranked else 0.0


def success(ranked: Sequence[Key], right: Key) -> float:
    """Return 1.0 when the right key stands first."""
    return float(list(ranked[:1]) == [right])


def _dcg(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(rank + 2) for rank, grade in enumerate(grades))
