"""Running heads, page numbers and watermarks taken off printed sheets."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import TypeVar

from archive.ingest.extractors.paged_lines import Fragment, Row, Sheet, rows_of
from archive.ingest.extractors.paged_numbers import without_line_numbers
from archive.ingest.sectioning.labels import match_label
from archive.text.fold import fold

_EDGE_ROWS = 3  # so many rows at the top and at the bottom may be furniture
_MARGIN = 0.12  # share of the height where a number is a page number
_RULE = r"[\s\-–—―─·•~_.|]*"
_COUNT = r"(?:\d{1,4}|[一二三四五六七八九十百]+)"
_NUMBER = re.compile(
    rf"{_RULE}(?:\d{{1,4}}|第\s*{_COUNT}\s*页(?:{_RULE}[,/]?\s*共\s*{_COUNT}\s*页)?"
    rf"|共\s*{_COUNT}\s*页{_RULE}[,/]?\s*第\s*{_COUNT}\s*页|\d{{1,4}}\s*/\s*\d{{1,4}}"
    rf"|page\s*\d{{1,4}}(?:\s*of\s*\d{{1,4}})?){_RULE}$"
)
_OTHER_SIZE = 1.1
_GAP = 1.25  # times the usual distance of two rows
_LOOSEST = 2.5  # ems from row to row in the loosest setting
_STEP = 0.02  # share of the height that a head may stand higher or lower
_LARGE = 1.5  # times the usual size of type
_DIGITS = re.compile(r"\d+")
_BLANKS = re.compile(r"\s+")

Key = tuple[str, int]
T = TypeVar("T")


def without_furniture(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return `sheets` without what is certainly furniture.

    A row near the top or bottom goes when it is a page number or, digits aside, returns on half of the
    sheets. A text aslant, or large and printed over others, goes when it returns on half of the sheets.
    """
    sheets = _without_watermarks(sheets)
    pages = [without_line_numbers(rows_of(sheet.fragments)) for sheet in sheets]
    placed = list(zip(pages, sheets, strict=True))
    heads = _returning([_keys(page[:_EDGE_ROWS], sheet) for page, sheet in placed])
    feet = _returning([_keys(page[-_EDGE_ROWS:], sheet) for page, sheet in placed])
    aslant = _returning([{_masked(text) for text in sheet.aslant} for sheet in sheets])
    cleared = []
    for page, sheet in placed:
        first = _furniture(page, heads, sheet)
        last = len(page) - _furniture(page[first:][::-1], feet, sheet)
        kept = tuple(fragment for row in page[first:last] for fragment in row)
        texts = tuple(text for text in sheet.aslant if _masked(text) not in aslant)
        cleared.append(replace(sheet, fragments=kept, aslant=texts))
    return cleared


def _without_watermarks(sheets: Sequence[Sheet]) -> list[Sheet]:
    # Most fragments never return: only those that do are looked at closely.
    texts = _returning([{_masked(f.text) for f in sheet.fragments} for sheet in sheets])
    marks = [
        {f for f in sheet.fragments if _masked(f.text) in texts and _is_mark(f, sheet)} for sheet in sheets
    ]
    returning = _returning([{_masked(f.text) for f in found} for found in marks])
    dropped = [{f for f in found if _masked(f.text) in returning} for found in marks]
    return [
        replace(sheet, fragments=tuple(f for f in sheet.fragments if f not in gone))
        for sheet, gone in zip(sheets, dropped, strict=True)
    ]


def _is_mark(fragment: Fragment, sheet: Sheet) -> bool:
    """Whether the text is out of all proportion to its sheet and printed over others."""
    usual = median(f.size for f in sheet.fragments)
    return fragment.size > _LARGE * usual and any(_overlap(fragment, f) for f in sheet.fragments)


def _overlap(one: Fragment, other: Fragment) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    along = min(one.bottom, other.bottom) - max(one.top, other.top)
    return one is not other and across > other.size / 2 and along > other.size / 2


def _returning(keys: Sequence[set[T]]) -> set[T]:
    counts = Counter(key for page in keys for key in page)
    needed = max(2, len(keys) // 2)
    return {key for key, count in counts.items() if count >= needed}


def _keys(rows: Iterable[Row], sheet: Sheet) -> set[Key]:
    return {key for row in rows for key in _key(row, sheet)}


def _key(row: Row, sheet: Sheet) -> set[Key]:
    """Return the text of `row`, digits aside, with its height in steps counted from two beginnings.

    Rows less than half a step apart share a key.
    """
    height = row[0].top / (sheet.height * _STEP)
    return {(_masked(_text(row)), int(height) * 2), (_masked(_text(row)), int(height + 0.5) * 2 + 1)}


def _furniture(rows: Sequence[Row], returning: set[Key], sheet: Sheet) -> int:
    """Return how many of `rows`, counted from the edge of the sheet, are furniture."""
    count = 0
    while count < min(_EDGE_ROWS, len(rows)) and _is_furniture(rows[count], returning, sheet):
        count += 1
    while count and not (_is_number(rows[count - 1], sheet) or _is_apart(rows, count)):
        count -= 1
    return count


def _is_apart(rows: Sequence[Row], count: int) -> bool:
    """Whether the first `count` rows stand apart from the others by a gap or by their type."""
    if count == len(rows):
        return True
    last, following = rows[count - 1][0], rows[count][0]
    steps = [abs(below[0].top - above[0].top) for above, below in pairwise(rows[count:])]
    gap = abs(following.top - last.top)
    smaller, larger = sorted((last.size, following.size))
    # On a sheet of one or two rows the foot is a step too.
    usual = min(median(steps), _LOOSEST * following.size) if steps else 0
    return larger > _OTHER_SIZE * smaller or gap > _GAP * usual


def _is_furniture(row: Row, returning: set[Key], sheet: Sheet) -> bool:
    if _is_number(row, sheet):
        return True
    returns = not returning.isdisjoint(_key(row, sheet))
    return returns and match_label(fold(_text(row))) is None and not _is_ruled(row, sheet)


def _is_number(row: Row, sheet: Sheet) -> bool:
    margin = sheet.height * _MARGIN
    outside = row[0].bottom < margin or row[0].top > sheet.height - margin
    return outside and _NUMBER.match(fold(_text(row)).strip()) is not None


def _is_ruled(row: Row, sheet: Sheet) -> bool:
    """Whether a rule parts the row: the head of a table that goes on over pages is no furniture."""
    middle = (row[0].top + row[0].bottom) / 2
    return any(r.top < middle < r.bottom and row[0].left < r.left < row[-1].right for r in sheet.rules)


def _text(row: Row) -> str:
    return " ".join(fragment.text for fragment in row)


def _masked(text: str) -> str:
    return _DIGITS.sub("#", _BLANKS.sub("", fold(text)))
