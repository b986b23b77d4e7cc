"""The report proper: page furniture set aside, cut paragraphs joined, damage marked.

Three parts come out. `dropped` is furniture. `main` runs from the first line of the report
to the last; `lines` are its paragraphs. What is neither (title, document number, issuer
before `main`; signature and date after it) is the report's frame and is left to recognition
of metadata. Patterns are read from folded text, so both scripts and widths match.
"""

import re
from collections.abc import Iterable, Sequence

from archive.ingest.cleaning import furniture
from archive.ingest.cleaning.chunks import strip_chunk_numbers, strip_doubled_numbers
from archive.ingest.cleaning.contents import contents_lines
from archive.ingest.cleaning.defects import find_defects
from archive.ingest.cleaning.layout import Tables, tables_of
from archive.ingest.cleaning.pages import is_page_marker, join_pages
from archive.ingest.cleaning.rows import Row, rows_of
from archive.ingest.cleaning.wrapping import join_wrapped
from archive.ingest.sectioning.plain_headings import is_bulleted
from archive.ingest.types import Cleaned, Dropped, Extracted, Line, TextSpan

_LONGEST_TITLE = 60
_SENTENCE = re.compile("[。;!?]")
_PREAMBLE_BEGINS = re.compile(r"\[(?:概述|摘要|导读|简介|导语)\]")
_PREAMBLE_ENDS = re.compile(r"\[正文\]$")
_PREAMBLE_WINDOW = 40  # lines
_TAIL_SHARE = 0.4  # nothing before this share of the lines ends the report
_SIGNATURE_WINDOW = 8  # lines
_LABELS_GOING_ON = 3  # so many labels after a footer line say the report goes on
_BUREAU = r"(?:局|委|委员会|办公室|办|政府|党组|党委|厅|指挥部|领导小组)"
_ISSUER = re.compile(rf"[^,。;:、]{{2,40}}(?:{_BUREAU}|中心|院|科|队|所)$")
_SURE_ISSUER = re.compile(rf"[^,。;:、]{{2,40}}{_BUREAU}$")
_SIGNED = re.compile(
    r"(?:[^,。;]{2,40}(?:局|委|会|室|办|府|厅|院|中心)\s*|.{0,6}(?:日期|时间)\s*:\s*)?\(?"
    r"(?:(?:19|20)\d\d\s*[年./-]?\s*\d{1,2}\s*[月./-]?\s*\d{0,2}\s*日?"
    r"|[二一][〇零0一二三四五六七八九]{3}年.{1,3}月.{0,4}日?|年\s*月\s*日)\)?$"
)


def clean(extracted: Extracted) -> Cleaned:
    """Separate the report in `extracted` from the page around it; nothing is rewritten."""
    tables = tables_of(extracted)
    rows, lost = rows_of(extracted.text, tables)
    contents = contents_lines(rows)
    first = _first_of_report(rows, contents.stop)
    after = _after_report(rows, first)
    last = _before_signature(rows, first, after)
    dropped = _dropped_head(rows[:first], contents) + _dropped_tail(rows[last:], after - last)
    noise = [found for row in rows for found in row.dropped]
    lines, within = _lines(rows[first:last], extracted.text, tables)
    main = TextSpan(rows[first].start, rows[last - 1].end) if first < last else TextSpan(0, 0)
    return Cleaned(
        extracted=extracted,
        main=main,
        lines=lines,
        dropped=_merged(_disjoint((*dropped, *within, *lost, *noise)), rows),
        defects=find_defects(extracted.text),
    )


def _first_of_report(rows: Sequence[Row], contents_end: int) -> int:
    """Return the index of the first labelled line or sentence that is no furniture."""
    begin = max(_after_preamble(rows), contents_end)
    for index, row in enumerate(rows[begin:], begin):
        if _is_report(row) and not furniture.in_head(row.text):
            return _opening_of(rows, index, begin)
    # A text of short lines only: all that is no furniture is the report.
    return next((i for i, row in enumerate(rows) if not furniture.in_head(row.text)), len(rows))


def _opening_of(rows: Sequence[Row], index: int, begin: int) -> int:
    """Return the first line of the paragraph at `index` when it is broken into lines.

    Title lines before it have no comma. A bulleted line above it is its heading.
    """
    if rows[index].is_labelled:
        return index
    while index > begin and _runs_into(rows[index - 1], rows[index]):
        index -= 1
    return index - (index > begin and is_bulleted(rows[index - 1].text))


