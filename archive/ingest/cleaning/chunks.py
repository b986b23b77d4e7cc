"""Numbers that document-sharing sites print into a text, every so many characters."""

import re
from collections.abc import Sequence
from itertools import pairwise

from archive.ingest.cleaning.pages import ends_sentence
from archive.ingest.cleaning.pieces import glued, part_of
from archive.ingest.sectioning.labels import NUMERAL, match_label
from archive.ingest.types import Dropped, Line

_CHUNK = re.compile(r"\s*(?P<number>\d{1,3})、")
# A chunk number printed before a label of the report: 1、一、
_DOUBLED = re.compile(rf"\d{{1,3}}、(?={NUMERAL}、|[(（]{NUMERAL}[)）])")
_FEWEST = 3
_SMALLEST = 250
_UNEVEN = 0.25


def strip_chunk_numbers(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Dropped, ...]]:
    """Undo the numbering of equal chunks that document-sharing sites print into texts.

    Their `1、2、3、` follow one another, stand at equal distances and cut words in two.
    """
    numbers = _chunk_numbers(lines)
    if not _are_chunks(lines, numbers):
        return tuple(lines), ()
    groups: list[list[Line]] = []
    for index, line in enumerate(lines):
        rest = part_of(line, numbers.get(index, 0), len(line.text))
        if rest is None:
            continue
        if index in numbers and groups and _is_cut(groups[-1][-1], rest):
            groups[-1].append(rest)
        else:
            groups.append([rest])
    return tuple(map(glued, groups)), tuple(_number(lines[index], width) for index, width in numbers.items())


def strip_doubled_numbers(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Dropped, ...]]:
    """Drop the number of a chunk where it stands right before a label: `1、一、`."""
    kept: list[Line] = []
    dropped: list[Dropped] = []
    for line in lines:
        match = _DOUBLED.match(line.text)
        rest = part_of(line, match.end(), len(line.text)) if match else None
        if match and rest is not None:
            dropped.append(_number(line, match.end()))
        kept.append(rest or line)
    return tuple(kept), tuple(dropped)


def _is_cut(before: Line, rest: Line) -> bool:
    return not ends_sentence(before.folded) and match_label(rest.folded) is None


def _number(line: Line, width: int) -> Dropped:
    number = part_of(line, 0, width) or line
    return Dropped(number.start, number.end, "chunk_number")


def _chunk_numbers(lines: Sequence[Line]) -> dict[int, int]:
    """Return line index -> width of its number, for the lines numbered 1、2、3、… in turn."""
    found: dict[int, int] = {}
    for index, line in enumerate(lines):
        match = _CHUNK.match(line.text)
        if match and int(match["number"]) == len(found) + 1:
            found[index] = match.end()
    return found


def _are_chunks(lines: Sequence[Line], numbers: dict[int, int]) -> bool:
    if len(numbers) < _FEWEST:
        return False
    sizes = [sum(len(line.text) for line in lines[a:b]) for a, b in pairwise(numbers)]
    even = max(sizes) - min(sizes) <= _UNEVEN * max(sizes) + 20
    later = [index for index in numbers if index > min(numbers)]
    cut = sum(not ends_sentence(lines[index - 1].folded) for index in later)
    return even and min(sizes) >= _SMALLEST and cut * 2 >= len(later)
