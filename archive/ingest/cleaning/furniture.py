"""What around a report belongs to the page and not to the report. Reads folded, stripped lines."""

import re

from archive.ingest.cleaning.noise import is_advert
from archive.ingest.sectioning.labels import match_label

_Rules = tuple[tuple[str, re.Pattern[str]], ...]

_LONGEST = 200
_LONGEST_FOOTER = 80

# Furniture wherever it stands.
_ANYWHERE: _Rules = (
    ("markup", re.compile(r"(?:</?[a-z][^<>]*>\s*)+$")),
    (
        "breadcrumb",
        re.compile(r"(?:您|你)?(?:现在|当前|目前)?的?(?:所在)?的?位置(?:是)?\s*[::]|首页\s*[>»]"),
    ),
    ("site_tag", re.compile(r"\[\s*(?:https?://|www\.)[^\]]*\]$|(?:https?://|www\.)[\w./?=&%-]+$")),
    (
        "toolbar",
        re.compile(
            r"\[?\s*字(?:体|号)(?:大小)?\s*[::\[]|\[?(?:浏览|阅读|点击)(?:次数|数|量)\s*[::]"
            r"|放大\s*正常\s*缩小|\[?(?:打印|关闭|打印本页|关闭窗口|我要打印)\]?(?:\s|$)"
            r"|视力保护色|扫一扫|分享到\s*[::]?|.{0,60}(?:浏览次数|点击数|阅读次数)\s*[::]"
            r"|.{0,80}放大\s*正常\s*缩小$"
        ),
    ),
)
# Furniture before the report begins.
_HEAD: _Rules = (
    (
        "metadata_table",
        re.compile(
            r"(?:索\s*引\s*号|组配分类|主题分类|体裁分类|服务对象|发布(?:机构|单位|机关|日期|时间)"
            r"|发文(?:机关|单位|日期|字号)|成文日期|生成日期|有效性|公开(?:方式|范围|形式|日期)"
            r"|信息(?:来源|分类|名称)|来\s*源|作\s*者|名\s*称|标\s*题|关\s*键\s*(?:词|字)|主题词"
            r"|文\s*号|内容概述|责任编辑|发稿人?)\s*[::|]"
        ),
    ),
    ("toolbar", re.compile(r"(?:(?:发布|发表|更新|上传|添加)?(?:时间|日期))\s*[::]")),
    (
        "preamble",
        re.compile(
            r"(?:导语|导读|简介|摘要|概述|编者按|前言)\s*[::].*(?:网友|本站|小编|范文|参考|上传)"
            r"|.{0,80}(?:本站|小编|网友|会员|下面是|以下是).{0,80}(?:整理|收集|分享|上传|推荐|搜集)"
            r".{0,60}(?:范文|参考|借鉴|帮助|欢迎|喜欢|希望|阅读|$)"
        ),
    ),
    ("site_tag", re.compile(r"(?:搜索|登录|注册|网站首页|设为首页|加入收藏|无障碍|长者版)(?:\s|$)")),
)
# Links to other pages: the report may go on after them.
_LINKS: _Rules = (
    (
        "link_farm",
        re.compile(
            r"[\[-]?\s*(?:相关(?:推荐|阅读|文章|链接|新闻|内容|资料|热词|范文)|推荐(?:阅读|文章)"
            r"|猜你喜欢|热门(?:文章|推荐|标签)|最新文章|精彩推荐|本类推荐)"
            r'|.{0,30}"?(?:延伸阅读|相关推荐|拓展阅读)\]?$'
        ),
    ),
    (
        "links",
        re.compile(r"-?\s*\[?(?:上一(?:篇|条|页)|下一(?:篇|条|页)|返回(?:顶部|首页|列表|上页))"),
    ),
)
# From one of these on, the rest of the page is not the report.
_TAIL: _Rules = (
    *_LINKS,
    (
        "footer",
        re.compile(
            r"(?:网站标识码|主办单位|承办单位|主办|版权所有|技术支持|网站地图|页面纠错|我要纠错"
            r"|责任编辑|值班编辑|编辑|联系我们|关于我们|.{0,10}[a-z]{0,2}icp备|.{0,10}公网?安备"
            r"|扫一扫|分享到?|免责声明|copyright|声明\s*[::]|打印本页|关闭窗口"
            r"|\[?\s*(?:作者|供稿|撰稿人?|责编|审核|校对|(?:信息|稿件|文章)来源)\s*[::]"
            r"|请先登录|登录后(?:查看|阅读)|[>»]+$)"
        ),
    ),
)
# What sites add about rights, as long as it may be.
_DISCLAIMER = re.compile(
    r"\[?(?:(?:免责|版权)?声明\]?\s*[::]|本文(?:内容)?(?:来[源自]|由|转载).{0,40}(?:互联网|网络|网友|用户|投稿)|如若转载"
    r"|如(?:发现|有)(?:本站|侵权)|版权归|未经(?:书面)?(?:许可|授权))"
)
_LONGEST_DISCLAIMER = 400
_LINK_FARM = "link_farm"
_LINK_TOKENS = 6
_LINK_TITLE = re.compile(r"\S{4,40}(?:总结|计划|方案|报告|范文|要点|办法|通知|体会|材料|汇报|规划)$")


def anywhere(text: str) -> str:
    """Return the reason why a line is furniture wherever it stands; empty if it is not."""
    return _reason(_ANYWHERE, text, _LONGEST)


def advert(text: str) -> str:
    """Return the reason why a line that only advertises is furniture; empty if it does not."""
    return "advertisement" if is_advert(text) else ""


def inside(text: str, before: str = "") -> str:
    """Return the reason why a line amid the report is furniture; empty if it is not.

    `before` is the reason of the line before it: titles of other documents follow a line that
    announces them.
    """
    is_title = len(text) <= _LONGEST_FOOTER and _LINK_TITLE.match(text) and match_label(text) is None
    if is_title and before == _LINK_FARM:
        return _LINK_FARM
    if is_link_farm(text):
        return _LINK_FARM
    return advert(text) or anywhere(text) or _reason(_LINKS, text, _LONGEST_FOOTER)


def in_head(text: str) -> str:
    """Return the reason why a line before the report is furniture; empty if it is not."""
    return advert(text) or anywhere(text) or _reason(_HEAD, text, _LONGEST)


def in_tail(text: str) -> str:
    """Return the reason why the page after the report starts here; empty if it does not."""
    if is_link_farm(text):
        return _LINK_FARM
    if len(text) <= _LONGEST_DISCLAIMER and _DISCLAIMER.match(text):
        return "footer"
    return anywhere(text) or _reason(_TAIL, text, _LONGEST_FOOTER)


def is_link_farm(text: str) -> bool:
    """Whether the line is a row of titles of other documents."""
    words = text.split()
    if len(words) < _LINK_TOKENS:
        return False
    return sum(_LINK_TITLE.match(word) is not None for word in words) * 2 > len(words)


def _reason(rules: _Rules, text: str, longest: int) -> str:
    if len(text) > longest:
        return ""
    for reason, pattern in rules:
        if pattern.match(text):
            return reason
    return ""
