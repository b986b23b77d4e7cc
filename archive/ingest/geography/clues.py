"""Which words of a page may name the division of its report, likeliest first."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.ingest.cataloguing.page_parts import SENTENCE
from archive.ingest.cataloguing.reading import Reading
from archive.ingest.naming.title_lines import ends_in_cue, has_year
from archive.ingest.types import Evidence, TextSpan
from archive.text.fold import fold

ISSUER, TITLE, AROUND, FOOTER, FILE_NAME, HOST = (
    "issuer",
    "title",
    "header_place",
    "footer",
    "file_name",
    "host",
)
# What a page says of its own report; the rest surrounds it.
OWN = (TITLE, ISSUER)
_FIELDS = (
    ("issuer", ISSUER, 0.95, "据发布机构"),
    ("title", TITLE, 0.95, "据标题"),
    ("source_name", AROUND, 0.8, "据信息来源"),
)
_KEEPER = re.compile(r"主办|承办|版权所有|网站标识|维护单位|主管单位")


@dataclass(frozen=True)
class Clue:
    """Folded words of the page that may name the division: title, issuer, source."""

    text: str
    spans: tuple[TextSpan, ...]
    rule: str
    confidence: float
    note: str


def clues_of(
    found: Mapping[str, Evidence],
    header: Sequence[Reading],
    tail: Sequence[Reading],
    name: str,
    headings: Sequence[Reading] = (),
) -> list[Clue]:
    """Return the clues of a page: fields, header lines, who keeps the site, headings, file name, address."""
    return [
        *_of_fields(found),
        *_of_lines(header, tail),
        *_of_headings(headings),
        Clue(fold(name), (), FILE_NAME, 0.5, "据文件名"),
        *_of_address(found),
    ]


def _of_fields(found: Mapping[str, Evidence]) -> Iterator[Clue]:
    for field, rule, confidence, note in _FIELDS:
        if field in found:
            yield Clue(fold(found[field].value), found[field].spans, rule, confidence, note)


def _of_lines(header: Sequence[Reading], tail: Sequence[Reading]) -> Iterator[Clue]:
    for line in header:
        if not SENTENCE.search(line.folded):
            yield Clue(line.folded, (line.span(0, len(line.shown)),), AROUND, 0.7, "据页首")
    for line in tail:
        if _KEEPER.search(line.folded) and "。" not in line.folded:
            yield Clue(line.folded, (line.span(0, len(line.shown)),), FOOTER, 0.6, "据页尾网站主办单位")


def _of_headings(headings: Sequence[Reading]) -> Iterator[Clue]:
    """Yield the headings that read like a report's title (一、某市2020年工作总结)."""
    for heading in headings:
        if has_year(heading.folded) and ends_in_cue(heading.folded):
            spans = (heading.span(0, len(heading.shown)),)
            yield Clue(heading.folded, spans, AROUND, 0.7, "据章节标题")


def _of_address(found: Mapping[str, Evidence]) -> Iterator[Clue]:
    address = found.get("source_url")
    if address is not None:
        yield Clue(fold(address.value), address.spans, HOST, 0.5, "据网址")
