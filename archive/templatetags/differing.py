"""Addresses of differences between texts, and their words with marks, written out.

The words are a tag and not a template: a page has thousands of them. All of them are escaped.
"""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.models import Report, Revision
from archive.views.differences.choice import difference_address
from archive.views.differences.rows import Kind, Word

register = template.Library()

_LABEL = '<span class="vh" lang="zh-Hans">{}</span>'
_PLACE = ' id="d-{}" tabindex="-1"'
_STEP = '<a href="#d-{}" aria-label="{}">{}</a>'


@register.filter
def with_earlier(revisions: Iterable[Revision]) -> list[tuple[Revision, Revision | None]]:
    """Return each of the revisions, newest first, with the one before it."""
    listed = list(revisions)
    return list(zip_longest(listed, listed[1:]))


@register.simple_tag
def difference_of_revisions(report: Report, earlier: int, later: int) -> str:
    """Return the address putting two revisions of a report, given by number, word against word."""
    return difference_address(*(f"{report.public_id}.v{number}" for number in (earlier, later)))


@register.simple_tag
def difference_of_reports(left: Report, right: Report) -> str:
    """Return the address putting two reports word against word."""
    return difference_address(left.public_id, right.public_id)


@register.simple_tag
def differing_words(words: Sequence[Word], places: int) -> SafeString:
    """Write words with their marks; `places` is how many places differ in all."""
    return format_html_join("", "{}", ((_marked(word, places),) for word in words))


def _marked(word: Word, places: int) -> SafeString:
    if word.kind is Kind.SAME:
        return format_html("{}", word.text)
    place = format_html(_PLACE, word.place) if word.first else ""
    opening = _opening(word) if word.opens else ""
    steps = _steps(word.place, places) if word.first else ""
    return format_html("{}{}{}", opening, _mark(word, place), steps)


def _mark(word: Word, place: SafeString | str) -> SafeString:
    match word.kind:
        case Kind.DELETED:
            return format_html("<del{}>{}{}</del>", place, format_html(_LABEL, _("删去：")), word.shown)
        case Kind.INSERTED:
            return format_html("<ins{}>{}{}</ins>", place, format_html(_LABEL, _("新增：")), word.shown)
    return format_html('<span class="dv__moved"{}>{}</span>', place, word.shown)


def _opening(word: Word) -> SafeString:
    """Write where a moved passage went or came from, with a link there."""
    gone = word.kind in {Kind.GONE, Kind.DELETED}
    here, there = ("from", "to") if gone else ("to", "from")
    sentence = (_("移到%(where)s") if gone else _("移自%(where)s")) % {"where": word.goal}
    written = '<span class="dv__move" lang="zh-Hans" id="m-{}-{}"><a href="#m-{}-{}">⇅ {}</a></span>'
    return format_html(written, word.move, here, word.move, there, sentence)


def _steps(place: int, places: int) -> SafeString:
    """Write the links to the places before and after."""
    before = format_html(_STEP, place - 1, _("上一处"), "↑") if place > 1 else ""
    after = format_html(_STEP, place + 1, _("下一处"), "↓") if place < places else ""
    told = _("第 %(n)d / %(total)d 处") % {"n": place, "total": places}
    return format_html('<span class="step" lang="zh-Hans">{}<span>{}</span>{}</span>', before, told, after)
