"""The lines of a received text, without margins, and without the noise inside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.ingest.cleaning.layout import Tables
from archive.ingest.cleaning.noise import find_letter_spacing, find_noise, is_advert
from archive.ingest.cleaning.pieces import line_without, part_of
from archive.ingest.sectioning.paragraphs import INKLESS
from archive.ingest.sectioning.weak_labels import label_lines
from archive.ingest.types import Dropped, Line, TextSpan

_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# A page that lost its line breaks often keeps the indents of its paragraphs.
_COLLAPSED = 600
_INDENT = re.compile("(?<![ \u3000\xa0])(?:[ \u3000\xa0]{2,}+|\u3000)(?=[^ \u3000\xa0])")
_FEWEST_INDENTS = 3


@dataclass(frozen=True)
class Row:
    """A line of the source, what was dropped inside it, and the folded form of what is left."""

    line: Line
    text: str
    is_cell: bool = False  # a row of a table
    is_labelled: bool = False  # begins with numbering
    dropped: tuple[Dropped, ...] = ()

    @property
    def start(self) -> int:
        """Offset of the first character in the received text."""
        return self.line.start

    @property
    def end(self) -> int:
        """Offset after the last character in the received text."""
        return self.line.end


def rows_of(text: str, tables: Tables) -> tuple[list[Row], list[Dropped]]:
    """Return the rows of `text` that hold ink, and the noise of lines that hold nothing else."""
    rows: list[Row] = []
    lost: list[Dropped] = []
    for match in _LINE.finditer(text):
        for span in _inked(text, match.start(), match.end()):
            row, dropped = _row(text, span, is_cell=tables.hold(span.start))
            if row is None:
                lost += dropped
            else:
                rows.append(row)
    labels = label_lines(["" if row.is_cell else row.text for row in rows])
    labelled = {i for i, (label, _) in enumerate(labels) if label is not None}
    return [_labelled(row) if i in labelled else row for i, row in enumerate(rows)], lost


def _labelled(row: Row) -> Row:
    """Return the row as one that begins with numbering; `dataclasses.replace` would take thrice as long."""
    return Row(row.line, row.text, row.is_cell, True, row.dropped)


def _inked(text: str, start: int, end: int) -> Iterator[TextSpan]:
    """Return the stretches of a line that are paragraphs, without blanks around them."""
    for first, last in _stretches(text, start, end):
        part = text[first:last]
        lead = len(part) - len(part.lstrip(INKLESS))
        size = len(part.strip(INKLESS))
        if size:
            yield TextSpan(first + lead, first + lead + size)


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    indents = list(_INDENT.finditer(text, start, end)) if end - start > _COLLAPSED else []
    if len(indents) < _FEWEST_INDENTS:
        indents = []
    for indent in indents:
        yield start, indent.start()
        start = indent.end()
    yield start, end


def _row(text: str, span: TextSpan, *, is_cell: bool) -> tuple[Row | None, tuple[Dropped, ...]]:
    """Return the row at `span`, if something is left of it, and what is dropped inside."""
    words = text[span.start : span.end]
    received = Line((span,), words)
    if is_advert(received.folded):
        return Row(received, received.folded, is_cell), ()
    noise = tuple(
        Dropped(span.start + found.start, span.start + found.end, found.reason)
        for found in find_noise(words, received.folded)
    )
    blanks = () if is_cell else find_letter_spacing(words)
    if not noise and not blanks:
        return Row(received, received.folded, is_cell), ()
    cuts = sorted(
        [*(TextSpan(n.start, n.end) for n in noise)]
        + [TextSpan(span.start + blank.start, span.start + blank.end) for blank in blanks]
    )
    whole = line_without(text, span, cuts)
    line = part_of(whole, 0, len(whole.text)) if whole else None
    if line is None:
        return None, noise
    return Row(line, line.folded, is_cell=is_cell, dropped=noise), noise
