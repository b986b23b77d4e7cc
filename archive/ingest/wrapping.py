"""Paragraphs broken into lines of one width, as old plain-text files have them, joined again."""

from collections.abc import Sequence

from archive.ingest.labels import match_label
from archive.ingest.pages import ends_sentence, joined
from archive.ingest.types import Line
from archive.text.fold import fold

_WIDTHS = range(20, 121)  # columns; a Han character takes two
_RAGGED = 4  # columns a full line may fall short of the widest
_FEWEST = 3
_FULL_SHARE = 0.6
_NEWLINE = ("\n", "\r\n", "\r")


def join_wrapped(lines: Sequence[Line], source: str) -> tuple[Line, ...]:
    """Join lines of `source` that were broken at a fixed width; other texts stay as they are.

    A text is wrapped when no line is wider than the ones cut in mid-sentence and most of
    those are equally wide. A paragraph continues on the very next line, unindented and
    without a label.
    """
    cuts = [i for i in range(len(lines) - 1) if _continues(lines, i, source)]
    width = max((_width(lines[i].text) for i in cuts), default=0)
    full = {i for i in cuts if _width(lines[i].text) >= width - _RAGGED}
    if len(full) < max(_FEWEST, len(cuts) * _FULL_SHARE) or width not in _WIDTHS:
        return tuple(lines)
    if any(_width(line.text) > width + _RAGGED for line in lines):
        return tuple(lines)
    kept: list[Line] = []
    for index, line in enumerate(lines):
        if index - 1 in full:
            kept[-1] = joined(kept[-1], line)
        else:
            kept.append(line)
    return tuple(kept)


def _continues(lines: Sequence[Line], index: int, source: str) -> bool:
    line, following = lines[index], lines[index + 1]
    if source[line.end : following.start] not in _NEWLINE or ends_sentence(fold(line.text)):
        return False
    return match_label(fold(following.text)) is None


def _width(text: str) -> int:
    return sum(1 if char.isascii() else 2 for char in text)
