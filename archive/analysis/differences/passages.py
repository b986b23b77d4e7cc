"""Which passages of two texts belong together, in the order of both."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from archive.analysis.differences.text import Text, bared
from archive.analysis.fingerprints import runs, share

_ALIKE = 0.3  # passages less alike than this are not paired
_KEY_LENGTH = 24


@dataclass(frozen=True)
class Passage:
    """A section to be paired: its label and heading, and its text without them."""

    heading: str
    text: str

    @property
    def key(self) -> str:
        """What tells the passage from others of its text: the folded heading, or how it begins."""
        return _bare(self.heading) or _bare(self.text)[:_KEY_LENGTH]


Pair = tuple[int | None, int | None]


def pair(left: Sequence[Passage], right: Sequence[Passage]) -> list[Pair]:
    """Return the places of passages that belong together, both sides in their order; None has no partner.

    Passages of the same heading are paired first; between those, passages that share their sentences.
    """
    matcher = SequenceMatcher(None, [one.key for one in left], [one.key for one in right], autojunk=False)
    found: list[Pair] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found += zip(range(a, b), range(c, d), strict=True)
        else:
            found += _pairs_within(left, right, range(a, b), range(c, d))
    return found


def _bare(text: str) -> str:
    return bared(Text(text), strict=False).text


def _pairs_within(
    left: Sequence[Passage], right: Sequence[Passage], ours: range, theirs: range
) -> Iterator[Pair]:
    """Pair by shared sentences inside a stretch without common headings, keeping both orders."""
    hashes = {at: runs(right[at].text) for at in theirs}
    free = theirs.start
    for at in ours:
        own = runs(left[at].text)
        alike = [(share(own, hashes[other]), -other) for other in range(free, theirs.stop)]
        best, place = max(alike, default=(0.0, 0))
        if best < _ALIKE:
            yield at, None
            continue
        yield from ((None, other) for other in range(free, -place))
        yield at, -place
        free = -place + 1
    yield from ((None, other) for other in range(free, theirs.stop))
