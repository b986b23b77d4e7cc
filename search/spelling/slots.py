"""Patterns of words: one slot for each character, saying what may stand there and how unlike it is.

A slot is a table over the numbered characters of a word list: 0 for what was meant, more for what is less
like it, NEVER for what cannot stand there.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from search.spelling import readings
from search.spelling.lookalikes import lookalikes

Slot = NDArray[np.uint8]

NEVER = 100  # more than any limit
SAME_SOUND = 1
NEAR_SOUND = 2
SAME_SHAPE = 2
RARE_SOUND = 1  # more, where a character is read so only sometimes
ANY_OTHER = 4
CACHED = 512  # slots of some kB each


@dataclass
class Alphabet:
    """The characters of a word list, numbered, and the slots made of them."""

    numbers: Mapping[str, int]
    _made: dict[tuple[str, str], Slot] = field(default_factory=dict)

    def exactly(self, char: str) -> Slot:
        """Return the slot of one character."""
        return self._kept("exactly", char, self._exactly)

    def read(self, part: str) -> Slot:
        """Return the slot of what a typed syllable, or the beginning of one, may stand for."""
        return self._kept("read", part, self._read)

    def typing(self, part: str) -> Slot:
        """Return the slot of a syllable that may still be typed on: just so, or the beginning of another."""
        return self._kept("typing", part, self._typing)

    def like(self, char: str) -> Slot:
        """Return the slot of what may be meant by a written character: its sound, its shape, any other."""
        return self._kept("like", char, self._like)

    def anything(self) -> Slot:
        """Return the slot where any character may stand."""
        return np.zeros(len(self.numbers), dtype=np.uint8)

    def _kept(self, kind: str, key: str, make: Callable[[str], Slot]) -> Slot:
        slot = self._made.get((kind, key))
        if slot is None:
            if len(self._made) >= CACHED:
                self._made.clear()
            slot = self._made[kind, key] = make(key)
        return slot

    def _exactly(self, char: str) -> Slot:
        return self._with([(char, 0)])

    def _read(self, part: str) -> Slot:
        if not part.isascii():
            return self._exactly(part)
        if not readings.is_syllable(part):
            return self._with(_near([part]) or [(_begun(part), 0)])
        if len(part) == 1:  # a, e, o: a syllable, and the initial of 安 as well
            return self._typing(part)
        return self._with([*_near([part]), *_sounding(part, 0)])

    def _typing(self, part: str) -> Slot:
        if not readings.is_syllable(part):
            return self._with([(_begun(part), 0)])
        return self._with([(_begun(part), 1), *_sounding(part, 0)])

    def _like(self, char: str) -> Slot:
        own = readings.of(char)
        shape = [(lookalikes().get(char, ""), SAME_SHAPE)]
        rare = [pair for syllable in own[1:] for pair in _sounding(syllable, SAME_SOUND + RARE_SOUND)]
        same = [pair for syllable in own[:1] for pair in _sounding(syllable, SAME_SOUND)]
        return self._with([*_near(own[:1]), *shape, *rare, *same, (char, 0)], otherwise=ANY_OTHER)

    def _with(self, costs: Iterable[tuple[str, int]], otherwise: int = NEVER) -> Slot:
        """Return a slot where later costs overrule earlier ones."""
        slot = np.full(len(self.numbers), otherwise, dtype=np.uint8)
        for chars, cost in costs:
            slot[[self.numbers[char] for char in chars if char in self.numbers]] = cost
        return slot


def _sounding(syllable: str, cost: int) -> list[tuple[str, int]]:
    readers = readings.syllables()[syllable]
    return [(readers.also, cost + RARE_SOUND), (readers.common, cost)]


def _near(own: Iterable[str]) -> list[tuple[str, int]]:
    """Return the characters commonly read like one of these syllables, but not just so."""
    known = readings.syllables()
    return [(known[one].common, NEAR_SOUND) for syllable in own for one in readings.near(syllable)]


def _begun(letters: str) -> str:
    """Return the characters whose common reading begins with these letters."""
    known = readings.syllables()
    return "".join(readers.common for syllable, readers in known.items() if syllable.startswith(letters))
