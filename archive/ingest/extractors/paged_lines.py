"""Fragments of printed text put into rows, and rows into lines in reading order."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

SOFT_HYPHEN = "\xad"  # at the end of a line that parts a word
_LATIN_END = re.compile(r"[A-Za-z,.;:!?)]$")
_LATIN_START = re.compile(r"[A-Za-z(]")
_WIDE_GAP = 0.9  # ems that show as a space
_WORD_GAP = 0.2  # ems that part two Latin words
_SAME_ROW = 0.5  # share of the lower fragment that stands beside the other


@dataclass(frozen=True)
class Fragment:
    """Characters printed in one go on one base line; y grows downwards.

    `size` is the width of a full-width character (the em). A gap wider than an em belongs between
    fragments, not inside them.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    cells: tuple[str, ...] = ()  # of a whole table row


Row = Sequence[Fragment]


@dataclass(frozen=True, order=True)
class Rule:
    """A drawn line, upright or level: the border of a table cell."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Sheet:
    """One page as printed. `aslant` are the texts that do not run level, such as watermarks."""

    width: float
    height: float
    fragments: tuple[Fragment, ...]
    rules: tuple[Rule, ...] = ()
    aslant: tuple[str, ...] = ()


@dataclass(frozen=True)
class PrintedLine:
    """One line of a column of text.

    `column` names the column among those of all sheets: lines of one name keep the same edges. A table row
    has its `cells`.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    column: tuple[int, ...] = ()
    cells: tuple[str, ...] = ()
    is_aslant: bool = False

    @property
    def stands_alone(self) -> bool:
        """Whether no paragraph goes on from or into the line."""
        return bool(self.cells) or self.is_aslant


def joined_texts(texts: Sequence[str]) -> str:
    """Return the texts of successive lines as one, with a space between two Latin words only."""
    whole = ""
    for text in texts:
        whole += glue(whole, text) + text
    return whole


def glue(before: str, after: str) -> str:
    """Return what stands between two lines of one paragraph: a space between Latin words."""
    return " " if _LATIN_END.search(before) and _LATIN_START.match(after) else ""


def rows_of(fragments: Iterable[Fragment]) -> list[list[Fragment]]:
    """Return `fragments` as rows from top to bottom, each from left to right."""
    rows: list[list[Fragment]] = []
    tallest: Fragment | None = None
    for fragment in sorted(fragments, key=lambda f: (f.top + f.bottom, f.left)):
        if tallest is not None and _beside(tallest, fragment):
            rows[-1].append(fragment)
            tallest = max(tallest, fragment, key=lambda f: f.bottom - f.top)
        else:
            rows.append([fragment])
            tallest = fragment
    return [sorted(row, key=lambda f: f.left) for row in rows]


def line_of(row: Row, column: tuple[int, ...] = ()) -> PrintedLine:
    """Return the fragments of one row as a line."""
    text = row[0].text
    for before, after in pairwise(row):
        gap = (after.left - before.right) / (before.size or 1)
        if gap > _WIDE_GAP:
            text += " "
        elif gap > _WORD_GAP:
            text += glue(text, after.text)
        text += after.text
    return PrintedLine(
        text=text,
        left=row[0].left,
        top=min(fragment.top for fragment in row),
        right=row[-1].right,
        bottom=max(fragment.bottom for fragment in row),
        size=median(fragment.size for fragment in row),
        column=column,
        cells=row[0].cells,
    )


def merged_cells(row: Row, cells: Sequence[str]) -> Fragment:
    """Return the table row that `row` is, as one fragment with its `cells`."""
    return Fragment(
        text=" ".join(cell for cell in cells if cell),
        left=min(fragment.left for fragment in row),
        top=min(fragment.top for fragment in row),
        right=max(fragment.right for fragment in row),
        bottom=max(fragment.bottom for fragment in row),
        size=median(fragment.size for fragment in row),
        cells=tuple(cells),
    )


def _beside(one: Fragment, other: Fragment) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _SAME_ROW * min(one.bottom - one.top, other.bottom - other.top)
