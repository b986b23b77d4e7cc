"""The compare page: two to four reports side by side, their numbers and their sections."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive import lexicons
from archive.views.compare.address import MOST, PARTS, Reading, read_address
from archive.views.compare.layout import Layout, lay_out
from archive.views.differences.page import differences
from archive.views.holdings import listed_reports

OFFERED = 60  # reports to tick on the prompt page; search finds the others
FEWEST = 2  # reports a comparison needs


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Show the reports named by `r` in one table, or a prompt to choose while there are fewer than two.

    `role` narrows to one part of the reports (done, problem, plan, suggestion), `topic` to one topic, `pair`
    and `apart` pair sections by hand (`id.anchor~id.anchor`), `pick` asks for the prompt; `mode=diff` shows
    the words that differ instead.
    """
    mode = request.GET.get("mode", "")
    if mode == "diff":
        return differences(request)
    reading = read_address(request.GET)
    if len(reading.reports) < FEWEST or "pick" in request.GET:
        return prompt(request, reading)
    layout = lay_out(reading)
    return render(request, "archive/compare/page.html", _shown(request, layout, unknown_mode(mode)))


def unknown_mode(mode: str) -> tuple[str, ...]:
    """Return the sentence about a mode there is not; none for the empty one, which compares by topic."""
    sentence = _("没有名为“%(mode)s”的对照方式，已按主题对比。")
    return (sentence % {"mode": mode[:20]},) if mode else ()


def prompt(request: HttpRequest, reading: Reading, status: int = 200) -> HttpResponse:
    """Show the prompt page: the chosen reports first and ticked, then the newest others."""
    published = listed_reports()
    taken = [report.pk for report in reading.reports]
    context = {
        "chosen": reading.reports,
        "others": published.exclude(pk__in=taken).newest_first()[:OFFERED],
        "complaints": reading.complaints,
        "kept": [(key, value) for key, value in reading.asked.parameters if key != "r"],
        "unlisted": max(published.count() - len(taken) - OFFERED, 0),
        "most": MOST,
    }
    return render(request, "archive/compare/pick.html", context, status=status)


def _shown(request: HttpRequest, layout: Layout, unknown: tuple[str, ...]) -> dict[str, Any]:
    asked = layout.asked
    return {
        "layout": layout,
        "columns": layout.columns,
        "table": layout.table,
        "figures": layout.figures,
        "complaints": (*unknown, *layout.complaints),
        "names": layout.names,
        "full": len(asked.ids) == MOST,
        "pick": asked.address(pick="1"),
        "csv": asked.address("compare_csv"),
        "parts": [
            (PARTS.get(code, _("全部")), address, current) for code, address, current in layout.part_links()
        ],
        "topic": lexicons.topic_labels().get(asked.topic, ""),
        "all_topics": asked.narrowed(asked.part, "").address(),
        "repair": asked.address("compare_repair"),
        "signed_in": request.user.is_authenticated,
        "sign_in": f"{reverse('login')}?{urlencode({'next': asked.address()})}",
        "may_save": request.user.has_perm("archive.add_savedpair"),
        "may_remove": request.user.has_perm("archive.delete_savedpair"),
    }
