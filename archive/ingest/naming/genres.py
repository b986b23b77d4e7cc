"""Tell what is no work report: news of a meeting, notices, minutes, speeches, tenders, answers.

A page of that kind is kept and flagged; a person decides whether it belongs in the archive.
"""

import re
from collections.abc import Iterable

from archive.ingest.types import IngestWarning

_NEWS_ITEM = "会议或活动消息"
_ALWAYS = 2  # tenders and vacancies are told by their titles, whatever these end in
# What a title says of a page that is no report, the first that fits.
_TITLES = (
    ("招标采购公告", r"招标|中标|采购(?:公告|项目|结果|意向)|询价|竞争性磋商|流标"),
    ("招聘公告", r"招聘|招录|录用公示|拟聘|面试|遴选|资格复审"),
    ("会议纪要", r"纪要$"),
    ("讲话稿", r"(?:讲话|致辞|发言)(?:稿|提纲|材料)?(?:\([^)]*\))?$|在.{2,30}会议?上的讲话"),
    (
        "论文",
        r"问题(?:及|与|和)?(?:其)?(?:对策|建议)|现状(?:及|与|和)对策|^(?:浅[谈析议]|试论)|(?:研究|探讨|探究|探析|思考)$",
    ),
    ("政策解读", r"解读(?:材料)?$|问答$|答记者问"),
    ("建议提案的答复", r"(?:提案|建议|议案).{0,12}(?:答复|复函|回复)|的?复函$|^答复|^对.{2,40}(?:提案|建议)"),
    (
        "预算或决算",
        r"(?:部门|单位)?(?:预算|决算)(?:公开|说明|编制|信息)*(?:\(.{1,6}\))?(?:\.\w{3,4})?$|三公经费",
    ),
    ("规章制度", r"(?:暂行|管理|实施)?(?:办法|规定|细则|条例|制度|规范|标准|预案)(?:\(.{1,6}\))?$"),
    ("人事任免", r"任免|任职|免职"),
    ("公示公告", r"(?:公告|公示|通告|公开信|倡议书)$"),
    (_NEWS_ITEM, r"(?:召开|举行|举办|组织召开|传达学习|圆满|成功).{0,40}$|启动仪式|揭牌|签约|揭晓"),
    (
        _NEWS_ITEM,
        r"(?:会议?|大会|座谈会|推进会|部署会|动员会|务虚会|现场会|培训班|活动)(?:召开|举行|举办|圆满.*)?$",
    ),
    (
        "工作动态",
        r"总结表彰|(?:到|赴|莅临|来).{1,20}(?:调研|检查|指导|督导|督查|考察|慰问|采访)|^.{2,20}(?:调研|督导|慰问|看望|部署).{2,30}工作$",
    ),
    (
        "工作动态",
        r"顺利(?:完成|通过).{2,30}(?:考核|验收|评审|复审)$|召开.{0,20}(?:会|大会)|多措并举|扎实推进|扎实开展|积极开展|有序推进|组织开展|演练$",
    ),
    ("工作动态", r"^[一-龥]{2,10}:|[一二三四五六]项?举措.{0,3}(?:推进|助力|提升)"),
    ("通知", r"(?:通知|通报|函|批复|决定|请示)$"),
)
_REPORT = re.compile(
    r"(?:总结|计划|要点|报告|思路|打算|安排|小结|汇报|回顾|年报|设想|谋划|规划|材料)(?:[(].{0,10}[)])?$"
    r"|总结.{1,20}(?:计划|打算|安排|思路|要点)"
)
_DATELINE = re.compile(r"^\W{0,3}[一-龥]{2,14}(?:\d{1,2}月\d{1,2}日)?(?:讯|电|消息)[ ,(:]")
_LEAD = re.compile(
    r"(?:^|[\s,])\W{0,3}(?:\([^)]{0,20}\))?(?:20\d\d年)?(?:近日|日前|[今昨]日|[今昨]天|\d{1,2}月(?:\d{1,2}[-至])?\d{1,2}日|元月\d{1,2}日|[一-龥]{2,16}\d{1,2}月\d{1,2}日)"
    r"[^。]{0,60}(?:召开|举行|举办|组织|开展|参加|赴|到|来|深入|检查|采访|视察|督导|督查|调研|带领|出炉)"
)
_SAID = re.compile(
    r"会议(?:明确|着重|同时|还)?(?:指出|强调|要求|认为|提出|听取|传达|总结|通报|宣读|还|由)|会上,|(?:出席|主持|参加)[了此本次]{0,3}会议|作了?动员讲话"
)
_CREDIT = re.compile(r"[(][^()]{0,10}(?:记者|通讯员|图/文|摄影)[^()]{0,20}[)]|^记者")
# What reporters say of where they know it from.
_HEARD = re.compile(
    r"记者[^。]{0,6}从[^。]{2,30}(?:获悉|了解到)|^据[一-龥]{2,10}(?:网|社|报|台)[,讯消报]", re.MULTILINE
)
# What only those say who visited or were visited: a report says it too, but not as its whole.
_VISITED = re.compile(
    r"一行(?:\d+人)?[,在到来先深]|(?:督导|督查|检查|调研|考核)组(?:一行|认为|指出|强调|先后|对)|(?:深入|先后到|来到)[^。]{2,60}(?:督导|督查|检查|调研)|(?:进行|给予)了?(?:督查|督导|高度|充分)(?:指导|肯定)"
)
_EDITOR = re.compile(r"(?:责任|实习|初审)编辑|(?:^|\n)编辑:")
_OPENING, _REACH = 160, 4000  # characters; news are short
_SAID_OFTEN = 2
_NEWS = 3
_NOTICE = re.compile(r"特此(?:通知|通告|公告|函复|批复)")
_CONFERS = re.compile(r"(?:研究)?决定[^。]{0,12}(?:授予|表彰|通报表扬)")
# What pages say in their first words that no report does.
_OPENINGS = (
    ("贺词", re.compile(r"值此[^。]{0,40}之际[^。]{0,120}(?:祝福|问候|祝贺|祝愿|敬意)")),
    ("讲话稿", re.compile(r"以下(?:是|为)[^。\n]{4,60}(?:发言|致辞|讲话|谈话|演辞)(?:全文|内容|要点)")),
    ("预算或决算", re.compile(r"(?:^|\n)[^。\n]{2,40}年度(?:部门|单位)(?:预算|决算)(?:公开|说明|\(|\.|$)")),
    ("命令或批复", re.compile(r"作出(?:本|如下)批示|(?:现|兹)批复如下")),
    ("讲话稿", re.compile(r"尊敬的[^。\n]{0,30}(?:领导|代表|来宾|同志)|(?:^|[\s\d])同志们:")),
    ("论文", re.compile(r"笔者|\[?关键词\]?[:：]|论文部分内容")),
)
_FIRST_WORDS = 400
_HANDS_OUT = re.compile(r"总结|要点|计划(?!生育)|报告|安排|打算|思路")


