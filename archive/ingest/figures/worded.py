"""Amounts written in words: 三所, 二十余人, 百分之九十五, and fractions such as 1/3."""

import re
from decimal import Decimal

from archive.text.numerals import chinese_to_int

_DIGIT = "一二三四五六七八九"
_NUMERAL = f"[{_DIGIT}十百千零]{{1,9}}(?:点[零{_DIGIT}]{{1,4}})?|\\d+(?:\\.\\d+)?"
_CLASSIFIERS = "名|家|所|个|次|场|例|人|件|处|位|间|支|台|辆|套|户|起|对|张|座"
# After a numeral and 个 these begin a slogan, not what is counted: 三个突出, 三个关键.
_SLOGAN = (
    "方面|环节|层面|体系|机制|阶段|维度|着力|坚持|突出|重点|关键|加强|确保|转变|必须|结合|到位|全覆盖|一律|注重|强化|提升|"
    "抓手|目标|原则|要素|统一|月|小时|工作日|百分点|同步|不|更|聚焦|第一|一批|年|季度|转移|意识|自信|维护|确立|允许|最严|务必|百分|一|文明|满意|明显|全面|优势|代表|清零|统筹|规范|责任|落实|专项|清单|作用|延伸|创新|优先|服务"
)
_NOT_COUNTING = re.compile(
    "(?:突出|聚焦|狠抓|统筹|坚持|围绕|这|那|上述|以下|哪|抓好|落实|紧盯|做到|实现|(?<!目)(?<!年)前|后|同)$"
)
WORDED = re.compile(
    rf"(?P<base>十万|百万|百|千|万|[{_DIGIT}十]{{1,2}})分之(?P<top>{_NUMERAL})(?P<share_loose>余)?"
    r"|(?<![\d./])(?P<part>\d{1,3})/(?P<of>\d{1,3})(?![\d/万千.%])"
    rf"|(?<![第{_DIGIT}十百千万两每某几半])(?P<count>[三四五六七八九两]|二(?!次)|[二三四五六七八九]?十[{_DIGIT}]?"
    rf"|[{_DIGIT}两]百(?:零?[{_DIGIT}](?![{_DIGIT}])|[{_DIGIT}]十[{_DIGIT}]?)?)"
    rf"(?P<loose>余|多)?(?P<classifier>{_CLASSIFIERS})(?!{_SLOGAN}|一扶|攻坚|硬仗|级|类|甲等|大(?![学专病型夫]))"
)
_FURTHEST = 4
# What follows where the things counted only tell whose the next number is: 两所医院门诊挂号168051人.
_WHOSE = re.compile(
    "[^,。;、:]{0,10}(?:医院|卫生院|机构|单位|学校|中心)(?!开|完|进|建|实|已|均|全|共|达|能|为|有|被|获|配|和|及|的|等|通|参|成|累|组|举|提|新)"
    r"[^,。;、:\d]{2,10}\d"
)
_BASES = {"百": "%", "千": "‰", "十万": "/10万", "百万": "/百万"}
_PLACES = Decimal("0.0001")


def worded_value(visible: str, match: re.Match[str]) -> tuple[Decimal, str] | None:
    """Return value and unit of a match of `WORDED`: 百分之五 is 5 %, 1/3 is 0.3333 比例, 三所 is 3 所.

    None where it measures nothing: a numeral may be part of a word, 12/5 a date.
    """
    try:
        return _counted(visible, match) if match["count"] else _share(match)
    except ValueError:  # numerals in a row that are no number
        return None


def _counted(visible: str, match: re.Match[str]) -> tuple[Decimal, str] | None:
    begin = max(0, match.start() - _FURTHEST)
    if _NOT_COUNTING.search(visible, begin, match.start()) or _WHOSE.match(visible, match.end()):
        return None
    return Decimal(chinese_to_int(match["count"])), match["classifier"]


def _share(match: re.Match[str]) -> tuple[Decimal, str] | None:
    if match["part"]:
        part, of = int(match["part"]), int(match["of"])
        return (_ratio(Decimal(part), of), "比例") if 0 < part < of else None
    top = _decimal(match["top"])
    if match["base"] in _BASES:
        return top, _BASES[match["base"]]
    base = chinese_to_int(match["base"])
    return (_ratio(top, base), "比例") if top < base else None


def _ratio(top: Decimal, base: int) -> Decimal:
    return (top / base).quantize(_PLACES)


def _decimal(written: str) -> Decimal:
    if written.isascii():
        return Decimal(written)
    if written == "百":
        return Decimal(100)
    whole, _, places = written.partition("点")
    value = str(chinese_to_int(whole))
    return Decimal(value + ("." + "".join(str(chinese_to_int(d)) for d in places) if places else ""))
