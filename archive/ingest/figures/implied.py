"""Units that are not written beside the number: told from its name, or against a population."""

import re

_RATE = re.compile("(?:率|比例|占比|比重)$")
# The first that fits tells: a maternal death rate is against 100,000, other death rates are per mille.
_LOST = (
    (re.compile("产妇死亡率$|发病率$|患病率$|十万.*率$"), "/10万"),
    (re.compile("千人口.*率$|自然增长率$|出生率$|死亡率$|多孩率$|缺陷发生率$"), "‰"),
    (_RATE, "%"),
    (re.compile("(?:费用|金额|资金|投资|经费|收入|支出|总额|补助|补贴)$"), "元"),
    (re.compile("人次数?$"), "人次"),
    (re.compile("人数$"), "人"),
    (re.compile("户数$"), "户"),
)
_AGAINST = re.compile(
    "(?P<size>10万|十万|万|千)(?:常住|户籍|服务)?人口?(?:拥有|配备|配置|平均)?(?P<counted>.+?)数?$"
)
_SIZES = {"千": "千人", "万": "万人", "十万": "10万人", "10万": "10万人"}
_COUNTED = (
    (re.compile("托位"), "个"),
    (re.compile("床位|床"), "张"),
    (re.compile("医师|医生|护士|人员|药师|技师|助产士|专业人才"), "人"),
)


def with_population(folded_name: str, unit: str) -> str:
    """Return `unit` against the population that the name tells: 个/千人 of 千人口托位数."""
    match = _AGAINST.search(folded_name)
    if match is None or _RATE.search(folded_name) or "/" in unit or unit in ("%", "‰"):
        return unit
    counted = unit or next((unit for noun, unit in _COUNTED if noun.search(match["counted"])), "")
    return f"{counted}/{_SIZES[match['size']]}" if counted else ""


def lost_unit(folded_name: str, unit: str) -> str:
    """Return the unit that the source has lost, told from the name; empty where one is written."""
    if unit:
        return ""
    return next((lost for name, lost in _LOST if name.search(folded_name)), "")
