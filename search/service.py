"""The one door to searching, for pages, feeds and commands: `search(request) -> SearchPage`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from archive.models import Report, Section
from archive.text.spans import Span, segments
from search import facets, marks, suggest
from search.backends import executor
from search.engine import Outcome, RankedReport, RankedSection
from search.query import ParsedQuery, parse
from search.request import SearchRequest
from search.results import ReportHit, SearchPage, SectionHit
from search.search_indexes import source_heading

SECTIONS_SHOWN = 3


def search(request: SearchRequest, *, sections_shown: int | None = SECTIONS_SHOWN) -> SearchPage:
    """Answer a request. A page after the last one becomes the last.

    Each report carries its best `sections_shown` sections (None: all). Raises SearchError,
    whose message is safe to show, when the index cannot be used.
    """
    query = parse(request.query)
    outcome = executor.execute(request, query)
    pages = -(-outcome.total.reports // request.page_size)
    if request.page > max(pages, 1):
        request = replace(request, page=max(pages, 1))
        outcome = executor.execute(request, query)
    return _page(request, query, outcome, sections_shown)


def count(request: SearchRequest) -> int:
    """Return how many reports a request finds. Raises SearchError like `search`."""
    return executor.count(request, parse(request.query)).reports


def _page(
    request: SearchRequest, query: ParsedQuery, outcome: Outcome, sections_shown: int | None
) -> SearchPage:
    found = outcome.total.reports
    return SearchPage(
        request=request,
        interpreted=query.interpreted,
        notice=query.notice,
        words=tuple(term.text for term in query.required),
        reports=found,
        sections=outcome.total.sections,
        hits=_hits(outcome.reports, query, sections_shown),
        facets=facets.named(outcome.facets, request.filters),
        suggestions=() if found else suggest.suggestions(request, query, executor.count),
        pages=-(-found // request.page_size),
    )


@dataclass(frozen=True)
class _Holdings:
    """What the database holds of the reports on a page, and which texts carry glosses."""

    reports: Mapping[str, Report]
    sections: Mapping[int, Section]
    floors: Mapping[str, int]


def _hits(ranked: Iterable[RankedReport], query: ParsedQuery, shown: int | None) -> tuple[ReportHit, ...]:
    cut = [replace(report, sections=report.sections[:shown]) for report in ranked]
    held = _holdings([report.report for report in cut])
    totals = {report.report: report for report in ranked}
    # A report withdrawn since the index was read is left out.
    return tuple(
        _report_hit(report, totals[report.report], held, query)
        for report in cut
        if report.report in held.reports
    )


def _holdings(public_ids: list[str]) -> _Holdings:
    reports = {
        report.public_id: report
        for report in Report.objects.published()
        .filter(public_id__in=public_ids)
        .select_related("current_revision")
    }
    revisions = [report.current_revision_id for report in reports.values()]
    sections = Section.objects.filter(revision__in=revisions).in_bulk()
    return _Holdings(
        reports=reports,
        sections=sections,
        floors={
            public_id: marks.gloss_floor(report.current_revision.text)
            for public_id, report in reports.items()
            if report.current_revision
        },
    )


def _report_hit(shown: RankedReport, full: RankedReport, held: _Holdings, query: ParsedQuery) -> ReportHit:
    title = held.reports[shown.report].title
    spans = marks.hit_spans(title, query, held.floors[shown.report])
    return ReportHit(
        report=shown.report,
        score=shown.score,
        sections=tuple(
            _section_hit(section, held, query)
            for section in shown.sections
            if section.section_id in held.sections
        ),
        section_total=len(full.sections),
        occurrences=sum(section.occurrences for section in full.sections) + len(spans),
        title=tuple(segments(title, spans)),
    )


def _section_hit(ranked: RankedSection, held: _Holdings, query: ParsedQuery) -> SectionHit:
    section = held.sections[ranked.section_id]
    text, spans = _passage(section, query, held.floors[ranked.report])
    return SectionHit(
        report=ranked.report,
        revision_id=ranked.revision_id,
        anchor=ranked.anchor,
        path=_path(section, held.sections),
        score=ranked.score,
        words=ranked.words,
        snippet=marks.snippet(text, spans),
        occurrences=ranked.occurrences,
    )


def _passage(section: Section, query: ParsedQuery, floor: int) -> tuple[str, list[Span]]:
    """Return the text to cut a snippet from: the body, or the heading when only it has hits."""
    in_body = marks.hit_spans(section.body, query, floor)
    heading = source_heading(section)
    in_heading = [] if in_body else marks.hit_spans(heading, query, floor)
    if in_heading or not section.body:
        return heading, in_heading
    return section.body, in_body


def _path(section: Section, sections: Mapping[int, Section]) -> tuple[str, ...]:
    path: list[str] = []
    step: Section | None = section
    while step is not None:
        path.insert(0, _shown_title(step))
        step = sections.get(step.parent_id) if step.parent_id else None
    return tuple(title for title in path if title)


def _shown_title(section: Section) -> str:
    """Return label and heading, supplied ones in the brackets that say so."""
    label = f"〔{section.label}〕" if section.label_supplied and section.label else section.label
    supplied = section.heading_supplied and section.heading
    return label + (f"〔{section.heading}〕" if supplied else section.heading)
