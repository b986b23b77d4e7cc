"""Excerpts of compared sections: cut at a sentence, the terms they share marked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.text.fold import fold
from archive.text.gloss import MIN_GLOSSES, strip_glosses
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


def excerpt(text: str, terms: Sequence[str], min_glosses: int = MIN_GLOSSES) -> Excerpt:
    """Cut `text` (paragraphs joined by newlines) at a sentence near NEAR, shared `terms` marked.

    Glosses stay in the text and do not keep a term from being found when there are `min_glosses` or more.
    """
    spans = _term_spans(text, terms, min_glosses)
    cut = clip_point(text)
    rest = text[cut:].strip("\n")
    return Excerpt(_paragraphs(text, spans, 0, cut), _paragraphs(text, spans, cut, len(text)), len(rest))


def clip_point(text: str) -> int:
    """Return where to cut: after the sentence ending nearest to NEAR, or the end of a short text."""
    if len(text) <= NEAR + SLACK:
        return len(text)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, NEAR // 2, NEAR * 2)]
    return min(ends, key=lambda end: abs(end - NEAR), default=NEAR)


def _term_spans(text: str, terms: Iterable[str], min_glosses: int) -> list[Span]:
    stripped = strip_glosses(text, min_glosses)
    folded = fold(stripped.text)
    return [
        Span(*stripped.source_span(match.start(), match.end()), TERM, term)
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
