"""Result cards written out.

Twenty cards are most of a result page; as a template they took half of its time, for every part of a card is
a node that looks its names up. `format_html` escapes what it puts in, as a template does; what is joined by
hand is either escaped right there or one of the constants.
"""

from collections.abc import Iterable, Mapping

from django import template
from django.utils.html import escape, format_html, format_html_join
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
_NOTHING, _SPACE, _GUESS = escape(""), escape(" "), escape(" guess")
_RC_GUESS = escape(" rc__guess")
_END = format_html("</{}>", "span")
_SPAN = format_html("<{}>", "span")
_HIDDEN, _DATE, _SUPPLIED = (format_html('<span class="{}">', name) for name in ("vh", "num", "supplied"))
_TAG, _OFFICIAL, _INFERRED = (
    format_html('<span class="tag{}">', name) for name in ("", " tag--official", " tag--inferred")
)
_HANT = format_html(' lang="{}"', "zh-Hant")


@register.simple_tag
def result_cards(cards: Iterable[Card]) -> SafeString:
    """Return a list item for each card, numbered from 1."""
    words = {
        "compare": escape(_("加入对比")),
        "cite": escape(_("引用")),
        "year": _HIDDEN + escape(_(" 年度")) + _END,
        "unknown": escape(_("未详")),
        "only": _("本节只提到："),
    }
    written = _NOTHING
    for number, card in enumerate(cards, 1):
        written += _card(card, number, words)
    return written


def _card(card: Card, number: int, words: Mapping[str, str]) -> SafeString:
    report, url = card.report, escape(card.url)
    return format_html(
        _CARD,
        number=escape(str(number)),
        guess=_RC_GUESS if card.is_guess else _NOTHING,
        year_guess=_GUESS if report.is_year_inferred else _NOTHING,
        year=escape(str(report.year)) + words["year"] if report.year else words["unknown"],
        place_guess=_GUESS if report.is_region_inferred else _NOTHING,
        place=card.place,
        lang=_HANT if card.lang else _NOTHING,
        url=url,
        title=marked_phrases(card.title),
        supplied=_SPACE + _SUPPLIED + escape(f"〔{card.supplied}〕") + _END if card.supplied else _NOTHING,
        known=_known(card),
        sections=_sections(card, words),
        report=report.public_id,
        plain=escape(report.title),
        compare=words["compare"],
        more=format_html('<a href="{}">{}</a>', url, card.more) if card.more else _NOTHING,
        occurrences=_SPAN + escape(card.occurrences) + _END if card.occurrences else _NOTHING,
        cite=words["cite"],
    )


def _known(card: Card) -> SafeString:
    """Return what is known of a report: place, kind, date, source, and what was inferred or is damaged."""
    known = [
        (_SPAN, card.region_path),
        (_SPAN, card.kind),
        (_DATE, card.published),
        (_OFFICIAL if card.is_official else _TAG, card.source),
        *((_INFERRED, inference) for inference in card.inferences),
    ]
    written = _NOTHING
    for opening, words in known:
        if words:
            written += (_SPACE if written else _NOTHING) + opening + escape(words) + _END
    return written


def _sections(card: Card, words: Mapping[str, str]) -> SafeString:
    if not card.sections:
        return _NOTHING
    lines = format_html_join("", _SECTION, (_line(line, words) for line in card.sections))
    return format_html('<ul class="hits"{}>{}</ul>', _HANT if card.lang else _NOTHING, lines)


def _line(line: SectionLine, words: Mapping[str, str]) -> tuple[object, ...]:
    only = '<p class="hit__words" lang="zh-Hans">{}{}</p>'
    held = format_html(only, words["only"], line.words) if line.words else _NOTHING
    return line.url, line.path, marked(line.snippet), held
