"""The list of reports as a file: a row for every report with all that the archive knows of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponseBadRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive import lexicons
from archive.exports import Export, csv_response
from archive.models import Evidence, Region, Report
from archive.models.report import ReportQuerySet
from archive.views.browse import ORDERS, ordered, place_of, within
from archive.views.card import LABELS
from archive.views.successions import held_regions

_AT_ONCE = 500
_SHORT_CODES = (2, 4)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_UNUSED = ("text", "dropped", "defects", "warnings", "tables", "pages", "repairs")  # long columns
_LONGEST = 20  # of what is told back


@dataclass(frozen=True)
class Wanted:
    """Which reports: of a division and all below it (000000: of none known), a year, a topic, a kind."""

    region: str = ""
    year: str = ""
    topic: str = ""
    kind: str = ""
    sort: str = ""

    @property
    def parameters(self) -> str:
        """The question as a query string, in one order, what is not asked left out."""
        return urlencode([(name, value) for name, value in vars(self).items() if value])

    def reports(self) -> ReportQuerySet:
        """Return the published ones, in the order asked for."""
        guesses = Evidence.objects.filter(inferred=True, overridden=False)
        found = (
            Report.objects.published()
            .select_related("current_revision__source_file", "repost_of")
            .defer(*(f"current_revision__{name}" for name in _UNUSED))
            .prefetch_related(Prefetch("current_revision__evidence", queryset=guesses))
        )
        if self.region:
            found = found.filter(within(self.region, held_regions()))
        if self.year:
            found = found.of_year(int(self.year))
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.topic:
            found = found.with_topic(self.topic)
        return ordered(found, self.sort)


@require_safe
def browse_csv(request: HttpRequest) -> HttpResponseBase:
    """Stream the reports of `region`, `year`, `topic`, `kind`, ordered by `sort`; 400 says what is wrong."""
    wanted, complaints = _read(request.GET)
    if complaints:
        return HttpResponseBadRequest("\n".join(complaints), content_type="text/plain; charset=utf-8")
    export = Export(
        name="reports",
        title=_("报告目录"),
        parameters=wanted.parameters,
        columns=_columns(),
        rows=_rows(request, wanted),
    )
    return csv_response(request, export)


def _read(query: QueryDict) -> tuple[Wanted, list[str]]:
    asked = {name: query.get(name, "").strip() for name in ("region", "year", "topic", "kind", "sort")}
    if len(asked["region"]) in _SHORT_CODES:
        asked["region"] = asked["region"].ljust(6, "0")
    refused = {
        "region": (_is_place(asked["region"]), _("没有代码为“%(value)s”的地区，请用六位区划代码。")),
        "year": (bool(_YEAR.fullmatch(asked["year"])), _("看不懂年份“%(value)s”，请写四位数字。")),
        "topic": (asked["topic"] in lexicons.topic_labels(), _("没有代码为“%(value)s”的主题。")),
        "kind": (asked["kind"] in lexicons.kind_labels(), _("没有代码为“%(value)s”的种类。")),
        "sort": (asked["sort"] in ORDERS, _("没有“%(value)s”这种排序，可用 new、old、region。")),
    }
    complaints = [
        said % {"value": query.get(name, "").strip()[:_LONGEST]}
        for name, (is_known, said) in refused.items()
        if asked[name] and not is_known
    ]
    return Wanted(**asked), complaints


def _is_place(code: str) -> bool:
    try:
        place_of(code)
    except Http404:
        return False
    return True


def _columns() -> tuple[str, ...]:
    what = (_("报告编号"), _("标题"), _("地区代码"), _("地区"), _("归档年度"), _("报告年度"))
    which = (_("计划年度"), _("标题所称年度"), _("种类代码"), _("种类"), _("发布机构"), _("推断的发布机构"))
    told = (_("文号"), _("索引号"), _("发布日期"), _("发布时刻"), _("成文日期"))
    source = (_("来源名称"), _("来源网址"), _("来源类型"), _("转载自"), _("推断的项目"))
    held = (_("版本"), _("原件文件名"), _("原件字节数"), _("原件 SHA-256"))
    where = (_("固定链接"), _("本版链接"), _("原件链接"), _("收录时间"))
    return (*what, *which, *told, *source, *held, *where)


def _rows(request: HttpRequest, wanted: Wanted) -> Iterator[tuple[object, ...]]:
    kinds, sources = lexicons.kind_labels(), lexicons.source_labels()
    places = _places()
    for report in wanted.reports().iterator(_AT_ONCE):
        inferred = report.inferred_fields
        yield (
            *_what(report, places),
            report.kind,
            kinds.get(report.kind, report.kind),
            report.issuer,
            report.issuer_inferred,
            report.doc_no,
            report.index_no,
            report.published_on,
            report.published_time,
            report.signed_on,
            report.source_name,
            report.source_url,
            sources.get(report.source_type, report.source_type),
            _origin(report),
            "、".join(str(label) for name, label in LABELS.items() if name in inferred),
            *_held(request, report),
            report.created_at,
        )


def _what(report: Report, places: Mapping[int | None, tuple[str, str]]) -> tuple[object, ...]:
    years = (report.shelf_year, report.reporting_year, report.plan_year, report.reporting_year_claimed)
    return (report.public_id, report.title, *places[report.region_id], *years)


def _places() -> dict[int | None, tuple[str, str]]:
    """Return key -> code and full name of every division; nothing for none."""
    rows = Region.objects.select_related("parent__parent")
    return {None: ("", ""), **{region.pk: (region.code, region.full_name) for region in rows}}


def _origin(report: Report) -> str:
    """Return the report this one repeats, if readers can see it."""
    origin = report.repost_of
    return origin.public_id if origin and origin.state == Report.State.PUBLISHED else ""


def _held(request: HttpRequest, report: Report) -> tuple[object, ...]:
    """Return version, the file it came from, and the addresses of the report, the version and the file."""
    page = request.build_absolute_uri(report.get_absolute_url())
    revision = report.current_revision
    if revision is None:
        return ("", "", "", "", page, "", "")
    source, version = revision.source_file, f"{page}v{revision.number}/"
    return (revision.number, source.name, source.size, source.sha256, page, version, f"{version}original")
