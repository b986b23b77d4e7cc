"""Rows of sections of the compare table, written out: what stands before them and in their empty cells."""

from urllib.parse import quote

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.templatetags.comparing import cell_label, passages_in_cell
from archive.views.compare.alike import Alike
from archive.views.compare.hands import HandMark
from archive.views.compare.table import Cell, Row, Topic

register = template.Library()

_NOTHING = escape("")
_ROW = '<tr role="row" id="{}"><th scope="row" role="rowheader"><div class="in">{}</div></th>{}</tr>'
_HEAD = "{}<small>{}</small>{}{}{}"
_NOTE = '<div class="both">{}</div>'
_UNDO = '<div class="both">{} <a href="{}" rel="nofollow">{}<span class="vh">{}</span></a></div>'
_CLOSE = '<div class="close"><a href="{}" rel="nofollow">{}<span class="vh">：{}</span></a> {}</div>'
_CELL, _EMPTY = '<td role="cell">{}{}</td>', '<td role="cell" class="none">{}{}</td>'


@register.simple_tag
def section_row(topic: Topic, row: Row, repair: str) -> SafeString:
    """Return one row of sections; `repair` is the address of the page that pairs one otherwise."""
    cells = _NOTHING
    for cell in row.cells:
        label = cell_label(cell.column.year, cell.column.place)
        if cell.passages:
            cells += format_html(_CELL, label, passages_in_cell(cell, repair))
        else:
            cells += format_html(_EMPTY, label, _empty(cell, row))
    return format_html(_ROW, row.id, _head(topic, row), cells)


def _head(topic: Topic, row: Row) -> SafeString:
    counted = _("%(part)s，共 %(count)d 处") % {"part": row.part, "count": row.sections}
    shared = _("两份以上提到：%(terms)s") % {"terms": "、".join(row.terms)}
    terms = format_html(_NOTE, shared) if row.terms else _NOTHING
    return format_html(_HEAD, topic.label, counted, _standing(row), terms, _close(row.alike))


def _standing(row: Row) -> SafeString:
    """Return how the row came to be: by hand, by the program and how surely, or that nothing pairs it."""
    if row.hands:
        return format_html_join("", "{}", ((_by_hand(mark),) for mark in row.hands))
    if row.certainty is None:
        return format_html(_NOTE, _("未配对"))
    sure = _("配对把握 %(word)s %(share)s") % {"word": row.certainty.word, "share": row.certainty.share}
    return format_html(_NOTE, f"{sure}：{row.certainty.why}" if row.certainty.why else sure)


def _by_hand(mark: HandMark) -> SafeString:
    if mark.saved is not None:
        return format_html(_NOTE, _("人工配对（工作人员保存）"))
    return format_html(_UNDO, _("人工配对"), mark.undo, _("撤销"), mark.sides[0])


def _close(alike: tuple[Alike, ...]) -> SafeString:
    same = _("较短的 %(percent)d%% 也见于另一处")
    rows = (
        (one.url, _("看字词差异"), "、".join(one.names), same % {"percent": one.percent}) for one in alike
    )
    return format_html_join("", _CLOSE, rows)


def _empty(cell: Cell, row: Row) -> SafeString:
    """Return where the report treats the topic instead, or what to look for in its full text."""
    written = escape(cell.nothing(row))
    if cell.elsewhere:
        links = ((id_, _("见%(label)s") % {"label": label}) for id_, label in cell.elsewhere)
        elsewhere = format_html_join(" ", '<a href="#{}">{}</a>', links)
        written += format_html("<br>{}", elsewhere)
    if cell.look_for:
        words = _("在全文中检索“%(word)s”") % {"word": cell.look_for}
        address = f"{cell.column.address}?q={quote(cell.look_for)}"
        written += format_html('<br><a href="{}">{}</a>', address, words)
    return written
