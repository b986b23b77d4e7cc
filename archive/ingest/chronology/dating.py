"""Decide reporting year and plan year, weighing what the title claims against the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from archive.ingest.chronology.body_years import opening_year
from archive.ingest.chronology.dated import Dated, read_year, years_by_day
from archive.ingest.chronology.plan_years import plan_year
from archive.ingest.chronology.reporting_years import reporting_year
from archive.ingest.chronology.year_claims import contradicting_year
from archive.ingest.chronology.year_forms import YearSpan
from archive.ingest.types import Evidence, IngestWarning

_USUAL_DISTANCE = (0, 1)  # a plan is for the rest of the year or for the next


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
    if told is not None and plan is not None and int(plan.value) - int(told.value) not in _USUAL_DISTANCE:
        message = f"总结的是 {told.value} 年，计划的却是 {plan.value} 年，请核对。"
        yield IngestWarning("year_order", message, "plan_year")
    if told is not None and dated.day and int(dated.day[:4]) < int(told.value):
        message = f"报告年度为 {told.value} 年，成文或发布日期（{dated.day}）却早于该年，请核对。"
        yield IngestWarning("year_conflict", message, "reporting_year")
    yield from _plan_conflict(dated, plan)


def _plan_conflict(dated: Dated, plan: Evidence | None) -> Iterator[IngestWarning]:
    """Warn of a plan whose title names a year its text never does, while it opens with another."""
    if plan is None or plan.rule != "title_year" or not dated.looks_forward:
        return
    opened = opening_year(dated.body.folded)
    if opened and opened.year != int(plan.value) and f"{plan.value}年" not in dated.body.folded:
        message = f"标题称 {plan.value} 年，正文开头却称 {opened.year} 年，请核对。"
        yield IngestWarning("year_conflict", message, "plan_year")
