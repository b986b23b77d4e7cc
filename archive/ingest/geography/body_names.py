"""Which division the body of a report speaks of as its own.

A name weighs by what stands around it: 番禺区卫生健康局 as the subject of a sentence says whose
report it is, 对口支援当雄县 says whose it is not. Lists (A县、B县、C区) only tell of the parent.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from archive.ingest.cataloguing.reading import Reading
from archive.ingest.geography.own_level import own_level
from archive.ingest.geography.regions import (
    Gazetteer,
    Mention,
    codes_in,
    contains,
    depth_of,
    is_of_level,
)

_OTHERS = re.compile(
    r"(?:援|赴|帮扶|考察|学习|借鉴|参观|来自|前往|输入|返回|迁移|接收|转运|籍|与(?!会)|同(?!志)|邻|结对|协作|兄弟|比如|例如"
    r"|入驻|毕业于)(?:[一-龥]{0,6})$"
)
_BUREAU = re.compile(
    r"(?:[市县区州旗])?(?:卫生健康|卫健|卫计|卫生和?计划生育|卫生计生|卫生|人口和?计划生育|人口计生|计生|疾控|疾病预防控制|爱卫)"
    r"(?:体育|体)?(?:委|局|厅|系统|中心|事业|工作|办)"
)
_AFFAIRS = re.compile(
    r"卫|人民|政府|[市县区州]?委|人大|政协|中医|妇幼|疾控|域|医|地处|位于|20\d\d年|下辖|辖|总人口|召开|举行|举办|组织|认真|获评|坚持|深入|紧紧|健康扶贫|健康教育|健康促进|医改|公共卫生"
)
# "健康某县"微信公众号: the account a bureau speaks of is its own.
_ACCOUNT = re.compile(r'"?(?:微信)?(?:公众号|新媒体|微博|视频号)')
# 《某市某区卫生局…方案》: the papers a report names are its own bureau's.
_OF_A_PAPER = re.compile(r"《(?:[一-龥]{2,8}[省市州盟])?$")
_LIST_SIGNS = frozenset("、等")
_LISTED_BEFORE = re.compile(r"、(?:[一-龥]{2,8}[省市州盟])?$")
_REACH_BACK = 10
_OPENING = 260
_MASK = re.compile(r"(?:[*×x某○]{1,4}|〇{2,4})(?:省|市|县|区|旗|州|镇|乡)")
_MASKED_OFTEN = 2
_LEAST, _LEAD = 2.5, 2.0
_NAMED_ENOUGH = 2.0


@dataclass(frozen=True)
class BodyNames:
    """What the names in a body say: points by code, where each first stands, the level of its own."""

    points: dict[str, float]
    firsts: dict[str, Mention]
    level: str
    masked: bool

    def agrees(self, name: str) -> bool:
        """Tell whether a division of this name may be the one the body speaks of as its own."""
        return not self.level or is_of_level(name, self.level)


def body_names(body: Reading, mentions: Iterable[Mention], year: int | None) -> BodyNames:
    """Weigh the names of divisions in a folded body; ambiguous names count for each meaning in part."""
    points: dict[str, float] = {}
    firsts: dict[str, Mention] = {}
    parent: tuple[int, list[str]] = (-1, [])  # where the last name ended, and its codes
    for mention in mentions:
        weight = _weight(body.folded, mention)
        codes = codes_in(mention.rows, year)
        if parent[0] == mention.start:
            codes = [code for code in codes if any(contains(up, code) for up in parent[1])] or codes
        parent = mention.end, codes
        for code in codes if weight else ():
            points[code] = points.get(code, 0.0) + weight / len(codes)
            firsts.setdefault(code, mention)
    masked = len(_MASK.findall(body.folded)) >= _MASKED_OFTEN
    return BodyNames(points, firsts, own_level(body.folded), masked)


def _weight(text: str, mention: Mention) -> float:
    if _OTHERS.search(text, max(0, mention.start - _REACH_BACK), mention.start):
        return 0.0
    if _in_list(text, mention):
        return 0.0
    weight = 0.0
    bureau = _BUREAU.match(text, mention.end) is not None
    if bureau:
        weight = 1.5
    elif _AFFAIRS.match(text, mention.end) or not mention.full:
        weight = 1.0
    else:
        weight = 0.25
    weight += 0.5 * (
        bureau and _OF_A_PAPER.search(text, max(0, mention.start - _REACH_BACK), mention.start) is not None
    )
    weight += not mention.full and _ACCOUNT.match(text, mention.end) is not None
    opening = mention.start < _OPENING and mention.full and weight >= 1.0
    return weight + 1.0 * opening


def _in_list(text: str, mention: Mention) -> bool:
    """Tell whether a name is one of several: A县、B县, or A县卫健局、B市C区卫健局等."""
    body = _BUREAU.match(text, mention.end)
    after = {text[mention.end : mention.end + 1], text[body.end() : body.end() + 1] if body else ""}
    if after & _LIST_SIGNS:
        return True
    return _LISTED_BEFORE.search(text, max(0, mention.start - _REACH_BACK), mention.start) is not None


def own_code(names: BodyNames, places: Gazetteer, year: int | None) -> str | None:
    """Return the code the body speaks of as its own, or None when no division leads clearly.

    A name of the kind the body calls its own (全县: a 县) goes before all others; a division
    counts in part what is said of those above it.
    """
    if names.masked:
        return None
    own = {code: value for code, value in names.points.items() if names.agrees(places.name_of(code, year))}
    backed = {code: value + _above(code, names.points) for code, value in own.items()}
    ranked = sorted(backed, key=lambda code: (-backed[code], -depth_of(code)))
    if not ranked:
        return None
    best = ranked[0]
    rivals = [code for code in ranked[1:] if not _related(code, best)]
    least = _NAMED_ENOUGH if names.level else _LEAST
    if own[best] < least or any(backed[best] < _LEAD * backed[code] for code in rivals):
        return None
    deeper = [code for code in ranked if contains(best, code) and code != best and own[code] >= own[best] / 2]
    return best if not deeper else None


def _above(code: str, points: dict[str, float]) -> float:
    above = {f"{code[:2]}0000", f"{code[:4]}00"} - {code}
    return 0.25 * sum(min(2.0, points.get(up, 0.0)) for up in above)


def _related(one: str, other: str) -> bool:
    return contains(one, other) or contains(other, one)
