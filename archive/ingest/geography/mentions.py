"""Find the names of divisions in folded text.

A name counts where it cannot be part of another word: 沛县 at the start of a phrase, not the
县 of 健康县区; 阳泉市郊区卫健局, not the 郊区 of any town.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive.ingest.geography.beyond import ZONE
from archive.ingest.geography.regions import Gazetteer, Mention, contains, depth_of
from archive.ingest.types import RegionName
from archive.text.fold import fold

_ENDS = frozenset("省市区县旗盟州")
_END = re.compile("[省市区县旗盟州]")
_LONGEST = 15
_LONGEST_STEM = 7
_NARROW = 2
# Names of divisions that are everyday words as well: they need their parent and a public body.
_EVERYDAY = re.compile(r"[城郊矿市新东西南北港山林]区|老城区|新城区|新市区|主城区")
_BODY_AHEAD = re.compile(r"(?:区|县)?(?:卫|委|政府|人民|疾|爱|计生|人口)|20\d\d|全面?")
_WORD_BEFORE = re.compile(r"[一-龥]")
_DATE_SIGNS = frozenset("年月日")
# What makes ordinary words of a name: 全州县级医院, 东方市民, 合作市场, (新)建县医院, 会同县公安局.
_ORDINARY = {
    "全州县": re.compile("[级市乡直各域区]"),
    "东方市": re.compile("[民场]"),
    "合作市": re.compile("[民场]"),
    "公安县": re.compile("级"),
    "新建县": re.compile("(?!卫生[局健]|卫[健计]|委|人民政府)"),
    "新建区": re.compile("(?!卫生[局健]|卫[健计]|委|人民政府)"),
    "会同县": re.compile("(?!卫生[局健]|卫[健计]|委|人民政府)"),
}
_BY_CHANCE = re.compile(
    "会同县|新建[县区]|惠民县|富民县|爱民区|平安[县区]|共和县|互助县|同心县|合作市|东方市"
)
# Stems that stand before 卫生 and the like without naming a place.
_ORDINARY_STEMS = re.compile(
    "全州|合作|东方|公安|平安|和平|友好|团结|前进|向阳|红旗|互助|共和|同心|光明|爱民|富裕|大方|新华|解放"
    "|城[中东西北南关厢]|市[中南北]|江[北南东]|河[东西]|海港|港口|新城|老城|新市|南市|站前|振兴|太平"
    "|开发|高新|自治|中原|东部|西部|文明|新兴|长征|中心"
)
_BUREAU_AHEAD = re.compile(
    r"(?:省|市|县|区|州)?(?:卫生(?!院|室|站|所|服务|纸)|卫健|卫计|计生|人口|疾控|疾病预防|爱卫|中医药|红十字)"
)
_SLOGAN = re.compile(r"健康|平安|法治|幸福|美丽|清廉|信用")
_SITE_AHEAD = re.compile(r"日报|晚报|新闻|在线|之窗|发布|年鉴|人民政府|政府|政务|信息网|统计|网$")
_SPOKEN_OF = re.compile(r"(?:工作)?(?:时)?的?一?系?列?重要(?:讲话|指示|批示|要求)")


def full_mentions(text: str, places: Gazetteer) -> list[Mention]:
    """Return the full names in a folded text, longest first where they overlap."""
    found: list[Mention] = []
    for end in _END.finditer(text):
        found.extend(_ending_at(text, end.end(), places))
    return _sound(_outermost(found), text)


def short_mentions(text: str, places: Gazetteer) -> list[Mention]:
    """Return bare names that stand right before the name of a health bureau.

    吉林卫健委 may be the province's or the city's: both rows are returned.
    """
    return _outermost(_stems_before(_BUREAU_AHEAD, text, places))


def site_mentions(text: str, places: Gazetteer) -> list[Mention]:
    """Return bare names at the head of a newspaper's, a yearbook's or a government site's name."""
    return _outermost(_stems_before(_SITE_AHEAD, text, places))


def zone_mentions(text: str, places: Gazetteer) -> list[Mention]:
    """Return bare names right before a development zone (合肥高新区)."""
    return _outermost(_stems_before(ZONE, text, places))


