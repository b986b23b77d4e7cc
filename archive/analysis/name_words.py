"""The words around the name of an indicator that change nothing, and those that narrow it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from archive.text.fold import fold

# Signs and words without which two spellings of a name are the same:
# 0-6岁 and 0至6岁, 65岁以上 and 65岁及以上.
_SIGNS = " \t\n\r\u3000\u00a0\"'“”‘’《》〈〉「」『』()[]【】〔〕{},，、。;；:：·•…-—–―－‐~～_*#至的及和与"
_NOTHING = dict.fromkeys(map(ord, _SIGNS))
# The same for whole words, each replaced by as many characters; brackets around 助理 say "or".
_WORDS_OF_NOTHING = (("累计", "  "), ("免费", "  "), ("(助理)", "或助理 "))

_SCOPES = """
    全省 全市 全县 全区 全州 全盟 全旗 全辖区 全域 全系统 全院 全委 我省 我市 我县 我区 我州 我盟 我旗
    我院 我委 本省 本市 本县 本区 本州 本盟 本旗 本辖区 本系统 本院 本委 辖区 辖区内
"""
_PLAIN_BEFORE = """
    目前 截目前 截止目前 截止 现有 今年 本年 本年度 全年 全年度 年度 当年 年内 同时 其中 共 共有 共计
    总共 总计 合计 已有 已经 拥有 设有 为 完成 实现 开展 实施 组织 进行 办理 提供 可提供 接受 参加
    参与 享受 落实 确保 力争 全部 平均 各 各类 各级 各级各类 全面 积极 顺利 圆满 年末 实有 实际 依法
    分别 不断 持续 进一步 同期 达到 统计年度 发放 上报 发现 报告 所有 已开展 已完成 已实现 已达 共完成
    共开展 开展了 完成了 进行了 实施了 接受了 提供了 组织了 办理了 为了 截止到 截到
"""
_PLAIN_AT_FIRST = "各项 确认 资格确认 管理 纳入管理 筛查管理"  # but 规范管理 narrows
_PLAIN_BEHIND = """
    达 达到 为 共 共计 总计 合计 总 约 已 已达 均 均达 分别 分别为 分别达 分别达到 稳定 保持 控制
    控制在 稳定在 保持在 上升 上升到 下降 下降到 提高 提高到 增 增加到 增长到 降 降低到 情况 是 有 超
    超过 指标 水平 完成 实现 在 到 也 工作 服务 达标为 持续 仅 仅为 全部 由 从 就 各 不低于 不少于
    高于 低于 以 近 实际 全年 现
"""
_COUNT_BEHIND = """
    数 人数 人次 数量 总数 总量 例数 家数 户数 个数 件数 次数 人次数 总人数 量 总人次 人口 人员 者
    对象 起数 台次 场次 总户数 份数 张数 居民 群众 户次 场数 剂次 病例 病例数 患者数 患者 项次 类数
    项数 妇女 孕妇 人口数 单位 企业 管理 健康管理 管理数
"""
_RATE_BEHIND = "率 比例 占比 百分比 比率 比重 比"
_AMOUNT_BEHIND = "金额 资金 总额 额 经费 费用 款 资金总额 量 总量 金"
_STATE_BEHIND = """
    建成 建设 标准化建设 规范化建设 达标建设 标准化 规范化 接入 接入系统 接入平台 上线 达标 投入使用
    建成投用 运行 开工 完工 竣工 新建 改建 改造 改扩建 新改扩建 提升 通过验收 验收 规范管理 在管 新增
    备案 挂牌 覆盖 登记 在册 启用 注册
