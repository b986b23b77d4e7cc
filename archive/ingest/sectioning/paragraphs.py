"""Paragraphs as the sectioning rules see them: folded, without glosses, with source offsets."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from archive.ingest.types import Cleaned, Line, TextSpan
from archive.text.fold import fold

# White space and zero-width characters leave no ink.
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
INKLESS = "".join(filter(str.isspace, map(chr, range(0x3001)))) + _ZERO_WIDTH


@dataclass(frozen=True)
class Paragraph:
    """A stretch of one line. Indices in the methods count the characters of `raw`.

    `raw` holds the source's characters without glosses, `offsets[i]` says where `raw[i]`
    stands in the received text (`source`), `pieces` cover the stretch, glosses included;
    `text` is the folded form of `raw`, as long as it.
    """

    raw: str
    text: str
    offsets: Sequence[int]
    pieces: tuple[TextSpan, ...]
    source: str

    @property
    def start(self) -> int:
        """Offset of the first character in the received text."""
        return self.offsets[0]

    def pieces_between(self, begin: int, end: int) -> tuple[TextSpan, ...]:
        """Return the source spans of `raw[begin:end]`, with the glosses that follow them."""
        begin, end = self._trimmed(begin, end)
        if begin >= end:
            return ()
        first = self.offsets[begin]
        last = self.offsets[end] if end < len(self.offsets) else self.pieces[-1].end
        if len(self.pieces) == 1:
            return (TextSpan(first, last),)
        near = range(
            bisect_right(self.pieces, first, key=_end_of), bisect_left(self.pieces, last, key=_start_of)
        )
        return tuple(TextSpan(max(self.pieces[i].start, first), min(self.pieces[i].end, last)) for i in near)

    def between(self, begin: int, end: int) -> "Paragraph | None":
        """Return `raw[begin:end]` trimmed of white space; None when nothing is left."""
        begin, end = self._trimmed(begin, end)
        if begin >= end:
            return None
        if end - begin == len(self.raw) and self.offsets[0] == self.pieces[0].start:
            return self
        pieces = self.pieces_between(begin, end)
        raw, text = self.raw[begin:end], self.text[begin:end]
        return Paragraph(raw, text, self.offsets[begin:end], pieces, self.source)

    def _trimmed(self, begin: int, end: int) -> tuple[int, int]:
        while begin < end and is_blank(self.raw[begin]):
            begin += 1
        while begin < end and is_blank(self.raw[end - 1]):
            end -= 1
        return begin, end


def _start_of(piece: TextSpan) -> int:
    return piece.start


def _end_of(piece: TextSpan) -> int:
    return piece.end


def is_blank(char: str) -> bool:
    """Whether `char` leaves no ink: white space or a zero-width character."""
    return char in INKLESS


def paragraphs_of(cleaned: Cleaned) -> tuple[Paragraph, ...]:
    """Return the lines of `cleaned` without their glosses, in order, blank ones left out."""
    glosses = [TextSpan(d.start, d.end) for d in cleaned.defects if d.kind == "gloss"]
    text = cleaned.extracted.text
    found = (_paragraph(line, text, glosses) for line in cleaned.lines)
    return tuple(paragraph for paragraph in found if paragraph is not None)


def _paragraph(line: Line, text: str, glosses: Sequence[TextSpan]) -> Paragraph | None:
    kept = list(_without(line.pieces, glosses)) if glosses else line.pieces
    raw = "".join([text[stretch.start : stretch.end] for stretch in kept])
    folded = line.folded if raw == line.text else fold(raw)
    return Paragraph(raw, folded, positions(kept), line.pieces, text).between(0, len(raw))


def positions(stretches: Sequence[TextSpan]) -> Sequence[int]:
    """Return the offsets within all `stretches`, in order; those of one stretch take no room."""
    if len(stretches) == 1:
        return range(*stretches[0])
    return tuple(chain.from_iterable(range(*stretch) for stretch in stretches))


def _without(pieces: Sequence[TextSpan], glosses: Sequence[TextSpan]) -> Iterator[TextSpan]:
    for piece in pieces:
        position = piece.start
        first = bisect_left(glosses, (piece.start, 0))
        for gloss in glosses[first : bisect_left(glosses, (piece.end, 0))]:
            yield TextSpan(position, gloss.start)
            position = gloss.end
        yield TextSpan(position, piece.end)
