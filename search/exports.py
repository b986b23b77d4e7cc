"""All that a search finds as a file: a row for every section of every report, not only of one page."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.exports import Export, csv_response
from archive.lexicons import kind_labels
from archive.models import Report
from search import forms, links, service
from search.engine import SearchError
from search.request import Filters, SearchRequest
from search.results import ReportHit, SectionHit

logger = logging.getLogger(__name__)


@require_safe
def search_csv(http: HttpRequest) -> HttpResponseBase:
    """Stream what /search with the same query string finds; `page` makes no difference."""
    asked = forms.read(http.GET)
    request = replace(asked.request, page=1)
    if not asked.complaints and links.typed_pairs(http) != links.query_pairs(request):
        return redirect(file_address(request))
    query = service.read(request)
    if not query and request.filters == Filters():
        said = _("没有检索词，也没有条件。请先检索；全部报告的目录在 %(address)s。")
        sentence = said % {"address": http.build_absolute_uri(reverse("browse_csv"))}
        return HttpResponseBadRequest(sentence, content_type="text/plain; charset=utf-8")
    try:
        found = service.everything(request)
    except SearchError as error:
        logger.error("no search: %s", error)  # noqa: TRY400  (the sentence says it all)
        return render(http, "search/unavailable.html", {"asked": request}, status=503)
    return csv_response(http, _export(http, request, found, (*asked.complaints, *query.notices)))


def file_address(request: SearchRequest) -> str:
    """Return the address of all that `request` finds as a file."""
    return f"{reverse('search_csv')}?{urlencode(links.query_pairs(replace(request, page=1)))}"


def _export(
    http: HttpRequest, request: SearchRequest, found: service.Everything, said: Sequence[str]
) -> Export:
    counts = _("共 %(reports)d 份报告、%(sections)d 个章节") % found.total._asdict()
    return Export(
        name="search",
        title=_("检索结果，%(counts)s") % {"counts": counts},
        parameters=urlencode(links.query_pairs(request)),
        columns=_columns(),
        rows=_rows(http, found.batches),
        notes=tuple(said),
        edition=found.edition,
    )


def _columns() -> tuple[str, ...]:
    report = (_("报告编号"), _("标题"), _("地区代码"), _("地区"), _("年度"), _("种类"), _("发布机构"))
    section = (_("章节"), _("固定链接"), _("命中处数"), _("命中的词"), _("摘录"), _("得分"))
    return (*report, *section)


def _rows(http: HttpRequest, batches: Iterator[tuple[ReportHit, ...]]) -> Iterator[tuple[object, ...]]:
    kinds = kind_labels()
    for hits in batches:
        known = _catalogue([hit.report for hit in hits])
        for hit in hits:
            code, issuer = known[hit.report]
            record = hit.record
            kind = kinds.get(record.kind, record.kind)
            head = (hit.report, record.title, code, "".join(record.region), record.year, kind, issuer)
            page = http.build_absolute_uri(reverse("report", args=[hit.report]))
            for section in hit.sections:
                yield (*head, *_of_section(section, page))
            if not hit.sections:  # found by its title alone
                marks = sum(segment.in_layer("hit") for segment in hit.title)
                yield (*head, "", page, marks, "", "", _score(hit.score))


def _of_section(section: SectionHit, page: str) -> tuple[object, ...]:
    return (
        " › ".join(section.path),
        f"{page}#{section.anchor}",
        section.occurrences,
        " ".join(section.words),
        "".join(segment.text for segment in section.snippet),
        _score(section.score),
    )


def _score(score: float) -> str:
    return f"{score:.4f}"


def _catalogue(public_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return public id -> division code and issuer, an inferred one in the brackets that say so."""
    rows = Report.objects.filter(public_id__in=public_ids).order_by()
    found = rows.values_list("public_id", "region__code", "issuer", "issuer_inferred")
    return {
        public_id: (code or "", issuer or (f"〔{inferred}〕" if inferred else ""))
        for public_id, code, issuer, inferred in found
    }