"""
# Words that make what stands before a clause of its own, not words that narrow.
_CLAUSE = re.compile("持续|加大|加强|推进|推动|深化|强化")
_ALONE = "每已共现约达近等总应将"  # say nothing when nothing else is left
_COORDINATE = ("、", "和", "与", "及")
_NO_COORDINATE = ("参与", "涉及", "普及", "惠及")
_GLOSS = re.compile(r"\(([^()]{1,20})\)")
_RATE_SIGNS = re.compile("率|比|占|每|[千万]|水平")


@dataclass(frozen=True)
class Squeezed:
    """A name without the signs that make no difference: its folded `text`, and where each character stood."""

    source: str
    folded: str
    text: str

    @cached_property
    def places(self) -> list[int]:
        """The offset into `source` of each character of `text`."""
        return [at for at, char in enumerate(self.folded) if ord(char) not in _NOTHING]

    def before(self, at: int) -> str | None:
        """Return the words of the source before a place of `text`, without those that change nothing.

        None where they do not narrow it: joined with it, so that the number is of both, or a clause.
        """
        first = _LEAD.match(self.text, 0, at)
        begin = first.end() if first else 0
        last = _LAST.search(self.text, begin, at)
        end = last.start() if last else at
        if (at and self._is_joined(at)) or _CLAUSE.search(self.text, begin, end):
            return None
        if begin >= end or (end - begin == 1 and self.text[begin] in _ALONE):
            return ""
        return self.source[self.places[begin] : self.places[end - 1] + 1].strip(" \t的,，、:：")

    def _is_joined(self, at: int) -> bool:
        """Tell whether an "and" stands right before a place of `text`."""
        stood = self.folded[: self.places[at]].rstrip(' ()"“”')
        return stood.endswith(_COORDINATE) and not stood.endswith(_NO_COORDINATE)


def squeeze(name: str) -> Squeezed:
    """Return a name as names are compared: folded, without signs and words that make no difference."""
    folded = fold(name)
    for word, instead in _WORDS_OF_NOTHING:
        if word in folded:
            folded = folded.replace(word, instead)
    return Squeezed(name, folded, folded.translate(_NOTHING))


def tail(given: Squeezed, end: int, measure: str) -> list[str] | None:
    """Return the words behind a name that narrow it; None where they make it another thing.

    `end` is a place of the squeezed text, `measure` that of the indicator.
    """
    if end == len(given.text):
        return []
    rest = given.text[end:]
    if _TAILS[measure].fullmatch(rest):
        return []
    states = _STATES.fullmatch(rest) if measure == "count" else None
    if states:
        return [states[1]]
    return _glossed(given, end, measure)


def _glossed(given: Squeezed, end: int, measure: str) -> list[str] | None:
    """Take the first bracket behind the name for words that narrow it."""
    gloss = _GLOSS.search(given.folded, given.places[end - 1] + 1)
    if gloss is None or gloss.start() > given.places[end]:
        return None
    rest = given.folded[gloss.end() :].translate(_NOTHING)
    return [given.source[gloss.start(1) : gloss.end(1)]] if _TAILS[measure].fullmatch(rest) else None


def says_rate(text: str) -> bool:
    """Tell whether a name itself says that it is a rate, where the unit is lost."""
    return _RATE_SIGNS.search(text) is not None


def joined(words: Iterable[str]) -> str:
    """Return the words that narrow a name as one text, what is said twice once."""
    told: list[str] = []
    for word in words:
        if word and not any(word in other for other in told):
            told.append(word)
    return "、".join(told)


def _any_of(*lists: str) -> str:
    spelt = dict.fromkeys(squeeze(word).text for words in lists for word in words.split())
    words = sorted(filter(None, spelt), key=len, reverse=True)
    return "|".join(map(re.escape, words))


_LEAD = re.compile(f"(?:{_any_of(_SCOPES, _PLAIN_BEFORE, _PLAIN_AT_FIRST)})+")
_LAST = re.compile(f"(?:{_any_of(_PLAIN_BEFORE)})+$")
_OWN_BEHIND = {"count": _COUNT_BEHIND, "rate": _RATE_BEHIND, "amount": _AMOUNT_BEHIND, "index": ""}
_TAILS = {measure: re.compile(f"(?:{_any_of(_PLAIN_BEHIND, own)})*") for measure, own in _OWN_BEHIND.items()}
_STATES = re.compile(
    f"(?:{_any_of(_PLAIN_BEHIND)})*((?:{_any_of(_STATE_BEHIND)})+)"
    f"(?:{_any_of(_PLAIN_BEHIND, _COUNT_BEHIND)})*"
)
