"""Paragraphs broken into lines of one width, as old plain-text files have them, joined again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from archive.ingest.cleaning.layout import Tables
from archive.ingest.cleaning.pages import ends_sentence
from archive.ingest.cleaning.pieces import glued
from archive.ingest.sectioning.labels import match_label
from archive.ingest.types import Line

_WIDTHS = range(20, 121)  # columns; a Han character takes two
_RAGGED = 4  # columns a full line may fall short of the widest
_FEWEST = 3
_FULL_SHARE = 0.6
_STYLE_SHARE = 0.9
_NEWLINES = ("\r\n", "\n", "\r")


class Style(Enum):
    """How paragraphs are told apart where their lines are broken."""

    INDENTED = "indented"  # the first line is indented, the others are not
    APART = "apart"  # a blank line stands between
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class _Gaps:
    """What stands between each line and the next."""

    adjacent: tuple[bool, ...]  # the next line is the very next one
    indented: tuple[bool, ...]  # the next line is indented

    def style(self, full: frozenset[int]) -> Style:
        """Return how the paragraphs after lines that are not `full` begin."""
        short = [i for i in range(len(self.adjacent)) if i not in full]
        if sum(self.indented[i] for i in short) >= max(_FEWEST, len(short) * _STYLE_SHARE):
            return Style.INDENTED
        if sum(not self.adjacent[i] for i in short) >= max(_FEWEST, len(short) * _STYLE_SHARE):
            return Style.APART
        return Style.UNKNOWN


def join_wrapped(lines: Sequence[Line], source: str, tables: Tables) -> tuple[Line, ...]:
    """Join lines of `source` that were broken at a fixed width; other texts stay as they are.

    A text is wrapped when no line is wider than the ones cut in mid-sentence and most of
    those are equally wide, in columns or in characters. A paragraph continues on the very
    next line, unindented; where nothing else tells paragraphs apart, without a label.
    """
    gaps = _gaps(lines, source)
    cuts = [i for i in range(len(lines) - 1) if _is_cut(lines, i, gaps, tables)]
    texts = ["" if tables.hold(line.start) else line.text for line in lines]
    full = max((_full_lines(texts, cuts, measure) for measure in (_columns, _characters)), key=len)
    if not full:
        return tuple(lines)
    style = gaps.style(full)
    going_on = full.intersection(cuts) | {
        i for i in full if texts[i + 1 : i + 2] != [""] and _goes_on(gaps, i, style)
    }
    groups: list[list[Line]] = []
    for index, line in enumerate(lines):
        if index - 1 in going_on:
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(map(glued, groups))


def _gaps(lines: Sequence[Line], source: str) -> _Gaps:
    between = [source[a.end : b.start] for a, b in pairwise(lines)]
    bare = [gap.lstrip(" \t\u3000\xa0") for gap in between]
    newline = [next((n for n in _NEWLINES if gap.startswith(n)), "") for gap in bare]
    rests = [gap[len(n) :] for gap, n in zip(bare, newline, strict=True)]
    adjacent = tuple(bool(n) and not set(rest) & set("\r\n") for n, rest in zip(newline, rests, strict=True))
    return _Gaps(adjacent, tuple(gap[-1:] not in ("\n", "\r") for gap in between))


def _is_cut(lines: Sequence[Line], index: int, gaps: _Gaps, tables: Tables) -> bool:
    """Whether the line at `index` stops in mid-sentence and the next goes on with it."""
    if not gaps.adjacent[index] or gaps.indented[index] or ends_sentence(lines[index].folded):
        return False
    if tables.hold(lines[index].start) or tables.hold(lines[index + 1].start):
        return False
    return match_label(lines[index + 1].folded) is None


def _goes_on(gaps: _Gaps, index: int, style: Style) -> bool:
    """Whether the line after a full one belongs to its paragraph, whatever it begins with."""
    if style == Style.UNKNOWN or index >= len(gaps.adjacent) or not gaps.adjacent[index]:
        return False
    return style == Style.APART or not gaps.indented[index]


def _full_lines(texts: Sequence[str], cuts: Sequence[int], measure: Callable[[str], int]) -> frozenset[int]:
    """Return the lines as wide as those that are cut; none when the text was not wrapped."""
    widths = [measure(text) for text in texts]
    width = max((widths[i] for i in cuts), default=0)
    least = width - _RAGGED
    full = [i for i in cuts if widths[i] >= least]
    if len(full) < max(_FEWEST, len(cuts) * _FULL_SHARE) or width not in _WIDTHS:
        return frozenset()
    if max(widths) > width + _RAGGED:
        return frozenset()
    return frozenset(i for i, wide in enumerate(widths) if wide >= least)


def _columns(text: str) -> int:
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


def _characters(text: str) -> int:
    return 2 * len(text)
