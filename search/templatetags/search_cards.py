"""Result cards written out.

Twenty cards are most of a result page; as a template they took half of its time, for every part of a card is
a node that looks its names up. `format_html` escapes what it puts in, as a template does.
"""

from collections.abc import Iterable, Mapping

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from search.cards import Card, SectionLine
from search.templatetags.search_marks import marked, marked_phrases

register = template.Library()

_CARD = """
<li><article class="rc{guess}" aria-labelledby="r{number}">
  <div class="rc__spine">
    <span class="rc__year{year_guess}">{year}</span>
    <span class="rc__place{place_guess}">{place}</span>
  </div>
  <div class="rc__body">
    <h2 id="r{number}"><a class="ph"{lang} href="{url}">{title}</a>{supplied}</h2>
    <p class="rc__meta">{known}</p>
    {sections}
    <div class="rc__foot">
      <label>
        <input type="checkbox" name="r" value="{report}" form="cmp">
        {compare}<span class="vh">：{plain}</span>
      </label>
      {more}{occurrences}
      <a href="{url}#cite">{cite}<span class="vh">《{plain}》</span></a>
    </div>
  </div>
</article></li>
"""
_SECTION = """
<li class="hit">
  <div class="hit__path"><a href="{}">{}</a></div>
  <p>{}</p>{}
</li>
"""
_NOTHING = format_html("{}", "")


@register.simple_tag
def result_cards(cards: Iterable[Card]) -> SafeString:
    """Return a list item for each card, numbered from 1."""
    words = {
        "compare": _("加入对比"),
        "cite": _("引用"),
        "year": _(" 年度"),
        "unknown": _("未详"),
        "only": _("本节只提到："),
    }
    written = _NOTHING
    for number, card in enumerate(cards, 1):
        written += _card(card, number, words)
    return written


def _card(card: Card, number: int, words: Mapping[str, str]) -> SafeString:
    report = card.report
    year = format_html('{}<span class="vh">{}</span>', str(report.year), words["year"])
    return format_html(
        _CARD,
        number=str(number),
        guess=" rc__guess" if card.is_guess else "",
        year_guess=" guess" if report.is_year_inferred else "",
        year=year if report.year else words["unknown"],
        place_guess=" guess" if report.is_region_inferred else "",
        place=card.place,
        lang=_lang(card),
        url=card.url,
        title=marked_phrases(card.title),
        supplied=_with(' <span class="supplied">〔{}〕</span>', card.supplied),
        known=format_html_join(" ", "{}", ((part,) for part in _known(card))),
        sections=_sections(card, words),
        report=report.public_id,
        plain=report.title,
        compare=words["compare"],
        more=format_html('<a href="{}">{}</a>', card.url, card.more) if card.more else _NOTHING,
        occurrences=_with("<span>{}</span>", card.occurrences),
        cite=words["cite"],
    )


def _known(card: Card) -> Iterable[SafeString]:
    """Yield what is known of a report: place, kind, date, source, and what was inferred or is damaged."""
    if card.region_path:
        yield format_html("<span>{}</span>", card.region_path)
    yield format_html("<span>{}</span>", card.kind)
    if card.published:
        yield format_html('<span class="num">{}</span>', card.published)
    if card.source:
        official = " tag--official" if card.is_official else ""
        yield format_html('<span class="tag{}">{}</span>', official, card.source)
    for inference in card.inferences:
        yield format_html('<span class="tag tag--inferred">{}</span>', inference)


def _sections(card: Card, words: Mapping[str, str]) -> SafeString:
    if not card.sections:
        return _NOTHING
    lines = format_html_join("", _SECTION, (_line(line, words) for line in card.sections))
    return format_html('<ul class="hits"{}>{}</ul>', _lang(card), lines)


def _line(line: SectionLine, words: Mapping[str, str]) -> tuple[object, ...]:
    only = '<p class="hit__words" lang="zh-Hans">{}{}</p>'
    held = format_html(only, words["only"], line.words) if line.words else _NOTHING
    return line.url, line.path, marked(line.snippet), held


def _lang(card: Card) -> SafeString:
    return _with(' lang="{}"', card.lang)


def _with(skeleton: str, words: str) -> SafeString:
    """Return `words` in their place, or nothing when there are none."""
    return format_html(skeleton, words) if words else _NOTHING
