"""Marks of the current query: hit spans for a report page, and marked text for cards."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from django import template
from django.template import Context
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from archive.models import Report, Revision, Section
from archive.templatetags.archive_words import phrases
from archive.text.spans import Segment, Span, segments
from search import forms, marks, service
from search.language.ast import FieldName, Query

register = template.Library()

TITLES_KEPT = 4096
# Safe strings stay safe when they are joined, and joining is what most of a result page's time would go into.
_NOTHING, _CUT = escape(""), escape("…")
_BREAK = format_html("<{}>", "wbr")  # a line may break here
_MARK, _END = format_html("<{}>", "mark"), format_html("</{}>", "mark")
_SENTENCE_END = "。！？!?\n"
_SPACE = re.compile(r"\s+")


@register.simple_tag(takes_context=True)
def query_hits(context: Context, revision: Revision, sections: list[Section]) -> list[Span]:
    """Return where the words of the page's `?q=` stand in `sections`: spans of layer `hit`.

    Offsets are into `revision.text`.
    """
    query = _query(context)
    glossed = any(kind == "gloss" for _start, _end, kind in revision.defects)
    return marks.section_spans(revision.text, sections, query, 0 if glossed else marks.NO_GLOSSES)


@register.simple_tag(takes_context=True)
def query_title(context: Context, report: Report) -> list[Segment]:
    """Return the title of a report cut at the words of the page's `?q=`."""
    return segments(report.title, marks.hit_spans(report.title, _query(context), fields={FieldName.TITLE}))


def _query(context: Context) -> Query:
    return service.read(forms.read(context["request"].GET).request)


@register.simple_tag
def marked(pieces: Iterable[Segment]) -> SafeString:
    """Return a passage as escaped text, hits in <mark>, an ellipsis where it was cut.

    Runs of space become one space.
    """
    passage = list(pieces)
    text = _NOTHING
    for piece in passage:
        text += _shown(escape(_SPACE.sub(" ", piece.text)), piece)
    before = _CUT if passage and passage[0].start > 0 else _NOTHING
    after = _CUT if passage and passage[-1].text[-1:] not in _SENTENCE_END else _NOTHING
    return before + text + after


@register.simple_tag
def marked_phrases(pieces: Iterable[Segment]) -> SafeString:
    """Return a title as escaped text, hits in <mark>, with break opportunities between its words."""
    cut = list(pieces)
    if len(cut) == 1 and not cut[0].layers:
        return _unmarked(cut[0].text)
    return _written(cut)


@lru_cache(TITLES_KEPT)
def _unmarked(title: str) -> SafeString:
    """Return a title without hits; most are, and come back on many pages."""
    return _written([Segment(0, len(title), title)])


def _written(cut: Sequence[Segment]) -> SafeString:
    breaks = _breaks("".join(piece.text for piece in cut))
    written, position = _NOTHING, 0
    for piece in cut:
        end = position + len(piece.text)
        inner = [position, *(at for at in breaks if position < at < end), end]
        if position in breaks:
            written += _BREAK
        text = _NOTHING
        for number, (start, stop) in enumerate(pairwise(inner)):
            words = escape(piece.text[start - position : stop - position])
            text += _BREAK + words if number else words
        written += _shown(text, piece)
        position = end
    return written


@lru_cache(TITLES_KEPT)
def _breaks(title: str) -> tuple[int, ...]:
    """Return where a line may break; titles come back on many pages and are slow to cut into words."""
    return tuple(accumulate(len(phrase) for phrase in phrases(title)))[:-1]


def _shown(text: SafeString, piece: Segment) -> SafeString:
    return _MARK + text + _END if piece.in_layer("hit") else text
