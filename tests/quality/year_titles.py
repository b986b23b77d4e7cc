"""Dated titles made from patterns, each with the years it means: (class, title, reporting, plan)."""

from collections.abc import Iterator
from itertools import cycle
from typing import NamedTuple


class Dated(NamedTuple):
    """A title and its truth; None where the title tells no such year."""

    kind: str
    title: str
    reporting: int | None
    plan: int | None


BODIES = cycle(
    (
        "云溪县卫生健康局",
        "市卫健委",
        "白石区卫生局",
        "青禾市卫生和计划生育委员会",
        "县疾病预防控制中心",
        "河口镇中心卫生院",
        "",
    )
)
YEARS = (2009, 2013, 2017, 2020, 2023)
HAN = str.maketrans("0123456789", "〇一二三四五六七八九")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
SUMMARIES = ("{b}{y}年工作总结", "{b}{y}年度卫生工作总结", "{y}年{b}工作报告", "{b}关于{y}年工作情况的汇报")
BOTH = (
    "{b}{y}年工作总结及{n}年工作计划",
    "{b}{y}年工作总结和{n}年工作打算",
    "{b}{y}工作总结{n}年工作思路",
    "{b}关于报送{y}年工作总结暨{n}年工作要点的报告",
    "{b}{y}年度工作总结与{n}年度重点工作安排",
    "回顾{y}展望{n}——{b}工作报告",
)
PLANS = (
    "{b}{y}年工作计划",
    "{y}年{b}卫生健康工作要点",
    "{b}关于印发{y}年工作要点的通知",
    "{b}工作要点（{y}年）",
    "{b}{y}年目标任务",
)
FOLLOWS = (
    "{b}{y}年工作总结及下一步工作打算",
    "{b}{y}年工作总结和明年工作计划",
    "{b}{y}年度工作总结暨来年工作思路",
)
PARTS = (
    "{b}{y}年上半年工作总结及下半年工作计划",
    "{b}{y}年一季度工作总结和二季度工作安排",
    "{b}{y}年11月工作总结及12月工作计划",
    "{b}{y}年半年工作总结及下一步工作打算",
)
RANGES = (
    "{b}{f}-{y}年工作总结",
    "{b}{f}—{y}年卫生工作总结",
    "{b}{f}年至{y}年工作情况报告",
    "{b}{f}年度～{y}年度工作总结",
    "{b}{f}、{y}年工作总结",
)
OTHER_NUMBERS = (
    "第1999次会议情况汇报",
    "{b}2000名村医培训工作总结",
    "投资2000万元项目建设情况汇报",
    "{b}关于贯彻国卫发〔2019〕12号文件情况的汇报",
    "{b}**年工作总结",
    "{b}20xx年工作总结",
    "{b}建院20年工作总结",
    "{b}近五年工作总结",
    "{b}12320热线工作总结",
)


def dated_titles() -> Iterator[Dated]:
    """Yield every title, class by class."""
    for y in YEARS:
        yield from _plain(y)
        yield from _written_otherwise(y)
        yield from _by_custom(y)
        yield from _taiwanese(y)
    yield from _five_year_plans()
    for pattern in OTHER_NUMBERS:
        yield Dated("no year", pattern.format(b=next(BODIES)), None, None)


def _plain(y: int) -> Iterator[Dated]:
    for pattern in SUMMARIES:
        yield Dated("summary", pattern.format(b=next(BODIES), y=y), y, None)
    for pattern in BOTH:
        yield Dated("both", pattern.format(b=next(BODIES), y=y, n=y + 1), y, y + 1)
    for pattern in PLANS:
        yield Dated("plan", pattern.format(b=next(BODIES), y=y), None, y)
    for pattern in FOLLOWS:
        yield Dated("plan follows", pattern.format(b=next(BODIES), y=y), y, y + 1)
    for pattern in PARTS:
        yield Dated("part of a year", pattern.format(b=next(BODIES), y=y), y, y)
    for pattern in RANGES:
        yield Dated("range", pattern.format(b=next(BODIES), y=y, f=y - 1), y, None)
    yield Dated("range", f"{y - 4}-{y}年{next(BODIES)}工作总结", y, None)
    yield Dated("range", f"{next(BODIES)}三年行动计划（{y}-{y + 2}年）", None, y)


