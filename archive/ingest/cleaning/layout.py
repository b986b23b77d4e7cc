"""Which lines of the source are rows of tables: body text that is never split, glued or numbered."""

from bisect import bisect_right
from dataclasses import dataclass, field

from archive.ingest.types import Extracted, TextSpan

_WHOLE_PAGE = 0.8  # tables that hold so much of a text only place it on the page


@dataclass(frozen=True)
class Tables:
    """The tables of a text that hold figures; tables that only lay out the page are none."""

    spans: tuple[TextSpan, ...] = ()
    _starts: tuple[int, ...] = field(default=(), repr=False)

    def hold(self, offset: int) -> bool:
        """Whether the character at `offset` of the received text stands in a table."""
        if not self._starts:
            return False
        place = bisect_right(self._starts, offset) - 1
        return place >= 0 and offset < self.spans[place].end


def tables_of(extracted: Extracted) -> Tables:
    """Return the tables of `extracted`; none when they hold nearly all of its text."""
    spans = tuple(sorted(extracted.tables))
    within = sum(len(extracted.text[span.start : span.end].split()) for span in spans)
    if not spans or within > _WHOLE_PAGE * len(extracted.text.split()):
        return Tables()
    return Tables(spans, tuple(span.start for span in spans))
