"""Years as folded titles and headings write them: 2022年, 二〇二二年, 2019-2021年, 十三五, 112年度, 22年.

文号, ordinals (第1999次会议), counts and sums of money look like years and are passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_DIGITS = {char: str(at % 10) for at, char in enumerate("〇一二三四五六七八九")} | {"零": "0"}
_HAN = "〇零一二三四五六七八九"
_NUMBER = re.compile(rf"[{_HAN}十\d]")  # no year is written without one
_HAN_YEAR = re.compile(rf"(?<![{_HAN}\d])[{_HAN}\d]{{4}}(?=年| ?[-~至到] ?[{_HAN}]{{4}}年)")
_DOC_NO = re.compile(r"[\[(] *(?:19|20)\d\d *[\])] *第? *\d+ *号|(?<=[发函字办])(?:19|20)\d{2}第?\d{1,4}号")
_Y = r"(?:19|20)\d\d"
_YEAR = re.compile(
    rf"(?<![\d第.])(?P<first>{_Y})(?: ?年?度? ?[-~至到]+ ?(?P<last>{_Y}|\d\d(?=年|学年)))?"
    r"(?!\d|-[\da-z]|[版次号届个万元人名例所家户张床亩平米件起%]|\.\d)"
)
# 2021.12-2022.11, 2021年12月-2022年11月, 2022.1-11月: a period of months.
_PERIOD = re.compile(
    rf"(?<!\d)(?P<first>{_Y})[.年] ?\d{{1,2}}月?(?:份)? ?[-~至到]+ ?(?:(?P<last>{_Y})[.年] ?)?\d{{1,2}}(?!\d)"
)
_AIMED_AT = re.compile(r"(?:到|至|向|瞄准) ?$")
_GOAL = re.compile(r"健康[一-龥]{2,3} ?$")  # 健康中国2030
_ROC = re.compile(
    r"民国 ?(?P<named>\d{2,3}|[〇零一二三四五六七八九]{2,3}) ?年"
    r"|(?<![\d第.-])(?P<first>\d{2,3})(?: ?年?度?[-~至到](?P<last>\d{2,3}))? ?(?P<unit>学?年度|年)"
)
_TAIWAN = re.compile(
    r"民国|台湾|施政(?:报告|计|成果|重点|绩效)|(?:台[北中南东]|新北|桃园|高雄|基隆|新竹|嘉义)市|卫生福利|卫福部|县议会|市议会|长照"
    r"|(?:苗栗|彰化|南投|云林|屏东|宜兰|花莲|台东|澎湖|金门|连江|新竹|嘉义)县"
)
_SHORT = re.compile(
    r"(?<![\d第近前后周满届.-])(?P<first>\d\d)(?:年?[-~至到、](?P<last>\d\d))?年"
    r"(?=度|全|工作|[上下]半|第|[一二三四]季|总|计|卫|健|医|疾|公|党|妇|中|人|基|乡|[市县区局院我]|[和及与、]\d\d年)"
)
_SHORT_HAN = re.compile(
    rf"(?<![{_HAN}十百第近])(?P<year>[〇零九八一二][{_HAN}])年(?=度|工作|卫生|总结|计划|上半年)"
)
# 建院20年, 从医22年: a span of time, not a date.
_LASTING = re.compile(r"(?:建[院党国站]|成立|从[医业教政]|任职|工作|改革开放|走过|创[建办]|历经|这) ?$")
_FIVE_YEARS = re.compile(r'"?(?:第?十([一二三四五])个?五)"?(?!年(?!规划|计划)|位|名|个|条|项|院)')
_FIRST_OF_TENTH = 2001  # 十五 ran from 2001 to 2005, 十一五 from 2006
_ROC_ZERO, _ROC_FIRST, _ROC_LAST = 1911, 60, 135
_ROC_SURE = 100  # 112年度 needs no other sign of Taiwan
_OLD_SHORT, _NEW_SHORT = 80, 35
_OLD_CENTURY, _CENTURY = 1900, 2000
_GOALS = (2030, 2035)
_TRUNCATED = 20  # 20年 is what is left of 20xx年 as often as it is 2020


class YearSpan(NamedTuple):
    """A year and the half-open range of the folded text it was read from."""

    year: int
    start: int
    end: int


@dataclass(frozen=True)
class YearMention:
    """One mention: its first and last year (equal but for ranges) and where it stands."""

    first: int
    last: int
    start: int
    end: int
    five_years: bool = False

    def of(self, year: int) -> YearSpan:
        """Return `year` with the place of this mention."""
        return YearSpan(year, self.start, self.end)


def speaks_of_taiwan(folded: str) -> bool:
    """Tell whether a folded text names Taiwan's offices or counts by the Republic's calendar."""
    return _TAIWAN.search(folded) is not None


def year_mentions(folded: str, *, taiwan: bool = False) -> list[YearMention]:
    """Return the years a folded title names, in order and never overlapping.

    `taiwan` tells that the page counts years by the Republic's calendar (110年 is 2021).
    """
    if _NUMBER.search(folded) is None:
        return []
    text = _DOC_NO.sub(lambda match: " " * len(match[0]), folded)
    text = _HAN_YEAR.sub(lambda match: "".join(_DIGITS.get(char, char) for char in match[0]), text)
    periods = list(_periods(text))
    text = _PERIOD.sub(lambda match: " " * len(match[0]), text)
    found = [*periods, *_full(text), *_five_year_plans(text)]
    if not any(not mention.five_years for mention in found):
        found += list(_republican(text, taiwan=taiwan or speaks_of_taiwan(text)))
        found = found or [*_short(text), *_short_han(text)]
    elif any(not mention.five_years and mention.first == mention.last for mention in found):
        found += _short(text)
    ordered = sorted(found, key=lambda mention: (mention.start, -mention.end))
    return [m for at, m in enumerate(ordered) if at == 0 or m.start >= ordered[at - 1].end]


def _periods(text: str) -> Iterator[YearMention]:
    for match in _PERIOD.finditer(text):
        last = match["last"] or match["first"]
        yield YearMention(int(match["first"]), int(last), *match.span("last" if match["last"] else "first"))


def _full(text: str) -> Iterator[YearMention]:
    for match in _YEAR.finditer(text):
        first, last = int(match["first"]), _last(match)
        before = text[: match.start()]
        if not match["last"] and (_AIMED_AT.search(before) or (first in _GOALS and _GOAL.search(before))):
            continue
        end = match.end("last") if match["last"] else match.end("first")
        yield YearMention(first, last, match.start("first"), end)


def _last(match: re.Match[str]) -> int:
    first, last = int(match["first"]), match["last"]
    if not last:
        return first
    year = int(last) if len(last) > len("99") else first - first % 100 + int(last)
    return max(first, year)


def _republican(text: str, *, taiwan: bool) -> Iterator[YearMention]:
    """Yield years of the Republic; without its name they need 年度 or another sign of Taiwan."""
    for match in _ROC.finditer(text):
        digits = match["named"] or match["last"] or match["first"]
        last = int("".join(_DIGITS.get(char, char) for char in digits))
        first = int(match["first"]) if match["first"] else last
        sure = match["named"] or taiwan or (last >= _ROC_SURE and match["unit"] != "年")
        if sure and _ROC_FIRST <= first <= last <= _ROC_LAST:
            span = match.span("named" if match["named"] else "first")
            end = match.end("last") if match["last"] else span[1]
            yield YearMention(first + _ROC_ZERO, last + _ROC_ZERO, span[0], end)


def _short_han(text: str) -> Iterator[YearMention]:
    """Yield 九八年 and 〇八年 as 1998 and 2008."""
    for match in _SHORT_HAN.finditer(text):
        year = int("".join(_DIGITS[char] for char in match["year"]))
        year += _OLD_CENTURY if year >= _OLD_SHORT else _CENTURY
        yield YearMention(year, year, *match.span("year"))


def _short(text: str) -> Iterator[YearMention]:
    """Yield 22年 and 99年 of mainland titles as 2022 and 1999."""
    for match in _SHORT.finditer(text):
        first, last = int(match["first"]), int(match["last"] or match["first"])
        if _LASTING.search(text[: match.start()]) or _TRUNCATED in (first, last):
            continue
        if (first <= last <= _NEW_SHORT) or _OLD_SHORT <= first <= last:
            century = _OLD_CENTURY if first >= _OLD_SHORT else _CENTURY
            end = match.end("last") if match["last"] else match.end("first")
            yield YearMention(century + first, century + last, match.start("first"), end)


def _five_year_plans(text: str) -> Iterator[YearMention]:
    """Read 十三五 as 2016 to 2020."""
    for match in _FIVE_YEARS.finditer(text):
        first = _FIRST_OF_TENTH + 5 * "一二三四五".index(match[1]) + 5
        yield YearMention(first, first + 4, *match.span(), five_years=True)
