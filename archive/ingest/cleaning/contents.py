"""Tables of contents and outlines printed before a report: its headings, without its body."""

import re
from collections.abc import Sequence

from archive.ingest.cleaning.rows import Row

_FEWEST = 3
_LONGEST = 80
_TITLE = re.compile(r"\[?目\s*[录次]\]?$")
_PAGE_NUMBER = re.compile(r"[\s.·…_-]*\(?\d{0,3}\)?$")
_STOP = re.compile("[。;!?]")


def contents_lines(rows: Sequence[Row]) -> range:
    """Return the indices of the rows that list headings printed again later.

    The range is empty when there are too few such lines in a row, or when one of them does
    not come back: then they are the report. A heading among them may have lost its number.
    """
    texts = [row.text for row in rows]
    begin = next((i for i, row in enumerate(rows) if _is_entry(row)), len(rows))
    last = {text: index for index, text in enumerate(texts)}
    end = begin
    while end < len(rows) and not _begins_again(texts, begin, end):
        if not _goes_on(rows[end], returns=last[texts[end]] > end):
            break
        end += 1
    entries = [_bare(text) for text in texts[begin:end]]
    titled = begin > 0 and _TITLE.match(texts[begin - 1]) is not None
    if len(entries) < _FEWEST - titled or not _all_return(entries, texts[end:]):
        return range(0)
    return range(begin - titled, end)


def _goes_on(row: Row, *, returns: bool) -> bool:
    """Whether the line is an entry, or one that lost its number and is printed again later."""
    return _is_entry(row) or (returns and _is_line(row.text))


def _is_entry(row: Row) -> bool:
    return row.is_labelled and _is_line(row.text)


def _is_line(text: str) -> bool:
    return len(text) <= _LONGEST and _STOP.search(text) is None


def _begins_again(texts: Sequence[str], begin: int, end: int) -> bool:
    return end > begin and texts[end].startswith(_bare(texts[begin]))


def _bare(text: str) -> str:
    return _PAGE_NUMBER.sub("", text)


def _all_return(entries: Sequence[str], later: Sequence[str]) -> bool:
    """Whether the entries come again in order, each as the beginning of a line."""
    lines = iter(later)
    return all(any(line.startswith(entry) for line in lines) for entry in entries)
