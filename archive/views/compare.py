"""The compare page: two to four reports side by side, their sections paired by topic and role."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive import lexicons
from archive.analysis.align import role_group
from archive.models import Report, Section
from archive.views.compare_table import PARTS, Column, comparison
from archive.views.holdings import listed_reports

MOST = 4
OFFERED = 60  # reports to tick on the prompt page; search finds the others


@dataclass(frozen=True)
class Chosen:
    """The reports asked for, in order and each once, with a sentence for each that could not be taken."""

    reports: tuple[Report, ...]
    complaints: tuple[str, ...]


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Show the reports named by `r` in one table, or a prompt to choose while there are fewer than two.

    `role` narrows to one part of the reports (done, problem, plan, suggestion), `topic` to one topic, and
    `pick` asks for the prompt.
    """
    chosen = _chosen(request.GET.getlist("r"))
    if len(chosen.reports) < 2 or "pick" in request.GET:  # noqa: PLR2004  (a comparison needs two)
        return render(request, "archive/compare_pick.html", _prompt(chosen))
    part, topic, complaints = _narrowing(request)
    columns = [_column(report, chosen.reports) for report in chosen.reports]
    ids = [report.public_id for report in chosen.reports]
    context = {
        "columns": columns,
        "table": comparison(columns, part, topic),
        "complaints": (*chosen.complaints, *complaints),
        "names": "、".join(column.name for column in columns),
        "full": len(ids) == MOST,
        "pick": compare_address(ids, pick="1"),
        "parts": _parts(chosen.reports, ids, part, topic),
        "topic": lexicons.topic_labels().get(topic, ""),
        "all_topics": compare_address(ids, role=part),
    }
    return render(request, "archive/compare.html", context)


def _parts(reports: tuple[Report, ...], ids: list[str], part: str, topic: str) -> list[tuple[str, str, bool]]:
    """Return (name, address, whether current) of the parts these reports have; none when there is one."""
    revisions = [report.current_revision_id for report in reports]
    roles = Section.objects.filter(revision__in=revisions).order_by().values_list("role").distinct()
    held = {role_group(role) for (role,) in roles} | {part}
    choices = [("", _("全部")), *((code, str(name)) for code, name in PARTS.items() if code in held)]
    if len(choices) == 2:  # noqa: PLR2004  (all, and the only one)
        return []
    return [(name, compare_address(ids, role=code, topic=topic), code == part) for code, name in choices]


def compare_address(ids: list[str], **others: str) -> str:
    """Return the address comparing these reports in this order; empty parameters are left out."""
    pairs = [("r", one) for one in ids] + [(key, value) for key, value in others.items() if value]
    return f"{reverse('compare')}?{urlencode(pairs)}" if pairs else reverse("compare")


def _chosen(typed: list[str]) -> Chosen:
    named = [one.strip() for one in typed if one.strip() and one.isprintable()]
    ids = list(dict.fromkeys(named))
    repeated = len(named) > len(ids)
    complaints = [_("同一份报告只列一次。")] if repeated else []
    held = {report.public_id: report for report in listed_reports().filter(public_id__in=ids)}
    complaints += [_unavailable(one) for one in ids if one not in held]
    found = [held[one] for one in ids if one in held]
    if len(found) > MOST:
        left = "、".join(f"《{report.title}》" for report in found[MOST:])
        sentence = _("最多并排 %(most)d 份，只列出前 %(most)d 份，没有列出：%(left)s。")
        complaints.append(sentence % {"most": MOST, "left": left})
    return Chosen(tuple(found[:MOST]), tuple(complaints))


def _unavailable(public_id: str) -> str:
    withdrawn = Report.objects.filter(public_id=public_id).first()
    if withdrawn is None:
        return _("没有编号为“%(id)s”的报告。") % {"id": public_id[:40]}
    return _("《%(title)s》（%(id)s）已撤下，不能对比。") % {
        "title": withdrawn.title,
        "id": public_id,
    }


def _narrowing(request: HttpRequest) -> tuple[str, str, list[str]]:
    """Return the part and topic to narrow to, each empty for all, and what could not be read."""
    part, topic = request.GET.get("role", ""), request.GET.get("topic", "")
    complaints = []
    if part and part not in PARTS:
        complaints.append(_("没有名为“%(value)s”的章节角色，已忽略这项。") % {"value": part[:20]})
        part = ""
    if topic and topic not in lexicons.topic_labels():
        complaints.append(_("没有名为“%(value)s”的主题，已忽略这项。") % {"value": topic[:20]})
        topic = ""
    return part, topic, complaints


def _column(report: Report, reports: tuple[Report, ...]) -> Column:
    others = [one.public_id for one in reports if one is not report]
    return Column.of(report, remove=compare_address(others))


def _prompt(chosen: Chosen) -> dict[str, Any]:
    """Return the prompt page: the chosen reports first and ticked, then the newest others."""
    published = listed_reports()
    taken = [report.pk for report in chosen.reports]
    others = published.exclude(pk__in=taken).newest_first()[:OFFERED]
    return {
        "chosen": chosen.reports,
        "others": others,
        "complaints": chosen.complaints,
        "unlisted": max(published.count() - len(taken) - OFFERED, 0),
        "most": MOST,
    }
