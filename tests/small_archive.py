"""A small archive of which every count is known: twelve reports of four provinces, and what must not show.

The numbers of a page are checked against the constants here, which were counted by hand from `HELD`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from archive.models import Indicator, Region, Report, Snapshot
from tests.factories import (
    CoverageMarkFactory,
    IndicatorAliasFactory,
    IndicatorFactory,
    RevisionFactory,
    SectionFactory,
    figure_in,
    published_report,
)

RATE, MORTALITY = "small-signing-rate", "small-maternal-mortality"

# Division, year, kind, signing rate in percent, maternal mortality per 100,000 (None: not said).
HELD = (
    ("340000", 2021, "summary", "70.5", "9.1"),
    ("340000", 2022, "summary", "72.5", "8.7"),
    ("340500", 2022, "summary_plan", "75", None),
    ("340504", 2020, "summary", "61.2", "0"),
    ("340504", 2021, "summary", "64.8", "0"),
    ("340504", 2022, "summary", "68.3", "12.4"),
    ("340504", 2022, "plan", "68.9", None),
    ("440000", 2022, "summary", "66", "7.3"),
    ("440300", 2023, "plan", None, None),
    ("330100", 2021, "summary", "81.2", "4.4"),
    ("610100", 2023, "key_points", None, "10.2"),
    ("610000", None, "thematic", "59", None),
)
REPORTS = 12
BY_PROVINCE = {"330000": 1, "340000": 7, "440000": 2, "610000": 2}
BY_YEAR = {2020: 1, 2021: 3, 2022: 5, 2023: 2}  # and one of no year
BY_KIND = {"summary": 7, "summary_plan": 1, "plan": 2, "key_points": 1, "thematic": 1}
CELLS = 10  # divisions and years with a report, the unknown year not counted
RATES, MORTALITIES = 10, 8  # figures that say how much there is
TARGETS = 12  # 95% planned, one in every report
MARKED = (("330100", 2022), ("340504", 2019))
HIDDEN_TITLE = "已撤下的报告"  # of 广东省 2023
HIDDEN_VALUE = Decimal("99.9")  # in the withdrawn report, in a superseded text and set aside in a shown one


@dataclass(frozen=True)
class SmallArchive:
    """The rows: `reports` in the order of `HELD`, the two indicators, and the withdrawn report."""

    reports: tuple[Report, ...]
    rate: Indicator
    mortality: Indicator
    withdrawn: Report


def small_archive() -> SmallArchive:
    """Save the archive; the division table must be loaded (fixture `regions`)."""
    rate = IndicatorFactory(slug=RATE, name="签约率（小）", units="%", unit="%")
    mortality = IndicatorFactory(slug=MORTALITY, name="死亡率（小）", units="/10万", unit="/10万")
    IndicatorAliasFactory(indicator=rate, term="家庭医生签约率（小）")
    reports = tuple(_report(row, rate, mortality) for row in HELD)
    withdrawn = _with_hidden("440000", 2023, rate, title=HIDDEN_TITLE)
    Report.objects.filter(pk=withdrawn.pk).update(state=Report.State.WITHDRAWN)
    _hide_figures(reports[5], rate)
    for code, year in MARKED:
        CoverageMarkFactory(region_code=code, year=year, note="网站无此年度", checked_on=date(2024, 3, 1))
    Snapshot.advance()
    return SmallArchive(reports, rate, mortality, withdrawn)


def _report(row: tuple, rate: Indicator, mortality: Indicator) -> Report:
    code, year, kind, signed, died = row
    services = f"推进分级诊疗，家庭医生签约率为{signed}%。" if signed else "推进分级诊疗。"
    mothers = f"孕产妇死亡率{died}/10万。" if died else "保障母婴安全。"
    report = published_report(
        ("一、", "医疗服务", services, {"role": "done", "topics": ["quality"]}),
        ("二、", "妇幼健康", mothers, {"role": "done", "topics": ["mch"]}),
        ("三、", "下一步打算", "家庭医生签约率达到95%以上。", {"role": "plan", "topics": ["primary"]}),
        **_columns(code, year, kind),
    )
    signing = {"name": "家庭医生签约率", "unit": "%", "indicator": rate}
    if signed:
        figure_in(report, f"{signed}%", value=Decimal(signed), **signing)
    if died:
        dying = {"name": "孕产妇死亡率", "unit": "/10万", "indicator": mortality}
        figure_in(report, f"{died}/10万", value=Decimal(died), **dying)
    figure_in(report, "95%以上", value=Decimal(95), role="plan", comparator="ge", **signing)
    return report


def _columns(code: str, year: int | None, kind: str) -> dict:
    region = Region.objects.current().get(code=code)
    known = {"plan_year": year} if kind == "plan" else {"reporting_year": year}
    return {
        "title": f"{region.name}卫生健康委{year or ''}年{kind}",
        "kind": kind,
        "region": region,
        "issuer": f"{region.name}卫生健康委员会",
        "reporting_year": None,
        **known,
    }


def _with_hidden(code: str, year: int, rate: Indicator, **columns) -> Report:
    report = published_report(
        ("一、", "医疗服务", "家庭医生签约率99.9%。", {"role": "done", "topics": ["quality"]}),
        **(_columns(code, year, "summary") | columns),
    )
    figure_in(report, "99.9%", name="家庭医生签约率", value=HIDDEN_VALUE, unit="%", indicator=rate)
    return report


def _hide_figures(report: Report, rate: Indicator) -> None:
    """Give a shown report a figure set aside, and a superseded text with a figure of its own."""
    shown = report.current_revision
    figure_in(
        report, "68.3%", name="家庭医生签约率", value=HIDDEN_VALUE, unit="%", indicator=rate, dismissed=True
    )
    text = "家庭医生签约率99.9%。"
    before = RevisionFactory(report=report, number=2, text=text)
    SectionFactory(revision=before, order=0, start=0, end=len(text), paragraphs=[[[0, len(text)]]], body=text)
    report.current_revision = before
    figure_in(report, "99.9%", name="家庭医生签约率", value=HIDDEN_VALUE, unit="%", indicator=rate)
    report.current_revision = shown