def spoken_mentions(text: str, places: Gazetteer) -> list[Mention]:
    """Return the bare names of those whose work was spoken of from above (关于某地工作的重要讲话)."""
    return _outermost(_stems_before(_SPOKEN_OF, text, places))


def slogan_mentions(text: str, places: Gazetteer) -> list[Mention]:
    """Return bare names in what a place calls itself: 健康罗甸建设, 平安义乌."""
    found: list[Mention] = []
    for slogan in _SLOGAN.finditer(text):
        start = slogan.end()
        for end in range(min(len(text), start + _LONGEST_STEM), start + 1, -1):
            rows = places.by_stem.get(text[start:end])
            if rows and not _ORDINARY_STEMS.fullmatch(text[start:end]) and text[end : end + 1] not in _ENDS:
                found.append(Mention(start, end, tuple(rows), full=False))
                break
    return found


def all_mentions(text: str, places: Gazetteer) -> list[Mention]:
    """Return full and bare names in order of their places; a bare name inside a full one is left out."""
    bare = [*short_mentions(text, places), *zone_mentions(text, places)]
    return _outermost([*full_mentions(text, places), *bare])


def _ending_at(text: str, end: int, places: Gazetteer) -> Iterator[Mention]:
    for start in range(max(0, end - _LONGEST), end - 1):
        name = text[start:end]
        rows = places.by_name.get(name)
        if rows and not (name in _ORDINARY and _ORDINARY[name].match(text, end)):
            yield Mention(start, end, tuple(rows), full=True)
            return


def _stems_before(ahead: re.Pattern[str], text: str, places: Gazetteer) -> Iterator[Mention]:
    for match in ahead.finditer(text):
        stem = _stem_ending_at(text, match.start(), places)
        if stem is None:
            continue
        before = _stem_ending_at(text, stem.start, places)
        inside = _inside(stem.rows, before)
        if before is None:
            yield stem
        elif inside:
            yield from (before, replace(stem, rows=inside))
        else:  # 天津滨海高新区 is not of 滨海县, which lies elsewhere
            yield replace(before, end=stem.end)


def _stem_ending_at(text: str, end: int, places: Gazetteer) -> Mention | None:
    for start in range(max(0, end - _LONGEST_STEM), end - 1):
        rows = places.by_stem.get(text[start:end])
        if rows and not _ORDINARY_STEMS.fullmatch(text, start, end):
            return Mention(start, end, tuple(rows), full=False)
    return None


def _sound(mentions: list[Mention], text: str) -> list[Mention]:
    """Leave out short and everyday names that are not set off from the words around them."""
    kept: list[Mention] = []
    for mention in mentions:
        before = kept[-1] if kept and kept[-1].end - mention.start in (0, _shared(mention)) else None
        name = text[mention.start : mention.end]
        if _EVERYDAY.fullmatch(name):
            rows = _inside(mention.rows, before)
            if rows and _BODY_AHEAD.match(text, mention.end):
                kept.append(Mention(mention.start, mention.end, rows, full=True))
        elif (
            (len(name) > _NARROW and not _BY_CHANCE.fullmatch(name))
            or _inside(mention.rows, before)
            or _stands_free(text, mention)
        ):
            kept.append(mention)
    return kept


def _inside(rows: Iterable[RegionName], parent: Mention | None) -> tuple[RegionName, ...]:
    """Return the rows that lie in the division named right before them."""
    codes = {row.code for row in parent.rows} if parent else set()
    return tuple(
        row
        for row in rows
        if any(contains(code, row.code) and depth_of(code) < depth_of(row.code) for code in codes)
    )


def _stands_free(text: str, mention: Mention) -> bool:
    """Tell whether a two-character name follows a sign or a date: 创新县 holds no 新县."""
    if mention.end < len(text) and text[mention.end] in "区级域乡市":
        return False
    before = text[mention.start - 1] if mention.start else ""
    return not before or before in _DATE_SIGNS or not _WORD_BEFORE.match(before)


def _outermost(mentions: Iterable[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda found: (found.start, -found.end)):
        if not kept or mention.start >= kept[-1].end - _shared(mention):
            kept.append(mention)
    return kept


def _shared(mention: Mention) -> int:
    """Return 1 for a name that begins with 市: 乐山市中区 is 乐山市 and 市中区."""
    return int(mention.full and fold(mention.rows[0].name).startswith("市"))
