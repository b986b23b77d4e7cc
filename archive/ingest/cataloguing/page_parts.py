"""A received text cut into the parts that metadata is read from."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.ingest.cataloguing.fields import glued_header
from archive.ingest.cataloguing.reading import Reading, Source, report_body, section_heading
from archive.ingest.types import Cleaned, Hint, SectionDraft

SENTENCE = re.compile(r"。|[一-龥]{30}|^\(?[一二三四五六七八九十]+[、)]")
_TAIL_LINES = 14
_TAIL_REACH = 400
_LAST_LINES = 8
_LETTER_LINES = 60
_HEADER_LIMIT = 6000
_REPORT_HEADINGS = 1


@dataclass(frozen=True)
class PageParts:
    """A received text cut into header lines, report body, headings and last lines."""

    header: tuple[Reading, ...]
    body: Reading
    headings: tuple[Reading, ...]
    letter: tuple[Reading, ...]  # the first lines, where a covering letter may be signed
    tail: tuple[Reading, ...]
    hints: tuple[Hint, ...] = ()


def page_parts(source: Source, cleaned: Cleaned, sections: Sequence[SectionDraft]) -> PageParts:
    """Cut the received text of `source` as cleaning and sectioning found its report."""
    start = sections[0].start if sections else cleaned.main.start
    end = max(start, cleaned.main.end)
    before = max(start, end - _TAIL_REACH)
    headings = (
        section_heading(source, section)
        for section in sections
        if section.level <= _REPORT_HEADINGS and section.heading_pieces
    )
    return PageParts(
        tuple(_header_lines(source, start)),
        report_body(source, cleaned),
        tuple(heading for heading in headings if heading.origins),
        tuple(source.lines(0, _HEADER_LIMIT)[:_LETTER_LINES]),
        (*source.lines(before, end)[-_LAST_LINES:], *source.lines(end, len(source.text))[:_TAIL_LINES]),
        cleaned.extracted.hints,
    )


def _header_lines(source: Source, body_start: int) -> Iterable[Reading]:
    """Yield the lines before the body, and on to the first sentence or numbered heading."""
    for line in source.lines(0, _HEADER_LIMIT):
        if line.origins[0] >= body_start and SENTENCE.search(line.folded):
            yield from glued_header(line)
            return
        yield line
