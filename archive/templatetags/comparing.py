"""Rows of the compare table, written out: a page has hundreds of cells, and templates take long over them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive.text.spans import Segment
from archive.views.compare.figures import FigureRow, Said, Slot
from archive.views.compare.sections import Passage
from archive.views.compare.table import Cell

register = template.Library()

# Safe strings stay safe when they are joined, which takes a fraction of the time of formatting them.
_NOTHING, _SPACE = escape(""), escape(" ")
_CELL, _CELL_END = format_html('<td role="{}">', "cell"), format_html("</{}>", "td")
_ROW_END = format_html("</{}>", "tr")
_P, _P_END = format_html("<{}>", "p"), format_html("</{}>", "p")
_P_HANT = format_html('<p lang="{}">', "zh-Hant")
_TERM, _TERM_END = format_html('<span class="{}">', "both-w"), format_html("</{}>", "span")
_MORE = format_html('<div class="amount {}">', "amount--more")
_AMOUNT, _MUTED = format_html('<div class="{}">', "amount"), format_html('<div class="amount {}">', "muted")
_DIV_END = format_html("</{}>", "div")
_HEADING = '<h2 id="{}"{}{}><a href="{}">{}</a></h2>'
_HANT, _SUPPLIED = format_html(' lang="{}"', "zh-Hant"), format_html(' class="{}"', "supplied")
_REPAIR = '<a class="repair" href="{}&amp;section={}" rel="nofollow">{}<span class="vh">：{}</span></a>'
_FOLD = "<details><summary>{}</summary>{}</details>"


@dataclass(frozen=True)
class _Words:
    """The words every row repeats, escaped."""

    repair: SafeString
    untold: SafeString
    doubtful: SafeString
    again: SafeString
    rest: str  # with %(count)d


@register.simple_tag
def figure_row(row: FigureRow) -> SafeString:
    """Return one indicator with what every report says of it."""
    head = '<tr role="row"><th scope="row" role="rowheader"><a href="{}">{}</a></th>'
    written = format_html(head, row.indicator.get_absolute_url(), row.indicator.name)
    for slot in row.slots:
        written += _CELL + cell_label(slot.column.year, slot.column.place) + said_in_cell(slot) + _CELL_END
    return written + _ROW_END


@register.simple_tag
def said_in_cell(slot: Slot) -> SafeString:
    """Return what one report says of one indicator: levels, then goals and changes in muted lines."""
    words = _words(get_language())
    written = _NOTHING if slot.levels else words.untold
    for place, one in enumerate(slot.levels):
        written += (_MORE if place else _AMOUNT) + _amount(one, words) + _DIV_END
    for one in slot.others:
        written += _MUTED + escape(one.cell.role_word) + _SPACE + _amount(one, words) + _DIV_END
    return written


def passages_in_cell(cell: Cell, repair: str) -> SafeString:
    """Return the sections of one cell; `repair` is the address of the page that pairs one otherwise."""
    words = _words(get_language())
    written = _NOTHING
    for passage in cell.passages:
        written += _passage(passage, repair, words)
    if cell.more:
        summary = _("另有 %(count)d 个章节") % {"count": len(cell.more)}
        brief = _NOTHING
        for passage in cell.more:
            brief += _heading(passage) + _repair(passage, repair, words)
        written += format_html(_FOLD, summary, brief)
    return written


@lru_cache(8)
def _words(_language: str | None) -> _Words:
    return _Words(
        repair=escape(_("改配对")),
        untold=format_html('<div class="muted">{}</div>', _("未载")),
        doubtful=escape(_("存疑")),
        again=escape(_("又见")),
        rest=_("展开其余 %(count)d 字"),
    )


@lru_cache(1024)
def cell_label(year: str, place: str) -> SafeString:
    """Return what tells, where columns are stacked, whose cell it is."""
    return format_html('<div class="cell-label"><b>{}</b>{}</div>', year, place)


def _passage(passage: Passage, repair: str, words: _Words) -> SafeString:
    written = _heading(passage) + _paragraphs(passage.text.shown, passage.lang)
    if passage.text.rest:
        summary = words.rest % {"count": passage.text.rest_length}
        written += format_html(_FOLD, summary, _paragraphs(passage.text.rest, passage.lang))
    return written + _repair(passage, repair, words)


def _heading(passage: Passage) -> SafeString:
    lang = _HANT if passage.lang else _NOTHING
    supplied = _SUPPLIED if passage.supplied else _NOTHING
    return format_html(_HEADING, passage.id, lang, supplied, passage.url, passage.path)


def _repair(passage: Passage, repair: str, words: _Words) -> SafeString:
    return format_html(_REPAIR, repair, passage.end, words.repair, passage.path)


def _paragraphs(paragraphs: Iterable[Iterable[Segment]], lang: str) -> SafeString:
    written, opening = _NOTHING, _P_HANT if lang else _P
    for paragraph in paragraphs:
        written += opening
        for segment in paragraph:
            text = escape(segment.text)
            written += _TERM + text + _TERM_END if segment.layers else text
        written += _P_END
    return written


def _amount(said: Said, words: _Words) -> SafeString:
    cell = said.cell
    qualifier = f"（{cell.qualifier}）" if cell.qualifier else ""
    written = format_html('<a href="{}">{}</a>', cell.url, f"{cell.amount}{qualifier}")
    if cell.normalised:
        written += format_html(' <span class="normal">= {}</span>', cell.normalised)
    for doubt in cell.doubts:
        written += format_html(' <span class="doubt">{}：{}</span>', words.doubtful, doubt)
    if said.clause:
        written += format_html(' <span class="clause">{}</span>', said.clause)
    for number, url in enumerate(said.again, 2):
        hidden = _("%(amount)s，第 %(number)d 处") % {"amount": cell.amount, "number": number}
        again = ' <a class="again" href="{}">{}<span class="vh">{}</span></a>'
        written += format_html(again, url, words.again, hidden)
    return written
