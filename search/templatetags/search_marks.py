"""Marks of the current query: hit spans for a report page, and marked text for cards."""

from collections.abc import Iterable, Iterator

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.models import Revision
from archive.templatetags.archive_words import phrases
from archive.text.spans import Segment, Span
from search import marks
from search.marks.older import tree

register = template.Library()

_BREAK = format_html("<{}>", "wbr")  # a line may break here
_SENTENCE_END = "。！？!?\n"


@register.simple_tag
def query_hits(revision: Revision, query: str) -> list[Span]:
    """Return where the words of a typed query stand in `revision.text`: spans of layer `hit`."""
    return marks.hit_spans(revision.text, tree(query)) if query.strip() else []


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
