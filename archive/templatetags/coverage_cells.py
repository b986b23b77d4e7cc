"""Cells of the coverage grid, written out by a tag: a page has thousands."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.models import CoverageMark
from archive.views.coverage.grid import CHECKED, HELD, NONE, Cell, GridRow
from archive.views.coverage.question import Question

register = template.Library()

_LINK = '<td data-l="{}"><a class="c" href="{}" aria-label="{}">{}</a></td>'
_MARKED = '<td class="is-checked"><a class="c" href="{}" title="{}">查<span class="vh">：{}</span></a></td>'
_BARE = (
    '<td class="is-{}"><span class="c"><span aria-hidden="true">{}</span>'
    '<span class="vh">{}</span></span></td>'
)
_TO_MARK = '<td class="is-none"><a class="c" href="{}" aria-label="{}">·</a></td>'


@dataclass(frozen=True)
class _Words:
    """What is the same for every cell of a row."""

    base: str
    narrowing: str
    none: SafeString
    nonexistent: SafeString
    marking: str  # address of the page that marks, empty for readers


@register.simple_tag
def coverage_cells(row: GridRow, question: Question, may_mark: bool) -> SafeString:  # noqa: FBT001  (a tag)
    """Return the cells of a row; a count leads to its reports, and for staff an empty cell to its marking."""
    narrowing = urlencode(question.narrowing())
    absent = _("没有符合条件的报告") if question.narrows else _("未收录")
    words = _Words(
        base=f"{reverse('coverage')}{row.code}/",
        narrowing=f"?{narrowing}" if narrowing else "",
        none=format_html(_BARE, "none", "·", absent),
        nonexistent=format_html(_BARE, "nonexistent", "／", _("无此地区")),
        marking=reverse("coverage_marks") if may_mark and not question.narrows else "",
    )
    return format_html_join("", "{}", ((_cell(row, cell, words),) for cell in row.cells))


@register.filter
def looked(mark: CoverageMark) -> str:
    """Say when somebody looked for a report in vain, and what they noted."""
    told = _("%(day)s 查询，未见公开") % {"day": mark.checked_on.isoformat()}
    return f"{told}：{mark.note}" if mark.note else told


def _cell(row: GridRow, cell: Cell, words: _Words) -> SafeString:
    named = {"name": row.name, "year": cell.year, "n": cell.reports}
    if cell.state == HELD:
        label = _("%(name)s %(year)d 年，%(n)d 份") % named
        address = f"{words.base}{cell.year}/{words.narrowing}"
        return format_html(_LINK, cell.shade, address, label, cell.reports)
    if cell.state == CHECKED and cell.mark:
        told = looked(cell.mark)
        return format_html(_MARKED, f"{words.base}{cell.year}/{words.narrowing}", told, told)
    if cell.state == NONE and words.marking:
        label = _("%(name)s %(year)d 年，未收录，去标记") % named
        return format_html(_TO_MARK, f"{words.marking}?region={row.code}&year={cell.year}", label)
    return words.none if cell.state == NONE else words.nonexistent
