"""Words in columns: one matrix of numbered characters for each length, scanned slot by slot.

A scan looks at the first character of every word and at the next ones only of those that still fit, so a
hundred thousand words take well below a millisecond, and no table of sounds or misspellings is kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.spelling.slots import NEVER, Alphabet, Slot

LONGEST = 16  # characters; longer words are names nobody misspells by one character
_BMP = 0x10000
_PRIME = 1_000_003


class Match(NamedTuple):
    """A word, in how many documents it stands, and how unlike the pattern it is (0: just so)."""

    word: str
    documents: int
    cost: int


@dataclass(frozen=True)
class _Group:
    """Words of one length, most frequent first; `letters` has a column for each position.

    `keys` are the ascending hashes of the words, `rows` where each stands.
    """

    letters: NDArray[np.intp]
    documents: NDArray[np.int32]
    keys: NDArray[np.uint64]
    rows: NDArray[np.intp]

    @classmethod
    def of(cls, letters: NDArray[np.intp], documents: NDArray[np.int32]) -> "_Group":
        """Hash the words of one length; columns lie together in memory, as they are scanned."""
        keys = _hashes(letters)
        order = np.argsort(keys)
        return cls(np.asfortranarray(letters), documents, keys[order], order)

    def row(self, letters: NDArray[np.intp]) -> int | None:
        """Return where just this word stands."""
        [key] = _hashes(letters[np.newaxis])
        at = int(np.searchsorted(self.keys, key))
        if at == len(self.keys) or (self.letters[self.rows[at]] != letters).any():
            return None
        return int(self.rows[at])


class WordList:
    """Words with the number of documents each is in; built once, never changed."""

    def __init__(self, words: Mapping[str, int]) -> None:
        """Take words of 2 to LONGEST characters of the basic plane; others are left out."""
        by_length = _coded(words)
        used = np.unique(
            np.concatenate([codes.ravel() for codes, _counts in by_length] or [np.zeros(0, dtype=np.uint32)])
        )
        self._chars = [chr(int(code)) for code in used]
        numbers = np.zeros(_BMP, dtype=np.intp)
        numbers[used.astype(np.int64)] = np.arange(len(used))
        self.alphabet = Alphabet({char: number for number, char in enumerate(self._chars)})
        self._groups = {codes.shape[1]: _Group.of(numbers[codes], counts) for codes, counts in by_length}

    def __len__(self) -> int:
        return sum(len(group.documents) for group in self._groups.values())

    def __contains__(self, word: str) -> bool:
        return bool(self.documents(word))

    def documents(self, word: str) -> int:
        """Return in how many documents a word stands, 0 when it is not listed."""
        group = self._groups.get(len(word))
        numbers = [self.alphabet.numbers.get(char, -1) for char in word]
        row = group.row(np.array(numbers, dtype=np.intp)) if group and min(numbers) >= 0 else None
        return int(group.documents[row]) if group and row is not None else 0

    def like(self, slots: Sequence[Slot], *, limit: int, most: int) -> list[Match]:
        """Return the `most` words of just this length that cost at most `limit`: likest, then commonest."""
        group = self._groups.get(len(slots))
        return self._best([(group, *_scan(group, slots, limit))], most) if group else []

    def beginning(self, slots: Sequence[Slot], *, limit: int, most: int) -> list[Match]:
        """Return the `most` words that begin like this, of any length: likest, then commonest."""
        groups = (group for length, group in self._groups.items() if length >= len(slots))
        return self._best([(group, *_scan(group, slots, limit)) for group in groups], most)

    def _best(
        self, scanned: Iterable[tuple[_Group, NDArray[np.int64], NDArray[np.int64]]], most: int
    ) -> list[Match]:
        found = [
            Match(self._word(group, int(rows[at])), int(group.documents[rows[at]]), int(costs[at]))
            for group, rows, costs in scanned
            for at in np.argsort(costs, kind="stable")[:most]  # rows stand by frequency already
        ]
        return sorted(found, key=lambda match: (match.cost, -match.documents, match.word))[:most]

    def _word(self, group: _Group, row: int) -> str:
        return "".join(self._chars[number] for number in group.letters[row])


def _coded(words: Mapping[str, int]) -> list[tuple[NDArray[np.uint32], NDArray[np.int32]]]:
    """Return, for each length, code points (a row a word) and documents, most frequent first."""
    by_length: dict[int, list[str]] = {}
    for word in words:
        if 2 <= len(word) <= LONGEST:  # noqa: PLR2004 - one character has nothing to be misspelled by
            by_length.setdefault(len(word), []).append(word)
    coded = []
    for length, listed in by_length.items():
        codes = np.frombuffer("".join(listed).encode("utf-32-le"), dtype=np.uint32).reshape(-1, length)
        counts = np.fromiter(map(words.__getitem__, listed), dtype=np.int32, count=len(listed))
        order = np.argsort(-counts, kind="stable")
        order = order[(codes[order] < _BMP).all(axis=1)]
        coded.append((codes[order], counts[order]))
    return coded


def _hashes(letters: NDArray[np.intp]) -> NDArray[np.uint64]:
    """Return a number for each row; it wraps round."""
    found = np.zeros(len(letters), dtype=np.uint64)
    for column in letters.T:
        found = found * np.uint64(_PRIME) + column.astype(np.uint64)
    return found


def _scan(group: _Group, slots: Sequence[Slot], limit: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the rows that cost at most `limit` and what they cost."""
    first = slots[0].take(group.letters[:, 0])
    rows = np.flatnonzero(first <= min(limit, NEVER - 1))
    costs = first[rows].astype(np.int64)
    for position, slot in enumerate(slots[1:], start=1):
        if not len(rows):
            break
        costs = costs + slot.take(group.letters[:, position].take(rows))
        kept = costs <= limit
        rows, costs = rows[kept], costs[kept]
    return rows, costs