def _runs_into(row: Row, following: Row) -> bool:
    is_next = following.start - row.end <= len("\r\n")
    return is_next and "," in row.text and not furniture.in_head(row.text)


def _is_report(row: Row) -> bool:
    """Whether the row is text of a report: labelled, long or a sentence, and no row of a table."""
    text = row.text
    if row.is_cell:
        return False
    if row.is_labelled or len(text) > _LONGEST_TITLE:
        return True
    return _SENTENCE.search(text) is not None and not is_page_marker(text)


def _after_preamble(rows: Sequence[Row]) -> int:
    for index, row in enumerate(rows[:_PREAMBLE_WINDOW]):
        if _PREAMBLE_ENDS.match(row.text):
            return index + 1
    return 0


def _after_report(rows: Sequence[Row], first: int) -> int:
    """Return the index of the first line of what the page prints after the report."""
    earliest = max(first + 1, int(len(rows) * _TAIL_SHARE))
    labelled = [i for i, row in enumerate(rows) if row.is_labelled]
    if len(labelled) >= _LABELS_GOING_ON:
        earliest = max(earliest, labelled[-_LABELS_GOING_ON])
    for index in range(earliest, len(rows)):
        if not rows[index].is_cell and furniture.in_tail(rows[index].text):
            return index
    after = len(rows)
    while after > first and furniture.advert(rows[after - 1].text):
        after -= 1
    return after


def _before_signature(rows: Sequence[Row], first: int, after: int) -> int:
    """Return the index of the first line of the signature, or `after` without one."""
    last = after
    for index in range(after - 1, max(first, after - _SIGNATURE_WINDOW), -1):
        text = rows[index].text
        if not rows[index].is_labelled and (_SIGNED.match(text) or _ISSUER.match(text)):
            last = index
        elif last < after or rows[index].is_cell or _is_report(rows[index]):
            break
    return last if _is_signature([row.text for row in rows[last:after]]) else after


def _is_signature(texts: Sequence[str]) -> bool:
    """Whether the lines hold a date or name a bureau; `…县人民医院` alone may be a sentence."""
    return any(_SIGNED.match(text) or _SURE_ISSUER.match(text) for text in texts)


def _dropped_head(rows: Sequence[Row], contents: range) -> list[Dropped]:
    """Name the furniture before the report; a preamble is dropped with all its lines."""
    ends = _after_preamble(rows)
    begins = next((i for i, row in enumerate(rows[:ends]) if _PREAMBLE_BEGINS.match(row.text)), ends)
    found = []
    for index, row in enumerate(rows):
        inside = begins <= index < ends
        reason = "preamble" if inside or index == ends - 1 else furniture.in_head(row.text)
        reason = "contents" if index in contents else reason
        if reason:
            found.append(Dropped(row.start, row.end, reason))
    return found


def _dropped_tail(rows: Sequence[Row], signature: int) -> list[Dropped]:
    """Name what follows the signature, whose lines stay; each rest follows its marker."""
    found = []
    reason = ""
    for row in rows[signature:]:
        reason = furniture.advert(row.text) or furniture.in_tail(row.text) or reason
        found.append(Dropped(row.start, row.end, reason))
    return found


def _lines(rows: Sequence[Row], source: str, tables: Tables) -> tuple[tuple[Line, ...], tuple[Dropped, ...]]:
    wrapped = join_wrapped([row.line for row in rows], source, tables)
    single, doubled = strip_doubled_numbers(wrapped)
    paged, markers = join_pages(single, tables, furniture.inside)
    lines, numbers = strip_chunk_numbers(paged)
    return lines, (*doubled, *markers, *numbers)


def _disjoint(dropped: Iterable[Dropped]) -> list[Dropped]:
    """Return what was dropped in order, without what lies inside a dropped line."""
    kept: list[Dropped] = []
    for item in sorted(dropped, key=lambda found: (found.start, -found.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _merged(dropped: Sequence[Dropped], rows: Sequence[Row]) -> tuple[Dropped, ...]:
    """Join neighbours of the same kind into one span, if no kept line lies between."""
    if not dropped:
        return ()
    following = {(row.start, row.end): rows[i + 1].start for i, row in enumerate(rows[:-1])}
    merged: list[Dropped] = []
    latest = (-1, -1)
    for item in dropped:
        adjacent = bool(merged) and following.get(latest) == item.start
        if adjacent and merged[-1].reason == item.reason:
            merged[-1] = Dropped(merged[-1].start, item.end, item.reason)
        else:
            merged.append(item)
        latest = (item.start, item.end)
    return tuple(merged)
