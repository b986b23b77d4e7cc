"""An edit laid out to be read: what stayed, went, came and moved, in the order of both texts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from archive.analysis.differences.common import Common, Moved, Run

_Key = tuple[int, ...]


@dataclass(frozen=True)
class Piece:
    """Half-open ranges of both bare texts; `move` and `place` as in `compare.Cut`."""

    a: int
    a_end: int
    b: int
    b_end: int
    changed: bool = False
    move: int = 0
    place: int = 0


_Keyed = tuple[_Key, Piece]  # pieces of one key are one place
_Passages = dict[int, tuple[int, list[_Keyed]]]  # start -> end and pieces of a moved passage, on one side


def pieces_of(found: Common, left: int, right: int) -> list[Piece]:
    """Return the pieces of two texts of these lengths; each side's ranges follow one another.

    Where something moved away or came between two runs, the pieces of the left side stand first.
    """
    whole = [list(_passage(number, one)) for number, one in enumerate(found.moved, 1)]
    ours = {one.a: (one.a_end, _left(parts)) for one, parts in zip(found.moved, whole, strict=True)}
    theirs = {one.b: (one.b_end, _right(parts)) for one, parts in zip(found.moved, whole, strict=True)}
    pieces: list[_Keyed] = []
    for one in _alternating(found.runs, Piece(0, left, 0, right)):
        pieces += _gap(one, ours, theirs) if one.changed else [((), one)]
    return list(_numbered(pieces))


def _alternating(runs: Iterable[Run], whole: Piece) -> Iterator[Piece]:
    """Yield the runs as pieces, and what changed between them."""
    a, b = whole.a, whole.b
    for run in [*runs, Run(whole.a_end, whole.b_end, 0)]:
        if a < run.a or b < run.b:
            yield Piece(a, run.a, b, run.b, changed=True)
        a, b = run.a + run.size, run.b + run.size
        if run.size:
            yield Piece(run.a, a, run.b, b)


def _passage(number: int, moved: Moved) -> Iterator[_Keyed]:
    """Yield what a moved passage kept, all of it one place, and what changed in it, each a place."""
    for one in _alternating(moved.runs, Piece(moved.a, moved.a_end, moved.b, moved.b_end)):
        key = (number, one.a, one.a_end, one.b, one.b_end) if one.changed else (number,)
        yield key, replace(one, move=number)


def _left(parts: Sequence[_Keyed]) -> list[_Keyed]:
    return [(key, replace(one, b=0, b_end=0)) for key, one in parts if one.a < one.a_end]


def _right(parts: Sequence[_Keyed]) -> list[_Keyed]:
    return [(key, replace(one, a=0, a_end=0)) for key, one in parts if one.b < one.b_end]


def _gap(gap: Piece, ours: _Passages, theirs: _Passages) -> list[_Keyed]:
    """Lay out what stands between two runs: words replaced by others, unless something moved there."""
    left = list(_stops(gap.a, gap.a_end, ours))
    right = list(_stops(gap.b, gap.b_end, theirs))
    if not any(parts for _start, _end, parts in (*left, *right)):
        return [_alone(gap)]
    laid: list[_Keyed] = []
    for start, end, parts in left:
        laid += parts or [_alone(Piece(start, end, 0, 0, changed=True))]
    for start, end, parts in right:
        laid += parts or [_alone(Piece(0, 0, start, end, changed=True))]
    return laid


def _stops(start: int, end: int, passages: _Passages) -> Iterator[tuple[int, int, list[_Keyed]]]:
    """Yield ranges of one side of a gap, each with its pieces if it is a moved passage."""
    position = start
    for at in sorted(at for at in passages if start <= at < end):
        stop, parts = passages[at]
        if position < at:
            yield position, at, []
        yield at, stop, parts
        position = stop
    if position < end:
        yield position, end, []


def _alone(piece: Piece) -> _Keyed:
    return (0, piece.a, piece.a_end, piece.b, piece.b_end), piece


def _numbered(pieces: Iterable[_Keyed]) -> Iterator[Piece]:
    """Yield the pieces with places and moves numbered as they come."""
    places: dict[_Key, int] = {}
    moves: dict[int, int] = {0: 0}
    for key, piece in pieces:
        place = places.setdefault(key, len(places) + 1) if key else 0
        yield replace(piece, place=place, move=moves.setdefault(piece.move, len(moves)))
