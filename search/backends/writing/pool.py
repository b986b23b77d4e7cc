"""Documents gathered for one segment, turned into the lists of its packed fields in one go."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from archive.text import segment
from search.backends.packed import rows
from search.backends.packed.occurrences import NOWHERE, Occurrences, counted, paired
from search.backends.packed.packing import Numbers, Small
from search.backends.writing import characters
from search.backends.writing.characters import FIELD_GAP
from search.folding import fold

PACKED_FIELDS = ("text", "chars")


class _Vocabulary(dict[str, int]):
    """Numbers words as they are met."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class Pool:
    """Collects documents; `tables` and `rows` give what a segment of them holds.

    A document is a mapping with `text` and `chars` (heading, FIELD_GAP, body; as typed) and the columns.
    """

    def __init__(self) -> None:
        self._gathered = rows.Gathering()
        self._typed: list[str] = []
        self._tokens: list[Small] = []
        self._vocabulary = _Vocabulary()
        self.characters = 0

    def add(self, document: Mapping[str, Any]) -> None:
        """Take one document."""
        heading, body = _parts(document["chars"])
        self._typed.append(f"{heading}{FIELD_GAP}{body}{FIELD_GAP}")
        self.characters += len(heading) + len(body)
        words = map(self._vocabulary.__getitem__, segment.pieces(fold(document["text"])))
        self._tokens.append(np.fromiter(words, dtype=np.int32))
        self._gathered.add(document, len(heading), len(body))

    def rows(self) -> rows.Rows:
        """Return the columns of the documents."""
        return self._gathered.rows()

    def tables(self) -> Iterator[tuple[str, Occurrences]]:
        """Yield the names and lists of the packed tables, one at a time."""
        yield "words", self._words()
        typed = "".join(self._typed)
        space = characters.Space.of(
            fold(typed), np.array([len(text) for text in self._typed], dtype=np.int64)
        )
        heads = space.headings()
        yield "characters", characters.singles(space)
        yield "pairs", characters.pairs(space)
        yield "head_characters", characters.singles(heads)
        yield "head_pairs", characters.inner_pairs(heads)
        yield "glyphs", characters.glyphs(space, typed)

    def _words(self) -> Occurrences:
        lengths = np.array([len(tokens) for tokens in self._tokens], dtype=np.int64)
        tokens = np.concatenate([NOWHERE, *self._tokens])
        documents = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        inner_starts, inner = _expansion(self._vocabulary)
        sizes = np.diff(inner_starts)[tokens]
        places = np.repeat(inner_starts[tokens] - (np.cumsum(sizes) - sizes), sizes)
        places += np.arange(len(places))
        held = inner[places]
        del places
        documents = np.repeat(documents, sizes)
        words = [characters.encoded(word) for word in self._vocabulary]
        used = np.unique(held)
        terms = sorted(words[number] for number in used)
        ranks = {term: rank for rank, term in enumerate(terms)}
        rank_of = np.array([ranks.get(word, -1) for word in words], dtype=np.int32)
        return counted(terms, paired(rank_of[held], documents))


def _parts(text: str) -> tuple[str, str]:
    """Split heading and body; a text without a gap is all body."""
    heading, gap, body = text.partition(FIELD_GAP)
    if not gap:
        heading, body = "", text
    return heading, body.replace(FIELD_GAP, " ")


def _expansion(vocabulary: _Vocabulary) -> tuple[Numbers, Small]:
    """Return for each word which words its occurrence counts for: itself and the shorter ones inside.

    Pieces without a letter, digit or Han character count for none.
    """
    expanded: list[list[int]] = []
    for word in list(vocabulary):
        if not any(char.isalnum() for char in word):
            expanded.append([])
            continue
        inner = [vocabulary[part] for part in segment.inner_words(word)]
        expanded.append([*inner, vocabulary[word]])
    expanded.extend([] for _new in range(len(vocabulary) - len(expanded)))
    starts = np.concatenate(([0], np.cumsum([len(numbers) for numbers in expanded], dtype=np.int64)))
    return starts, np.array([number for numbers in expanded for number in numbers], dtype=np.int32)
