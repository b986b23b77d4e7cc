"""The words of the open index: what spelling and completion choose from."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from search.backends.opening import generation


@dataclass(frozen=True)
class Commit:
    """A commit of the index: `key` tells it from every other; the files it is made of are `parts`."""

    key: Hashable
    parts: frozenset[str]

    def is_near(self, other: "Commit") -> bool:
        """Tell whether two commits are equal or share files: most of their words are the same then."""
        return self.key == other.key or bool(self.parts & other.parts)


def commit() -> Commit:
    """Return the newest commit. Raises SearchError when the index cannot be used."""
    opened = generation()
    return Commit(opened.key, frozenset(segment.name for segment in opened.segments))


def words() -> Mapping[str, int]:
    """Return word -> documents of the newest commit; documents taken out since may still be counted."""
    found: Counter[str] = Counter()
    for segment in generation().segments:
        if found:
            for word, documents in segment.words():
                found[word] += documents
        else:
            found.update(dict(segment.words()))
    return found


def frequencies(terms: Iterable[str]) -> Mapping[str, int]:
    """Return in how many documents each word stands, those taken out since included."""
    segments = generation().segments
    return {term: sum(segment.frequency("text", term) for segment in segments) for term in terms}


def size() -> int:
    """Return how many documents the words were counted in."""
    return sum(segment.size for segment in generation().segments)
