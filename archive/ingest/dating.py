"""Decide reporting year and plan year, weighing what the title claims against the text."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from archive.ingest.body_years import (
    current_years,
    dense_year,
    opening_year,
    this_year,
    year_after,
)
from archive.ingest.reading import Reading
from archive.ingest.types import Evidence, IngestWarning
from archive.ingest.year_claims import contradicting_year
from archive.ingest.year_forms import YearSpan, speaks_of_taiwan
from archive.ingest.years import (
    TitleYears,
    hides_year,
    looks_ahead,
    plan_year_of_headings,
    reporting_year_of_headings,
    speaks_of_next_year,
    title_years,
)

FORWARD_KINDS = ("plan", "key_points")
_LAST_MONTH_OF_LOOKING_BACK = 4
_LAST_MONTHS = 11
_LAST_MONTH_OF_PLANNING = 8
_LOW_NUMBER, _HIGH_NUMBER = 30, 80


@dataclass(frozen=True)
class Dated:
    """The readings that years are taken from."""

    title: Reading
    headings: tuple[Reading, ...]
    body: Reading
    kind: str
    signed: str | None = None  # ISO date, the day may be missing
    published: str | None = None  # only where the page is no copy
    file_name: str = ""  # folded
    doc_no: tuple[int, int] | None = None  # year and number
    taiwan: bool = False  # the page counts years by the Republic's calendar

    @cached_property
    def said(self) -> TitleYears:
        """What the title says."""
        return title_years(self.title.folded, taiwan=self.counts_by_republic)

    @cached_property
    def counts_by_republic(self) -> bool:
        """Whether a bare 112年 is a year of the Republic."""
        return self.taiwan or speaks_of_taiwan(self.title.folded)

    @cached_property
    def folded_headings(self) -> tuple[str, ...]:
        """The headings in matching form."""
        return tuple(heading.folded for heading in self.headings)

    @property
    def looks_forward(self) -> bool:
        """Whether the report only plans."""
        return self.kind in FORWARD_KINDS

    @property
    def day(self) -> str | None:
        """The day of signing, else of publishing."""
        return self.signed or self.published


@dataclass(frozen=True)
class Years:
    """The decision: evidence for each year found, what the title claimed, and warnings."""

    reporting: Evidence | None = None
    plan: Evidence | None = None
    claimed: Evidence | None = None  # only where the text contradicts it
    warnings: tuple[IngestWarning, ...] = ()


def years_of(dated: Dated) -> Years:
    """Return the years of a report with their evidence."""
    told = _reporting(dated)
    claim = dated.said.reporting
    if claim and told and not dated.said.shifted:
        told = _against_title(dated, claim) or told
    conflict = bool(claim and told and int(told.value) != claim.year)
    plan = _plan(dated, told)
    if plan is not None and conflict and told and int(plan.value) < int(told.value):
        plan = None
    claimed = None
    if conflict and claim:
        claimed = _read("reporting_year_claimed", claim, dated.title, "title_year", "标题所称年度")
    return Years(told, plan, claimed, tuple(_warnings(dated, told, plan, claimed)))


def _against_title(dated: Dated, claim: YearSpan) -> Evidence | None:
    planned = dated.said.plan.year if dated.said.plan else None
    by_day = next(_by_day(dated), None)
    return contradicting_year(dated.body, dated.headings, claim.year, (planned, by_day), dated.signed)


def _reporting(dated: Dated) -> Evidence | None:
    if dated.said.reporting:
        return _title_evidence("reporting_year", dated.said.reporting, dated)
    if dated.looks_forward:
        return None
    summed = reporting_year_of_headings(dated.folded_headings)
    if summed:
        reading = dated.headings[summed[0]]
        return _read("reporting_year", summed[1], reading, "heading_year", "据章节标题")
    return next(_plausible(dated, _inferred_reporting(dated)), None)


def _plausible(dated: Dated, found: Iterator[Evidence]) -> Iterator[Evidence]:
    """Leave out years that lie after the day the report was signed or put up."""
    latest = int(dated.day[:4]) if dated.day else None
    return (evidence for evidence in found if latest is None or int(evidence.value) <= latest)


def _inferred_reporting(dated: Dated) -> Iterator[Evidence]:
    """Yield the years other signs tell, the surest first."""
    yield from _year_before_plan(dated)
    body = dated.body
    opened = opening_year(body.folded)
    if opened:
        yield _read_body("reporting_year", opened, body, "opening_year", 0.7)
    for mention, written in current_years(body.folded):
        span = body.span(mention.start, mention.end)
        note = "据正文「明年」「去年」等说法推断"
        yield Evidence("reporting_year", str(written), "next_year_phrase", True, 0.6, (span,), note)
    dense = dense_year(body.folded)
    if dense:
        note = f"正文 {dense.total} 处年份中 {dense.count} 处为 {dense.year.year} 年，据此推断"
        span = body.span(dense.year.start, dense.year.end)
        yield Evidence("reporting_year", str(dense.year.year), "dense_year", True, 0.6, (span,), note)
    if not hides_year(dated.title.folded):
        yield from _by_circumstance(dated)


def _year_before_plan(dated: Dated) -> Iterator[Evidence]:
    planned = plan_year_of_headings(dated.folded_headings)
    reading, plan = dated.title, dated.said.plan
    if planned and plan is None:
        reading, plan = dated.headings[planned[0]], planned[1]
    if plan:
        spans = (reading.span(plan.start, plan.end),) if reading.origins else ()
        note = f"文中计划的是 {plan.year} 年，据此推断总结的是上一年"
        yield Evidence("reporting_year", str(plan.year - 1), "plan_year_before", True, 0.75, spans, note)


def _by_circumstance(dated: Dated) -> Iterator[Evidence]:
    """Yield what file name, days and 文号 suggest; a page that hides its year is not asked."""
    named = title_years(dated.file_name).reporting
    if named:
        yield Evidence("reporting_year", str(named.year), "file_name", True, 0.5, (), "据文件名推断")
    for year in _by_day(dated):
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


def _by_day(dated: Dated) -> Iterator[int]:
    """Yield the year a report signed (else published) in winter looks back on; midyear tells none."""
    if dated.day and not dated.looks_forward:
        year, month = int(dated.day[:4]), int(dated.day[5:7])
        if month <= _LAST_MONTH_OF_LOOKING_BACK:
            yield year - 1
        elif month >= _LAST_MONTHS:
            yield year


def _plan(dated: Dated, told: Evidence | None) -> Evidence | None:
    if dated.said.plan:
        return _title_evidence("plan_year", dated.said.plan, dated)
    planned = plan_year_of_headings(dated.folded_headings)
    if planned:
        reading = dated.headings[planned[0]]
        return _read("plan_year", planned[1], reading, "heading_year", "据章节标题")
    if dated.looks_forward:
        return next(_forward(dated), None)
    return next(_inferred_plan(dated, int(told.value)), None) if told else None


def _forward(dated: Dated) -> Iterator[Evidence]:
    """Yield the year a plan without a year in its title is for."""
    opened = opening_year(dated.body.folded)
    if opened:
        yield _read_body("plan_year", opened, dated.body, "opening_year", 0.7)
    dense = dense_year(dated.body.folded)
    if dense:
        yield _read_body("plan_year", dense.year, dated.body, "dense_year", 0.55)
    if hides_year(dated.title.folded):
        return
    named = title_years(dated.file_name)
    if named.plan or named.reporting:
        year = (named.plan or named.reporting or YearSpan(0, 0, 0)).year
        yield Evidence("plan_year", str(year), "file_name", True, 0.5, (), "据文件名推断")
    if dated.day:
        year, month = int(dated.day[:4]), int(dated.day[5:7])
        if month <= _LAST_MONTH_OF_PLANNING or month >= _LAST_MONTHS:
            year += month >= _LAST_MONTHS
            note = f"据成文或发布日期（{dated.day}）推断"
            yield Evidence("plan_year", str(year), "date", True, 0.5, (), note)
    if dated.doc_no:
        yield Evidence("plan_year", str(dated.doc_no[0]), "doc_no_year", True, 0.5, (), "据文号的年份推断")


def _inferred_plan(dated: Dated, reporting: int) -> Iterator[Evidence]:
    following, body = reporting + 1, dated.body
    for mention, year in current_years(body.folded):
        if year == reporting and mention.year == following:
            span = body.span(mention.start, mention.end)
            note = "据正文「明年」的说法推断"
            yield Evidence("plan_year", str(following), "next_year_phrase", True, 0.6, (span,), note)
    if dated.said.plan_follows or any(map(speaks_of_next_year, dated.folded_headings)):
        note = "有下一年计划而未写年份，据总结年度推断"
        yield Evidence("plan_year", str(following), "year_after", True, 0.6, (), note)
    for heading in dated.headings:
        if looks_ahead(heading.folded):
            start = next(
                (at for at, o in enumerate(body.origins) if o >= heading.origins[0]), len(body.origins)
            )
            mention = year_after(body.folded, start, following)
            if mention:
                yield _read_body("plan_year", mention, body, "plan_section", 0.6)


def _warnings(
    dated: Dated, told: Evidence | None, plan: Evidence | None, claimed: Evidence | None
) -> Iterator[IngestWarning]:
    if claimed is not None and told is not None:
        message = f"标题称 {claimed.value} 年，正文依据指向 {told.value} 年，请核对。"
        yield IngestWarning("year_conflict", message, "reporting_year")
    if told is None and plan is None:
        guess = next(_by_day(dated), None)
        hint = f"按日期推算可能是 {guess} 年，" if guess else ""
        yield IngestWarning("year_unknown", f"未能判断报告年度，{hint}请补填。", "reporting_year")


def _title_evidence(field: str, year: YearSpan, dated: Dated) -> Evidence:
    if dated.said.shifted and field == "reporting_year":
        note = "标题的年份是出版或开会的年份，报告的是上一年"
        spans = (dated.title.span(year.start, year.end),) if dated.title.origins else ()
        return Evidence(field, str(year.year), "title_custom", True, 0.7, spans, note)
    return _read(field, year, dated.title, "title_year", "据标题")


def _read(field: str, year: YearSpan, reading: Reading, rule: str, note: str) -> Evidence:
    spans = (reading.span(year.start, year.end),) if reading.origins else ()
    inferred = not reading.origins
    return Evidence(field, str(year.year), rule, inferred, 0.95, spans, note)


def _read_body(field: str, year: YearSpan, body: Reading, rule: str, confidence: float) -> Evidence:
    note = {
        "opening_year": f"正文开头称 {year.year} 年，据此推断",
        "dense_year": f"正文年份多为 {year.year} 年，据此推断",
        "plan_section": f"下步工作部分写到 {year.year} 年，据此推断",
    }[rule]
    span = body.span(year.start, year.end)
    return Evidence(field, str(year.year), rule, True, confidence, (span,), note)
