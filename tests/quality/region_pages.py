"""Pages written for measuring: templates filled with divisions drawn across the whole table.

Each page says which division a careful reader would file it under, or None where it does not tell.
The words are this project's own; nothing is random, so a count can be pinned.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from archive.ingest.geography.regions import codes_in, gazetteer, is_valid, level_of
from archive.ingest.types import RegionName
from archive.text.fold import fold
from archive.text.scripts import to_hant
from tests.ingest.vocabularies import vocabulary

YEAR = 2021
_SHORTEST_DISTRICT = 2  # 城区, 郊区
_REPORTED = range(2005, 2020)  # reports of divisions that ended then are found
_TOWNS = 6
_EVERY = 61  # a prime, so that the draw follows no pattern of the codes
_BODY = """
{year}年,我局按照{level}委、{level}政府部署推进各项工作,全{level}医疗服务能力继续提高,现将情况总结如下:
一、工作完成情况
(一)深化医改。全{level}组建医共体{count}个,签约居民{count}万人。
(二)疾病防控。我{level}处置聚集性疫情{count}起,无一例死亡。
二、存在问题
基层人才不足,信息化水平不高。
三、下一步工作打算
继续推进医共体建设,加强人才培养。
"""


@dataclass(frozen=True)
class Page:
    """A page, the way it was made, and the code it is to be filed under (None: it does not tell)."""

    made: str
    text: str
    code: str | None


@cache
def divisions(year: int) -> tuple[RegionName, ...]:
    """The counties and prefectures valid throughout `year`, in the order of the table."""
    return tuple(
        row
        for row in vocabulary().regions
        if row.level != "province"
        and is_valid(row, year)
        and row.valid_from < year
        and (row.valid_to is None or row.valid_to > year)
        and row.name not in ("市辖区", "县")
    )


def drawn(offset: int, year: int = YEAR) -> list[RegionName]:
    """Every 61st division from `offset` whose name is its own in that year."""
    table = divisions(year)
    return [row for row in table[offset::_EVERY] if _namesakes(row, year) == 1 and _own_word(row)]


def pages() -> list[Page]:
    """All pages, by template."""
    return [
        *_titled(),
        *_labelled_and_signed(),
        *_bodies(),
        *_shared_names(),
        *_former(),
        *_masked(),
        *_silent(),
        *_elsewhere(),
    ]


def township_pages() -> list[Page]:
    """Masked reports of counties that name six of their townships, and of prefectures that name others'."""
    towns: dict[str, list[str]] = {}
    for name, counties in vocabulary().townships.items():
        for code in counties if name.endswith(("镇", "乡")) else ():
            towns.setdefault(code, []).append(name)
    made = []
    for code in sorted(towns)[::_EVERY]:
        own = sorted(towns[code])[:: max(1, len(towns[code]) // _TOWNS)][:_TOWNS]
        if len(own) == _TOWNS and code in gazetteer(vocabulary().regions).by_code:
            built = "".join(f"{name}卫生院完成改造。" for name in own)
            level = _level(gazetteer(vocabulary().regions).name_of(code, YEAR))
            made.append(Page("townships", f"XX{level}卫健局{YEAR}年工作总结{_body(level)}{built}", code))
    for prefecture in sorted({code[:4] for code in towns})[::7]:
        inside = [code for code in sorted(towns) if code[:4] == prefecture]
        spread = [sorted(towns[code])[len(towns[code]) // 2] for code in inside][: 2 * _TOWNS]
        built = "".join(f"{name}卫生院完成改造。" for name in spread)
        made.append(Page("townships of many", f"**市卫生局{YEAR}年工作总结{_body('市')}{built}", None))
    return made


def _namesakes(row: RegionName, year: int) -> int:
    return len(codes_in(gazetteer(vocabulary().regions).by_name[fold(row.name)], year))


def _alone_since(name: str, year: int) -> bool:
    """Tell whether only one division ever had the name, got it after `year` and has it still."""
    rows = gazetteer(vocabulary().regions).by_name.get(fold(name), [])
    return len(rows) == 1 and rows[0].valid_to is None and rows[0].valid_from > year


def _own_word(row: RegionName) -> bool:
    """城区 and 郊区 are everyday words: tested apart."""
    return row.name.endswith(("市", "县", "旗", "州", "盟", "地区")) or len(row.name) > _SHORTEST_DISTRICT


def _level(name: str) -> str:
    return "区" if name.endswith(("地区", "区")) else name[-1]


def _body(name: str, year: int = YEAR, count: int = 7) -> str:
    return _BODY.format(year=year, level=_level(name), count=count)


def _bureau(row: RegionName) -> str:
    return "卫生健康局" if row.level == "county" else "卫生健康委员会"


def _titled() -> Iterator[Page]:
    for row in drawn(0):
        title = f"{row.name}{_bureau(row)}{YEAR}年工作总结和{YEAR + 1}年工作计划"
        yield Page("title", title + _body(row.name), row.code)
    for row in drawn(7):
        title = f"关于印发《{YEAR}年{row.name}卫生健康工作要点》的通知"
        yield Page("notice", title + _body(row.name), row.code)
    for row in drawn(11):
        title = to_hant(f"{row.name}卫生健康委{YEAR}年工作总结")
        yield Page("traditional", title + to_hant(_body(row.name)), row.code)
    for row in drawn(13):
        spaced = " ".join(f"{row.name}卫生健康局工作总结")
        yield Page("letter-spaced title", spaced + _body(row.name), row.code)


def _labelled_and_signed() -> Iterator[Page]:
    for row in drawn(17):
        header = (
            f"索引号:00{row.code}/2022-001 发布机构:{row.name}{_bureau(row)}\n发布日期:{YEAR + 1}-01-18\n"
        )
        yield Page("label", f"{header}{YEAR}年工作总结" + _body(row.name), row.code)
    for row in drawn(19):
        signed = f"\n{row.name}{_bureau(row)}\n{YEAR + 1}年1月16日\n"
        yield Page("signature", f"{YEAR}年工作总结" + _body(row.name) + signed, row.code)
    for row in drawn(23):
        signed = "\n" + " ".join(f"{row.name}{_bureau(row)}") + f"\n{YEAR + 1}年1月16日\n"
        yield Page("spaced signature", f"{YEAR}年工作总结" + _body(row.name) + signed, row.code)
    for row in drawn(29):
        header = f"首页 > 政务公开 > 总结计划\n来源:{row.name}人民政府 发布时间:{YEAR + 1}-02-03\n"
        yield Page("source", f"{YEAR}年卫生健康工作总结\n{header}" + _body(row.name), row.code)


def _bodies() -> Iterator[Page]:
    for row in drawn(31):
        opening = f"\n{YEAR}年,{row.name}{_bureau(row)}坚持以人民健康为中心,各项工作取得新成效。"
        yield Page("opening words", f"{YEAR}年工作总结{opening}" + _body(row.name), row.code)
    for row in drawn(37):
        text = _body(row.name).replace(
            "继续推进", f"完善{row.name}人民医院设施,支持{row.name}中医院建设,推进"
        )
        text = text.replace("二、存在问题", f"(三)依法行政。{row.name}卫生监督所检查单位9家。\n二、存在问题")
        yield Page("body names", f"{YEAR}年卫生健康工作总结" + text, row.code)


def _shared_names() -> Iterator[Page]:
    """Names of several divisions: told by a parent in the title or in the breadcrumb, else silent."""
    table = gazetteer(vocabulary().regions)
    shared = [row for row in divisions(YEAR) if _namesakes(row, YEAR) > 1 and _own_word(row)]
    for row in shared[::3]:
        parent = table.name_of(f"{row.code[:4]}00", YEAR) or table.name_of(f"{row.code[:2]}0000", YEAR)
        title = f"{parent}{row.name}卫生健康局{YEAR}年工作总结"
        yield Page("shared name, parent in title", title + _body(row.name), row.code)
    for row in shared[1::6]:
        parent = table.name_of(f"{row.code[:4]}00", YEAR) or table.name_of(f"{row.code[:2]}0000", YEAR)
        header = f"来源:{parent}人民政府 发布时间:{YEAR + 1}-02-03\n"
        title = f"{row.name}卫生健康局{YEAR}年工作总结\n{header}"
        yield Page("shared name, parent beside", title + _body(row.name), row.code)
    for row in shared[2::6]:
        yield Page("shared name alone", f"{row.name}卫生健康局{YEAR}年工作总结" + _body(row.name), None)


def _former() -> Iterator[Page]:
    """Divisions that ended: the code valid in the reporting year, under the old name or the new."""
    table = gazetteer(vocabulary().regions)
    ended = [
        row
        for row in vocabulary().regions
        if row.level == "county"
        and row.valid_to
        and row.valid_to in _REPORTED
        and row.valid_from < row.valid_to - 2
        and len(row.successors) == 1
        and _namesakes(row, row.valid_to - 2) == 1
        and _own_word(row)
    ]
    for row in ended[::2]:
        year = (row.valid_to or 0) - 2
        title = f"{row.name}卫生局{year}年工作总结"
        yield Page("former name", title + _body(row.name, year), row.code)
    for row in ended[1::2]:
        year = (row.valid_to or 0) - 2
        heir = table.name_of(row.successors[0], YEAR)
        if _alone_since(heir, year) and len(table.by_successor[row.successors[0]]) == 1:
            title = f"{heir}卫生局{year}年工作总结"
            yield Page("today's name", title + _body(heir, year), row.code)


def _masked() -> Iterator[Page]:
    masks = ("XX县", "××区", "**市", "某县", "xx区", "○○县", "X县")
    for number, row in enumerate(drawn(41)):
        mask = masks[number % len(masks)]
        text = _body(mask).replace("继续推进", f"落实{row.name}卫健委要求,继续推进")
        yield Page("masked title", f"{mask}卫生健康局{YEAR}年工作总结" + text, None)
    for number, row in enumerate(drawn(43)):
        mask = masks[number % len(masks)]
        text = _body(mask).replace("组建医共体", f"由{mask}人民医院、{mask}中医院牵头组建医共体")
        text = text.replace("二、存在问题", f"(三)对口支援。选派医疗队支援{row.name}。\n二、存在问题")
        yield Page("masked body", f"卫生健康局{YEAR}年工作总结" + text, None)


def _silent() -> Iterator[Page]:
    words = (
        "加强城区和郊区的社区卫生服务,推进老城区改造",
        "全州县级公立医院综合改革全面推开",
        "会同县教育局开展校园健康促进",
        "由公安县级部门配合打击非法行医",
        "新建县中医院门诊楼,新建区妇幼保健院",
        "组织东方市民健身,合作市场逐步规范",
        "开展健康县区、平安县区创建",
        "保持和平稳定的医疗秩序,建设文明城区",
        "在高新区、开发区、新区设立接种点",
        "召开县域医共体推进会,完成县级医院改造",
        "统筹管理县乡村三级网络,相应县区同步推进",
        "继承长征精神,守护海港边检一线",
    )
    for number, word in enumerate(words):
        for mark, level in (("县", "县"), ("区", "区")):
            text = _body(level).replace("继续推进", f"{word},继续推进")
            yield Page(f"everyday words {number}{mark}", f"卫生健康局{YEAR}年工作总结" + text, None)
    for body in ("国家卫生健康委员会", "新疆生产建设兵团第八师卫生健康委", "国家疾控局"):
        yield Page("no division's body", f"{body}{YEAR}年工作总结" + _body("市"), None)


def _elsewhere() -> Iterator[Page]:
    """Other divisions named in passing, and bodies the table holds under another name."""
    rows, others = drawn(47), drawn(53)
    for row, other in zip(rows, others, strict=False):
        text = _body(row.name).replace(
            "二、存在问题", f"(三)援外。选派26人支援{other.name},赴{other.name}学习。\n二、存在问题"
        )
        yield Page("others in passing", f"{row.name}{_bureau(row)}{YEAR}年工作总结" + text, row.code)
    for name, code in (
        ("合肥高新区社会事业局卫生健康办公室", "340100"),
        ("苏州工业园区卫生健康局", "320500"),
        ("宁波市大榭开发区卫生健康局", "330200"),
        ("臺北市政府衛生局", "710000"),
        ("高雄市政府衛生局", "710000"),
        ("香港特別行政區政府衛生署", "810000"),
        ("澳門特別行政區政府衛生局", "820000"),
        ("恩施州卫生健康委", "422800"),
        ("黔东南州卫健局", "522600"),
        ("巴州卫健委", "652800"),
        ("达茂旗卫生健康委", "150223"),
        ("喀左县卫生健康局", "211324"),
        ("青岛市北区卫生健康局", "370203"),
        ("乐山市市中区卫生健康局", "511102"),
        ("阳泉市郊区卫生健康和体育局", "140311"),
        ("广西壮族自治区卫生健康委员会", "450000"),
        ("吉林市卫生健康委员会", "220200"),
        ("吉林省卫生健康委员会", "220000"),
        ("玉林卫生健康委", "450900"),
    ):
        yield Page(f"also called {name}", f"{name}{YEAR}年工作总结" + _body(_kind_word(code)), code)


def _kind_word(code: str) -> str:
    return gazetteer(vocabulary().regions).name_of(code, YEAR) if level_of(code) != "province" else "省"
