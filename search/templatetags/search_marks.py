"""Marks of the current query: hit spans for a report page, and marked text for cards."""

from collections.abc import Iterable, Iterator

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.models import Report, Revision, Section
from archive.templatetags.archive_words import phrases
from archive.text.gloss import MIN_GLOSSES
from archive.text.spans import Segment, Span, segments
from search import marks
from search.language.ast import FieldName, Query
from search.marks.older import tree

register = template.Library()

_BREAK = format_html("<{}>", "wbr")  # a line may break here
_SENTENCE_END = "。！？!?\n"


@register.simple_tag(takes_context=True)
def query_hits(context: Context, revision: Revision, sections: list[Section]) -> list[Span]:
    """Return where the words of the page's `?q=` stand in `sections`: spans of layer `hit`.

    Offsets are into `revision.text`.
    """
    query = _query(context)
    glossed = any(kind == "gloss" for _start, _end, kind in revision.defects)
    return marks.section_spans(revision.text, sections, query, 0 if glossed else MIN_GLOSSES)


@register.simple_tag(takes_context=True)
def query_title(context: Context, report: Report) -> list[Segment]:
    """Return the title of a report cut at the words of the page's `?q=`."""
    return segments(report.title, marks.hit_spans(report.title, _query(context), fields={FieldName.TITLE}))


def _query(context: Context) -> Query:
    return tree(context["request"].GET.get("q", ""))


@register.simple_tag
def marked(pieces: Iterable[Segment]) -> SafeString:
    """Return a passage as escaped text, hits in <mark>, an ellipsis where it was cut."""
    passage = list(pieces)
    text = format_html_join("", "{}", ((_shown(s.text, s),) for s in passage))
    before = "…" if passage and passage[0].start > 0 else ""
    after = "…" if passage and passage[-1].text[-1:] not in _SENTENCE_END else ""
    return format_html("{}{}{}", before, text, after)


@register.simple_tag
def marked_phrases(pieces: Iterable[Segment]) -> SafeString:
    """Return a title as escaped text, hits in <mark>, with break opportunities between its words."""
    return format_html_join("", "{}", ((part,) for part in _phrased(list(pieces))))


def _phrased(pieces: list[Segment]) -> Iterator[SafeString]:
    """Cut every segment where a phrase begins; phrases may begin inside a mark."""
    cuts, position = set(), 0
    for phrase in phrases("".join(piece.text for piece in pieces)):
        cuts.add(position)
        position += len(phrase)
    position = 0
    for piece in pieces:
        inner = sorted(c - position for c in cuts if position < c < position + len(piece.text))
        if position and position in cuts:
            yield _BREAK
        broken = (
            (piece.text[start:end],)
            for start, end in zip([0, *inner], [*inner, len(piece.text)], strict=True)
        )
        yield _shown(format_html_join(_BREAK, "{}", broken), piece)
        position += len(piece.text)


def _shown(text: str, piece: Segment) -> SafeString:
    return format_html("<mark>{}</mark>" if piece.in_layer("hit") else "{}", text)
