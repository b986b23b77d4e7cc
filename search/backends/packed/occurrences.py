"""Where the terms of one field stand, before they are written and after all of them are read."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.backends.packed.packing import Integers, Numbers, Small

NOWHERE = np.empty(0, dtype=np.int32)

_HALF = 32  # a sort key is two numbers below 2 ** 31
_LOW = (1 << _HALF) - 1


@dataclass(frozen=True)
class Occurrences:
    """Lists of all terms, one after another in the order of `terms` (UTF-8, ascending).

    `listed[i]` documents (ascending, with `counts`) and `placed[i]` positions belong to term `i`.
    """

    terms: Sequence[bytes]
    listed: Numbers
    documents: Small
    counts: Small
    placed: Numbers
    positions: Small

    def moved(self, numbers: Numbers, starts: Numbers, fresh_starts: Numbers) -> "Occurrences":
        """Renumber documents and shift positions with them; documents whose new number is -1 go.

        `numbers` maps old to new document numbers; `starts` and `fresh_starts` say where old and new
        documents start in the space of positions.
        """
        owners = np.searchsorted(starts, self.positions, side="right") - 1
        standing = numbers[owners] >= 0
        kept = numbers[self.documents] >= 0
        owners = owners[standing]
        places = self.positions[standing] - starts[owners] + fresh_starts[numbers[owners]]
        return Occurrences(
            terms=self.terms,
            listed=_remaining(self.listed, kept),
            documents=numbers[self.documents[kept]].astype(np.int32),
            counts=self.counts[kept],
            placed=_remaining(self.placed, standing),
            positions=places.astype(np.int32),
        )


def united(parts: Sequence[Occurrences]) -> Occurrences:
    """Put together parts whose documents and positions ascend from part to part; empty terms go."""
    if len(parts) == 1 and bool((parts[0].listed > 0).all()):
        return parts[0]
    words = {word for part in parts for word, listed in zip(part.terms, part.listed, strict=True) if listed}
    terms = sorted(words)
    ranks = {term: rank for rank, term in enumerate(terms)}
    owners = [np.array([ranks.get(term, 0) for term in part.terms], dtype=np.int64) for part in parts]
    listed = np.concatenate([np.repeat(o, part.listed) for o, part in zip(owners, parts, strict=True)])
    standing = np.concatenate([np.repeat(o, part.placed) for o, part in zip(owners, parts, strict=True)])
    by_term, by_place = np.argsort(listed, kind="stable"), np.argsort(standing, kind="stable")
    return Occurrences(
        terms=terms,
        listed=np.bincount(listed, minlength=len(terms)),
        documents=_owned([part.documents for part in parts])[by_term],
        counts=_owned([part.counts for part in parts])[by_term],
        placed=np.bincount(standing, minlength=len(terms)),
        positions=_owned([part.positions for part in parts])[by_place],
    )


def paired(ranks: Integers, others: Integers) -> Numbers:
    """Return pairs of numbers below 2 ** 31 as one number each; they sort like the pairs."""
    keys = ranks.astype(np.int64)
    keys <<= _HALF
    keys |= others
    return keys


def counted(terms: Sequence[bytes], keys: Numbers) -> Occurrences:
    """Count occurrences given as `paired` ranks of terms and documents, in any order; `keys` gets sorted."""
    keys.sort()
    starts = run_starts(keys)
    pairs = keys[starts]
    return Occurrences(
        terms=terms,
        listed=np.bincount(pairs >> _HALF, minlength=len(terms)),
        documents=(pairs & _LOW).astype(np.int32),
        counts=np.diff(starts, append=len(keys)).astype(np.int32),
        placed=np.zeros(len(terms), dtype=np.int64),
        positions=NOWHERE,
    )


def placed(keys: Numbers, owners: Small) -> tuple[Numbers, Occurrences]:
    """Place occurrences given as `paired` ranks of terms and positions; `keys` is used up.

    `owners` has the document of every position. Returns the ranks met, ascending, and the lists of their
    terms, which the caller names.
    """
    keys.sort()
    positions = np.empty(len(keys), dtype=np.int32)
    np.bitwise_and(keys, _LOW, out=positions, casting="unsafe")
    keys >>= _HALF
    starts = run_starts(keys)
    met = keys[starts]
    documents = owners[positions]
    fresh = np.concatenate(([True], documents[1:] != documents[:-1])) if len(documents) else NOWHERE > 0
    fresh[starts] = True
    listed = np.flatnonzero(fresh)
    found = Occurrences(
        terms=(),
        listed=np.diff(np.searchsorted(listed, starts), append=len(listed)),
        documents=documents[listed],
        counts=np.diff(listed, append=len(documents)).astype(np.int32),
        placed=np.diff(starts, append=len(positions)),
        positions=positions,
    )
    return met, found


def run_starts(values: Integers) -> Numbers:
    """Return where each run of equal values begins."""
    if not len(values):
        return np.empty(0, dtype=np.int64)
    fresh = np.empty(len(values), dtype=np.bool_)
    fresh[0] = True
    np.not_equal(values[1:], values[:-1], out=fresh[1:])
    return np.flatnonzero(fresh)


def _remaining(lengths: Numbers, kept: NDArray[np.bool_]) -> Numbers:
    known = np.concatenate(([0], np.cumsum(kept)))
    ends = np.cumsum(lengths)
    remaining: Numbers = known[ends] - known[ends - lengths]
    return remaining


def _owned(parts: list[Small]) -> Small:
    return np.concatenate([NOWHERE, *parts])
