"""Where the words of a query stand in a source text, and the passage to show of it.

Matching is done on folded text without glosses; what comes back are spans of the source's
own glyphs, glosses included: 中医馆 marks the whole of 中醫(yī)館.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from archive.text.fold import fold
from archive.text.gloss import MIN_GLOSSES, find_glosses, strip_glosses
from archive.text.spans import Segment, Span, segments
from search.query import ParsedQuery, Term, parse

HIT = "hit"
SNIPPET_LENGTH = 100
LEAD = 24  # most characters shown before the first hit when a clause starts too early
_SENTENCE_ENDS = "。！？；\n"
_CLAUSE_END = re.compile(r"[。！？；，、：\n]")


def gloss_floor(text: str) -> int:
    """Return the `min_glosses` for parts of a whole text: 0 when the whole carries glosses."""
    return 0 if find_glosses(text) else MIN_GLOSSES


def matching_form(text: str, min_glosses: int = MIN_GLOSSES) -> str:
    """Return the form of a text that is compared: folded, glosses out."""
    return fold(strip_glosses(text, min_glosses).text)


def hit_spans(text: str, query: ParsedQuery | str, min_glosses: int = MIN_GLOSSES) -> list[Span]:
    """Return where the required words of `query` stand in `text`, in order, not overlapping.

    Offsets are into `text`; `detail` is the word as typed (of the first one where several
    overlap). Overlapping occurrences are merged, touching ones are not.
    """
    parsed = parse(query) if isinstance(query, str) else query
    if not parsed.required:
        return []
    stripped = strip_glosses(text, min_glosses)
    folded = fold(stripped.text)
    found = sorted(
        (
            (start, start + len(term.folded), term)
            for term in parsed.required
            for start in _starts(folded, term)
        ),
        key=lambda hit: (hit[0], -hit[1]),
    )
    return [Span(*stripped.source_span(start, end), HIT, detail) for start, end, detail in _merged(found)]


def snippet(text: str, spans: Sequence[Span], length: int = SNIPPET_LENGTH) -> tuple[Segment, ...]:
    """Cut the passage richest in hits out of `text`, about `length` characters, from a clause's start.

    `spans` are hits in order; none is cut through. Without hits the beginning is shown.
    """
    lead = min(LEAD, length // 4)
    start = _clause_start(text, _richest(spans, length - lead), lead) if spans else 0
    end = min(len(text), start + length)
    start = min([start, *(span.start for span in spans if span.start < start < span.end)])
    end = max([end, *(span.end for span in spans if span.start < end < span.end)])
    return tuple(segments(text, spans, start, end))


def _starts(folded: str, term: Term) -> Iterator[int]:
    position = folded.find(term.folded)
    while position >= 0:
        yield position
        position = folded.find(term.folded, position + 1)


def _merged(found: Iterable[tuple[int, int, Term]]) -> list[tuple[int, int, str]]:
    merged: list[tuple[int, int, str]] = []
    for start, end, term in found:
        if merged and start < merged[-1][1]:
            first, last, detail = merged[-1]
            merged[-1] = (first, max(last, end), detail)
        else:
            merged.append((start, end, term.text))
    return merged


def _richest(spans: Sequence[Span], length: int) -> int:
    """Return the start of the hit followed by most different words, then most hits."""
    starts = [span.start for span in spans]
    best, richest = starts[0], (0, 0)
    for index, start in enumerate(starts):
        inside = spans[index : bisect_left(starts, start + length)]
        worth = (len({span.detail for span in inside}), len(inside))
        if worth > richest:
            best, richest = start, worth
    return best


def _clause_start(text: str, hit: int, lead: int) -> int:
    """Return the start of the sentence or clause `hit` stands in, at most `lead` characters before it."""
    earliest = max(0, hit - lead)
    ends = [match.end() for match in _CLAUSE_END.finditer(text, max(0, earliest - 1), hit)]
    sentences = [end for end in ends if text[end - 1] in _SENTENCE_ENDS]
    if sentences:
        start = sentences[-1]
    elif ends and earliest:
        start = ends[0]
    else:
        start = earliest
    return start + len(text[start:hit]) - len(text[start:hit].lstrip())