def _written_otherwise(y: int) -> Iterator[Dated]:
    han, following = str(y).translate(HAN), str(y + 1).translate(HAN)
    yield Dated("numerals", f"{next(BODIES)}{han}年工作总结", y, None)
    yield Dated("numerals", f"{han.replace('〇', '零')}年{next(BODIES)}工作总结", y, None)
    yield Dated("numerals", f"{han.replace('〇', '○')}年工作总结及{following}年工作计划", y, y + 1)
    yield Dated("numerals", f"{han.replace('〇', '0')}年工作總結", y, None)
    yield Dated("wide", f"{str(y).translate(WIDE)}年工作总结", y, None)
    yield Dated("spaced", f"{next(BODIES)} {y} 年工作总结和 {y + 1} 年工作计划", y, y + 1)
    short, next_short = f"{y % 100:02}", f"{(y + 1) % 100:02}"
    if short != "20":  # 20年 is left of 20xx年 as often as it is 2020
        yield Dated("short", f"{next(BODIES)}{short}年工作总结", y, None)
        yield Dated("short", f"{short}年工作总结及{next_short}年工作计划", y, y + 1)
    yield Dated("short", f"{next(BODIES)}{y}年工作总结及{next_short}年工作打算", y, y + 1)
    yield Dated("range", f"{y - 1}-{short}年度工作总结", y, None)
    yield Dated("period", f"{next(BODIES)}{y}.1-{y}.11工作总结", y, None)
    yield Dated("period", f"{next(BODIES)}{y - 1}年12月—{y}年11月工作总结", y, None)
    yield Dated("number", f"{next(BODIES)}文件 云卫发〔{y + 1}〕4号 关于{y}年工作情况的报告", y, None)
    yield Dated("number", f"{y}年第5期简报：{next(BODIES)}工作总结", y, None)


def _by_custom(y: int) -> Iterator[Dated]:
    yield Dated("yearbook", f"云溪年鉴{y}卫生健康", y - 1, None)
    yield Dated("yearbook", f"云溪县卫生年鉴（{y}）", y - 1, None)
    yield Dated("yearbook", f"{y}年云溪年鉴·卫生", y - 1, None)
    yield Dated("yearbook", f"{next(BODIES)}{y}年年鉴供稿", y, None)
    yield Dated("meeting", f"在{y}年全市卫生工作会议上的报告", y - 1, y)
    yield Dated("meeting", f"在{y}年全县卫生健康工作总结会议上的讲话", y, None)


def _taiwanese(y: int) -> Iterator[Dated]:
    year = y - 1911
    yield Dated("republic", f"民國{year}年度衛生局施政報告", y, None)
    yield Dated("republic", f"臺中市政府衛生局{year}年工作報告", y, None)
    yield Dated("republic", f"花蓮縣衛生局{year}年度工作總結及{year + 1}年度工作計畫", y, y + 1)
    if year >= 100:
        yield Dated("republic", f"衛生局{year}年度工作報告", y, None)


def _five_year_plans() -> Iterator[Dated]:
    for name, first in (("十一五", 2006), ("十二五", 2011), ("十三五", 2016), ("十四五", 2021)):
        yield Dated("five years", f"{next(BODIES)}“{name}”工作总结", first + 4, None)
        yield Dated("five years", f"{next(BODIES)}{name}时期卫生工作总结", first + 4, None)
        yield Dated("five years", f"“{name}”卫生健康发展规划", None, first)
        yield Dated("five years", f"“{name}”规划中期评估报告", first + 2, None)
    yield Dated("five years", "“十三五”工作总结和“十四五”工作思路", 2020, 2021)
    yield Dated("five years", "2020年暨“十三五”工作总结和2021年工作计划", 2020, 2021)
    yield Dated("five years", "2015年工作总结及“十三五”规划思路", 2015, 2016)
