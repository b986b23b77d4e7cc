"""Which year a report sums up and which it plans, from its title, headings and body.

All texts are folded. Years are found as 2022年, 二〇二二年, 2016-2020年, 民国 years of
Taiwanese reports (110年度 is 2021) and two-digit years of the nineties (99年).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_DIGITS = {char: str(at % 10) for at, char in enumerate("〇一二三四五六七八九")} | {"零": "0"}
_HAN_YEAR = re.compile(r"[〇零一二三四五六七八九]{4}(?=年)")
# Not 文号 〔2024〕124号, not 第1999次会议, not a count or a sum of money.
_YEAR = re.compile(
    r"(?<![\d第.\[])((?:19|20)\d\d)(?:[-~—至到]+((?:19|20)\d\d))?(?!\d|\]|[次号届个万元人名例%.])"
)
_ROC = re.compile(r"(?:民国|(?<!\d))(\d{2,3})年")
_TAIWAN = re.compile(
    r"民国|台[湾北中南东]|新北|桃园|高雄|基隆|新竹|苗栗|彰化|云林|嘉义|屏东|宜兰|花莲|澎湖|金门"
)
_SUMMARY = re.compile(r"总结|报告|回顾|汇报|小结|述职|情况|成绩|成效")
_PLAN = re.compile(r"计划(?!生育)|打算|思路|安排|要点|部署|重点工作|工作方案|规划|目标任务")
# 关于…计划的报告 is about a plan: the outer noun only says that it was handed in.
_WRAPPING = re.compile(r"(?:的(?:工作)?(?:报告|汇报|通知|函|请示))$")
_HALF = re.compile(r"上半年|下半年|季度")
_YEARBOOK = re.compile(r"年鉴")
_NEXT = re.compile(
    r"(?:明年|来年|下一?年度?)[^。\n到至]{0,8}?((?:19|20)\d\d)|((?:19|20)\d\d)年?[^。\n]{0,6}明年"
)
_LAST = re.compile(r"(?:去年|上年)[^。\n]{0,4}?[(,:]?((?:19|20)\d\d)年")
_OPENS = re.compile(r"(?:^|\n)\W{0,2}((?:19|20)\d\d)年(?:以来|来|度|,|是|我|全)")
_TODAY_NEXT = re.compile(r"明年|来年|下一?年度?(?:工作)?(?:计划|打算|思路|安排)")
_FIVE_YEARS = re.compile(r"十([一二三四五])五(?!年|位|名|个|条|项)")
_FIRST_OF_TENTH = 2001  # 十五 ran from 2001 to 2005, 十一五 from 2006
_ROC_ZERO = 1911
_CENTURY = 1900


class YearSpan(NamedTuple):
    """A year and the half-open range of the folded text it was read from."""

    year: int
    start: int
    end: int


@dataclass(frozen=True)
class TitleYears:
    """What a title or heading says about years; None where it says nothing."""

    reporting: YearSpan | None = None
    plan: YearSpan | None = None
    plan_follows: bool = False  # it promises a plan without saying for which year


def year_spans(text: str) -> list[tuple[YearSpan, YearSpan]]:
    """Return the years of a folded text as (first, last); equal but for ranges."""
    text = _HAN_YEAR.sub(lambda match: "".join(_DIGITS[char] for char in match[0]), text)
    found = []
    for match in _YEAR.finditer(text):
        first = YearSpan(int(match[1]), match.start(1), match.end(1))
        last = YearSpan(int(match[2]), match.start(2), match.end(2)) if match[2] else first
        found.append((first, last))
    return found or _short_years(text) or _five_year_plans(text)


def title_years(title: str) -> TitleYears:
    """Sort the years of a folded title into reporting year and plan year.

    The words between a year and the next say what it is for: 总结 sums up, 计划 plans. A
    range reports on its last year and plans from its first.
    """
    title = _WRAPPING.sub("", title) if _WRAPPING.search(title) and _two_cues(title) else title
    years = year_spans(title)
    reporting = plan = None
    follows = False
    for at, (first, last) in enumerate(years):
        stop = years[at + 1][0].start if at + 1 < len(years) else len(title)
        segment = title[last.end : stop]
        if _is_plan(segment):
            plan = plan or first
        elif reporting is None:
            reporting = last
            follows = _plans_after_summary(segment)
    if reporting and _YEARBOOK.search(title):
        reporting = reporting._replace(year=reporting.year - 1)
    if reporting and follows and plan is None and _HALF.search(title):
        plan = reporting
    return TitleYears(reporting, plan, follows and plan is None)


def plan_year_of_headings(headings: Sequence[str]) -> tuple[int, YearSpan] | None:
    """Return (index, year) of the first folded heading that plans a year it names."""
    for index, heading in enumerate(headings):
        plan = title_years(heading).plan
        if plan:
            return index, plan
    return None


def reporting_year_of_headings(headings: Sequence[str]) -> tuple[int, YearSpan] | None:
    """Return (index, year) of the first folded heading that sums up a year it names."""
    for index, heading in enumerate(headings):
        reporting = title_years(heading).reporting
        if reporting and _SUMMARY.search(heading):
            return index, reporting
    return None


def current_years(body: str) -> list[tuple[YearSpan, int]]:
    """Return (mention, year of writing) for each phrase of the body that dates the report.

    明年 next to 2021 was written in 2020; 去年 next to 2020 in 2021.
    """
    found = []
    for pattern, shift in ((_NEXT, -1), (_LAST, 1)):
        for match in pattern.finditer(body):
            group = 1 if match[1] else 2
            year = int(match[group])
            found.append((YearSpan(year, match.start(group), match.end(group)), year + shift))
    return found


def opening_year(body: str) -> YearSpan | None:
    """Return the year a paragraph opens with (2022年以来, …), the first of the body."""
    match = _OPENS.search(body)
    return YearSpan(int(match[1]), match.start(1), match.end(1)) if match else None


def speaks_of_next_year(text: str) -> bool:
    """Tell whether a folded heading plans 明年 without naming the year."""
    return _TODAY_NEXT.search(text) is not None


def _short_years(text: str) -> list[tuple[YearSpan, YearSpan]]:
    match = _ROC.search(text)
    if match is None:
        return []
    number = int(match[1])
    if _TAIWAN.search(text):
        number += _ROC_ZERO
    elif 80 <= number <= 99:  # noqa: PLR2004 - 80年 to 99年 of a mainland title
        number += _CENTURY
    else:
        return []
    year = YearSpan(number, match.start(1), match.end(1))
    return [(year, year)]


def _five_year_plans(text: str) -> list[tuple[YearSpan, YearSpan]]:
    """Read 十三五 as 2016 to 2020."""
    found = []
    for match in _FIVE_YEARS.finditer(text):
        first = _FIRST_OF_TENTH + 5 * "一二三四五".index(match[1]) + 5
        span = match.span()
        found.append((YearSpan(first, *span), YearSpan(first + 4, *span)))
    return found


def _two_cues(title: str) -> bool:
    return bool(_PLAN.search(title) or _SUMMARY.search(_WRAPPING.sub("", title)))


def _is_plan(segment: str) -> bool:
    return bool(_PLAN.search(segment)) and not _SUMMARY.search(segment)


def _plans_after_summary(segment: str) -> bool:
    summary = _SUMMARY.search(segment)
    return bool(summary and _PLAN.search(segment, summary.end()))
