"""Years told by what happens in them: 今年是“十三五”收官之年 was said in 2020. All texts are folded."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from archive.ingest.chronology.year_forms import YearSpan
from archive.text.numerals import parse_number

_FIRST_OF_TENTH = 2001  # the tenth five-year plan ran from 2001 to 2005
_PLAN_LENGTH = 5
_PLAN = re.compile(
    r'"?十(?P<plan>[一二三四五])五"?(?:规划|时期)?(?:实施)?的?'
    r"(?:(?P<first>开局|起步|开启|第一)|(?P<last>收官|收尾|最后一|收关|决胜))之?年"
)
_ANNIVERSARY = re.compile(
    r"(?P<event>中国共产党(?:成立|诞辰)|建党|新中国成立|中华人民共和国成立|建国|改革开放)"
    r"(?P<count>\d{2,3}|[一二三四五六七八九十百]{2,4})周年"
)
_FOUNDED = {"中国共产党成立": 1921, "中国共产党诞辰": 1921, "建党": 1921, "改革开放": 1978}
_REPUBLIC = 1949
_CONGRESS = re.compile(
    r"(?:党的?(?P<before>十[七八九]|二十)大(?:胜利)?的?召开之?年|召开党的(?P<after>十[七八九]|二十)大的)"
)
_CONGRESSES = {"十七": 2007, "十八": 2012, "十九": 2017, "二十": 2022}
_ALL_ROUND = re.compile(r"(?:全面建成小康社会|脱贫攻坚(?:战)?)[^。,\n]{0,8}(?:收官|决胜)之?年")
_ALL_ROUND_YEAR = 2020
# The words before the event say whose year it is; without them it is only mentioned.
_THIS = re.compile(r"(?:今年|本年度?|\d{4}年|这一年)[^。\n]{0,40}$")
_NEXT = re.compile(r"(?:明年|来年|下一?年)[^。\n]{0,40}$")
# What was done to mark a day tells the year too: 开展了庆祝建党…周年活动.
_MARKED_WITH = re.compile(r"(?:开展|举办|举行|组织)了[^。\n]{0,30}$")
_REACH = 48


class EventYear(NamedTuple):
    """An event with the year it was written in."""

    span: YearSpan
    written: int


def event_years(body: str) -> Iterator[EventYear]:
    """Yield the events a body says its own year (or the next) is known for, in order."""
    found = [*_plans(body), *_anniversaries(body), *_congresses(body)]
    found += [YearSpan(_ALL_ROUND_YEAR, *match.span()) for match in _ALL_ROUND.finditer(body)]
    for span in sorted(found, key=lambda found: found.start):
        before = body[max(0, span.start - _REACH) : span.start]
        this, following = _THIS.search(before), _NEXT.search(before)
        if (this or _MARKED_WITH.search(before)) and not following:
            yield EventYear(span, span.year)
        elif following:
            yield EventYear(span, span.year - 1)


def _plans(body: str) -> Iterator[YearSpan]:
    for match in _PLAN.finditer(body):
        first = _FIRST_OF_TENTH + _PLAN_LENGTH * ("一二三四五".index(match["plan"]) + 1)
        yield YearSpan(first if match["first"] else first + _PLAN_LENGTH - 1, *match.span())


def _anniversaries(body: str) -> Iterator[YearSpan]:
    for match in _ANNIVERSARY.finditer(body):
        years = _number(match["count"])
        if years:
            yield YearSpan(_FOUNDED.get(match["event"], _REPUBLIC) + years, *match.span())


def _number(written: str) -> int:
    try:
        return int(parse_number(written))
    except ValueError:
        return 0


def _congresses(body: str) -> Iterator[YearSpan]:
    for match in _CONGRESS.finditer(body):
        yield YearSpan(_CONGRESSES[match["before"] or match["after"]], *match.span())
