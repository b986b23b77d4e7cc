"""`manage.py find "QUERY"`: search from the command line; `--json` is a contract."""

import json
import os
import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, get_args

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.http import QueryDict
from django.utils.translation import gettext as _

from archive.models import Report
from search import forms
from search.engine import SearchError
from search.links import FACETS
from search.request import SearchRequest, Sort, Unit
from search.results import FacetValue, ReportHit, SearchPage, SectionHit
from search.service import search

LIMIT = 20
CUT_OFF = 141  # what a shell gives for a command that nobody read to its end: 128 and the signal for it
# Anything after one hyphen but -h, -v and -v2; after more of them what no option begins with.
_EXCLUSION = re.compile(r"-(?!-|h$|v[0-9]?$).+|--+[^-a-zA-Z].*", re.DOTALL)
Hit = tuple[ReportHit, SectionHit | None]


class Command(BaseCommand):
    """Prints hits section by section; a report found by its title alone has an empty section."""

    help = "Search the archive."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", help='words, "exact phrases", -exclusions, OR, ( ), fields as 地区:浙江')
        parser.add_argument("--region", action="append", help="GB/T 2260 code or prefix")
        parser.add_argument("--year", action="append", help="2022, 2020-2024, 2020- or -2024")
        for name in FACETS:
            if name not in {"region", "year"}:
                parser.add_argument(f"--{name}", action="append")
        parser.add_argument("--sort", choices=get_args(Sort), default="rel")
        parser.add_argument("--unit", choices=get_args(Unit), default="report")
        parser.add_argument("--verbatim", action="store_true", help="no synonyms and no scattered words")
        parser.add_argument("--strict", action="store_true", help="only hits in the very glyphs typed")
        parser.add_argument("--limit", type=int, default=LIMIT, help="most hits to print")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def run_from_argv(self, argv: list[str]) -> None:
        """Run as from a shell; a query may begin with its minus sign.

        A reader that has seen enough (`| head`) ends the command without a word.
        """
        try:
            super().run_from_argv([*argv[:2], *map(_not_an_option, argv[2:])])
            sys.stdout.flush()
        except BrokenPipeError:
            # What is still held back has nowhere to go when the interpreter ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(CUT_OFF)

    def handle(self, *args: Any, **options: Any) -> None:
        """Search and print. Fails with one plain line for a value that cannot be read."""
        if options["limit"] < 0:
            raise CommandError("--limit must not be negative")
        try:
            lines = list(_lines(options))
        except SearchError as error:
            raise CommandError(str(error)) from error
        except OperationalError as error:
            raise CommandError(f"the database cannot be read ({error}), run: manage.py migrate") from error
        for line in lines:
            self.stdout.write(line)


def _lines(options: dict[str, Any]) -> Iterator[str]:
    """Search and yield what to print."""
    asked = forms.read(_params(options))
    if asked.complaints:
        raise CommandError(" ".join(asked.complaints).replace("，已忽略这项", ""))
    hits, page = _collect(asked.request, options["limit"])
    if options["json"]:
        yield json.dumps(_contract(page, hits), ensure_ascii=False)
    else:
        yield from _plain(page, hits)


def _not_an_option(argument: str) -> str:
    """Return an exclusion such as `-疫情` with a space before it, which argparse takes for a value."""
    return f" {argument}" if _EXCLUSION.fullmatch(argument) else argument


def _params(options: dict[str, Any]) -> QueryDict:
    params = QueryDict(mutable=True)
    params["q"] = options["query"]
    params["sort"], params["unit"] = options["sort"], options["unit"]
    for key, option in (("only", "verbatim"), ("strict", "strict")):
        params[key] = "1" if options[option] else ""
    for key in FACETS:
        params.setlist(key, options[key] or [])
    return params


def _collect(request: SearchRequest, limit: int) -> tuple[list[Hit], SearchPage]:
    """Return the first `limit` hits: every section of the best report, then of the next one."""
    page = search(replace(request, page_size=max(limit, 1)), sections_shown=limit)
    hits = ((report, section) for report in page.hits for section in report.sections or (None,))
    return list(islice(hits, limit)), page


def _contract(page: SearchPage, hits: list[Hit]) -> dict[str, Any]:
    return {
        "query": page.request.query,
        "interpreted": page.interpreted,
        "reports": page.reports,
        "sections": page.sections,
        "hits": _described(hits),
        "facets": {name: [_facet(v) for v in values] for name, values in page.facets.items()},
        "suggestions": [
            {
                "kind": s.kind,
                "label": s.label,
                "query": s.request.query,
                "reports": s.reports,
                "sections": s.sections,
            }
            for s in page.suggestions
        ],
    }


def _described(hits: list[Hit]) -> list[dict[str, Any]]:
    wanted = {report.report for report, _section in hits}
    held = Report.objects.filter(public_id__in=wanted).select_related("region")
    reports = {report.public_id: report for report in held}
    return [_hit(reports[report.report], report, section) for report, section in hits]


def _hit(report: Report, hit: ReportHit, section: SectionHit | None) -> dict[str, Any]:
    return {
        "report": report.public_id,
        "section": section.anchor if section else "",
        "title": report.title,
        "year": report.shelf_year,
        "region_code": report.region.code if report.region else None,
        "score": round(section.score if section else hit.score, 4),
        "snippet": "".join(segment.text for segment in section.snippet) if section else "",
    }


def _facet(value: FacetValue) -> dict[str, Any]:
    return {
        "value": value.value,
        "label": value.label,
        "reports": value.reports,
        "sections": value.sections,
        "selected": value.selected,
        "children": [_facet(child) for child in value.children],
    }


def _plain(page: SearchPage, hits: list[Hit]) -> Iterator[str]:
    yield from page.notices
    if page.interpreted not in {"", page.request.query}:
        yield _("实际检索：%(words)s") % {"words": page.interpreted}
    yield _("%(reports)d 份报告，%(sections)d 个章节") % {
        "reports": page.reports,
        "sections": page.sections,
    }
    for hit, (_report, section) in zip(_described(hits), hits, strict=True):
        place = " › ".join([hit["title"], *(section.path if section else ())])
        yield f"{hit['report']} {hit['section']}  {place}"
        yield f"    {' '.join(hit['snippet'].split())}"
    for suggestion in page.suggestions:
        yield f"{suggestion.label}: {suggestion.reports}"