def foreign_genre(title: str, body: str) -> IngestWarning | None:
    """Return a warning when a folded title and body are those of something else than a report.

    A title that ends in what reports call themselves settles it, unless the body is the news of
    a meeting from its first words.
    """
    genre = _by_title(title, _TITLES[:_ALWAYS])
    if not genre and title and _REPORT.search(title) and not re.search("召开|举行|会议?$", title):
        genre = _NEWS_ITEM if _is_news(body) and len(_SAID.findall(body, 0, _REACH)) > _SAID_OFTEN else ""
    elif not genre:
        genre = _by_title(title, _TITLES[_ALWAYS:]) or _by_body(body, titled=bool(title))
    if not genre:
        return None
    message = f"此文似为{genre}，不是工作报告，请确认是否收录。"
    return IngestWarning("not_a_report", message, "kind")


def _by_title(title: str, genres: Iterable[tuple[str, str]]) -> str:
    for genre, pattern in genres if title else ():
        if re.search(pattern, title) and not (genre == "通知" and _HANDS_OUT.search(title)):
            return genre
    return ""


def _by_body(body: str, *, titled: bool) -> str:
    if not titled and (_NOTICE.search(body) or _CONFERS.search(body)):
        return "通知"
    for genre, opening in _OPENINGS:
        if opening.search(body, 0, _FIRST_WORDS):
            return genre
    return _NEWS_ITEM if _is_news(body) else ""


def _is_news(body: str) -> bool:
    """Weigh the signs of news: a dateline, an event of the day, what a meeting said, a reporter."""
    lines = body[:_OPENING].split("\n")
    said = len(_SAID.findall(body, 0, _REACH))
    signs = 3 * any(_DATELINE.match(line) for line in lines)
    signs += 2 * any(_LEAD.search(line) for line in lines)
    signs += _NEWS * (_HEARD.search(body, 0, _OPENING) is not None)
    signs += _VISITED.search(body, 0, _FIRST_WORDS) is not None
    signs += 2 * (_CREDIT.search(body) is not None) + (_EDITOR.search(body) is not None)
    return signs + min(said, _NEWS) >= _NEWS
