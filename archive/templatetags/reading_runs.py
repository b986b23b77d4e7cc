"""Write runs of a text as HTML: every word escaped, marks around it.

A tag and not a template: a page has thousands of runs.
"""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.urls import get_script_prefix, reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive import lexicons
from archive.views.noted_figures import NotedFigure
from archive.views.runs import Run, Runs
from archive.views.script_choice import SCRIPTS, Script

register = template.Library()

_NOTHING = escape("")
_MARK, _MARK_END = format_html("<{}>", "mark"), format_html("</{}>", "mark")
_NOTED = '<div><dt><a href="{}">{}</a></dt><dd><a href="#{}">{}</a>{}</dd></div>'
_STEPS = (
    '<span class="step" lang="zh-Hans"><a href="#hit-{before}" aria-label="{to_before}">↑</a>'
    '<span>{number}/{total}</span><a href="#hit-{after}" aria-label="{to_after}">↓</a></span>'
)


@register.simple_tag
def written(runs: Runs, hits: int | str = 0) -> SafeString:
    """Return `runs` as HTML; `hits` is how many hits the whole text has.

    The runs of one number stand in one element, so that all of it is pointed at, whatever cuts it.
    """
    text, number, anchor = _NOTHING, _NOTHING, ""
    for run in runs:
        if number and (run.anchor or not run.figure):
            text, number = text + _figure(anchor, number), _NOTHING
        words = _marked(run, hits or 0) if run.is_marked else escape(run.text)
        if run.figure:
            number, anchor = number + words, anchor if number else run.anchor
        else:
            text += words
    return text + _figure(anchor, number) if number else text


@register.simple_tag
def noted(figures: Iterable[NotedFigure]) -> SafeString:
    """Return the figures of a margin note as the items of a <dl>, each a link to its number."""
    return format_html_join(
        "", _NOTED, ((one.page, one.name, one.anchor, one.amount, _doubts(one)) for one in figures)
    )


@register.filter
def in_script(words: str, script: Script) -> str:
    """Return words of the archive in the script a text is read in; as they are beside the source as it is."""
    return _converted(words, script.code) if script.convert else words


@lru_cache(512)
def _converted(words: str, code: str) -> str:
    convert = SCRIPTS[code].convert
    return convert(words) if convert else words


@register.simple_tag
def topic_links(codes: Iterable[str], script: Script) -> SafeString:
    """Return links to the pages of topics, by their names in the script of the page."""
    labels = lexicons.topic_labels()
    prefix = get_script_prefix()
    pairs = ((_topic_page(prefix, code), in_script(labels.get(code, code), script)) for code in codes)
    return format_html_join("", '<a href="{}">{}</a>', pairs)


@lru_cache(256)
def _topic_page(_prefix: str, code: str) -> str:
    return reverse("topic", args=[code])


def _doubts(one: NotedFigure) -> SafeString:
    words = [word for word in (one.role_word, _("存疑") if one.doubtful else "") if word]
    if not words:
        return _NOTHING
    return format_html_join("", "<small>{}</small>", ((word,) for word in words))


def _marked(run: Run, hits: int | str) -> SafeString:
    words = _words(run)
    if run.hit:
        words = _hit(run, words, int(hits))
    if run.supplied:
        words += format_html('<span class="supplied repair">〔{}〕</span>', run.supplied)
    return words


def _words(run: Run) -> SafeString:
    if run.defect:
        return format_html('<span class="defect defect--{}" title="原文如此">{}</span>', run.defect, run.text)
    if run.enumerator:
        return format_html('<b class="enum">{}</b>', run.text)
    return escape(run.text)


def _figure(anchor: str, words: SafeString) -> SafeString:
    if anchor:
        return format_html('<span class="fig" id="{}">{}</span>', anchor, words)
    return format_html('<span class="fig">{}</span>', words)


def _hit(run: Run, words: SafeString, hits: int) -> SafeString:
    if not run.first:
        return _MARK + words + _MARK_END
    marked = format_html('<mark id="hit-{}">{}</mark>', run.hit, words)
    return marked + _steps(run.hit, hits) if hits > 1 else marked


def _steps(number: int, total: int) -> SafeString:
    """Return the links to the hits before and after; before the first stands the last."""
    return format_html(
        _STEPS,
        number=number,
        total=total,
        before=number - 1 or total,
        after=number % total + 1,
        to_before=_("上一处命中"),
        to_after=_("下一处命中"),
    )
