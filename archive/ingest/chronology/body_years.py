"""What the text of a report says about the year it was written for. All texts are folded."""

import re
from collections import Counter
from dataclasses import dataclass

from archive.ingest.chronology.year_forms import YearSpan

_Y = r"(?:19|20)\d\d"
_NEXT = re.compile(rf"(?:明年|来年|下一?年度?)[^。\n到至]{{0,8}}?({_Y})|({_Y})年?[^。\n]{{0,6}}明年")
_LAST = re.compile(rf"(?:去年|上年)[^。\n]{{0,4}}?[(,:]?({_Y})年")
_THIS = re.compile(rf"(?:今年|本年度?)[(,:]({_Y})|({_Y})年?\)?[(,]今年")
_OPENS = re.compile(
    rf"(?:^|\n)(?:\[[^\]\n]{{1,12}}\]|[一-龥]{{1,4}}:)?\W{{0,2}}({_Y})年"
    r"(?:以来|来|度|,|是|我|全|上半年|[,]?在|即将|[卫县市区医中院](?!.{0,6}年鉴)|工作|1[-~至]\d{1,2}月)"
)
# 所列数据统计期限自2021年1月1日至2021年12月31日: the whole of one year.
_COVERS = re.compile(
    rf"(?:统计|报告)[^。\n]{{0,10}}?({_Y})年1月1日(?:起|开始)?(?:至|到|-|~)(?:\1年)?12月31日"
)
_PREPARES = re.compile(
    rf"(?:做好|搞好|抓好|推进|推动|完成|确保|开展|谋划)(?:我[县市区局院]|全[县市区]|本[局院])?({_Y})年"
)
_STATED = re.compile(rf"(?<![\d《\[(至到-])({_Y})年(?!版|\)?第?\d+号|规划|[-~至到])")
_AIMED = re.compile(r"(?:到|至|力争|自|从|于|与|比|较|对比|同比) ?$")
_THIS_YEAR = re.compile(r"今年(?:以来|来|,|上半年|我|全)|本年度")
_FEWEST_STATED = 3
_CLEAR_SHARE = 0.6
_AIM_REACH = 4
_OPENING_REACH = 300
_ROC_ZERO = 1911


@dataclass(frozen=True)
class Dense:
    """The year most statements of a body carry, how many of them do, and of how many."""

    year: YearSpan
    count: int
    total: int


def current_years(body: str) -> list[tuple[YearSpan, int]]:
    """Return (mention, year of writing) for each phrase of the body that dates the report.

    明年 next to 2021 was written in 2020; 去年 next to 2020 in 2021; 今年(2022年) in 2022.
    """
    found = []
    for pattern, shift in ((_NEXT, -1), (_LAST, 1), (_THIS, 0)):
        for match in pattern.finditer(body):
            group = 1 if match[1] else 2
            year = int(match[group])
            found.append((YearSpan(year, match.start(group), match.end(group)), year + shift))
    return found


def opening_year(body: str) -> YearSpan | None:
    """Return the year a paragraph opens with (2022年以来, …), the first of the body."""
    match = _OPENS.search(body)
    return YearSpan(int(match[1]), match.start(1), match.end(1)) if match else None


def covered_year(body: str) -> YearSpan | None:
    """Return the year whose first and last day a report names as the period of its figures."""
    match = _COVERS.search(body)
    return YearSpan(int(match[1]), match.start(1), match.end(1)) if match else None


def prepared_year(body: str) -> YearSpan | None:
    """Return the year a plan's opening words prepare for: 为做好2015年卫生工作, 制定本计划."""
    match = _PREPARES.search(body, 0, _OPENING_REACH)
    return YearSpan(int(match[1]), match.start(1), match.end(1)) if match else None


def first_year(body: str, start: int) -> YearSpan | None:
    """Return the first year stated within a few lines from `start` on."""
    match = _STATED.search(body, start, start + _OPENING_REACH)
    return YearSpan(int(match[1]), match.start(1), match.end(1)) if match else None


def dense_year(body: str) -> Dense | None:
    """Return the year that most of the body's dated statements carry, if it leads clearly.

    Goals (到2025年) and comparisons (比2020年) are not statements about the year itself.
    """
    stated = [
        match
        for match in _STATED.finditer(body)
        if not _AIMED.search(body, max(0, match.start() - 4), match.start())
    ]
    counts = Counter(int(match[1]) for match in stated)
    if not counts:
        return None
    year, count = counts.most_common(1)[0]
    if count < _FEWEST_STATED or count < _CLEAR_SHARE * len(stated):
        return None
    first = next(match for match in stated if int(match[1]) == year)
    return Dense(YearSpan(year, first.start(1), first.end(1)), count, len(stated))


def _is_aim(body: str, start: int) -> bool:
    return _AIMED.search(body, max(0, start - _AIM_REACH), start) is not None


def this_year(body: str) -> tuple[int, int] | None:
    """Return the range of the first 今年以来 of a body that speaks of the year as its own."""
    match = _THIS_YEAR.search(body)
    return match.span() if match else None


def year_after(body: str, start: int, year: int, *, taiwan: bool = False) -> YearSpan | None:
    """Return the first mention of `year` in the body from `start` on, as 114年 too where `taiwan`."""
    forms = f"{year}|{year - _ROC_ZERO}" if taiwan else f"{year}"
    match = re.compile(rf"(?<!\d)(?:{forms})年").search(body, start)
    return YearSpan(year, match.start(), match.end() - 1) if match else None
