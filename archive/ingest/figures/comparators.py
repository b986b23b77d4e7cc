"""Words beside a number that compare: 不低于95%, 95%以上, 约200亿元, 达100%."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

AFTER = "及?以上|及?以下|以内|之内|之间|左右|上下"

_NEAR = 12  # characters looked at before a number
_COMPARATORS = {
    "ge": (
        "不低于",
        "不得低于",
        "不少于",
        "不得少于",
        "不小于",
        "至少",
        "最少",
        "≥",
        ">=",
        "≧",
        "以上",
        "及以上",
    ),
    "le": (
        "不超过",
        "未超过",
        "不得超过",
        "不高于",
        "不大于",
        "不多于",
        "至多",
        "最多",
        "≤",
        "<=",
        "≦",
        "以下",
        "及以下",
        "以内",
        "之内",
    ),
    "gt": ("超过", "超出", "超", "逾", "突破", "高于", "大于", "多于", ">"),
    "lt": ("低于", "少于", "小于", "不足", "不到", "<"),
    "approx": ("约", "大约", "约为", "近", "接近", "将近", "左右", "上下", "余", "多", "来"),
}
_COMPARATOR_OF = {word: code for code, words in _COMPARATORS.items() for word in words}
_BEFORE_WORDS = sorted(_COMPARATOR_OF.keys() - {"余", "多", "来", "左右", "上下"}, key=len, reverse=True)
# Words that end with a comparator: 签约, 彩超, 附近.
_NO_COMPARATOR = "(?<![签预节履违条公合特])(?<![彩b心型腹附亲最])"
_BEFORE = re.compile(
    rf"(?P<word>{_NO_COMPARATOR}(?:{'|'.join(map(re.escape, _BEFORE_WORDS))}))?\s?"
    r"(?P<per>(?<!每人)(?<!人均)(?:每日|日均|每天|每年|年均|每月|月均))?\s?$"
)
_REACH = re.compile(r"(?:达到|达至|达成|高达|多达|达)了?:?\s?$")
_PER_TIME = {"每日": "日", "日均": "日", "每天": "日", "每年": "年", "年均": "年", "每月": "月", "月均": "月"}


@dataclass(frozen=True)
class Before:
    """Words right before a number that belong to its quotation.

    `code` is the comparator, empty for none; `start` is where the quotation begins; `per` is the time the
    number is counted by: 日 of 每日1.1万管.
    """

    code: str
    start: int
    per: str


def before_number(visible: str, start: int) -> Before | None:
    """Return the words right before `start` that compare, or tell the time a number is counted by."""
    match = _BEFORE.search(visible, max(0, start - _NEAR), start)
    if match is None or not (match["word"] or match["per"]):
        return None
    begins = match.start("word" if match["word"] else "per")
    return Before(_COMPARATOR_OF.get(match["word"] or "", ""), begins, _PER_TIME.get(match["per"] or "", ""))


def comparator_of(visible: str, start: int, before: Before | None, after: Iterable[str | None]) -> str:
    """Return the comparator said before a number, else by the words `after` it, else reach or eq."""
    if before and before.code:
        return before.code
    said = next((_COMPARATOR_OF[word] for word in after if word in _COMPARATOR_OF), "")
    if said:
        return said
    begins = before.start if before else start
    return "reach" if _REACH.search(visible, max(0, begins - _NEAR), begins) else "eq"
