"""Words for codes, and titles cut where a line may break."""

from itertools import pairwise
from typing import Any

from django import template
from django.core.paginator import Paginator

from archive import lexicons
from archive.models import Report
from archive.text.segment import Token, words

register = template.Library()

_OPENING = "（(《〈“「『〔["
_NEVER_FIRST = "年月日的与和及"  # a lone one stays with the word before it


@register.filter
def phrases(title: str) -> list[str]:
    """Cut a title before its words, so that lines break only there; the parts join to the title."""
    cuts = [0, *(_before(title, token) for token in words(title) if _may_lead(token)), len(title)]
    return [title[start:end] for start, end in pairwise(cuts) if start < end]


def _may_lead(token: Token) -> bool:
    return token.text not in _NEVER_FIRST


def _before(title: str, token: Token) -> int:
    opened = token.start > 0 and title[token.start - 1] in _OPENING
    return token.start - opened


@register.filter
def topic_label(code: str) -> str:
    """Return the Chinese name of a topic code, or the code itself."""
    return lexicons.topic_labels().get(code, code)


@register.filter
def kind_label(code: str) -> str:
    """Return the Chinese name of a kind code, or the code itself."""
    return lexicons.kind_labels().get(code, code)


@register.filter
def role_label(code: str) -> str:
    """Return the Chinese name of a section role code, or the code itself."""
    return lexicons.role_labels().get(code, code)


@register.filter
def source_label(code: str) -> str:
    """Return the Chinese name of a source type, or the code itself."""
    return lexicons.source_labels().get(code, code)


@register.filter
def thousands(number: int) -> str:
    """Return a number with commas between its thousands."""
    return f"{number:,}"


@register.filter
def unbracketed(heading: str) -> str:
    """Return a supplied heading without the round brackets it is stored in."""
    return heading.strip("()（）")


@register.filter
def region_inferred(report: Report) -> bool:
    """Whether the report's region was inferred rather than read."""
    return "region_code" in report.inferred_fields


@register.filter
def year_inferred(report: Report) -> bool:
    """Whether the year a report is shelved under was inferred rather than read."""
    field = "reporting_year" if report.reporting_year else "plan_year"
    return field in report.inferred_fields


@register.filter
def elided(paginator: Paginator[Any], number: int) -> list[int | str]:
    """Return the page numbers to show around page `number`, gaps as an ellipsis."""
    return list(paginator.get_elided_page_range(number, on_each_side=2, on_ends=1))
