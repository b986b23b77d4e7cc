"""The words of the open index: what spelling and completion choose from."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from search.backends.opening import generation
from search.backends.segments import Segment


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


def frequencies(terms: Iterable[str]) -> Mapping[str, int]:
    """Return in how many documents each word stands, those taken out since included. Raises SearchError."""
    segments = generation().segments
    return {term: sum(segment.frequency("text", term) for segment in segments) for term in terms}


def size() -> int:
    """Return how many documents the words were counted in. Raises SearchError."""
    return sum(segment.size for segment in generation().segments)
