"""Two texts word against word: what one has and the other has not, and what stands elsewhere.

Texts are compared bare: folded, without blanks, glosses and what shows nothing, so script, glyph variants,
letter case, punctuation width and line breaks make no difference unless asked for. Sentences are matched
first, words only inside sentences that changed; that keeps long texts quick and spares the reader a
confetti of common characters. Swapping the texts swaps what went and what came, and changes nothing else.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from archive.analysis.differences.common import common
from archive.analysis.differences.pieces import Piece, pieces_of
from archive.analysis.differences.text import Bare, Text, bared


@dataclass(frozen=True)
class Stretch:
    """Words of one side that the other side has too, or has not (`changed`)."""

    text: str
    changed: bool


@dataclass(frozen=True)
class Cut:
    """Neighbouring words of both sides: the same, or (`changed`) the left ones gone, the right ones new.

    Words moved stand on one side of their cut only and bear the number of their `move` from 1; where they
    were changed as well, `changed` is set. `place` counts the differing places from 1; 0 where nothing
    differs. What changed inside a moved passage is one place, though it may stand in two cuts. What is the
    same is cut where a line ends on both sides.
    """

    left: str
    right: str
    changed: bool = False
    move: int = 0
    place: int = 0


@dataclass(frozen=True)
class Difference:
    """Cuts that join to both texts, and what differs in numbers: places, moves, characters that count.

    `alike` is the share of such characters both have, moved ones among them, 0 to 1.
    """

    cuts: tuple[Cut, ...]
    places: int = 0
    moves: int = 0
    deleted: int = 0
    inserted: int = 0
    alike: float = 1.0

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not self.places

    @property
    def left(self) -> tuple[Stretch, ...]:
        """The left text in stretches; what moved counts as changed."""
        return _stretches((cut.left, bool(cut.place)) for cut in self.cuts)

    @property
    def right(self) -> tuple[Stretch, ...]:
        """The right text in stretches; what moved counts as changed."""
        return _stretches((cut.right, bool(cut.place)) for cut in self.cuts)


def compare(left: str | Text, right: str | Text, *, strict: bool = False) -> Difference:
    """Return what differs; when `strict`, every character counts, blanks and the script among them."""
    ours, theirs = (
        bared(one if isinstance(one, Text) else Text(one), strict=strict) for one in (left, right)
    )
    if ours.text and theirs.text:
        return _difference(pieces_of(common(ours, theirs), len(ours.text), len(theirs.text)), ours, theirs)
    changed = bool(ours.text or theirs.text)
    cut = Cut(ours.source_text, theirs.source_text, changed=changed, place=int(changed))
    cuts = (cut,) if cut.left or cut.right else ()
    return Difference(cuts, int(changed), 0, len(ours.text), len(theirs.text), float(not changed))


def _difference(pieces: Sequence[Piece], ours: Bare, theirs: Bare) -> Difference:
    changed = [piece for piece in pieces if piece.changed]
    deleted = sum(piece.a_end - piece.a for piece in changed)
    inserted = sum(piece.b_end - piece.b for piece in changed)
    whole = len(ours.text) + len(theirs.text)
    return Difference(
        cuts=tuple(_cut(part, ours, theirs) for piece in pieces for part in _lines(piece, ours, theirs)),
        places=max(piece.place for piece in pieces),
        moves=max(piece.move for piece in pieces),
        deleted=deleted,
        inserted=inserted,
        alike=1 - (deleted + inserted) / whole,
    )


def _lines(piece: Piece, ours: Bare, theirs: Bare) -> Iterator[Piece]:
    """Cut what is the same where a line ends on both sides."""
    if piece.changed or piece.move or not ours.ends or not theirs.ends:
        yield piece
        return
    here = ours.ends_between(piece.a, piece.a_end)
    there = theirs.ends_between(piece.b, piece.b_end)
    both = sorted({end - piece.a for end in here} & {end - piece.b for end in there})
    for start, end in pairwise((0, *both, piece.a_end - piece.a)):
        yield Piece(piece.a + start, piece.a + end, piece.b + start, piece.b + end)


def _cut(piece: Piece, ours: Bare, theirs: Bare) -> Cut:
    left = ours.source(piece.a, piece.a_end) if piece.a < piece.a_end else ""
    right = theirs.source(piece.b, piece.b_end) if piece.b < piece.b_end else ""
    return Cut(left, right, piece.changed, piece.move, piece.place)


def _stretches(parts: Iterable[tuple[str, bool]]) -> tuple[Stretch, ...]:
    """Return the parts that are not empty, neighbours of one kind made one."""
    filled = [part for part in parts if part[0]]
    return tuple(
        Stretch("".join(text for text, _changed in group), changed)
        for changed, group in groupby(filled, key=lambda part: part[1])
    )
