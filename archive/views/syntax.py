"""What can be typed into the search box: one live example for each construct, for the help page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class QueryExample:
    """A query to copy, what it finds, and what its address asks besides."""

    words: str
    meaning: Promise
    asked: Mapping[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Return the query string that runs it."""
        return urlencode({"q": self.words, **self.asked})


Group = tuple[Promise, tuple[QueryExample, ...]]

QUERY_SYNTAX: tuple[Group, ...] = (
    (
        _("词和词句"),
        (
            QueryExample("家庭医生", _("含有这个词的报告；词前词后是什么字不论。")),
            QueryExample("癌", _("一个字也可以检索。")),
            QueryExample("衞生", _("简体、繁体、异体写法一并找到。")),
            QueryExample('"签约服务"', _("一字不差连在一起的词句；“ ”和「 」也可以。")),
            QueryExample('"卫生 服务"~8', _("引号里的词先后不限，中间相隔不超过 8 个字。")),
            QueryExample("12*", _("以 12 开头的数字或字母，如 120、12345；不含 312。")),
        ),
    ),
    (
        _("组合"),
        (
            QueryExample("家庭医生 签约", _("空格表示“且”：两个词都有，先后不限；也可写 AND 或 &。")),
            QueryExample("中医馆 OR 国医堂", _("“或”：有其中一个就算；OR 要大写，也可写 |。")),
            QueryExample("中医药 -疫情", _("有“中医药”而没有“疫情”；也可写 NOT 或 !，减号前空一格。")),
            QueryExample('体检 -"免费体检"', _("减号也可以排除整句。")),
            QueryExample("(中医药 OR 中医馆) -疫情", _("括号里先算；不写括号时先“非”、再“且”、后“或”。")),
            QueryExample("卫生 -(疫情 OR 核酸)", _("减号也可以排除整个括号。")),
        ),
    ),
    (
        _("限定"),
        (
            QueryExample("标题:总结", _("标题里有这个词；括号里可写几个：标题:(总结 OR 计划)。")),
            QueryExample("小标题:中医", _("章节的小标题里有这个词。")),
            QueryExample(
                "疫情 章节:计划",
                _("只看讲计划的章节；也可写概述、完成情况、存在问题、建议，或小标题里的词。"),
            ),
            QueryExample("地区:安徽", _("省、市、县都行，含其下各地；同名的都算，可写全：地区:安徽马鞍山。")),
            QueryExample("年份:2020-2022", _("一年、一段，或只写一头：年份:2020-。")),
            QueryExample("种类:总结", _("报告的种类；“总结”也包含总结与计划、专项总结。")),
            QueryExample("主题:中医药", _("章节的主题。")),
            QueryExample("机构:卫生", _("发布机构的名称里有这个词。")),
            QueryExample("文号:〔2022〕", _("文号里有这几个字，括号样式不论。")),
            QueryExample("来源:政府网站", _("政府网站或转载。")),
            QueryExample("卫生 -地区:安徽", _("限定也可以排除。")),
        ),
    ),
    (
        _("方式"),
        (
            QueryExample("疾控", _("同义词和简称一并检索，用了哪些写在“实际检索”里。")),
            QueryExample("疾控", _("“只查原词”：不查同义词，也不拆开检索。"), {"only": "1"}),
            QueryExample("衛生", _("“严格字形”：只找与所写字形完全相同的。"), {"strict": "1"}),
            QueryExample("中医药 疫情", _("“同一章节”：两个词要在同一章节里。"), {"unit": "section"}),
        ),
    ),
)
