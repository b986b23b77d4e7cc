"""The words of the open index: what spelling and completion choose from."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from search.backends.opening import generation
from search.backends.packed.segments import Segment


@dataclass(frozen=True)
class Commit:
    """A commit of the index: `key` tells it from every other; `parts` names the files it is made of."""

    key: Hashable
    parts: frozenset[str]
    segments: tuple[Segment, ...] = field(repr=False, compare=False, default=())

    def words(self) -> Mapping[str, int]:
        """Return word -> documents; documents taken out since may still be counted.

        Reads only what is mapped already, so any thread may ask, whatever becomes of the files.
        """
        found: dict[str, int] = {}
        for segment in self.segments:
            if found:
                for word, documents in segment.words():
                    found[word] = found.get(word, 0) + documents
            else:
                found = dict(segment.words())
        return found


def commit() -> Commit:
    """Return the newest commit. Raises SearchError when the index cannot be used."""
    opened = generation()
    names = frozenset(segment.name for segment in opened.segments)
    return Commit(opened.key, names, tuple(opened.segments))


def reports_with(word: str) -> int:
    """Return how many reports hold a word now: one of the words of a text, not just any substring of it.

    Reads one posting list, without positions. Raises SearchError.
    """
    return sum(_distinct_reports(segment, word) for segment in generation().segments)


def topic_reports() -> Mapping[str, int]:
    """Return topic -> how many reports have a section on it now. Raises SearchError."""
    found: dict[str, int] = {}
    for segment in generation().segments:
        for topic, reports in _topics_of(segment):
            found[topic] = found.get(topic, 0) + reports
    return found


def _distinct_reports(segment: Segment, word: str) -> int:
    documents, _counts = segment.documents("text", word)
    if len(segment.deleted):
        documents = documents[~np.isin(documents, segment.deleted)]
    return int(np.count_nonzero(np.bincount(segment.report_of[documents]))) if len(documents) else 0


def _topics_of(segment: Segment) -> Iterator[tuple[str, int]]:
    documents = np.repeat(np.arange(segment.size), np.diff(segment.topic_starts))
    live = ~np.isin(documents, segment.deleted)
    many = max(len(segment.topic_names), 1)
    pairs = segment.report_of[documents[live]].astype(np.int64) * many + segment.topic_ordinals[live]
    reports = np.bincount(np.unique(pairs) % many, minlength=many)
    yield from zip(segment.topic_names, reports.tolist(), strict=False)


def size() -> int:
    """Return how many documents the words were counted in. Raises SearchError."""
    return sum(segment.size for segment in generation().segments)
