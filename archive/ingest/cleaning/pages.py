"""Paragraphs cut by page breaks or by a line of the site: what cuts them dropped, the halves joined."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from archive.ingest.cleaning.layout import Tables
from archive.ingest.cleaning.pieces import glued
from archive.ingest.sectioning.labels import Rank, in_chinese, match_label
from archive.ingest.types import Dropped, Line

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
_LONGEST_HEADING = 40
_SHORTEST_HEADING = 6
_MARKER_REASON = "page_marker"
_ALL = frozenset(Rank)  # a line of the site stands between lines: no heading goes on after it


def is_page_marker(text: str) -> bool:
    """Whether the line (folded) is only a page number: `第2页`, `— 12 —`, `3/10`."""
    return len(text.strip()) <= _LONGEST_MARKER and _MARKER.match(text) is not None


def ends_sentence(text: str) -> bool:
    """Whether the line (folded) ends as sentences and headings with a stop do."""
    return text.rstrip()[-1:] in _TERMINAL + _CLOSING and bool(text.strip())


def join_pages(
    lines: Sequence[Line], tables: Tables, reason_of: Callable[[str, str], str]
) -> tuple[tuple[Line, ...], tuple[Dropped, ...]]:
    """Drop the lines with a reason (furniture, page markers); join a paragraph that one of them cut.

    `reason_of` reads the folded line and the reason of the line before it. A heading on a line of
    its own ends where its line does, when other headings of its kind do.
    """
    groups: list[list[Line]] = []
    dropped: list[Dropped] = []
    open_ranks = _open_ended_ranks(lines)
    cut = reason = ""
    for line in lines:
        text = line.folded
        is_row = tables.hold(line.start)
        reason = "" if is_row else _reason(text, reason, reason_of)
        if reason:
            dropped.append(Dropped(line.start, line.end, reason))
            cut = reason if groups and not tables.hold(groups[-1][-1].start) else ""
        elif cut and not is_row and _is_rest(groups[-1], text, open_ranks if cut == _MARKER_REASON else _ALL):
            groups[-1].append(line)
            cut = ""
        else:
            groups.append([line])
            cut = ""
    return tuple(map(glued, groups)), tuple(dropped)


def _reason(text: str, before: str, reason_of: Callable[[str, str], str]) -> str:
    return _MARKER_REASON if is_page_marker(text) else reason_of(text, before)


def _is_rest(group: Sequence[Line], text: str, open_ranks: frozenset[Rank]) -> bool:
    """Whether `text` is the rest of the paragraph that `group` ends with."""
    before = group[-1].folded
    label = match_label(text)
    if label is not None and label.rank == Rank.POINT:
        return (
            f"{in_chinese(label.number - 1)}是" in before if label.number > 1 else not ends_sentence(before)
        )
    if label is not None or ends_sentence(before):
        return False
    heading = match_label(before) if len(group) == 1 else None
    return heading is None or heading.rank not in open_ranks or len(before) > _LONGEST_HEADING


def _open_ended_ranks(lines: Sequence[Line]) -> frozenset[Rank]:
    """Return the families whose headings mostly stand on lines of their own without a stop."""
    seen: Counter[Rank] = Counter()
    bare: Counter[Rank] = Counter()
    for line in lines:
        text = line.folded
        label = match_label(text)
        if label is not None:
            seen[label.rank] += 1
            bare[label.rank] += _SHORTEST_HEADING <= len(text) <= _LONGEST_HEADING and not ends_sentence(text)
    return frozenset(rank for rank, count in bare.items() if count > 1 and count * 2 > seen[rank])
