"""Passages that stand elsewhere in the other text: moved, not deleted and written anew."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.analysis.differences.match import Pairs
from archive.analysis.differences.text import Unit

SHORTEST = 20  # characters of whole sentences that must be the same
_HOLES = 3  # changed sentences that may stand between the same ones, plus one
_ALIKE = 0.5  # share of character pairs by which a neighbour belongs to the passage


@dataclass(frozen=True)
class Move:
    """Half-open ranges of sentences, here and there."""

    a: int
    a_end: int
    b: int
    b_end: int


def find_moves(left: Sequence[Unit], right: Sequence[Unit], matched: Pairs) -> list[Move]:
    """Return the passages moved, in the order of `left`; `matched` are places (i, j) that stayed.

    A passage is a chain of sentences found on either side once among those that did not stay, with the
    changed sentences between them and those next to them that are alike.
    """
    free = _Free(left, right, matched)
    moves = []
    for chain in _chains(_once_on_each(free), free):
        if sum(len(left[i].key) for i, _j in chain) < SHORTEST:
            continue
        move = free.widened(Move(chain[0][0], chain[-1][0] + 1, chain[0][1], chain[-1][1] + 1))
        free.take(move)
        moves.append(move)
    return moves


class _Free:
    """Which sentences of either side neither stayed nor belong to a moved passage yet."""

    def __init__(self, left: Sequence[Unit], right: Sequence[Unit], matched: Pairs) -> None:
        self.left, self.right = left, right
        self.ours = [True] * len(left)
        self.theirs = [True] * len(right)
        for i, j in matched:
            self.ours[i] = self.theirs[j] = False

    def has(self, move: Move) -> bool:
        """Tell whether all of the passage is free on both sides."""
        return all(self.ours[move.a : move.a_end]) and all(self.theirs[move.b : move.b_end])

    def take(self, move: Move) -> None:
        """Mark the passage as moved."""
        self.ours[move.a : move.a_end] = [False] * (move.a_end - move.a)
        self.theirs[move.b : move.b_end] = [False] * (move.b_end - move.b)

    def widened(self, move: Move) -> Move:
        """Return the passage with its neighbours as far as they are alike."""
        a, a_end, b, b_end = move.a, move.a_end, move.b, move.b_end
        while a and b and self._alike(a - 1, b - 1):
            a, b = a - 1, b - 1
        while a_end < len(self.left) and b_end < len(self.right) and self._alike(a_end, b_end):
            a_end, b_end = a_end + 1, b_end + 1
        return Move(a, a_end, b, b_end)

    def _alike(self, i: int, j: int) -> bool:
        return self.ours[i] and self.theirs[j] and likeness(self.left[i].key, self.right[j].key) >= _ALIKE


def likeness(one: str, other: str) -> float:
    """Return how many pairs of neighbouring characters two short texts share, 0 to 1 (Dice 1945)."""
    ours, theirs = ({text[at : at + 2] for at in range(max(len(text) - 1, 1))} for text in (one, other))
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def _once_on_each(free: _Free) -> Pairs:
    ours, theirs = _once(free.left, free.ours), _once(free.right, free.theirs)
    return [(at, theirs[key]) for key, at in ours.items() if at >= 0 and theirs.get(key, -1) >= 0]


def _once(units: Sequence[Unit], free: Sequence[bool]) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, unit in enumerate(units):
        if free[at]:
            places[unit.key] = -1 if unit.key in places else at
    return places


def _chains(pairs: Pairs, free: _Free) -> list[Pairs]:
    """Join pairs whose places follow closely on both sides, with nothing between them that stayed."""
    chains: list[Pairs] = []
    for i, j in pairs:
        last = chains[-1][-1] if chains else None
        if (
            last
            and i - last[0] <= _HOLES
            and 0 < j - last[1] <= _HOLES
            and free.has(Move(*_span(last, i, j)))
        ):
            chains[-1].append((i, j))
        else:
            chains.append([(i, j)])
    return chains


def _span(last: tuple[int, int], i: int, j: int) -> tuple[int, int, int, int]:
    return last[0], i + 1, last[1], j + 1
