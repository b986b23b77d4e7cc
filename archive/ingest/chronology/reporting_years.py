"""The year a report sums up: from its title, its headings, its text, and what stands around it."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from archive.ingest.chronology.body_years import (
    covered_year,
    current_years,
    dense_year,
    first_year,
    opening_year,
    this_year,
)
from archive.ingest.chronology.dated import Dated, from_title, inferred_from_body, read_year, years_by_day
from archive.ingest.chronology.event_years import event_years
from archive.ingest.chronology.years import (
    TitleYears,
    hides_year,
    names_a_document,
    reporting_year_of_headings,
    speaks_of_next_year,
    title_years,
)
from archive.ingest.types import Evidence

_CITING = re.compile(r"\W*(?:根据|按照?|为|自|依据|结合|对照|遵照|截[至止])")
_LOW_NUMBER, _HIGH_NUMBER = 30, 80


def reporting_year(dated: Dated) -> Evidence | None:
    """Return the year the report sums up, by the first sign that tells one."""
    return next(_signs(dated), None)


def _signs(dated: Dated) -> Iterator[Evidence]:
    """Yield what tells the year, the surest first; only a title's year is looked at for a mere plan."""
    if dated.said.reporting:
        yield from_title("reporting_year", dated.said.reporting, dated)
    if dated.looks_forward:
        return
    summed = reporting_year_of_headings(dated.folded_headings, taiwan=dated.counts_by_republic)
    if summed:
        reading = dated.headings[summed[0]]
        yield read_year("reporting_year", summed[1], reading, "heading_year", "据章节标题")
    yield from _opening_title(dated)
    yield from _plausible(dated, _inferred_reporting(dated))


def _opening_title(dated: Dated) -> Iterator[Evidence]:
    """Yield the year of a title that lost its line end and opens the body, where there is no other."""
    opening = dated.opening.folded
    called = names_a_document(opening) and not (dated.said.plan or _CITING.match(opening))
    said = title_years(opening, taiwan=dated.counts_by_republic) if called else TitleYears()
    if said.reporting:
        yield inferred_from_body("reporting_year", said.reporting, dated.opening, "opening_title", 0.8)


def _plausible(dated: Dated, found: Iterator[Evidence]) -> Iterator[Evidence]:
    """Leave out years that lie after the day the report was signed or put up."""
    latest = int(dated.day[:4]) if dated.day else None
    return (evidence for evidence in found if latest is None or int(evidence.value) <= latest)


def _inferred_reporting(dated: Dated) -> Iterator[Evidence]:
    """Yield the years other signs tell, the surest first."""
    yield from _year_before_plan(dated)
    body = dated.body
    covered = covered_year(body.folded)
    if covered:
        span = body.span(covered.start, covered.end)
        note = f"正文称统计期限为 {covered.year} 年全年"
        yield Evidence("reporting_year", str(covered.year), "stated_period", True, 0.8, (span,), note)
    opened = opening_year(body.folded)
    if opened:
        yield inferred_from_body("reporting_year", opened, body, "opening_year", 0.7)
    for mention, written in current_years(body.folded):
        span = body.span(mention.start, mention.end)
        note = "据正文「明年」「去年」等说法推断"
        yield Evidence("reporting_year", str(written), "next_year_phrase", True, 0.6, (span,), note)
    yield from _year_before_next(dated)
    for event in event_years(body.folded):
        span = body.span(event.span.start, event.span.end)
        note = f"据正文「{body.shown[event.span.start : event.span.end]}」推断"
        yield Evidence("reporting_year", str(event.written), "event_year", True, 0.65, (span,), note)
    dense = dense_year(body.folded)
    if dense:
        note = f"正文 {dense.total} 处年份中 {dense.count} 处为 {dense.year.year} 年，据此推断"
        span = body.span(dense.year.start, dense.year.end)
        yield Evidence("reporting_year", str(dense.year.year), "dense_year", True, 0.6, (span,), note)
    if not hides_year(dated.title.folded):
        yield from _by_circumstance(dated)


def _year_before_plan(dated: Dated) -> Iterator[Evidence]:
    reading, plan = dated.title, dated.said.plan
    if dated.planned_in_headings and plan is None:
        reading, plan = dated.planned_in_headings
    if plan:
        spans = (reading.span(plan.start, plan.end),) if reading.origins else ()
        note = f"文中计划的是 {plan.year} 年，据此推断总结的是上一年"
        yield Evidence("reporting_year", str(plan.year - 1), "plan_year_before", True, 0.75, spans, note)


def _year_before_next(dated: Dated) -> Iterator[Evidence]:
    """Yield the year before the one stated under a heading that plans 明年."""
    for heading in dated.headings:
        start = bisect_left(dated.body.origins, heading.origins[0])
        stated = first_year(dated.body.folded, start) if speaks_of_next_year(heading.folded) else None
        if stated:
            note = f"「明年」的部分写到 {stated.year} 年，据此推断总结的是上一年"
            span = dated.body.span(stated.start, stated.end)
            yield Evidence(
                "reporting_year", str(stated.year - 1), "next_year_section", True, 0.6, (span,), note
            )


def _by_circumstance(dated: Dated) -> Iterator[Evidence]:
    """Yield what file name, days and 文号 suggest; a page that hides its year is not asked."""
    for line in dated.notices:
        called = title_years(line.folded, taiwan=dated.counts_by_republic).reporting
        if called:
            spans = (line.span(called.start, called.end),) if line.origins else ()
            note = "据页首或文件属性中的另一标题推断"
            yield Evidence("reporting_year", str(called.year), "notice_year", True, 0.6, spans, note)
    named = title_years(dated.file_name).reporting
    if named:
        yield Evidence("reporting_year", str(named.year), "file_name", True, 0.5, (), "据文件名推断")
    for year in years_by_day(dated):
        note = f"据成文或发布日期（{dated.day}）推断"
        yield Evidence("reporting_year", str(year), "date", True, 0.55, (), note)
    own = this_year(dated.body.folded)
    if own and dated.day:
        span = dated.body.span(*own)
        note = f"正文称「今年」，按成文或发布日期（{dated.day}）推断"
        yield Evidence("reporting_year", dated.day[:4], "this_year", True, 0.55, (span,), note)
    if dated.doc_no and not _LOW_NUMBER < dated.doc_no[1] < _HIGH_NUMBER:
        year = dated.doc_no[0] - (dated.doc_no[1] <= _LOW_NUMBER)
        yield Evidence("reporting_year", str(year), "doc_no_year", True, 0.35, (), "据文号的年份与序号推断")
