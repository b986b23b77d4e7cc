"""Characters and pairs of neighbours in the texts of a segment.

A document's heading takes as many positions as it has characters, then one gap, its body, and one gap; the
next document follows. A pair may end with the gap after its text, but never begins with one.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from search.backends.packed.occurrences import Occurrences, counted, paired, placed
from search.backends.packed.packing import Numbers, Small

FIELD_GAP = "\x1e"  # ends a heading and a body

_GAP = ord(FIELD_GAP)
_MANY = 46_000  # different characters, the square of which still fits a sort key


@dataclass(frozen=True)
class Space:
    """The code points of folded texts, one for each position, and which document each belongs to."""

    codes: NDArray[np.uint32]
    owners: NDArray[np.int32]

    @classmethod
    def of(cls, folded: str, lengths: Numbers) -> "Space":
        """Lay out documents of these lengths, gaps included."""
        return cls(code_points(folded), np.repeat(np.arange(len(lengths), dtype=np.int32), lengths))

    def headings(self) -> "Space":
        """Return the space of the headings alone."""
        gaps = np.cumsum(self.codes == _GAP, dtype=np.int32)
        # A document has one gap after its heading and one at its end.
        kept = (gaps - (self.codes == _GAP)) % 2 == 0
        return Space(self.codes[kept], self.owners[kept])

    def numbered(self) -> tuple[list[str], Small]:
        """Return the characters met, ascending, and for each position the index of its own."""
        seen = np.zeros(int(self.codes.max(initial=0)) + 1, dtype=np.bool_)
        seen[self.codes] = True
        return [chr(code) for code in np.flatnonzero(seen).tolist()], (np.cumsum(seen, dtype=np.int32) - 1)[
            self.codes
        ]


def code_points(text: str) -> NDArray[np.uint32]:
    """Return the characters of a text as numbers."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def encoded(term: str) -> bytes:
    """Return the bytes terms are kept as; they sort like the characters."""
    return term.encode("utf-8", "surrogatepass")


def singles(space: Space) -> Occurrences:
    """Count letters, digits and Han characters."""
    present, numbers = space.numbered()
    spoken = np.array([char.isalnum() for char in present], dtype=np.bool_)
    standing = spoken[numbers]
    ranks = (np.cumsum(spoken, dtype=np.int32) - 1)[numbers[standing]]
    terms = [encoded(char) for char in present if char.isalnum()]
    return counted(terms, paired(ranks, space.owners[standing]))


def pairs(space: Space) -> Occurrences:
    """Place every two neighbours; the last character of a text is the neighbour of the gap."""
    return _paired(space, space.codes[:-1] != _GAP)


def inner_pairs(space: Space) -> Occurrences:
    """Count every two neighbours within a text, without their positions."""
    found = _paired(space, (space.codes[:-1] != _GAP) & (space.codes[1:] != _GAP))
    return replace(found, placed=np.zeros_like(found.placed), positions=found.positions[:0])


def glyphs(space: Space, typed: str) -> Occurrences:
    """Place every character that folding changed, as it was typed."""
    codes = code_points(typed)
    if len(codes) != len(space.codes):
        raise ValueError("the folded text is not as long as the text")
    changed = np.flatnonzero(codes != space.codes)
    ranks, found = placed(paired(codes[changed], changed), space.owners)
    return replace(found, terms=[encoded(chr(code)) for code in ranks.tolist()])


def _paired(space: Space, standing: NDArray[np.bool_]) -> Occurrences:
    present, numbers = space.numbered()
    codes = numbers[:-1][standing].astype(np.int64)
    codes *= len(present)
    codes += numbers[1:][standing]
    met = np.empty(0, dtype=np.int64)
    if len(present) > _MANY:
        met, codes = np.unique(codes, return_inverse=True)
    del numbers
    codes <<= 32
    codes |= np.flatnonzero(standing)
    ranks, found = placed(codes, space.owners)
    ranks = met[ranks] if len(met) else ranks
    firsts, seconds = np.divmod(ranks, max(len(present), 1))
    both = zip(firsts.tolist(), seconds.tolist(), strict=True)
    return replace(found, terms=[encoded(present[first] + present[second]) for first, second in both])
