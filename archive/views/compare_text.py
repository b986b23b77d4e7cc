"""Texts of compared sections: the terms they share, and an excerpt cut at a sentence."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from archive.text.fold import fold
from archive.text.spans import Segment, Span, segments

NEAR = 150  # characters shown before the fold
SLACK = 50  # a text this little longer is shown whole
TERM = "term"

Paragraphs = tuple[tuple[Segment, ...], ...]

_SENTENCE_END = re.compile(r"[。！？；!?;]+[”’」』）)]*|\n")


@dataclass(frozen=True)
class Excerpt:
    """A section's text in paragraphs of segments (layer `term` marks shared terms), cut once."""

    shown: Paragraphs
    rest: Paragraphs
    rest_length: int


def shared_terms(texts: Sequence[str], terms: Iterable[str]) -> list[str]:
    """Return which of `terms` stand in two or more `texts`, the most widely shared first.

    Terms are folded words; among equals those mentioned most often come first. A term only ever
    seen inside a longer one is left out.
    """
    folded = [fold(text) for text in texts]
    held = Counter({term: sum(term in text for text in folded) for term in set(terms)})
    shared = {term: texts for term, texts in held.items() if texts > 1}
    kept = [term for term in shared if not _swallowed(term, shared, folded)]
    return sorted(kept, key=lambda t: (-shared[t], -sum(x.count(t) for x in folded), -len(t), t))


def _swallowed(term: str, shared: Collection[str], texts: Sequence[str]) -> bool:
    longer = [other for other in shared if term != other and term in other]
    longer = [one for one in longer if not any(one != other and one in other for other in longer)]
    return bool(longer) and all(
        text.count(term) <= sum(text.count(other) * other.count(term) for other in longer) for text in texts
    )


def excerpt(text: str, terms: Sequence[str]) -> Excerpt:
    """Cut `text` (paragraphs joined by newlines) at a sentence near NEAR, shared `terms` marked."""
    spans = _term_spans(text, terms)
    cut = clip_point(text)
    rest = text[cut:].strip("\n")
    return Excerpt(_paragraphs(text, spans, 0, cut), _paragraphs(text, spans, cut, len(text)), len(rest))


def clip_point(text: str) -> int:
    """Return where to cut: after the sentence ending nearest to NEAR, or the end of a short text."""
    if len(text) <= NEAR + SLACK:
        return len(text)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, NEAR // 2, NEAR * 2)]
    return min(ends, key=lambda end: abs(end - NEAR), default=NEAR)


def _term_spans(text: str, terms: Iterable[str]) -> list[Span]:
    folded = fold(text)
    return [
        Span(match.start(), match.end(), TERM, term)
        for term in terms
        for match in re.finditer(re.escape(term), folded)
    ]


def _paragraphs(text: str, spans: list[Span], start: int, end: int) -> Paragraphs:
    found, position = [], start
    for line in text[start:end].split("\n"):
        if line.strip():
            found.append(tuple(segments(text, spans, position, position + len(line))))
        position += len(line) + 1
    return tuple(found)
