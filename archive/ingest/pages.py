"""Paragraphs cut by page breaks: page markers dropped, the halves joined again."""

import re
from collections.abc import Sequence
from itertools import pairwise

from archive.ingest.labels import NUMERAL, match_label
from archive.ingest.types import Dropped, Line, TextSpan
from archive.text.fold import fold

_LONGEST_MARKER = 40
_MARKER = re.compile(
    r"\s*(?:"
    r".{0,40}?第\s*(?:page)?\s*\d+\s*页(?:\s*[,/]?\s*共\s*(?:numpages)?\s*\d+\s*页)?"
    r"|[-_~ ]{0,4}\d{1,3}[-_~ ]{1,4}"
    r"|-\s*\d{1,3}\s*-?"
    r"|\d{1,3}\s*/\s*\d{1,3}"
    r"|page\s*\d+(?:\s*of\s*\d+)?"
    r")\s*$"
)
_TERMINAL = "。!?;::；！？"
_CLOSING = "”》）)』」\"'"

_CHUNK = re.compile(r"\s*(?P<number>\d{1,3})、")
# A chunk number printed before a label of the report: 1、一、
_DOUBLED = re.compile(rf"\d{{1,3}}、(?={NUMERAL}、|[(（]{NUMERAL}[)）])")
_FEWEST_CHUNKS = 3
_SMALLEST_CHUNK = 250


def is_page_marker(text: str) -> bool:
    """Whether the line (folded) is only a page number: `第2页`, `— 12 —`, `3/10`."""
    return len(text.strip()) <= _LONGEST_MARKER and _MARKER.match(text) is not None


def ends_sentence(text: str) -> bool:
    """Whether the line (folded) ends as sentences and headings with a stop do."""
    return text.rstrip()[-1:] in _TERMINAL + _CLOSING and bool(text.strip())


def join_pages(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Dropped, ...]]:
    """Drop page markers from `lines`; join a paragraph that one of them cut."""
    kept: list[Line] = []
    dropped: list[Dropped] = []
    cut = False
    for line in lines:
        text = fold(line.text)
        if is_page_marker(text):
            dropped.append(Dropped(line.start, line.end, "page_marker"))
            cut = bool(kept) and not ends_sentence(fold(kept[-1].text))
        elif cut and match_label(text) is None:
            kept[-1] = joined(kept[-1], line)
            cut = False
        else:
            kept.append(line)
            cut = False
    return tuple(kept), tuple(dropped)


def strip_chunk_numbers(
    lines: Sequence[Line],
) -> tuple[tuple[Line, ...], tuple[Dropped, ...]]:
    """Undo the numbering of equal chunks that document-sharing sites print into texts.

    Their `1、2、3、` follow one another, stand at equal distances and cut words in two.
    """
    numbers = _chunk_numbers(lines)
    if not _are_chunks(lines, numbers):
        return tuple(lines), ()
    kept: list[Line] = []
    dropped: list[Dropped] = []
    for index, line in enumerate(lines):
        width = numbers.get(index)
        if width is None:
            kept.append(line)
            continue
        start = line.start
        dropped.append(Dropped(start, start + width, "chunk_number"))
        rest = _without_start(line, width)
        if rest is None:
            continue
        glue = bool(kept) and not ends_sentence(fold(kept[-1].text))
        if glue and match_label(fold(rest.text)) is None:
            kept[-1] = joined(kept[-1], rest)
        else:
            kept.append(rest)
    return tuple(kept), tuple(dropped)


def strip_doubled_numbers(
    lines: Sequence[Line],
) -> tuple[tuple[Line, ...], tuple[Dropped, ...]]:
    """Drop the number of a chunk where it stands right before a label: `1、一、`."""
    kept: list[Line] = []
    dropped: list[Dropped] = []
    for line in lines:
        match = _DOUBLED.match(line.text)
        rest = _without_start(line, match.end()) if match else None
        if match and rest is not None:
            dropped.append(Dropped(line.start, line.start + match.end(), "chunk_number"))
        kept.append(rest or line)
    return tuple(kept), tuple(dropped)


def joined(first: Line, second: Line) -> Line:
    """Return one line of the pieces of both."""
    return Line(first.pieces + second.pieces, first.text + second.text)


def _chunk_numbers(lines: Sequence[Line]) -> dict[int, int]:
    """Return line index -> width of its number, for the lines numbered 1、2、3、… in turn."""
    found: dict[int, int] = {}
    for index, line in enumerate(lines):
        match = _CHUNK.match(line.text)
        if match and int(match["number"]) == len(found) + 1 and len(line.pieces) == 1:
            found[index] = match.end()
    return found


def _are_chunks(lines: Sequence[Line], numbers: dict[int, int]) -> bool:
    if len(numbers) < _FEWEST_CHUNKS:
        return False
    sizes = [sum(len(line.text) for line in lines[a:b]) for a, b in pairwise(numbers)]
    even = max(sizes) - min(sizes) <= 0.25 * max(sizes) + 20
    later = [index for index in numbers if index > min(numbers)]
    cut = sum(not ends_sentence(fold(lines[index - 1].text)) for index in later)
    return even and min(sizes) >= _SMALLEST_CHUNK and cut * 2 >= len(later)


def _without_start(line: Line, width: int) -> Line | None:
    text = line.text[width:]
    if not text.strip():
        return None
    lead = len(text) - len(text.lstrip())
    return Line((TextSpan(line.start + width + lead, line.end),), text.lstrip())
