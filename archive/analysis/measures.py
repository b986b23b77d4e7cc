"""Units of figures as far as they tell one indicator from another."""

import re

from archive.text.fold import fold

_SAME = {
    "人": "人 名 位 个人",
    "个": "个 家 所 处 座 间 支 幢",
    "例": "例 起",
    "件": "件 宗 起",
    "人次": "人次 人份 例次 次人 万人次",
    "次": "次 场 场次 期 场(次)",
    "%": "% ‰ 比例 百分点 个百分点 千分点 个千分点 成 %o 倍",
    "剂次": "剂次 剂 针 针次 支次",
    "张": "张 床",
    "类": "类 项 种",
    "户": "户",
    "毫升": "毫升 ml 升 l",
    "单位": "单位 u 治疗量",
}
_ALIKE = {word: same for same, words in _SAME.items() for word in words.split()}
_RATES = re.compile(r"%|/(?:10万|万|千)?$|/(?:10万|万|千)")


def same_unit(unit: str) -> str:
    """Return one unit for all that say the same: 名 is 人, 张/千人 and 人/千人 are /千; empty stays empty."""
    folded = fold(unit).strip()
    if "/" in folded:
        per = folded[folded.index("/") :].replace("十万", "10万").replace("100000", "10万").rstrip("人口天日")
        return per or "/"
    return _ALIKE.get(folded, folded)


def fits(unit: str, units: frozenset[str], measure: str) -> bool:
    """Tell whether a number in `unit` can be of an indicator; both sides come from `same_unit`.

    An empty unit fits every indicator, and every unit one that names none, but a rate is never a count.
    """
    if not unit:
        return True
    if units:
        return unit in units
    return measure in ("rate", "index") or not _RATES.match(unit)
