"""A search that found nothing: what killed it, what would find something, and what was looked through."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from archive.models import Report
from search import controls, forms, links
from search.request import SearchRequest
from search.results import SearchPage, Suggestion


def context(page: SearchPage) -> dict[str, Any]:
    """Return what the page without results says and offers."""
    return {
        "heading": _heading(page),
        "searched": _searched(page.request),
        "place": _place(page.request),
        "suggestions": [
            (_titles().get(kind, kind), offers(page.suggestions, kind))
            for kind in dict.fromkeys(one.kind for one in page.suggestions)
        ],
    }


def offers(suggestions: Iterable[Suggestion], kind: str) -> list[tuple[Suggestion, str]]:
    """Return the suggestions of one kind, each with the address of what it suggests."""
    return [(one, links.address(one.request)) for one in suggestions if one.kind == kind]


def _titles() -> dict[str, str]:
    return {
        "region": _("按地区查找"),
        "spelling": _("是不是要找"),
        "without_filter": _("去掉筛选"),
        "without_word": _("少用一个词"),
        "wider_unit": _("放宽命中范围"),
        "looser": _("放宽写法"),
    }


def _heading(page: SearchPage) -> str:
    query = page.query
    if not query.terms and not query.unwanted:
        return _("没有报告符合这些筛选条件")
    if not query.terms:
        return _("排除“%(words)s”之后没有剩下的报告") % {"words": "、".join(t.text for t in query.unwanted)}
    if len(page.words) > 1:
        where = _("没有章节") if page.request.unit == "section" else _("没有报告")
        return _("%(where)s同时包含这 %(count)d 个词") % {
            "where": where,
            "count": len(page.words),
        }
    return _("没有报告提到“%(query)s”") % {"query": page.request.query}


def _place(asked: SearchRequest) -> tuple[str, str] | None:
    """Return name and browse address of the division searched, or None unless it is a single one."""
    if len(asked.filters.regions) != 1:
        return None
    [code] = asked.filters.regions
    [label] = [chip.label for chip in controls.chips(asked) if chip.key == "region"]
    return label, reverse("browse_region", args=[code.ljust(6, "0")])


def _searched(asked: SearchRequest) -> str:
    """Return the sentence saying how many reports were looked through."""
    reports = Report.objects.published()
    place = _place(asked)
    if place is None or asked.filters.regions == (forms.UNKNOWN_REGION,):
        return _("本档案共收录 %(count)d 份报告，均已查过。") % {"count": reports.count()}
    count = reports.in_region(asked.filters.regions[0]).count()
    return _("%(region)s共收录 %(count)d 份报告，均已查过。") % {"region": place[0], "count": count}
