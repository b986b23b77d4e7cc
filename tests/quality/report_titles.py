"""Heads of pages written for measuring: the title a reader would take, the kind, what is no report."""

from typing import NamedTuple


class Head(NamedTuple):
    """The first lines of a page, the title in them ('' for none), its kind and doubt ('' for none)."""

    lines: str
    title: str
    kind: str
    doubt: str = ""


_NAMES = ("青田县", "马鞍山市雨山区", "凉山州", "四子王旗", "平潭", "乌鲁木齐市")
_BUREAUS = ("卫生健康局", "卫健委", "卫生和计划生育局", "卫生局", "卫生健康委员会", "卫生计生委")
_PLAIN = (
    ("{b}{y}年工作总结", "summary"),
    ("{b}{y}年度工作总结报告", "summary"),
    ("{b}{y}年工作总结和{n}年工作计划", "summary_plan"),
    ("{b}{y}年工作总结暨{n}年工作打算", "summary_plan"),
    ("{b}{y}年工作情况及{n}年工作思路", "summary_plan"),
    ("{b}{y}年卫生健康工作回顾与{n}年展望", "summary_plan"),
    ("{b}{n}年工作计划", "plan"),
    ("{b}{n}年工作思路和重点工作安排", "plan"),
    ("{y}年{p}卫生健康工作要点", "key_points"),
    ("{b}{y}年工作要点落实情况报告", "summary"),
    ("{b}{y}年上半年工作总结", "summary"),
    ("{b}{y}年上半年工作总结及下半年工作打算", "summary_plan"),
    ("{b}{y}年度述职报告", "summary"),
    ("{b}{y}年度法治政府建设情况报告", "thematic"),
    ("{b}{y}年政府信息公开工作年度报告", "thematic"),
    ("{b}{y}年健康扶贫工作总结", "thematic"),
    ("{b}关于{y}年安全生产工作情况的报告", "thematic"),
    ("{p}{y}年妇幼健康工作总结", "thematic"),
    ("{p}疾病预防控制中心{y}年工作总结", "summary"),
    ("{p}妇幼保健院{y}年度工作总结", "summary"),
    ("{p}卫生监督所{y}年工作总结和{n}年工作计划", "summary_plan"),
    ("{p}{y}年食品安全工作总结", "thematic"),
    ("{p}爱国卫生工作{y}年总结", "thematic"),
    ("{b}{y}年工作完成情况", "summary"),
    ("{b}{y}年卫生健康工作成效", "summary"),
    ("{b}{y}年重点工作推进情况", "summary"),
    ("{b}{y}年重点工作汇报材料", "summary"),
    ("{n}年{p}卫生健康工作重点任务", "plan"),
    ("{b}{y}年工作总结及{n}年重点任务", "summary_plan"),
    ("{b}{y}年工作情况和{n}年工作举措", "summary_plan"),
    ("在{y}年{p}卫生健康工作会议上的报告", "summary"),
    ("关于上报{b}{y}年工作总结的函", "summary"),
    ("{b}贯彻落实巡视整改工作情况的报告", "thematic"),
    ("{p}{y}年基本公共卫生服务项目工作总结", "thematic"),
    ("{b}{y}年创先争优活动总结", "thematic"),
)
_OTHERS = (
    "{b}召开{y}年全县卫生健康工作会议",
    "{p}{y}年卫生健康工作会议召开",
    "县领导调研{p}医共体建设工作",
    "{b}关于做好{y}年春节值班工作的通知",
    "{b}{y}年公开招聘工作人员公告",
    "{p}中医院设备采购项目招标公告",
    "关于对县人大{y}年第12号建议的答复",
    "{b}{y}年第3次局务会议纪要",
    "《{p}托育机构管理办法》政策解读",
    "{b}{y}年部门预算公开说明",
    "在{p}{y}年卫生健康工作会议上的讲话",
    "{p}举办{y}年基层医生培训班",
    "{b}{y}年拟录用人员公示",
    "{b}组织开展消防演练",
    "{p}卫健:强化三项举措 推进医共体建设",
    "{p}卫健局{y}年部门决算",
)
_WRAPS = (
    "{t}\n",
    "首页 > 政务公开 > 总结计划\n{t}\n来源:本站 发布时间:2023-02-03 浏览次数:12\n",
    "{t}_某某政府网\n\n{t}\n",
    "★{t}★\n",
    "【{p}】\n{t}\n",
    "{t}.docx\n上传人:积*** 文档编号:133422579\n",
    "\ufeff{t}\n(2023年1月16日)\n",
    "字体大小:大 中 小\n{t}(范文)\n",
)
_BODY = """
{y}年,全县卫生健康系统扎实推进各项工作。
一、医疗服务
(一)基层能力。建成村卫生室120所。
二、公共卫生
(一)免疫规划。接种率98%。
"""
_NEWS = """
3月5日上午,全县卫生健康工作会议召开,副县长出席会议并讲话。
会议指出,过去一年工作成效明显。会议强调,要抓好落实。
"""
YEAR = 2021


