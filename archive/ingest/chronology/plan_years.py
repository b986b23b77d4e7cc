"""The year a report plans: from its title, its headings, its text, and what stands around it."""

from bisect import bisect_left
from collections.abc import Iterator

from archive.ingest.chronology.body_years import (
    current_years,
    dense_year,
    opening_year,
    prepared_year,
    year_after,
)
from archive.ingest.chronology.dated import LAST_MONTHS, Dated, from_title, inferred_from_body, read_year
from archive.ingest.chronology.event_years import event_years
from archive.ingest.chronology.years import (
    hides_year,
    looks_ahead,
    plans_rest_of_year,
    speaks_of_next_year,
    title_years,
)
from archive.ingest.types import Evidence

_LAST_MONTH_OF_PLANNING = 8


def plan_year(dated: Dated, told: Evidence | None, *, title_errs: bool = False) -> Evidence | None:
    """Return the year the report plans; `told` is the year it sums up.

    Where the title errs about that year its plan year is the last to be believed.
    """
    signs = list(_signs(dated, told))
    if title_errs:
        signs.sort(key=lambda evidence: evidence.rule == "title_year")
    return signs[0] if signs else None


def _signs(dated: Dated, told: Evidence | None) -> Iterator[Evidence]:
    if dated.said.plan:
        yield from_title("plan_year", dated.said.plan, dated)
    if told:
        yield from _planned_in_notice(dated, int(told.value))
    if dated.planned_in_headings:
        heading, year = dated.planned_in_headings
        yield read_year("plan_year", year, heading, "heading_year", "据章节标题")
    if dated.looks_forward:
        yield from _forward(dated)
    elif told:
        yield from _inferred_plan(dated, int(told.value))


def _planned_in_notice(dated: Dated, reporting: int) -> Iterator[Evidence]:
    """Yield the plan year of a notice that hands out this summary together with a plan."""
    for line in (*dated.notices, dated.opening):
        said = title_years(line.folded, taiwan=dated.counts_by_republic)
        if said.plan and said.reporting and said.reporting.year == reporting < said.plan.year:
            yield read_year("plan_year", said.plan, line, "notice_year", "据印发通知或正文开头的标题")


def _forward(dated: Dated) -> Iterator[Evidence]:
    """Yield the year a plan without a year in its title is for."""
    body = dated.body
    for read, rule, confidence in (
        (opening_year(body.folded), "opening_year", 0.7),
        (prepared_year(body.folded), "prepared_year", 0.75),
    ):
        if read:
            yield inferred_from_body("plan_year", read, body, rule, confidence)
    for event in event_years(body.folded):
        span = body.span(event.span.start, event.span.end)
        note = f"据正文「{body.shown[event.span.start : event.span.end]}」推断"
        yield Evidence("plan_year", str(event.written), "event_year", True, 0.65, (span,), note)
    dense = dense_year(body.folded)
    if dense:
        yield inferred_from_body("plan_year", dense.year, body, "dense_year", 0.55)
    if not hides_year(dated.title.folded):
        yield from _by_circumstance(dated)


def _by_circumstance(dated: Dated) -> Iterator[Evidence]:
    """Yield what file name, days and 文号 suggest; a page that hides its year is not asked."""
    for line in dated.notices:
        called = title_years(line.folded, taiwan=dated.counts_by_republic).plan
        if called:
            yield read_year("plan_year", called, line, "notice_year", "据页首或文件属性中的另一标题")
    named = title_years(dated.file_name)
    year = named.plan or named.reporting
    if year:
        yield Evidence("plan_year", str(year.year), "file_name", True, 0.5, (), "据文件名推断")
    if dated.day:
        month, following = int(dated.day[5:7]), int(dated.day[:4]) + 1
        if month <= _LAST_MONTH_OF_PLANNING or month >= LAST_MONTHS:
            value = str(following if month >= LAST_MONTHS else following - 1)
            note = f"据成文或发布日期（{dated.day}）推断"
            yield Evidence("plan_year", value, "date", True, 0.5, (), note)
    if dated.doc_no:
        yield Evidence("plan_year", str(dated.doc_no[0]), "doc_no_year", True, 0.5, (), "据文号的年份推断")


def _inferred_plan(dated: Dated, reporting: int) -> Iterator[Evidence]:
    following, body = reporting + 1, dated.body
    for mention, year in current_years(body.folded):
        if year == reporting and mention.year == following:
            span = body.span(mention.start, mention.end)
            note = "据正文「明年」的说法推断"
            yield Evidence("plan_year", str(following), "next_year_phrase", True, 0.6, (span,), note)
    rest = next((heading for heading in dated.headings if plans_rest_of_year(heading.folded)), None)
    if rest:
        span = rest.span(0, len(rest.folded))
        note = "章节标题计划的是当年余下的时间"
        yield Evidence("plan_year", str(reporting), "rest_of_year", True, 0.75, (span,), note)
    if dated.said.plan_follows or any(map(speaks_of_next_year, dated.folded_headings)):
        note = "有下一年计划而未写年份，据总结年度推断"
        yield Evidence("plan_year", str(following), "year_after", True, 0.6, (), note)
    for heading in dated.headings:
        if looks_ahead(heading.folded):
            start = bisect_left(body.origins, heading.origins[0])
            written = year_after(body.folded, start, following, taiwan=dated.counts_by_republic)
            if written:
                yield inferred_from_body("plan_year", written, body, "plan_section", 0.6)
