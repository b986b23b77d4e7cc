"""Which year a title or heading sums up and which it plans, by the words beside its years.

All texts are folded; `year_forms` reads the years themselves.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from archive.ingest.chronology.year_forms import YearMention, YearSpan, year_mentions

_SUMMARY = re.compile(
    r"总结|报告|回顾|汇报|小结|述职|情况|成绩|成效|盘点|纪实|年报|自评|评估|考核|综述|进展|亮点|年鉴|概况|(?:施政|工作)成果"
)
_PLAN = re.compile(
    r"计[划画](?!生育)|打算|思路|安排|要点|部署|重点工作|(?:工作|实施|行动)方案|(?:工作|安排|实施)意见|规划|目标任务|展望|谋划|工作目标|工作重点|设想|建议|任务$|重点$"
)
# 关于…计划的报告 is about a plan: the outer noun only says that it was handed in.
_WRAPPING = re.compile(r"(?:的(?:工作|情况)?(?:报告|汇报|通知|函|请示|通报))[)\s]*$")
_PART_YEAR = re.compile(
    r"[上下]半年|半年|季度|年中|(?<![\d十])\d{1,2}月份?|[一二三四五六七八九十]月份?|阶段性?(?:工作)?总结"
)
_COMING_YEAR = re.compile(r"明年|来年|下一?年|下年度|次年|未来[三五]年|今后[三五]年|新的?一年")
_YEARBOOK = re.compile(r"年鉴(?!稿|供稿|资料|材料|撰稿|条目|内容|部分|组稿)|年版[^年]{0,12}年报|年报\d*年版")
# A speech at a year's work conference looks back on the year before.
_CONFERENCE = re.compile(r"(?:工作会议?|大会|年会|全会|会)上的?(?:工作)?(?:报告|讲话|发言)|会议(?:工作)?报告")
_LOOKING_BACK = re.compile(r"总结|半年|年终|年中|季度|述职")
_MIDTERM = re.compile(r"中期|期中")
_JOINT = re.compile(r'[年度、和及与暨,()\s"至到-]*')
_LEADS_ON = re.compile(r"(?:展望|谋划|部署|安排|迎接?|规划|奋战|开局)[^一-龥]*$")
_LINE_ABOUT_NEXT = re.compile(r"明年|来年|下一?年度?(?:工作)?(?:计[划画]|打算|思路|安排)")
_DONE = re.compile(r"完成|主要工作|工作开展|所做|做法|做的")
_REST_OF_YEAR = re.compile(
    r"(?:下半年|后半年|[二三四]季度|后[三五]个月)[^,。]{0,10}(?:计[划画]|打算|安排|思路|要点|重点|任务|措施|工作)"
)
_AHEAD = re.compile(r"下一?步|下一?阶段|今后|未来|明年|来年|下一?年")
_HIDDEN = re.compile(
    r"(?:20)?(?:[x*×]{1,4}|某某?|〇〇|□□|_{2,}) ?年|(?<![\d'])20年(?=度|工作|卫|全|上|总)"
    r"|(?:^|[局委院心会厅站办所])年(?=度|工作|卫生|总结)"
)


@dataclass(frozen=True)
class TitleYears:
    """What a title or heading says about years; None where it says nothing."""

    reporting: YearSpan | None = None
    plan: YearSpan | None = None
    plan_follows: bool = False  # it promises a plan without saying for which year
    part_of_year: bool = False  # it is about a half or a quarter: its plan is for the rest
    shifted: bool = False  # the reporting year is told by custom (年鉴, 会议), not by the words


@dataclass(frozen=True)
class _Group:
    """Years with nothing but 和, 及, 、 between them share the words that follow."""

    mentions: tuple[YearMention, ...]
    before: str
    after: str

    def pick(self, choose: Callable[[Sequence[int]], int]) -> YearSpan:
        """Return the year `choose` picks; a named year counts before a five-year plan."""
        named = [m for m in self.mentions if not m.five_years] or list(self.mentions)
        year = choose([year for m in named for year in (m.first, m.last)])
        return next(m for m in named if year in (m.first, m.last)).of(year)


def title_years(title: str, *, taiwan: bool = False) -> TitleYears:
    """Sort the years of a folded title into reporting year and plan year.

    The words between a year and the next say what it is for: 总结 sums up, 计划 plans; where none
    follow, the words before it do. A range reports on its last year and plans from its first.
    """
    title = _WRAPPING.sub("", title) if _two_cues(title) else title
    said = TitleYears(part_of_year=_PART_YEAR.search(title) is not None)
    for group in _groups(title, year_mentions(title, taiwan=taiwan)):
        said = _with(said, group)
    return _by_custom(said, title)


def hides_year(title: str) -> bool:
    """Tell whether a folded title had a year that was masked or lost: **年, 20xx年, 20年, 局年工作总结."""
    return _HIDDEN.search(title) is not None


def plan_year_of_headings(headings: Sequence[str], *, taiwan: bool = False) -> tuple[int, YearSpan] | None:
    """Return (index, year) of the first folded heading that plans a year it names."""
    for index, heading in enumerate(headings):
        plan = title_years(heading, taiwan=taiwan).plan
        if plan:
            return index, plan
    return None


def reporting_year_of_headings(
    headings: Sequence[str], *, taiwan: bool = False
) -> tuple[int, YearSpan] | None:
    """Return (index, year) of the first folded heading that sums up a year it names."""
    for index, heading in enumerate(headings):
        reporting = title_years(heading, taiwan=taiwan).reporting
        if reporting and (_SUMMARY.search(heading) or _DONE.search(heading)):
            return index, reporting
    return None


def speaks_of_next_year(text: str) -> bool:
    """Tell whether a folded heading plans 明年 without naming the year."""
    return _LINE_ABOUT_NEXT.search(text) is not None


def names_a_document(folded: str) -> bool:
    """Tell whether a folded line is called what reports and plans are called."""
    return _SUMMARY.search(folded) is not None or _PLAN.search(folded) is not None


def plans_rest_of_year(folded: str) -> bool:
    """Tell whether a folded title or heading plans the second half or a later quarter."""
    return _REST_OF_YEAR.search(folded) is not None


def looks_ahead(heading: str) -> bool:
    """Tell whether a folded heading speaks of what comes next, with or without a year."""
    return _AHEAD.search(heading) is not None


def _groups(title: str, mentions: Sequence[YearMention]) -> list[_Group]:
    runs: list[list[YearMention]] = []
    for mention in mentions:
        if runs and _JOINT.fullmatch(title, runs[-1][-1].end, mention.start):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    groups = []
    for at, run in enumerate(runs):
        before = title[runs[at - 1][-1].end if at else 0 : run[0].start]
        after = title[run[-1].end : runs[at + 1][0].start if at + 1 < len(runs) else len(title)]
        shorter = _LEADS_ON.sub("", after)
        if at + 1 < len(runs) and names_a_document(before + shorter):
            after = shorter  # 展望 before the next year is not about this one
        groups.append(_Group(tuple(run), before, after))
    return groups


def _with(said: TitleYears, group: _Group) -> TitleYears:
    """Add what one group of years says to what was said before it."""
    words = group.after if names_a_document(group.after) else group.before
    leads_on = _LEADS_ON.search(group.before) and (said.reporting or not _SUMMARY.search(group.after))
    if leads_on or _is_plan(words):
        return said if said.plan else replace(said, plan=group.pick(min))
    if said.reporting:
        return said
    if _is_year_and_next(group, words):
        return replace(said, reporting=group.pick(min), plan=group.pick(max))
    follows = words is group.after and _plans_after_summary(words)
    return replace(said, reporting=group.pick(max), plan_follows=follows)


def _is_year_and_next(group: _Group, words: str) -> bool:
    """Tell whether a range means a year and the plan for the next: 2022-2023年工作总结及计划."""
    first, last = group.pick(min).year, group.pick(max).year
    follows = last == first + 1 or (words is group.before and last > first)
    return follows and _plans_after_summary(words)


def _by_custom(said: TitleYears, title: str) -> TitleYears:
    """Shift yearbooks and speeches to the year they look back on; settle a plan without its year."""
    reporting = said.reporting
    if reporting and _MIDTERM.search(title) and any(m.five_years for m in year_mentions(title)):
        return replace(said, reporting=reporting._replace(year=reporting.year - 2))
    if reporting and _YEARBOOK.search(title):
        said = replace(said, reporting=reporting._replace(year=reporting.year - 1), shifted=True)
    elif reporting and _CONFERENCE.search(title) and not (said.plan or _LOOKING_BACK.search(title)):
        before = reporting._replace(year=reporting.year - 1)
        return replace(said, reporting=before, plan=reporting, plan_follows=False, shifted=True)
    if reporting and said.plan_follows and said.plan is None and said.part_of_year:
        coming = _COMING_YEAR.search(title)
        return said if coming else replace(said, plan=reporting, plan_follows=False)
    return replace(said, plan_follows=False) if said.plan_follows and said.plan else said


def _two_cues(title: str) -> bool:
    bare = _WRAPPING.sub("", title)
    return bare != title and bool(_PLAN.search(title) or _SUMMARY.search(bare))


def _is_plan(words: str) -> bool:
    return bool(_PLAN.search(words)) and not _SUMMARY.search(words)


def _plans_after_summary(words: str) -> bool:
    summary = _SUMMARY.search(words)
    return bool(summary and (_PLAN.search(words, summary.end()) or _COMING_YEAR.search(words, summary.end())))
