"""The cells of the compare table, written out: a page has hundreds, and templates take long over them."""

from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.text.spans import Segment
from archive.views.compare_figures import Said, Slot
from archive.views.compare_sections import Passage

register = template.Library()

# Safe strings stay safe when they are joined.
_NOTHING = escape("")
_HEADING = '<h2 id="{}"{}{}><a href="{}">{}</a></h2>'
_HANT, _SUPPLIED = format_html(' lang="{}"', "zh-Hant"), format_html(' class="{}"', "supplied")
_TERM = '<span class="both-w">{}</span>'
_REPAIR = '<a class="repair" href="{}&amp;section={}" rel="nofollow">{}<span class="vh">：{}</span></a>'
_FOLD = "<details><summary>{}</summary>{}</details>"


@register.simple_tag
def passage_in_cell(passage: Passage, repair: str, *, brief: bool = False) -> SafeString:
    """Return one section: path, opening, the rest folded, a way to pair it otherwise at `repair`."""
    lang = _HANT if passage.lang else _NOTHING
    supplied = _SUPPLIED if passage.supplied else _NOTHING
    written = format_html(_HEADING, passage.id, lang, supplied, passage.url, passage.path)
    if not brief:
        written += _paragraphs(passage.text.shown, lang)
        if passage.text.rest:
            summary = _("展开其余 %(count)d 字") % {"count": passage.text.rest_length}
            written += format_html(_FOLD, summary, _paragraphs(passage.text.rest, lang))
    return written + format_html(_REPAIR, repair, passage.end, _("改配对"), passage.path)


@register.simple_tag
def said_in_cell(slot: Slot) -> SafeString:
    """Return what one report says of one indicator: levels, then goals and changes in muted lines."""
    written = _NOTHING
    for place, one in enumerate(slot.levels):
        further = " amount--more" if place else ""
        written += format_html('<div class="amount{}">{}</div>', further, _amount(one))
    if not slot.levels:
        written = format_html('<div class="muted">{}</div>', _("未载"))
    for one in slot.others:
        written += format_html('<div class="amount muted">{} {}</div>', one.cell.role_word, _amount(one))
    return written


def _paragraphs(paragraphs: Iterable[Iterable[Segment]], lang: SafeString) -> SafeString:
    written = _NOTHING
    for paragraph in paragraphs:
        text = _NOTHING
        for segment in paragraph:
            text += format_html(_TERM, segment.text) if segment.layers else escape(segment.text)
        written += format_html("<p{}>{}</p>", lang, text)
    return written


def _amount(said: Said) -> SafeString:
    cell = said.cell
    qualifier = _("（%(words)s）") % {"words": cell.qualifier} if cell.qualifier else ""
    written = format_html('<a href="{}">{}{}</a>', cell.url, cell.amount, qualifier)
    if cell.normalised:
        written += format_html(' <span class="normal">= {}</span>', cell.normalised)
    for doubt in cell.doubts:
        written += format_html(' <span class="doubt">{}：{}</span>', _("存疑"), doubt)
    if said.clause:
        written += format_html(' <span class="clause">{}</span>', said.clause)
    for number, url in enumerate(said.again, 2):
        hidden = _("%(amount)s，第 %(number)d 处") % {"amount": cell.amount, "number": number}
        again = ' <a class="again" href="{}">{}<span class="vh">{}</span></a>'
        written += format_html(again, url, _("又见"), hidden)
    return written
