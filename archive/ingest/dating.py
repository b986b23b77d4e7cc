"""Decide reporting year and plan year, weighing what the title claims against the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from archive.ingest.dated import Dated, read_year, years_by_day
from archive.ingest.plan_years import plan_year
from archive.ingest.reporting_years import reporting_year
from archive.ingest.types import Evidence, IngestWarning
from archive.ingest.year_claims import contradicting_year
from archive.ingest.year_forms import YearSpan


@dataclass(frozen=True)
class Years:
    """The decision: evidence for each year found, what the title claimed, and warnings."""

    reporting: Evidence | None = None
    plan: Evidence | None = None
    claimed: Evidence | None = None  # only where the text contradicts it
    warnings: tuple[IngestWarning, ...] = ()


def years_of(dated: Dated) -> Years:
    """Return the years of a report with their evidence."""
    told = reporting_year(dated)
    claim = dated.said.reporting
    if claim and told and not dated.said.shifted:
        told = _against_title(dated, claim) or told
    conflict = bool(claim and told and int(told.value) != claim.year)
    plan = plan_year(dated, told, title_errs=conflict)
    if plan is not None and conflict and told and int(plan.value) < int(told.value):
        plan = None
    claimed = None
    if conflict and claim:
        claimed = read_year("reporting_year_claimed", claim, dated.title, "title_year", "标题所称年度")
    return Years(told, plan, claimed, tuple(_warnings(dated, told, plan, claimed)))


def _against_title(dated: Dated, claim: YearSpan) -> Evidence | None:
    planned = dated.said.plan.year if dated.said.plan else None
    by_day = next(years_by_day(dated), None)
    return contradicting_year(dated.body, dated.headings, claim.year, (planned, by_day), dated.signed)


def _warnings(
    dated: Dated, told: Evidence | None, plan: Evidence | None, claimed: Evidence | None
) -> Iterator[IngestWarning]:
    if claimed is not None and told is not None:
        message = f"标题称 {claimed.value} 年，正文依据指向 {told.value} 年，请核对。"
        yield IngestWarning("year_conflict", message, "reporting_year")
    if told is None and plan is None:
        guess = next(years_by_day(dated), None)
        hint = f"按日期推算可能是 {guess} 年，" if guess else ""
        yield IngestWarning("year_unknown", f"未能判断报告年度，{hint}请补填。", "reporting_year")
