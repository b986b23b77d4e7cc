"""The hits of a query in whole sections, as places in the text of their revision.

A section is matched as the index has it, its heading and its body each a text of their own, so a word that a
page break of the source cuts in two is marked as it was found.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.models import Section
from archive.text.spans import Span
from search.language.ast import FieldName, Query
from search.marks.hits import HIT, Hit, Marker

_Pieces = Iterable[Sequence[int]]


@dataclass(frozen=True)
class _Glued:
    """Pieces of a source as one text; `begins[i]` is where in it the piece from `sources[i]` begins."""

    text: str
    begins: tuple[int, ...]
    sources: tuple[int, ...]

    def span(self, hit: Hit) -> Span:
        """Return the place of a hit in the source, from its first to its last character."""
        return Span(self._source(hit.start), self._source(hit.end - 1) + 1, HIT, hit.word)

    def _source(self, offset: int) -> int:
        piece = bisect_right(self.begins, offset) - 1
        return self.sources[piece] + offset - self.begins[piece]


def section_spans(text: str, sections: Iterable[Section], query: Query, min_glosses: int) -> list[Span]:
    """Return where the wanted words of `query` stand in `sections`: spans of layer `hit` into `text`.

    `text` is that of the sections' revision. What the archive supplied is not marked.
    """
    headings, bodies = Marker.of(query, {FieldName.HEADING}), Marker.of(query)
    if not headings.wanted:
        return []
    found: list[Span] = []
    for section in sections:
        heading, body = _glued(text, [_heading(text, section)]), _glued(text, section.paragraphs)
        found += map(heading.span, headings.hits(heading.text, min_glosses))
        found += map(body.span, bodies.hits(body.text, min_glosses))
    return sorted(found)


def _heading(text: str, section: Section) -> Iterator[Sequence[int]]:
    label = section.label_span(text)
    if label:
        yield label
    if not section.heading_supplied:
        yield from section.heading_pieces


def _glued(text: str, paragraphs: Iterable[_Pieces]) -> _Glued:
    """Glue the pieces of each paragraph; paragraphs are kept apart by a line break."""
    parts: list[str] = []
    begins: list[int] = []
    sources: list[int] = []
    position = 0
    for number, pieces in enumerate(paragraphs):
        if number:
            parts.append("\n")
            position += 1
        for start, end in pieces:
            begins.append(position)
            sources.append(start)
            parts.append(text[start:end])
            position += end - start
    return _Glued("".join(parts), tuple(begins), tuple(sources))
