"""Numbers printed beside the lines of a page, in its margin."""

from collections.abc import Sequence
from itertools import pairwise

from archive.ingest.extractors.paged_lines import Fragment, Row

_FEWEST = 3
_EVERY = (1, 2, 5, 10)  # lines that have a number
_MOSTLY = 0.8
_MOST_CELLS = 1.5  # fragments beside a number, on average: tables have more


def without_line_numbers(rows: Sequence[Row]) -> list[Row]:
    """Return `rows` without line numbers.

    They stand in the margin, clear of all other text, count evenly and go with lines of text rather than
    with the cells of a table.
    """
    for side in (0, -1):
        numbered = [row for row in rows if row[side].text.isdecimal() and row[side].text.isascii()]
        if _are_line_numbers([row[side] for row in numbered], numbered, rows):
            numbers = {id(row[side]) for row in numbered}
            kept = [[fragment for fragment in row if id(fragment) not in numbers] for row in rows]
            return [row for row in kept if row]
    return list(rows)


def _are_line_numbers(numbers: Sequence[Fragment], numbered: Sequence[Row], rows: Sequence[Row]) -> bool:
    if len(numbers) < _FEWEST:
        return False
    steps = [int(after.text) - int(before.text) for before, after in pairwise(numbers)]
    even = sum(step == steps[0] for step in steps) >= _MOSTLY * len(steps)
    if not even or steps[0] not in _EVERY:
        return False
    texts = [fragment for row in rows for fragment in row if fragment not in numbers]
    cells = sum(len(row) - 1 for row in numbered)
    return _stand_clear(numbers, texts) and cells <= _MOST_CELLS * len(numbered)


def _stand_clear(numbers: Sequence[Fragment], texts: Sequence[Fragment]) -> bool:
    """Whether all numbers stand on one side of all texts but the heads and feet of the page."""
    top, bottom = numbers[0].top, numbers[-1].bottom
    beside = [text for text in texts if text.bottom > top and text.top < bottom]
    if not beside:
        return False
    first, last = min(text.left for text in beside), max(text.right for text in beside)
    right, left = max(number.right for number in numbers), min(number.left for number in numbers)
    return right < first or left > last
