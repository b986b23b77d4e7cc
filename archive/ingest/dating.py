"""Decide reporting year and plan year, weighing what the title claims against the text."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from archive.ingest.reading import Reading
from archive.ingest.types import Evidence, IngestWarning, TextSpan
from archive.ingest.years import (
    TitleYears,
    YearSpan,
    current_years,
    opening_year,
    plan_year_of_headings,
    reporting_year_of_headings,
    speaks_of_next_year,
    title_years,
)

_FORWARD_KINDS = ("plan", "key_points")
_LAST_MONTH_OF_LOOKING_BACK = 4
_LAST_MONTHS = 11


@dataclass(frozen=True)
class Dated:
    """The readings that years are taken from."""

    title: Reading
    headings: tuple[Reading, ...]
    body: Reading
    kind: str
    signed: str | None = None
    published: str | None = None  # only where the page is the issuer's own
    file_name: str = ""  # folded


@dataclass(frozen=True)
class Years:
    """The decision: evidence for each year found, what the title claimed, and warnings."""

    reporting: Evidence | None = None
    plan: Evidence | None = None
    claimed: Evidence | None = None  # only where the text contradicts it
    warnings: tuple[IngestWarning, ...] = ()


def years_of(dated: Dated) -> Years:
    """Return the years of a report with their evidence."""
    said = title_years(dated.title.folded)
    told = _reporting(dated, said)
    claim = said.reporting
    if claim and told:
        other = _contradicting_year(dated, claim.year)
        if other is not None:
            told = other
    conflict = bool(claim and told and int(told.value) != claim.year)
    plan = _plan(dated, said, told)
    if plan is not None and conflict and told and int(plan.value) < int(told.value):
        plan = None
    claimed = None
    if conflict and claim:
        claimed = _read("reporting_year_claimed", claim, dated.title, "title_year", "标题所称年度")
    return Years(told, plan, claimed, _warnings(told, plan, claimed))


def _reporting(dated: Dated, said: TitleYears) -> Evidence | None:
    if said.reporting:
        return _read("reporting_year", said.reporting, dated.title, "title_year", "据标题")
    if dated.kind in _FORWARD_KINDS:
        return None
    folded = [heading.folded for heading in dated.headings]
    summed = reporting_year_of_headings(folded)
    if summed:
        reading = dated.headings[summed[0]]
        return _read("reporting_year", summed[1], reading, "heading_year", "据章节标题")
    return _inferred_reporting(dated, folded)


def _inferred_reporting(dated: Dated, headings: Sequence[str]) -> Evidence | None:
    planned = plan_year_of_headings(headings)
    if planned:
        reading, year = dated.headings[planned[0]], planned[1]
        span = reading.span(year.start, year.end)
        note = f"章节标题计划 {year.year} 年，据此推断总结的是上一年"
        return Evidence("reporting_year", str(year.year - 1), "plan_year_before", True, 0.75, (span,), note)
    opened = opening_year(dated.body.folded)
    if opened:
        return _read_body("reporting_year", opened, dated.body, "opening_year", 0.7)
    for mention, written in current_years(dated.body.folded):
        span = dated.body.span(mention.start, mention.end)
        note = "据正文「明年」「去年」等说法推断"
        return Evidence("reporting_year", str(written), "next_year_phrase", True, 0.6, (span,), note)
    return _by_file_name(dated) or _by_date(dated)


def _by_file_name(dated: Dated) -> Evidence | None:
    named = title_years(dated.file_name).reporting
    if named is None:
        return None
    return Evidence("reporting_year", str(named.year), "file_name", True, 0.5, (), "据文件名推断")


def _by_date(dated: Dated) -> Evidence | None:
    day = dated.signed or dated.published
    if not day:
        return None
    year, month = int(day[:4]), int(day[5:7])
    if month <= _LAST_MONTH_OF_LOOKING_BACK:
        year -= 1
    elif month < _LAST_MONTHS:
        return None
    return Evidence("reporting_year", str(year), "date", True, 0.4, (), "据成文或发布日期推断")


def _plan(dated: Dated, said: TitleYears, told: Evidence | None) -> Evidence | None:
    if said.plan:
        return _read("plan_year", said.plan, dated.title, "title_year", "据标题")
    folded = [heading.folded for heading in dated.headings]
    planned = plan_year_of_headings(folded)
    if planned:
        reading = dated.headings[planned[0]]
        return _read("plan_year", planned[1], reading, "heading_year", "据章节标题")
    if dated.kind in _FORWARD_KINDS:
        opened = opening_year(dated.body.folded)
        return _read_body("plan_year", opened, dated.body, "opening_year", 0.7) if opened else None
    return _inferred_plan(dated, said, told, folded)


def _inferred_plan(
    dated: Dated, said: TitleYears, told: Evidence | None, headings: Sequence[str]
) -> Evidence | None:
    if told is None:
        return None
    following = int(told.value) + 1
    for mention, year in current_years(dated.body.folded):
        if year == int(told.value) and mention.year == following:
            span = dated.body.span(mention.start, mention.end)
            note = "据正文「明年」的说法推断"
            return Evidence("plan_year", str(following), "next_year_phrase", True, 0.6, (span,), note)
    if said.plan_follows or any(speaks_of_next_year(heading) for heading in headings):
        note = "有下一年计划而未写年份，据总结年度推断"
        return Evidence("plan_year", str(following), "year_after", True, 0.6, (), note)
    return None


def _contradicting_year(dated: Dated, claim: int) -> Evidence | None:
    """Return the year the text was written for when it speaks against the title's.

    Each sign names a year of writing: a dated 明年, a title or heading that plans a year, the
    opening words, the day of signing or publishing. The title stands unless one other year
    has more signs than the year it claims.
    """
    signs = [*_signs(dated), *_signs_of_dates(dated, claim)]
    counts = Counter(year for year, _ in signs)
    rivals = [year for year in counts if year != claim and counts[year] > counts[claim]]
    if len(rivals) != 1 or f"{rivals[0]}年" not in dated.body.folded:
        return None
    spans = tuple(span for year, found in signs if year == rivals[0] for span in found)
    note = f"标题称 {claim} 年，正文说法指向 {rivals[0]} 年"
    return Evidence("reporting_year", str(rivals[0]), "body_against_title", True, 0.6, spans, note)


def _signs(dated: Dated) -> list[tuple[int, tuple[TextSpan, ...]]]:
    signs: list[tuple[int, tuple[TextSpan, ...]]] = [
        (year, (dated.body.span(mention.start, mention.end),))
        for mention, year in current_years(dated.body.folded)
    ]
    planned = plan_year_of_headings([heading.folded for heading in dated.headings])
    if planned:
        span = dated.headings[planned[0]].span(planned[1].start, planned[1].end)
        signs.append((planned[1].year - 1, (span,)))
    opened = opening_year(dated.body.folded)
    if opened:
        signs.append((opened.year, (dated.body.span(opened.start, opened.end),)))
    return signs


def _signs_of_dates(dated: Dated, claim: int) -> list[tuple[int, tuple[TextSpan, ...]]]:
    """Return signs for the claim in dates and the title's plan, and against it in a signature.

    A page may be put up years later, so a late date says nothing against the title; a report
    cannot be signed before the year it sums up.
    """
    day, promised = _by_date(dated), title_years(dated.title.folded).plan
    years = [int(day.value)] if day else []
    years += [promised.year - 1] if promised else []
    signs: list[tuple[int, tuple[TextSpan, ...]]] = [(y, ()) for y in years if y == claim]
    if dated.signed and int(dated.signed[:4]) < claim:
        signs.append((int(dated.signed[:4]), ()))
    return signs


def _warnings(
    told: Evidence | None, plan: Evidence | None, claimed: Evidence | None
) -> tuple[IngestWarning, ...]:
    if claimed is not None and told is not None:
        message = f"标题称 {claimed.value} 年，正文依据指向 {told.value} 年，请核对。"
        return (IngestWarning("year_conflict", message, "reporting_year"),)
    if told is None and plan is None:
        return (IngestWarning("year_unknown", "未能判断报告年度，请补填。", "reporting_year"),)
    return ()


def _read(field: str, year: YearSpan, reading: Reading, rule: str, note: str) -> Evidence:
    spans = (reading.span(year.start, year.end),) if reading.origins else ()
    inferred = not reading.origins
    return Evidence(field, str(year.year), rule, inferred, 0.95, spans, note)


def _read_body(field: str, year: YearSpan, body: Reading, rule: str, confidence: float) -> Evidence:
    note = f"正文开头称 {year.year} 年，据此推断"
    span = body.span(year.start, year.end)
    return Evidence(field, str(year.year), rule, True, confidence, (span,), note)
