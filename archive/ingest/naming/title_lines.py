"""Which lines may be the title of a report, and which part of such a line is the title itself."""

import re
from dataclasses import dataclass
from itertools import pairwise

from archive.ingest.cataloguing.reading import Reading

# What a report calls itself; the head of a Chinese title is its end.
CUE = re.compile(
    r"总结|计划(?!生育)|要点|报告|思路|安排|打算|汇报|部署|小结|回顾|述职|工作情况|设想|谋划|展望|规划|方案|年报"
    r"|(?:情况|成效|亮点|重点任务|任务清单|工作清单|举措)$"
)
_ENDS_IN_CUE = re.compile(rf"(?:{CUE.pattern}|情况|材料|文稿)(?:[(\[][^)\]]{{0,12}}[)\]])?$")
# Titles of what is no report: still titles.
_OTHER_CUE = re.compile(
    r"(?:考核|验收|评审|探究|探讨|探析|研究|对策|思考|致辞|发言|通知|公告|公示|通告|纪要|讲话|批复|复函|答复|解读|决定|意见|办法|说明|召开|会议|大会|活动|培训班|调研|工作|举行|成立|检查|决算|预算|清单|演练)$"
    r"|召开|举办|部署|推进|开展|督查|督导|一览表"
)
_YEAR = re.compile(r"(?:19|20)\d\d|[〇零一二三四五六七八九]{4}年|\d{2,3}年度")
_PLACE = re.compile(r"[一-龥]{1,6}[省市县区旗州盟]")
_BODY_WORD = re.compile(r"局|委|院|中心|厅|卫生|卫健|计生|疾控")
_NOT_TITLE = re.compile(
    r"[>。;|!?:]|,(?!\d)|https?|www\.|^\[|^【|^(?:上一篇|下一篇|-|您|当前|首页|附件|相关|推荐|标签|作者|来源|目录)"
    r"|^[一二三四五六七八九十]+、|^\([一二三四五六七八九十\d]+\)|^\d{1,2}[.、]|本站|网友|会员|为大家|欢迎|版权|下载|第\d+页"
    r"|^\d{4}[-/]\d{1,2}[-/]\d{1,2}|范文网|点击|浏览|文档"
)
_NEWS_MARKS = re.compile(r"[,:!](?!\d)")
_HEADING = re.compile(r"^(?:第[一二三四五六七八九十]+(?:部分|章|节)|[一二三四五六七八九十]+是)")
_BEFORE = re.compile(
    r"^(?:[\s★☆※●◆■□▲△►▶◎○#=~·•\ufeff\u200b「—-]|《(?=[^》]*》?$)|正文[::]|标题[::]|题目[::]|[(]附(?:件|[一二三\d])?[)]"
    r"|精选优质文档-+倾情为你奉上"
    r"|[一-龥]{2,16}(?:门户网站|政府网站?|信息网)[-—–_|]+"
    r"|1[、.](?=[一-龥]{2,20}(?:19|20)\d\d年[^,。]*(?:总结|计划|要点|报告)$)"
    r"|(?:第?[一二三四五六七八九十\d]{1,2}篇|(?:篇|范文)[一二三四五六七八九十\d]{1,2})[::、 ]\s*)+"
)
_AFTER = re.compile(
    r"(?:[\s★☆※●◆■□▲△◎#=~·•*\u200b》」—-]|\.(?:docx?|pdf|txt|wps|html?)(?:vip)?|范文$|打印|关闭|收藏"
    r"|[(\[【](?:[一二三四五六七八九十\d]+页|完整版|精选|最新|全文|[一-龥]{0,4}范文|定稿|通用|荐|附全文|送审稿)?[)\]】])+$"
)
# Between a title and the names of column and site; not the masks of 20__年.
_SEPARATOR = re.compile(r"\s*(?<![_\d])[_|](?![_\d])\s*|\s+[-—–]+\s+")
_SITE_NAME = re.compile(r"[-—–](?:[一-龥]{2,14}(?:网|网站|政府|平台|公文|范文|文库|委员会))$")
_SPAM = re.compile(
    r"^[^-_—]{0,30}(?:app|足彩|投注|博彩|彩票|官网|娱乐城|体育(?:平台|网)|棋牌|真人|赌)[^-_—]{0,20}[-_—]+",
    re.IGNORECASE,
)
SPAM = re.compile(r"投注|博彩|彩票|官网|娱乐城|足彩|赌场|真人|六合彩|棋牌|下注", re.IGNORECASE)
_SHORTEST, _LONGEST = 4, 64


@dataclass(frozen=True)
class Candidate:
    """A stretch of one or more lines that may be the title: pieces in order, points for it."""

    pieces: tuple[Reading, ...]
    points: float

    @property
    def folded(self) -> str:
        """The title in matching form."""
        return "".join(piece.folded for piece in self.pieces)

    @property
    def shown(self) -> str:
        """The title in the characters of the source."""
        return "".join(piece.shown for piece in self.pieces)


def core_of(line: Reading) -> Reading:
    """Return the line without decoration, site name, numbering, file ending and spam before it."""
    start, end = _segment(line.folded)
    for pattern in (_SPAM, _BEFORE):
        found = pattern.match(line.folded, start, end)
        start = found.end() if found else start
    for pattern in (_SITE_NAME, _AFTER, _AFTER):
        found = pattern.search(line.folded, start, end)
        end = found.start() if found else end
    return line.part(start, end)


def _segment(folded: str) -> tuple[int, int]:
    """Return the range of the part that is the title, where column and site stand beside it."""
    cuts = [(0, 0), *(cut.span() for cut in _SEPARATOR.finditer(folded)), (len(folded), len(folded))]
    parts = [(before[1], after[0]) for before, after in pairwise(cuts)]
    return next(((a, b) for a, b in parts if has_year(folded[a:b]) and CUE.search(folded[a:b])), parts[0])


def may_be_title(folded: str) -> bool:
    """Tell whether a folded core can be the title of a report."""
    return (
        _SHORTEST <= len(folded) <= _LONGEST
        and CUE.search(folded) is not None
        and not _NOT_TITLE.search(folded)
        and not _HEADING.match(folded)
    )


def may_be_other_title(folded: str) -> bool:
    """Tell whether a folded core can be the title of something that is no report; news have commas."""
    return (
        _SHORTEST * 2 <= len(folded) <= _LONGEST
        and _OTHER_CUE.search(folded) is not None
        and not _NOT_TITLE.search(_NEWS_MARKS.sub("", folded))
        and not _HEADING.match(folded)
    )


def points_of(folded: str) -> float:
    """Return how much a folded core looks like the title of a report."""
    points = 2.0 * bool(_ENDS_IN_CUE.search(folded)) + 2.0 * bool(_YEAR.search(folded))
    points += 0.5 * bool(_PLACE.match(folded))
    return points + 1.0 * bool(_BODY_WORD.search(folded)) - 2.0 * bool(_HEADING.match(folded))


def has_year(folded: str) -> bool:
    """Tell whether a folded title names a year."""
    return _YEAR.search(folded) is not None


def ends_in_cue(folded: str) -> bool:
    """Tell whether a folded title ends in what reports call themselves."""
    return _ENDS_IN_CUE.search(folded) is not None
