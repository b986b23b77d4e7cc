"""Numbers that measure nothing: dates, document numbers, ages, durations, ordinals, labels, names."""

import re

BLANK = "\0"

_LONG = re.compile(r"\d{16,}")  # an identity number or damage; numbers of figures are shorter
_DATES = (
    r"(?<![\d.])(?:\d{2}|\d{4}|\*{2,4})\s?[-~至/]{1,2}\s?(?:\d{2}|\d{4})\s?(?:学?年度?)",
    r"(?<![\d.])\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)",
    r"(?<![\d.])(?:\d{2}|\d{4})\s?年代?(?:\s?\d{1,2}\s?[-~至、]\s?\d{1,2}\s?月|\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?)?",
    r"(?<![\d.])\d{1,2}\s?月(?:\s?\d{1,2}\s?(?:日|号)?\s?[-~至]{1,2}\s?\d{1,2}\s?日|\s?\d{1,2}\s?日)?",
    r"(?<![\d.])\d{1,2}\s?[-~至]\s?(?=\0)",
    r"(?<![\d.])\d{1,2}\s?日(?![均])",
    r"(?<!\d)\d{1,2}:\d{2}(?![\d.])",
    r"(?<!\d)\d{1,2}[时点]\d{1,2}分?(?!\d)",
    r"(?<!\d)\d{1,2}[时点](?:整|许|半)",
)
_DOCUMENTS = (
    r"[\[(]\s?(?:\d{4}|\*{2,4})\s?[\])]\s?第?\s?\d{1,5}\s?号",
    r"第?\d{1,5}\s?号(?:文件?|令|楼|院|线|公告|通知|病房|提案|议案)?",
)
_AGE = (
    r"(?<!寿命)(?<!寿命[为达是])(?<!寿命达到)(?<!寿命提高到)(?<!年龄)(?<!年龄[为达是])(?<![\d.])"
    r"\d{1,3}(?!\.)\s?(?:周岁|岁|月龄)?\s?(?:[-~至]{1,2}\s?\d{1,3}\s?)?(?:周岁|岁|月龄)(?:以[上下内])?"
)
_DURATION = (
    r"(?<!住院日)(?<!住院日[为达是])(?<!住院天数)(?<!住院天数[为达是])"
    r"(?<![\d.])\d{1,4}(?:\.\d{1,2})?\s?余?(?:[-~至]{1,2}\s?\d{1,4}\s?)?"
    r"(?:个?多?小时|分钟|秒钟?|天|个?工作日|个自然日|个?多?月(?!\d)|个季度|学?年(?!产)|周(?!岁)|个?学时|课时)"
)
_ORDINALS = (r"第\s?\d{1,4}", r"(?:位居|位列|排名|名列|排)[^\d,。;]{0,6}\d{1,3}名?", r"前\d{1,3}(?:名|位|强)")
_LABELS = (
    r"(?:^|(?<=[。;:\n]))\s{0,3}\(?\d{1,2}(?:[、)]|\.(?!\d))",
    r"(?:^|(?<=\s))\d{1,2}(?:\.\d{1,2}){1,3}\s(?=\S)",
)
_NAMES = (
    r"(?<=[省市县区央国务委部院])\d{1,3}[条项](?=意见|规定|禁令|措施|举措|要求)",
    r"(?<![\da-z])[a-z]{1,12}-?\d{1,6}(?:\.\d{1,3})?(?![台套辆个件张架\d])",
    r"\d{1,6}[a-z](?:[a-z0-9]{0,12})(?<!kg)(?<!km)(?<!m2)(?<!mb)(?<!gb)(?<!tb)(?<!ml)(?<!mg)(?<!\dg)(?<!\dm)",
    r"\d{1,3}型",
    r"\d{1,3}(?:\+[\dxn]{1,3}){1,4}",
    r"(?<!\d)1(?:20|10|19|2345|2320|2356)(?=急救|指挥|热线|平台|电话|中心|调度|院前|心理)",
    r"(?:编号|证号|电话|邮编|索引号|工号)[:为]?\s?[\d-]{3,20}",
)
_QUOTED = re.compile(
    r"“[^“”\n]{1,14}”|「[^「」\n]{1,14}」|‘[^‘’\n]{1,14}’|《[^《》\n]{1,60}》|〈[^〈〉\n]{1,60}〉"
)
_RATIO = r"(?<!\d)\d{1,4}(?:\.\d{1,3})?\s?:\s?\d{1,5}(?:\.\d{1,3})?(?:\s?:\s?\d{1,5}(?:\.\d{1,3})?)*"

_DIGIT = re.compile(r"\d")
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        *_DOCUMENTS,
        _AGE,
        *_DATES,
        _DURATION,
        *_ORDINALS,
        *_LABELS,
        *_NAMES,
        _RATIO,
    )
)


def blanked(words: str, folded: str) -> str:
    """Return `folded` with every number that measures nothing put out; of the same length.

    Folding unites opening and closing quotation marks, so quoted names are told in `words`.
    """
    visible = _LONG.sub(_blank, _without_quoted(words, folded))
    if _DIGIT.search(visible) is None:
        return visible
    for pattern in _PATTERNS:
        visible = pattern.sub(_blank, visible)
    return visible


def _blank(match: re.Match[str]) -> str:
    return BLANK * len(match[0])


def _without_quoted(words: str, folded: str) -> str:
    parts, position = [], 0
    for quoted in _QUOTED.finditer(words):
        start, end = quoted.span()
        parts += [folded[position:start], BLANK * (end - start)]
        position = end
    return "".join([*parts, folded[position:]])
