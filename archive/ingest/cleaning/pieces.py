"""Lines made of pieces of the source: glued together, or with something cut out of them."""

from collections.abc import Iterable, Iterator, Sequence

from archive.ingest.sectioning.paragraphs import INKLESS
from archive.ingest.types import Line, TextSpan


def glued(lines: Sequence[Line]) -> Line:
    """Return one line of the pieces of all `lines`."""
    if len(lines) == 1:
        return lines[0]
    pieces = tuple(piece for line in lines for piece in line.pieces)
    return Line(pieces, "".join(line.text for line in lines))


def line_without(source: str, whole: TextSpan, cuts: Iterable[TextSpan]) -> Line | None:
    """Return the line of `source[whole]` without `cuts`; None when nothing is left.

    Cuts are ordered; parts of them outside `whole` or inside an earlier cut are ignored.
    """
    pieces = tuple(_remaining(whole, cuts))
    if not pieces:
        return None
    return Line(pieces, "".join(source[piece.start : piece.end] for piece in pieces))


def _remaining(whole: TextSpan, cuts: Iterable[TextSpan]) -> Iterator[TextSpan]:
    position = whole.start
    for cut in cuts:
        if position < cut.start < whole.end:
            yield TextSpan(position, cut.start)
        position = max(position, cut.end)
    if position < whole.end:
        yield TextSpan(position, whole.end)


def part_of(line: Line, begin: int, end: int) -> Line | None:
    """Return characters `begin:end` of `line` without blanks at its ends; None when nothing is left."""
    words = line.text[begin:end]
    begin += len(words) - len(words.lstrip(INKLESS))
    end = begin + len(words.strip(INKLESS))
    if begin >= end:
        return None
    return Line(tuple(_overlaps(line.pieces, begin, end)), line.text[begin:end])


def _overlaps(pieces: Iterable[TextSpan], begin: int, end: int) -> Iterator[TextSpan]:
    position = 0
    for piece in pieces:
        size = piece.end - piece.start
        first, last = max(begin - position, 0), min(end - position, size)
        if first < last:
            yield TextSpan(piece.start + first, piece.start + last)
        position += size
