"""Numbers that measure nothing: dates, document numbers, ages, durations, ordinals, labels, names."""

import re

BLANK = "\0"

_LONG = re.compile(r"\d{16,}")  # an identity number or damage; numbers of figures are shorter
_DATES = (
    r"(?:19|2[0o])[_×x*o\d]{1,3}\s?年",
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
_NEAR = 24  # characters before a number of days
_STAYS = re.compile("住院(?:日|天数)[^。;]*(?:缩短|减少|下降|增加|延长)了?$")
_DURATION = re.compile(
    r"(?<!住院日)(?<!住院日[为达是])(?<!住院天数)(?<!住院天数[为达是])"
    r"(?<![\d.])\d{1,4}(?:\.\d{1,2})?\s?余?(?:[-~至]{1,2}\s?\d{1,4}\s?)?"
    r"(?:个?多?小时|分钟|秒钟?|天|个?工作日|个自然日|个?多?月(?!\d)|个季度|学?年(?!产)|周(?!岁)|个?学时|课时)"
)
# The sessions of a congress or a committee: 十八届五中全会.
_ONES = "[一二三四五六七八九十\\d]{1,3}"
_SESSIONS = (
    rf"{_ONES}届(?:[^,。;\d]{{0,8}}?{_ONES}[次中](?=会议|全|大会))?",
    rf"{_ONES}[次中](?=全会|全体会议|全体\(扩大\)会议|全委|党代会|代表大会|职代会)",
)
# What a site says of the document itself: its length, its size, how much of it is shown.
_ALONE = r"(?:^|(?<=[|\n\0(])|(?<=\0[\s,、|]))"
_END = r"(?=$|[\s,、|)\0])"
_FURNITURE = (
    r"(?:全文|正文|本文|字数)?\s?[共约:]\s?\d{2,6}\s?字(?![节号数])",
    r"(?:还剩|剩余|未读|全文共|文档共|预览)\s?\d{1,4}\s?页(?:未读|可读)?",
    r"(?:阅读|浏览|点击|下载|访问|打印)(?:次数|人数|量|数)?:\s?\d{1,8}\s?次?",
    r"字数:\s?\d{1,8}",
    r"(?:精选|推荐|相关)\s?\d{1,3}\s?篇",
    r"大小[:为]?\s?\d{1,4}(?:\.\d{1,3})?\s?[kmg]b",
    rf"{_ALONE}(?:[\s,|、]{{0,2}}(?:共?\s?\d{{1,4}}\s?[页篇]|\d{{1,4}}(?:\.\d{{1,3}})?\s?[kmg]b)){{1,4}}{_END}",
)
_ORDINALS = (
    r"第\s?\d{1,4}",
    r"(?:位居|位列|排名|名列|排(?:在|位|列|行|全[国省市县]))[^\d,。;]{0,6}\d{1,3}名?",
    r"前\d{1,3}(?:名|位|强)",
)
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

_SESSION = re.compile("|".join(_SESSIONS))
_DIGIT = re.compile(r"\d")
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        *_DOCUMENTS,
        _AGE,
        *_DATES,
        *_ORDINALS,
        *_LABELS,
        *_NAMES,
        *_FURNITURE,
        _RATIO,
    )
)


def blanked(words: str, folded: str) -> str:
    """Return `folded` with every number that measures nothing put out; of the same length.

    Folding unites opening and closing quotation marks, so quoted names are told in `words`.
    """
    visible = _SESSION.sub(_blank, _LONG.sub(_blank, _without_quoted(words, folded)))
    if _DIGIT.search(visible) is None:
        return visible
    for pattern in _PATTERNS:
        visible = pattern.sub(_blank, visible)
    return _DURATION.sub(_blank_unless_of_stays, visible)


def _blank_unless_of_stays(match: re.Match[str]) -> str:
    """Keep by how much stays in hospital became shorter: 平均住院日8.1天,较上年缩短0.3天."""
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    return match[0] if _STAYS.search(before) else _blank(match)


def _blank(match: re.Match[str]) -> str:
    return BLANK * len(match[0])


def _without_quoted(words: str, folded: str) -> str:
    parts, position = [], 0
    for quoted in _QUOTED.finditer(words):
        start, end = quoted.span()
        parts += [folded[position:start], BLANK * (end - start)]
        position = end
    return "".join([*parts, folded[position:]])
