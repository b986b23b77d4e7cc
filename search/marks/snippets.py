"""The passage of a text that shows its hits best, cut where it reads well."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from archive.text.gloss import MIN_GLOSSES, find_glosses
from archive.text.spans import Segment, Span
from search.marks.hits import NO_GLOSSES, Hit

GAP = "gap"  # layer of the ellipsis between two passages, which is not in the text
SNIPPET_LENGTH = 100
LEAD = 24  # most characters shown before the first hit when a clause starts too early
OVERRUN = 12  # characters a passage may be longer, or twice as many shorter, to end with a clause
APART = 20  # passages nearer than that are shown as one
SHORTEST_PAIR = 80  # a shorter snippet is not divided
_SENTENCE_ENDS = "。！？；\n"
_CLAUSE_END = re.compile(r"[。！？；，、：\n]")
_WORD = re.compile(r"[0-9A-Za-z.%‰]+")

_Range = tuple[int, int]


def snippet(
    text: str, hits: Sequence[Hit], length: int = SNIPPET_LENGTH, min_glosses: int = MIN_GLOSSES
) -> tuple[Segment, ...]:
    """Cut the passage richest in hits out of `text`, about `length` characters, from a clause's start.

    `hits` are in order; none is cut through, nor is a number, a Latin word or a glossed character. When words
    stand too far apart, a second passage with what the first lacks follows behind an ellipsis: a segment of
    layer `gap` that covers nothing of the text. Without hits the beginning is shown.
    """
    passages = _passages(hits, length)
    size = length // len(passages)
    glossed = _glossed(text, min_glosses)
    units: list[_Range] = [*glossed, *((hit.start, hit.end) for hit in hits)]
    ranges = _joined(_bounds(text, passage, units, size) for passage in passages)
    shown: list[Segment] = []
    for start, end in ranges:
        if shown:
            last = shown[-1].end
            shown.append(Segment(last, last, "…", (Span(last, last, GAP),)))
        shown += _segments(text, hits, start, end)
    return tuple(shown)


def _segments(text: str, hits: Sequence[Hit], start: int, end: int) -> Iterator[Segment]:
    """Yield `text[start:end]` cut at its hits; none crosses the bounds."""
    for hit in hits:
        if hit.start < start or hit.end > end:
            continue
        if start < hit.start:
            yield Segment(start, hit.start, text[start : hit.start])
        yield Segment(hit.start, hit.end, text[hit.start : hit.end], (hit.span,))
        start = hit.end
    if start < end:
        yield Segment(start, end, text[start:end])


def _passages(hits: Sequence[Hit], length: int) -> list[Sequence[Hit]]:
    """Return the hits of the passages to show: one, or two where one cannot have all words."""
    best = _richest(hits, length)
    if length < SHORTEST_PAIR or not _lacking(hits, best):
        return [best]
    first = _richest(hits, length // 2)
    second = _richest(_lacking(hits, first), length // 2)
    return [first, second]


def _lacking(hits: Sequence[Hit], shown: Sequence[Hit]) -> list[Hit]:
    words = {hit.word for hit in shown}
    return [hit for hit in hits if hit.word not in words]


def _richest(hits: Sequence[Hit], length: int) -> Sequence[Hit]:
    """Return the neighbouring hits with most different words, then most as typed, then most of all.

    They fit into a passage of `length`, leaving room for a lead.
    """
    reach = length - min(LEAD, length // 4)
    starts = [hit.start for hit in hits]
    best, richest = hits[:1], (0, 0, 0)
    for index, start in enumerate(starts):
        inside = hits[index : bisect_left(starts, start + reach)]
        verbatim = {hit.word for hit in inside if hit.is_verbatim}
        worth = (len({hit.word for hit in inside}), len(verbatim), len(inside))
        if worth > richest:
            best, richest = inside, worth
    return best


def _bounds(text: str, shown: Sequence[Hit], units: list[_Range], length: int) -> _Range:
    """Return where the passage with the hits `shown` starts and ends; no unit is cut."""
    first, last = (shown[0].start, shown[-1].end) if shown else (len(text), 0)
    start = _uncut(text, _start(text, first, length) if shown else 0, units)[0]
    before = text[start:first]
    start += len(before) - len(before.lstrip())
    end = _end(text, min(len(text), max(start + length, last)), last)
    return start, _uncut(text, end, units)[1]


def _start(text: str, hit: int, length: int) -> int:
    """Return the start of the sentence or clause `hit` stands in, else a place before it.

    Near the end of the text it is far enough before to make up the length.
    """
    earliest = min(hit - min(LEAD, length // 4), len(text) - length)
    return _clause(text, earliest, hit) if earliest > 0 else 0


def _clause(text: str, earliest: int, hit: int) -> int:
    ends = [match.end() for match in _CLAUSE_END.finditer(text, earliest - 1, hit)]
    near = [end for end in ends if text[end - 1] in _SENTENCE_ENDS and end >= hit - LEAD]
    if near:
        return near[-1]
    return ends[0] if ends else earliest


def _end(text: str, end: int, least: int) -> int:
    """Return the end of a sentence or clause near `end`, not before `least`, else `end`."""
    if len(text) - end <= OVERRUN:
        return len(text)
    first = max(least, end - 2 * OVERRUN)
    ends = [match.end() for match in _CLAUSE_END.finditer(text, max(0, first - 1), end + OVERRUN)]
    sentences = [one for one in ends if text[one - 1] in _SENTENCE_ENDS]
    return (sentences or ends or [end])[-1]


def _glossed(text: str, min_glosses: int) -> list[_Range]:
    """Return every character with a gloss, the gloss included."""
    if min_glosses == NO_GLOSSES or ("(" not in text and "（" not in text):
        return []
    return [(span.start - 1, span.end) for span in find_glosses(text, min_glosses)]


def _uncut(text: str, at: int, units: Iterable[_Range]) -> _Range:
    """Return `at` moved before and behind whatever it would cut through."""
    around = [*units, *_word_around(text, at)]
    low = high = at
    if not any(start < at < end for start, end in around):
        return at, at
    for start, end in sorted(around, reverse=True):
        if start < low < end:
            low = start
    for start, end in sorted(around, key=_end_of):
        if start < high < end:
            high = end
    return low, high


def _end_of(unit: _Range) -> int:
    return unit[1]


def _word_around(text: str, at: int) -> Iterator[_Range]:
    """Yield the number or Latin word that stands on both sides of `at`."""
    if _WORD.match(text[at - 1 : at]) and _WORD.match(text[at : at + 1]):
        words = _WORD.finditer(text, max(0, at - OVERRUN), at + OVERRUN)
        yield from (word.span() for word in words if word.start() < at < word.end())


def _joined(ranges: Iterable[_Range]) -> list[_Range]:
    """Return the ranges in order, those that nearly touch as one."""
    ordered = sorted(ranges)
    if any(after[0] - before[1] < APART for before, after in pairwise(ordered)):
        return [(ordered[0][0], max(end for _start, end in ordered))]
    return ordered
