"""Signs that a text is not what it seems: re-dated, advertised on, robbed of its digits.

They change no value; each is a warning for the person who checks the report. Texts are folded.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from archive.ingest.types import IngestWarning


class Era(NamedTuple):
    """Words that only reports of some years use: from the first year to the last (None: still)."""

    words: re.Pattern[str]
    name: str
    first: int
    last: int | None


# Party congresses are held every five years; reports invoke the latest one.
_CONGRESSES = tuple(
    Era(re.compile(rf"党的{name}|{name}(?:和|精神|报告|以来|召开|、)"), name, first, last)
    for name, first, last in (
        ("十六大", 2002, 2007),
        ("十七大", 2007, 2012),
        ("十八大", 2012, 2017),
        ("十九大", 2017, 2022),
        ("二十大", 2022, None),
    )
)
# The new rural cooperative scheme was merged into residents' insurance by the end of 2019.
_ERAS = (
    Era(re.compile(r"新农合|新型农村合作医疗"), "新农合", 2003, 2019),
    Era(re.compile(r"新冠|新型冠状病毒"), "新冠", 2019, None),
    Era(re.compile(r"三孩"), "三孩", 2021, None),
    Era(re.compile(r"健康扶贫|脱贫攻坚"), "脱贫攻坚", 2014, None),
    Era(re.compile(r"健康中国"), "健康中国", 2012, None),
    Era(re.compile(r"医疗保障局|医保局"), "医保局", 2018, None),
)
_SLACK = 1  # the plan of a report speaks of the year to come
_SHOWN_WORDS = 3

_SPAM = re.compile(
    r"足彩|彩票|博彩|投注|赌场|娱乐城|葡京|棋牌|真人(?:娱乐|荷官)|(?:体育|电竞)app|app哪个|下注|时时彩"
    r"|六合彩|老虎机|威尼斯人|注册送|开户送"
)
_ADVERT = re.compile(
    r"(?:请|欢迎)?(?:点击|加|扫码?)[^。\n]{0,12}(?:[a-z0-9-]+\.[a-z]{2,8}|微信|qq|交流群|公众号)"
    r"|(?:材料|资料|写作|公文)交流群|润笔|更多(?:范文|材料|资料)[^。\n]{0,10}(?:访问|关注|下载)"
)
_DIGITLESS = re.compile(r"年月日|(?:^|[局委院心会、(\n])年(?:工作|度|来|,)|增长%|\[\]号|率%")
_FEWEST_DIGITLESS = 3


def doubts_of(header: str, body: str, year: int | None) -> Iterator[IngestWarning]:
    """Yield a warning for each sign in the folded header lines and body of a report of `year`."""
    if year is not None:
        yield from _other_era(body, year)
    spam = _SPAM.search(header)
    if spam:
        message = f"页首有广告或博彩用语「{spam[0]}」，标题、机构与地区可能被改动，请核对。"
        yield IngestWarning("spam", message, "title")
    advert = _ADVERT.search(body)
    if advert:
        message = f"正文夹有广告「{advert[0]}」，请核对。"
        yield IngestWarning("advert", message, "text")
    if len(_DIGITLESS.findall(f"{header}\n{body}")) >= _FEWEST_DIGITLESS:
        message = "文中的数字似已丢失，年份与日期无从判断。"
        yield IngestWarning("digits_lost", message, "text")


def _other_era(body: str, year: int) -> Iterator[IngestWarning]:
    """Warn of words that were not used yet, or no longer, in the year the report is said to be of."""
    spoken = [era for era in _CONGRESSES if era.words.search(body)]
    latest = spoken[-1:]
    eras = [*latest, *(era for era in _ERAS if era.words.search(body))]
    late = [era.name for era in eras if year < era.first - _SLACK]
    early = [era.name for era in eras if era.last is not None and year > era.last + _SLACK]
    if late or early:
        words = "」「".join((late or early)[:_SHOWN_WORDS])
        when = "此时尚未出现" if late else "此时多已不用"
        message = f"报告年度为 {year} 年，正文却有{when}的「{words}」，年份可能被改过，请核对。"
        yield IngestWarning("year_conflict", message, "reporting_year")