def heads() -> list[Head]:
    """All heads: each form of title in turn under another name, bureau and wrapping."""
    return [*_reports(), *_broken(), *_handed_out(), *_no_reports(), *_several()]


def text_of(head: Head) -> str:
    """The page: its head and a body that tells neither kind nor place."""
    news = head.doubt == "not_a_report" and "会" in head.lines
    return head.lines + (_NEWS if news else _BODY).format(y=YEAR)


def _fill(form: str, number: int) -> str:
    place, bureau = _NAMES[number % len(_NAMES)], _BUREAUS[number % len(_BUREAUS)]
    return form.format(b=place + bureau, p=place, y=YEAR, n=YEAR + 1)


def _reports() -> list[Head]:
    found = []
    for number, (form, kind) in enumerate(_PLAIN * 3):
        title = _fill(form, number)
        wrap = _WRAPS[number % len(_WRAPS)]
        found.append(Head(wrap.format(t=title, p=_NAMES[number % len(_NAMES)]), title, kind))
    return found


def _broken() -> list[Head]:
    whole = [_fill(form, number) for number, (form, _kind) in enumerate(_PLAIN[2:5])]
    heads = [
        Head(
            t.replace("和20", "和\n20").replace("暨", "\n暨").replace("及20", "及\n20") + "\n",
            t,
            "summary_plan",
        )
        for t in whole
    ]
    heads += [Head(" ".join(t) + "\n", t, "summary_plan") for t in whole]
    heads.append(Head("青田县卫生健康局\n2021年工作总结\n", "青田县卫生健康局2021年工作总结", "summary"))
    heads.append(
        Head(
            "雨山区卫健委\n关于2021年法治建设情况的报告\n",
            "雨山区卫健委关于2021年法治建设情况的报告",
            "thematic",
        )
    )
    return heads


def _handed_out() -> list[Head]:
    """A notice with the report it hands out: the report's title counts."""
    found = []
    for number, form in enumerate(
        ("{y}年全市卫生健康工作要点", "{p}{y}年卫生健康工作总结", "{p}{n}年卫生健康工作计划")
    ):
        title = _fill(form, number)
        notice = f"某某市卫生健康委关于印发《{title}》的通知\n各县卫生健康局:\n现印发《{title}》,请执行。\n"
        kind = ("key_points", "summary", "plan")[number]
        found.append(Head(f"{notice}2022年2月3日\n{title}\n", title, kind))
    return found


def _no_reports() -> list[Head]:
    titles = [_fill(form, number) for number, form in enumerate(_OTHERS * 2)]
    return [Head(f"{title}\n", title, "other", "not_a_report") for title in titles]


def _several() -> list[Head]:
    parts = "第1篇 卫生局2021年工作总结\n2021年,我局完成任务。\n第2篇 县卫生局工作总结\n"
    forms = (
        "卫生局2021年工作总结(精选5篇)",
        "卫生健康局2021年工作总结汇编(3篇)",
        "2021年卫生监督工作总结十五篇",
    )
    return [Head(f"{form}\n{parts}", "", "", "compilation") for form in forms]
