"""Numbering at the start of a paragraph: 第一部分 · 一、 · （一） · 1. · （1） · ① · 一是.

Everything here reads folded text, where brackets are `()` and `[]`, commas `,` and so on.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

_DIGITS = "一二三四五六七八九"
_ROMAN_SIGNS = "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ"
_ROMAN_LETTERS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾参", "一二三四五六七八九十三")
HAN = "\u3400-\u9fff"
NUMERAL = "[一二三四五六七八九十]{1,3}"
_FORMAL_NUMERAL = "[壹贰叁肆伍陆柒捌玖拾参]{1,3}"
OPEN, CLOSE = r"[(\[]", r"[)\]]"
# （一）级医院, 一、二级医院 and 三、四季度 are words, not numbering.
_COUNTED = r"(?!\s*(?:级(?:以上)?[医综甲乙]|[款条][,、和规]|期工程|类[、和及疫]))"
_ENUMERATED = rf"(?!\s*(?:是|{NUMERAL}\s*(?:级|类|期|季|月|线|年|等)))"


class Rank(IntEnum):
    """How high a family of labels stands; a label closes open ones that do not stand higher."""

    VOLUME = -1  # the title of one of several reports in a file
    PART = 0
    CHAPTER_SECTION = 4
    STEM = 5  # 甲、乙、丙、
    FORMAL = 6
    ROMAN = 7
    CUE_TOP = 8  # an unlabelled paragraph that opens a part of its own
    FIRST = 10
    PLAIN = 12  # a short line in a text that numbers nothing
    TITLED = 15  # 【概况】, as yearbooks print it
    CUE_BELOW = 18
    BRACKETED = 20
    LETTER = 25
    ARABIC = 30
    DECIMAL_2 = 32  # 1.1
    DECIMAL_3 = 34
    DECIMAL_4 = 36
    BRACKETED_ARABIC = 40
    BULLET = 45
    CIRCLED = 50
    POINT = 60


# Families without numbers: nothing can be odd about their order.
UNNUMBERED = frozenset({Rank.VOLUME, Rank.PLAIN, Rank.TITLED, Rank.BULLET})


@dataclass(frozen=True)
class Label:
    """One numbering mark: its family, its number and how many characters it takes."""

    rank: Rank
    number: int
    length: int


def chinese_number(numeral: str) -> int:
    """Read 一 to 九十九, formal or not, and ASCII digits; 0 for anything else."""
    if numeral.isascii():
        return int(numeral)
    tens, ten, units = numeral.translate(_FORMAL).rpartition("十")
    known = f"{tens}{units}"
    if len(tens) > 1 or len(units) > 1 or any(char not in _DIGITS for char in known):
        return 0
    unit = _DIGITS.index(units) + 1 if units else 0
    if not ten:
        return unit
    return (_DIGITS.index(tens) + 1 if tens else 1) * 10 + unit


def roman_number(numeral: str) -> int:
    """Read i to xii, in letters or as one character; 0 for anything else."""
    if len(numeral) == 1 and numeral in _ROMAN_SIGNS:
        return _ROMAN_SIGNS.index(numeral) + 1
    return _ROMAN_LETTERS.index(numeral) + 1 if numeral in _ROMAN_LETTERS else 0


def in_chinese(number: int) -> str:
    """Write 1 to 99 as a Chinese numeral."""
    tens, units = divmod(number, 10)
    unit = _DIGITS[units - 1] if units else ""
    if not tens:
        return unit
    return (_DIGITS[tens - 1] if tens > 1 else "") + "十" + unit


def _enclosed(char: str) -> int:
    # ① ⑴ ⒈ ㈠ each begin a run of twenty (ten) consecutive code points.
    code = ord(char)
    starts = ((0x2460, 20), (0x2474, 20), (0x2488, 20), (0x3220, 10))
    return next(code - start + 1 for start, size in starts if start <= code < start + size)


# What sites and editors print in 【】 and is no title of a section.
_NO_TITLE = (
    "概述|摘要|正文|导读|简介|导语|编者按|打印|关闭|延伸|相关|拓展|推荐|附件|附表"
    "|字体|大|中|小|上一|下一|返回|收藏|篇|范文|第.{1,2}篇"
)
_SITE_TITLE = "总结|计划|报告|范文|方案|要点|阅读|一篇"


@dataclass(frozen=True)
class _Family:
    rank: Rank
    pattern: re.Pattern[str]
    read: Callable[[str], int] = chinese_number


def _family(rank: Rank, pattern: str, read: Callable[[str], int] = chinese_number) -> _Family:
    return _Family(rank, re.compile(rf"\s*{pattern}"), read)


_FAMILIES = (
    _family(Rank.PART, rf"第(?P<n>{NUMERAL}|\d{{1,2}})(?:部分|章|篇|编)[、:, ]*"),
    _family(Rank.CHAPTER_SECTION, rf"第(?P<n>{NUMERAL}|\d{{1,2}})节[、:, ]*"),
    _family(Rank.FORMAL, rf"(?P<n>{_FORMAL_NUMERAL})\s*[、.]\s*"),
    _family(Rank.ROMAN, rf"(?P<n>[{_ROMAN_SIGNS}])\s*[、.:]?\s*", roman_number),
    _family(Rank.FIRST, rf"(?P<n>{NUMERAL})\s*[、.]{_ENUMERATED}\s*"),
    # The left bracket may be lost: 一)
    _family(Rank.BRACKETED, rf"(?:{OPEN}\s*)?(?P<n>{NUMERAL})\s*{CLOSE}{_COUNTED}\s*[、.]?\s*"),
    _family(
        Rank.TITLED,
        rf"\[(?P<n>(?!{_NO_TITLE})[{HAN}、()\s]{{2,16}})(?<!{_SITE_TITLE})\]\s*",
        lambda _: 1,
    ),
    _family(Rank.BRACKETED, r"(?P<n>[㈠-㈩])\s*[、.]?\s*", _enclosed),
    _family(
        Rank.ARABIC,
        r"(?P<n>\d{1,2})\s*(?:、(?!\s*[%‰])|\.(?!\s*[\d年月日万亿%‰])"
        r"|\.(?=\s*(?:19|20)\d\d\s*年))\s*",
    ),
    _family(Rank.BRACKETED_ARABIC, rf"{OPEN}\s*(?P<n>\d{{1,2}})\s*{CLOSE}\s*[、.]?\s*"),
    _family(Rank.CIRCLED, r"(?P<n>[①-⒛])\s*[、.]?\s*", _enclosed),
    _family(Rank.CIRCLED, r"(?P<n>\d{1,2})\s*\)\s*"),
    _family(Rank.POINT, rf"(?P<n>{NUMERAL})个?是(?!否|不是)"),
    _family(Rank.POINT, rf"第(?P<n>{NUMERAL})(?:个?是|[,、:]\s*)"),
)


# Most lines are body: one look at the first character spares them all families.
_POSSIBLE = re.compile(r"\s*[第一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾参\d(\[㈠-㈩①-⒛ⅰ-ⅻ]")


_FARTHEST = 80  # characters: no label with the words that decide on it is longer


def match_label(text: str) -> Label | None:
    """Return the numbering `text` (folded) begins with, white space after it included."""
    return _matched(text[:_FARTHEST]) if _POSSIBLE.match(text) else None


@lru_cache(maxsize=4096)  # every stage asks for the same lines
def _matched(text: str) -> Label | None:
    for family in _FAMILIES:
        match = family.pattern.match(text)
        if match:
            number = family.read(match["n"])
            if number:
                return Label(family.rank, number, match.end())
    return None
