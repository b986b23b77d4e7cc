"""Excerpts of compared sections: cut at a sentence, the terms they share marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.text.fold import fold
from archive.text.gloss import MIN_GLOSSES, strip_glosses
from archive.text.invisible import has_invisible
from archive.text.offsets import Stripped
from archive.text.spans import Segment, Span, segments

NEAR = 150  # characters shown before the fold
SLACK = 50  # a text this little longer is shown whole
TERM = "term"

Paragraphs = tuple[tuple[Segment, ...], ...]

_GLOSS = re.compile("[(（][a-z\u00df-\u024f\u1e00-\u1eff]{1,6}[)）]")  # a syllable in brackets
_SENTENCE_END = re.compile(r"[。！？；!?;]+[”’」』）)]*|\n")


@dataclass(frozen=True)
class Excerpt:
    """A section's text in paragraphs of segments (layer `term` marks shared terms), cut once."""

    shown: Paragraphs
    rest: Paragraphs
    rest_length: int


# Read twice on every page: to pair a section, and to mark what it shares.
@lru_cache(1024)
def unglossed(text: str, min_glosses: int = MIN_GLOSSES) -> Stripped:
    """Return `text` as it is read: without glosses, if it has `min_glosses`, and what shows nothing."""
    # Looking for a bracket first spares nearly every section the search for glosses.
    if ("(" in text or "（" in text) and _GLOSS.search(text):
        return strip_glosses(text, min_glosses)
    return Stripped(text) if not has_invisible(text) else strip_glosses(text, min_glosses)


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


def _term_spans(text: str, terms: Sequence[str], min_glosses: int) -> list[Span]:
    if not terms:
        return []
    stripped = unglossed(text, min_glosses)
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
            end = position + len(line)
            inside = [span for span in spans if span.start < end and position < span.end]
            # Most paragraphs have no mark, and cutting is what most of the time would go into.
            whole = (Segment(position, end, line),)
            found.append(tuple(segments(text, inside, position, end)) if inside else whole)
        position += len(line) + 1
    return tuple(found)
