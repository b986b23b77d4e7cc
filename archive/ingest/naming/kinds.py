"""What kind of document a title announces, or, where it does not, the headings and opening words."""

import re
from collections.abc import Mapping, Sequence

OTHER = "other"
SUMMARY, PLAN, SUMMARY_PLAN, KEY_POINTS = "summary", "plan", "summary_plan", "key_points"
THEMATIC = "thematic"
Patterns = Mapping[str, Sequence[str]]
# What first-level headings of a summary speak of beside 总结 and 情况.
_DONE = re.compile(r"完成情况|开展情况|主要(?:成效|成绩)|工作(?:总结|回顾|成效|情况)|总体情况|取得的成")
_AHEAD = re.compile(
    r"(?:下一?步|明年|来年|下一?年度?|下半年|20\d\d年)[^,。]{0,12}(?:工作|计划|打算|思路|安排|重点|要点|措施)"
    r"|工作(?:计划|打算|思路|安排|要点|设想)"
)
_SUMS_UP = re.compile(
    r"现[将就][^。]{0,40}(?:情况|总结|工作)[^。]{0,14}(?:如下|汇报|报告|总结)|总结如下|汇报如下|报告如下|述职如下"
)
_MAYBE_DONE = re.compile(r"主要(?:工作|做法)")
_PART_YEAR = re.compile(r"[上下]半年|半年(?:度)?(?:工作)?总结|季度|\d{1,2}[-至~]\d{1,2}月")
_YEARBOOK = re.compile(r"(?:^|\n)[一-龥]{2,8}年鉴|【(?:概况|概述)】")
_PLANS = re.compile(
    r"(?:特|现)?制定(?:本|如下|以下)?[^。]{0,10}(?:计划|打算|安排)|计划如下|安排如下|打算如下"
)
# The report names its theme where it says what follows, or keeps to one field of law from the start.
_SAYS_OF = re.compile(r"现[将就把][^。\n]{2,60}?(?:如下|汇报|报告)|公布[^。\n]{4,50}?报告(?=[。,])")
_OF_LAW = re.compile(r"法治政府|法治建设|依法行政|信息公开|政务公开")
_DWELLS = 2
_ACHIEVED = re.compile(
    r"(?:今年以来|一年来|半年来|20\d\d年(?:以来)?,)[^。]{0,300}(?:取得|实现)了?[^。,]{0,10}(?:成果|成效|成绩|进展|发展)"
)
_KEY = re.compile(r"工作的?(?:总体要求|总体思路|指导思想|基本思路)是")


def kind_of(
    title: str, headings: Sequence[str], kinds: Patterns, opening: str = ""
) -> tuple[str, tuple[int, int] | None]:
    """Return the kind and the range of the folded title that told it (None: the headings or opening).

    The patterns are tried in the order of the lexicon. A title that promises only a summary
    while a first-level heading plans the coming year makes a summary with a plan. A title that
    tells nothing leaves it to the headings, then to the folded `opening` words of the report.
    """
    kind, found = _by_title(title, kinds)
    if kind == SUMMARY and any(_plans(heading, kinds) for heading in headings):
        return SUMMARY_PLAN, None
    if kind == OTHER:
        return _by_theme(headings, opening, kinds) or _by_headings(headings, opening) or OTHER, None
    return kind, found


def speaks_of_part_year(title: str) -> bool:
    """Tell whether a folded title is of half a year, a quarter or some months."""
    return _PART_YEAR.search(title) is not None


def _by_title(title: str, kinds: Patterns) -> tuple[str, tuple[int, int] | None]:
    for kind, patterns in kinds.items():
        for pattern in patterns:
            match = re.search(pattern, title)
            if match:
                return kind, match.span()
    return OTHER, None


def _by_theme(headings: Sequence[str], opening: str, kinds: Patterns) -> str | None:
    """Return `thematic` when an untitled report says in its opening that it is on one theme."""
    said = "\n".join(_SAYS_OF.findall(opening))
    if any(re.search(pattern, said) for pattern in kinds.get(THEMATIC, ())):
        return THEMATIC
    sentences = [line for line in opening.split("\n") if "。" in line]
    named = sum(len(_OF_LAW.findall(line)) for line in (*sentences, *headings))
    return THEMATIC if named >= _DWELLS else None


def _by_headings(headings: Sequence[str], opening: str) -> str | None:
    """Return what headings and opening words make of a report whose title tells nothing."""
    ahead = any(_AHEAD.search(heading) and not _DONE.search(heading) for heading in headings)
    done = any(_DONE.search(heading) for heading in headings) or _SUMS_UP.search(opening) is not None
    done = done or _YEARBOOK.search(opening) is not None
    if done:
        return SUMMARY_PLAN if ahead else SUMMARY
    if not ahead and any(_MAYBE_DONE.search(heading) for heading in headings):
        return SUMMARY
    if _KEY.search(opening):
        return KEY_POINTS
    achieved = SUMMARY if _ACHIEVED.search(opening) else None
    return PLAN if ahead or _PLANS.search(opening) else achieved


def _plans(heading: str, kinds: Patterns) -> bool:
    return any(re.search(pattern, heading) for pattern in kinds.get(PLAN, ()))
