"""Units of figures: how they are written, brought to one form, and compared."""

import re
from decimal import Decimal

# A unit that also begins a longer word, with the pattern of what follows where it is none.
_BEGINS_WORDS = {
    "人": "[均才口民事社员防群力家际]|体(?!检)|工(?!作)|大(?![病肠学])",
    "分": "[院会局中别之钟队公类级为析管布支享担]",
    "次": "中心|级|要|性|生",
    "面": "[积向对临]",
    "部": "[分门位署队]",
    "组": "[织成建]",
    "镇": "[街]",
    "村": "[级医卫民]",
    "队": "[伍员]",
    "班": "[子次级]",
    "床": "[位]",
    "本": "[地级科市县区院次年土]",
    "对": "[于比照口接]",
    "层": "[级面次]",
    "条": "[件例]",
    "项": "[目]",
    "种": "[植]",
    "期": "[间末待望]",
    "场": "[所地]",
    "起": "[步]",
    "处": "[理方置级]",
    "家": "[庭长属]",
    "户": "[籍]",
    "位": "[于]",
    "升": "[级至]",
    "例": "[如会]",
    "片": "[区]",
    "批": "[准示]",
    "门": "[诊急]",
    "头": "[部]",
    "节": "[约能目]",
    "支": "[部援持付]",
    "个": "[人性]",
    "所": "[以有属]",
    "类": "[似]",
    "度": "[假过]",
    "套": "[餐]",
    "页": "[面]",
    "克": "[服]",
    "间": "[隔断接]",
    "台": "[账风]",
    "座": "[谈]",
    "管": "[理]",
    "单": "[位病元]",
    "车": "[间]",
    "轮": "[训换流]",
    "株": "[洲]",
    "包": "[括含]",
    "份": "[额]",
    "只": "[有要]",
    "名": "称|单|院|医(?![生师务护疗学])|老中医",
}
_PLAIN = (
    "剂次|大类|小类|人次|人份|人日|例次|件次|批次|轮次|针次|台次|车次|场次|户次|家次|辆次|项次|份次|班次|床日|人天|频次|"
    "平方公里|平方千米|平方米|平米|立方米|公里|千米|公斤|千克|公顷|毫升|毫克|厘米|公分|万元|亿元|美元|个百分点|个点|"
    "名|㎡|m2|%|‰|mb|gb|tb|kg|km|ml|mg|张|倍|亩|吨|斤|瓶|盒|剂|针|元|栋|幢|辆|篇|册|宗|颗|幅|羽|枚|棵|粒|箱|袋|桶|"
    "人口|天|句|块|件|米|架|字|岁|首|则|支队"
)
_UNITS = sorted({*_BEGINS_WORDS, *_PLAIN.split("|")}, key=len, reverse=True)


def _guarded(unit: str) -> str:
    after = _BEGINS_WORDS.get(unit, "")
    return re.escape(unit) + (f"(?!{after})" if after else "")


WRITTEN = "|".join(_guarded(unit) for unit in _UNITS)
PER = (
    r"/\s?(?:(?:(?:10|十|百|千)?万|[千百])(?:常住人口|户籍人口|服务人口|人口|居民|活产|新生儿|人)?"
    r"|(?:人|户|床|日|天|月|年|次|例|名)(?:[·./](?:年|月|日|次))?)"
)

_PEOPLE = frozenset("人名例位")
_CANONICAL = {
    "㎡": "平方米",
    "m2": "平方米",
    "平米": "平方米",
    "个点": "个百分点",
    "kg": "公斤",
    "km": "公里",
}
_PER_FORMS = (
    (re.compile(r"\s"), ""),
    (re.compile("十万|10万"), "10万"),
    (re.compile("常住人口|户籍人口|服务人口|人口|居民"), "人"),
    (re.compile("10万(?:人|活产|新生儿)"), "10万"),
    (re.compile("天"), "日"),
)
_PARTS = {
    "%": Decimal("0.01"),
    "‰": Decimal("0.001"),
    "比例": Decimal(1),
    "/万": Decimal("0.0001"),
    "/10万": Decimal("0.00001"),
    "/百万": Decimal("0.000001"),
}
_SIZES = {
    "元": (Decimal(1), "money"),
    "万元": (Decimal(10_000), "money"),
    "亿元": (Decimal(100_000_000), "money"),
    "平方米": (Decimal(1), "area"),
    "公顷": (Decimal(10_000), "area"),
    "平方公里": (Decimal(1_000_000), "area"),
    "斤": (Decimal("0.5"), "weight"),
    "公斤": (Decimal(1), "weight"),
    "千克": (Decimal(1), "weight"),
    "吨": (Decimal(1000), "weight"),
    "米": (Decimal(1), "length"),
    "公里": (Decimal(1000), "length"),
    "千米": (Decimal(1000), "length"),
}
_POPULATIONS = {"人": Decimal(1), "千人": Decimal(1000), "万人": Decimal(10_000), "10万人": Decimal(100_000)}


def per_form(written: str) -> str:
    """Return the part of a unit after its stroke in one form: 万常住人口 is 万人, 十万人 is 10万."""
    for pattern, form in _PER_FORMS:
        written = pattern.sub(form, written)
    return written


def are_one_family(unit: str, other: str) -> bool:
    """Tell whether numbers of two units may be added or compared: both people or both money."""
    return convert(Decimal(1), unit, other) is not None


def convert(value: Decimal, unit: str, to_unit: str) -> Decimal | None:
    """Return `value` in `to_unit`, or None where the units do not measure the same.

    Shares (%, ‰, 比例, /10万, …), money, areas, weights and lengths are converted; people counted as 人, 名,
    例 or 位 are one family, and so are rates against populations of different sizes (张/千人, 张/万人). An
    empty unit is only ever itself.
    """
    unit, to_unit = _CANONICAL.get(unit, unit), _CANONICAL.get(to_unit, to_unit)
    factor = _factor(unit, to_unit)
    return None if factor is None else value * factor


def _factor(unit: str, to_unit: str) -> Decimal | None:
    if unit == to_unit or (unit in _PEOPLE and to_unit in _PEOPLE):
        return Decimal(1)
    if unit in _PARTS and to_unit in _PARTS:
        return _PARTS[unit] / _PARTS[to_unit]
    if unit in _SIZES and to_unit in _SIZES:
        (size, kind), (to_size, to_kind) = _SIZES[unit], _SIZES[to_unit]
        return size / to_size if kind == to_kind else None
    return _rate_factor(unit, to_unit)


def _rate_factor(unit: str, to_unit: str) -> Decimal | None:
    counted, _, against = unit.partition("/")
    to_counted, _, to_against = to_unit.partition("/")
    if not (counted and to_counted) or against not in _POPULATIONS or to_against not in _POPULATIONS:
        return None
    inner = _factor(counted, to_counted)
    return None if inner is None else inner * _POPULATIONS[to_against] / _POPULATIONS[against]
