"""Result cards: what the page shows of each report that was found."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from archive.lexicons import source_labels
from archive.models import Report
from archive.text.scripts import detect_script
from archive.text.spans import Segment
from archive.views.holdings import listed_reports
from search.results import ReportHit, SearchPage, SectionHit


@dataclass(frozen=True)
class SectionLine:
    """One section of a card: where it leads, its headings, the snippet and the words it holds."""

    url: str
    path: str
    snippet: tuple[Segment, ...]
    words: tuple[str, ...]  # empty when the section holds every word


@dataclass(frozen=True)
class Card:
    """One report of the results."""

    report: Report
    title: tuple[Segment, ...]
    url: str
    year_inferred: bool
    region_inferred: bool
    supplied: str
    region_path: str
    source: str
    damage: tuple[str, ...]
    sections: tuple[SectionLine, ...]
    more_sections: int
    occurrences: int
    lang: str  # set when the source is not in the script of the page


def cards(page: SearchPage) -> list[Card]:
    """Return the cards of a page in its order; a report withdrawn since indexing is left out."""
    reports = {r.public_id: r for r in _reports(hit.report for hit in page.hits)}
    return [_card(reports[h.report], h, page) for h in page.hits if h.report in reports]


def _reports(ids: Iterable[str]) -> Iterable[Report]:
    return listed_reports().filter(public_id__in=list(ids))


def _card(report: Report, hit: ReportHit, page: SearchPage) -> Card:
    inferred = report.inferred_fields
    region_inferred = "region_code" in inferred
    year_inferred = ("reporting_year" if report.reporting_year else "plan_year") in inferred
    url = _carrying(report.get_absolute_url(), page.request.query)
    return Card(
        report=report,
        title=hit.title,
        url=url,
        year_inferred=year_inferred,
        region_inferred=region_inferred,
        supplied=_supplied(report, region=region_inferred, year=year_inferred),
        region_path=" › ".join(r.name for r in report.region.lineage) if report.region else "",
        source=source_labels().get(report.source_type, ""),
        damage=_damage(report),
        sections=tuple(_line(section, url, page.words) for section in hit.sections),
        more_sections=max(hit.section_total - len(hit.sections), 0),
        occurrences=hit.occurrences,
        lang=_lang(hit),
    )


def _lang(hit: ReportHit) -> str:
    """Return `zh-Hant` when what is quoted of the report is in traditional script."""
    quoted = chain(hit.title, *(section.snippet for section in hit.sections))
    return "zh-Hant" if detect_script("".join(s.text for s in quoted)) == "hant" else ""


def _carrying(url: str, query: str) -> str:
    return f"{url}?{urlencode({'q': query})}" if query else url


def _line(hit: SectionHit, url: str, words: tuple[str, ...]) -> SectionLine:
    some = hit.words if len(set(hit.words)) < len(set(words)) else ()
    return SectionLine(f"{url}#{hit.anchor}", " › ".join(hit.path), hit.snippet, some)


def _supplied(report: Report, *, region: bool, year: bool) -> str:
    """Return what the archive adds to the title: the inferred region and year."""
    parts = [report.region.full_name] if region and report.region else []
    if year and report.shelf_year:
        parts.append(_("%(year)d 年度") % {"year": report.shelf_year})
    return "，".join(parts)


def _damage(report: Report) -> tuple[str, ...]:
    """Return a short label for each kind of damage marked in the text."""
    names = {
        "mojibake": _("含乱码，已标出"),
        "mask": _("含遮盖文字"),
        "gloss": _("夹有注音"),
    }
    revision = report.current_revision
    kinds = {kind for _start, _end, kind in revision.defects} if revision else set()
    return tuple(name for kind, name in names.items() if kind in kinds)
