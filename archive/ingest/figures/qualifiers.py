"""Words beside the name of a number that narrow what it counts."""

import re

from archive.ingest.figures.clauses import clause_start

_NOTE = re.compile(r"\(([^()\d]{2,16})\)")
_NARROWING = re.compile(
    r"\d{1,3}\s?[-~至]{1,2}\s?\d{1,3}\s?(?:周岁|岁|月龄)(?:儿童|青少年|妇女|女性|老年人|人群|婴幼儿)?|\d{1,3}(?:周岁|岁)(?:以[上下])?(?:及以[上下])?"
    "(?:儿童|青少年|妇女|女性|老年人|老人|人群|婴幼儿|居民)?"
    "|公办|民办|公立|民营|非公立|政府办|社会办|普惠性?|农村|城镇|城乡|常住|户籍|贫困|脱贫|低收入|"
    "[一二三]级以上|二级及以上|[省市县区国]级(?:以上)?|适龄|高危|重点|新增|已(?:接入|纳入|备案|投产|建成|通过)[^,。;的]{0,8}"
)
_WHOSE = re.compile("[两二三四五六七八九十]{1,3}[所家个][^,。;、:]{0,10}(?:医院|卫生院|机构|单位|学校|中心)")
_AMONG = re.compile("其中")
_FURTHEST = 30


def qualifying(
    folded: str, number: tuple[int, int], name: tuple[int, int], floor: int
) -> list[tuple[int, int]]:
    """Return the spans of the words that narrow the number at the span `number`, named by the span `name`.

    They stand before the name in the clause of the number, not before `floor`, or in a bracket right after
    the number.
    """
    start, end = number
    clause = max(clause_start(folded, start), start - _FURTHEST, floor)
    among = (match.span() for match in _AMONG.finditer(folded, clause, start))
    narrowing = (match.span() for match in _NARROWING.finditer(folded, clause, start))
    whose = (match.span() for match in _WHOSE.finditer(folded, clause, name[0]))
    found: list[tuple[int, int]] = [
        *among,
        *whose,
        *(span for span in narrowing if span[1] <= min(name[0], start)),
    ]
    note = _NOTE.match(folded, end)
    if note:
        found.append(note.span(1))
    return [span for span in found if not any(_holds(other, span) for other in found)]


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]
