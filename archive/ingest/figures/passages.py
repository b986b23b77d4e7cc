"""The text of a paragraph or heading as it is read for figures, and the way back to the source."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from archive.ingest.types import TextSpan
from archive.text.fold import fold
from archive.text.gloss import strip_glosses
from archive.text.offsets import Stripped


@dataclass(frozen=True)
class Passage:
    """Pieces of the source glued together, without glosses and what shows nothing.

    `words` is the text in the source's script and `folded` its matching form, of the same length: every
    offset of the stages is an offset into either. `role` is the role of the section it stands in.
    """

    words: str
    folded: str
    role: str
    pieces: tuple[TextSpan, ...]
    stripped: Stripped
    starts: tuple[int, ...]  # where each piece begins in the glued text

    def span(self, start: int, end: int) -> TextSpan:
        """Return the source's range of `start:end`, over what stands between its pieces."""
        first, last = self.stripped.source_span(start, end)
        return TextSpan(self._in_source(first), self._end_in_source(last))

    def spans(self, start: int, end: int) -> tuple[TextSpan, ...]:
        """Return the source's ranges of `start:end`, one for each piece it touches."""
        first, last = self.stripped.source_span(start, end)
        found = []
        for i in range(bisect_right(self.starts, first) - 1, bisect_left(self.starts, last)):
            piece, at = self.pieces[i], self.starts[i]
            begin = piece.start + max(first - at, 0)
            found.append(TextSpan(begin, min(piece.end, piece.start + last - at)))
        return tuple(span for span in found if span.start < span.end)

    def _in_source(self, glued: int) -> int:
        i = bisect_right(self.starts, glued) - 1
        return self.pieces[i].start + glued - self.starts[i]

    def _end_in_source(self, glued: int) -> int:
        i = max(bisect_left(self.starts, glued) - 1, 0)
        return self.pieces[i].start + glued - self.starts[i]


def make_passage(text: str, pieces: Sequence[TextSpan], role: str, min_glosses: int) -> Passage:
    """Return what `pieces` (offsets into `text`, in order, at least one) say when glued together."""
    glued = "".join(text[start:end] for start, end in pieces)
    stripped = strip_glosses(glued, min_glosses)
    lengths = accumulate((end - start for start, end in pieces), initial=0)
    return Passage(
        words=stripped.text,
        folded=fold(stripped.text),
        role=role,
        pieces=tuple(pieces),
        stripped=stripped,
        starts=tuple(lengths)[:-1],
    )
