"""Rows of a difference: paragraphs of both texts beside each other, their words marked."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from archive.analysis.differences.compare import Cut
from archive.models import Section
from archive.views.differences.text import Laid

CONTEXT = 1  # rows without a change shown beside those with one
_SEEN_AS = {"\n": "↵", "\t": "⇥", " ": "␣", "\u3000": "□", "\xa0": "⍽"}


class Kind(StrEnum):
    """What became of words."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"
    GONE = "gone"  # moved elsewhere
    COME = "come"  # moved from elsewhere


@dataclass(frozen=True)
class Word:
    """Words of one kind. `place` counts the differing places from 1; where `first` is set it is an address.

    `move` numbers moved passages from 1; where `opens` is set, these are the first words of one and `goal`
    says where they stand on the other side.
    """

    text: str
    kind: Kind = Kind.SAME
    place: int = 0
    first: bool = False
    move: int = 0
    opens: bool = False
    goal: str = ""

    @property
    def shown(self) -> str:
        """The words, with signs for what would not be seen."""
        if self.kind is Kind.SAME or any(_is_visible(char) for char in self.text):
            return self.text
        return "".join(_SEEN_AS.get(char, f"〔U+{ord(char):04X}〕") for char in self.text)


Words = tuple[Word, ...]


@dataclass(frozen=True)
class Cell:
    """One side of a row: its words, its address in the text, and the section that begins there."""

    words: Words
    address: str
    section: Section | None
    is_heading: bool


@dataclass(frozen=True)
class Row:
    """Paragraphs of both sides that belong together; `merged` has the words of both in one line."""

    left: Cell
    right: Cell
    merged: Words

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return all(word.kind is Kind.SAME for word in self.merged)

    @property
    def is_heading(self) -> bool:
        """Whether nothing but headings stands in it."""
        return all(cell.is_heading for cell in (self.left, self.right) if cell.words)


@dataclass(frozen=True)
class Stretch:
    """Neighbouring rows, shown or (`folded`) hidden behind a line that counts them."""

    folded: bool
    rows: tuple[Row, ...]


def rows_of(cuts: Sequence[Cut], left: Laid, right: Laid) -> list[Row]:
    """Return the rows of these cuts, broken where both texts end a line."""
    gathering = _Gathering(left, right, _goals(cuts, left, right))
    for cut in _parts(cuts):
        gathering.add(cut)
    gathering.close()
    return gathering.rows


def stretches_of(rows: Sequence[Row], *, only_changed: bool) -> list[Stretch]:
    """Return the rows in stretches; with `only_changed` those far from any change are folded."""
    shown = [not only_changed] * len(rows)
    for at, row in enumerate(rows):
        if not row.is_same:
            near = range(max(at - CONTEXT, 0), min(at + CONTEXT + 1, len(rows)))
            for place in near:
                shown[place] = True
    for at in range(1, len(rows) - 1):  # a line saying that one row is hidden takes its place for nothing
        shown[at] = shown[at] or (shown[at - 1] and shown[at + 1])
    groups = groupby(zip(shown, rows, strict=True), key=lambda pair: pair[0])
    return [Stretch(not seen, tuple(row for _seen, row in pairs)) for seen, pairs in groups]


def _parts(cuts: Iterable[Cut]) -> Iterator[Cut]:
    """Yield the cuts, those of one side alone a line at a time."""
    for cut in cuts:
        if cut.left and cut.right:
            yield cut
        else:
            yield from (replace(cut, left=line) for line in cut.left.splitlines(keepends=True))
            yield from (replace(cut, right=line) for line in cut.right.splitlines(keepends=True))


def _goals(cuts: Iterable[Cut], left: Laid, right: Laid) -> dict[tuple[int, Kind], str]:
    """Say for each moved passage, and what became of it on one side, where it stands on the other."""
    goals: dict[tuple[int, Kind], str] = {}
    a = b = 0
    for cut in cuts:
        if cut.move and cut.left:
            goals.setdefault((cut.move, Kind.COME), left.where(a))
        if cut.move and cut.right:
            goals.setdefault((cut.move, Kind.GONE), right.where(b))
        a, b = a + len(cut.left), b + len(cut.right)
    return goals


class _Side:
    """One side of the row being gathered."""

    def __init__(self, laid: Laid) -> None:
        self.laid = laid
        self.at = self.length = 0
        self.ended = True
        self.lines = 0
        self.words: list[Word] = []

    def add(self, text: str, word: Word) -> None:
        """Add words of the side's text."""
        if text:
            self.length += len(text)
            self.lines += text.count("\n")
            self.ended = text.endswith("\n")
            self.words.append(word)

    def cell(self) -> Cell:
        """Return what was gathered, and begin anew."""
        words, at, is_line = tuple(self.words), self.at, self.lines <= 1
        self.words, self.at, self.lines = [], self.length, 0
        begins = self.laid.begins_at(at) if words else None
        is_heading = bool(words) and is_line and at in self.laid.headings
        return Cell(words, self.laid.address_at(at), begins, is_heading)

    def will_end(self, text: str) -> bool:
        """Whether the side ends a line once `text` is added."""
        return text.endswith("\n") if text else self.ended


class _Gathering:
    """Gathers words into rows."""

    def __init__(self, left: Laid, right: Laid, goals: dict[tuple[int, Kind], str]) -> None:
        self.rows: list[Row] = []
        self._left, self._right = _Side(left), _Side(right)
        self._merged: list[Word] = []
        self._goals = goals
        self._places: set[int] = set()

    def add(self, cut: Cut) -> None:
        """Add the words of a cut, and close the row if both sides end a line with it."""
        ends = self._left.will_end(cut.left) and self._right.will_end(cut.right)
        ours = self._word(cut, _shown(cut.left, ends=ends), Kind.DELETED, Kind.GONE)
        theirs = self._word(cut, _shown(cut.right, ends=ends), Kind.INSERTED, Kind.COME)
        self._left.add(cut.left, ours)
        self._right.add(cut.right, theirs)
        both = (ours, theirs) if cut.place else (theirs,)
        self._merged += (word for word in both if word.text)
        if self._left.ended and self._right.ended:
            self.close()

    def close(self) -> None:
        """End the row, if there is one."""
        if self._merged:
            self.rows.append(Row(self._left.cell(), self._right.cell(), tuple(self._merged)))
            self._merged = []

    def _word(self, cut: Cut, text: str, changed: Kind, moved: Kind) -> Word:
        if not text or not cut.place:
            return Word(text)
        first = cut.place not in self._places
        self._places.add(cut.place)
        goal = self._goals.pop((cut.move, moved), None) if cut.move else None
        return Word(
            text=text,
            kind=changed if cut.changed else moved,
            place=cut.place,
            first=first,
            move=cut.move,
            opens=goal is not None,
            goal=goal or "",
        )


def _shown(text: str, *, ends: bool) -> str:
    """Return the words without the end of the line where the row `ends` it."""
    return (text.rstrip("\n") or text) if ends else text


def _is_visible(char: str) -> bool:
    return not char.isspace() and unicodedata.category(char) not in {"Cf", "Cc", "Mn", "Me"}
