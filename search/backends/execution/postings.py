"""Where characters stand: the posting lists of all segments of a generation as one.

Documents are numbered through all segments, positions likewise. Lists are decoded once per segment and kept
in a bounded cache that outlives the generation, for a commit leaves older segments as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from search.backends.execution.columns import Columns
from search.backends.execution.memory import BoundedCache
from search.backends.packed.segments import Segment

Documents = NDArray[np.int32]
Counts = NDArray[np.int32]
Positions = NDArray[np.signedinteger[Any]]

MEGABYTE = 1 << 20
NONE = np.empty(0, dtype=np.int32)


@dataclass(frozen=True)
class Postings:
    """Documents that hold a term, ascending, and how often each does."""

    documents: Documents
    counts: Counts

    @property
    def nbytes(self) -> int:
        """Return the bytes held."""
        return self.documents.nbytes + self.counts.nbytes

    @property
    def total(self) -> int:
        """Return how often the term stands in all of them."""
        return int(self.counts.sum())


decoded = BoundedCache(settings.SEARCH_CACHE_MB * MEGABYTE * 3 // 8)


class PostingLists:
    """The postings of every term of a generation; deleted documents are left out of `documents`."""

    def __init__(self, segments: Sequence[Segment], columns: Columns) -> None:
        self._segments = segments
        self._columns = columns

    def documents(self, field: str, term: str) -> Postings:
        """Return where `term` (for `chars` and `heads` one or two characters) stands."""
        found = self._all(field, term)
        live = self._columns.live
        if live is None or not len(found.documents):
            return found
        keep = live[found.documents]
        return Postings(found.documents[keep], found.counts[keep])

    def placed(self, term: str, documents: NDArray[np.bool_] | None = None) -> tuple[Documents, Positions]:
        """Return each occurrence of a bigram: its document and its position, ascending.

        With a mask of `documents` only those in them.
        """
        found = self._all("chars", term)
        places = self.positions("chars", term)
        owners = np.repeat(found.documents, found.counts)
        if documents is None:
            return owners, places
        keep = documents[owners]
        return owners[keep], places[keep]

    def positions(self, field: str, term: str) -> Positions:
        """Return the positions of a term in all segments, those of deleted documents too, ascending."""
        kind = np.dtype(np.int32 if self._columns.space <= np.iinfo(np.int32).max else np.int64)
        parts: list[Positions] = [
            np.add(self._positions(segment, field, term), space, dtype=kind)
            for segment, space in zip(self._segments, self._columns.spaces, strict=True)
        ]
        return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)

    def _all(self, field: str, term: str) -> Postings:
        parts = [self._documents(segment, field, term) for segment in self._segments]
        bases = self._columns.bases
        if len(parts) == 1:
            return parts[0]
        documents = [part.documents + base for part, base in zip(parts, bases, strict=True)]
        counts = [part.counts for part in parts]
        return Postings(np.concatenate([NONE, *documents]), np.concatenate([NONE, *counts]))

    @staticmethod
    def _documents(segment: Segment, field: str, term: str) -> Postings:
        key = (segment.identity, field, term)
        return decoded.get(key, lambda: Postings(*segment.documents(field, term)))

    @staticmethod
    def _positions(segment: Segment, field: str, term: str) -> Positions:
        key = (segment.identity, field, term, "positions")
        return decoded.get(key, lambda: segment.positions(field, term))
