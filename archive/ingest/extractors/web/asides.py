"""What single lines of a page are: information on the article, tools, links, the end of the article."""

import re

from archive.ingest.cleaning import furniture
from archive.ingest.extractors.web.article import Weighed
from archive.ingest.extractors.web.lines import PageLine
from archive.ingest.extractors.web.toolbar import is_tool
from archive.text.fold import fold

_DATE = r"(?:19|20)\d\d\s*[-年./]\s*\d{1,2}"
_INFO = re.compile(
    rf"{_DATE}|(?:来\s*源|作\s*者|发布(?:时间|日期|机构|单位)|(?:更新|录入|发文|成文)(?:时间|日期)|文\s*号"
    r"|索\s*引\s*号)\s*[:\t]"
)
_SIGNED = re.compile(
    rf"{_DATE}|.{{2,40}}(?:局|委|委员会|办公室|政府|中心|院|所)$|[二一][〇○零一二三四五六七八九十]{{3}}年"
)
_ATTACHMENT = re.compile(r"附\s*(?:件|表|录)|.{1,80}\.(?:docx?|xlsx?|pdf|wps|ofd|rar|zip)\b")
_CLOSING = re.compile(
    r"[\[(]?\s*(?:责任编辑|责编|编辑|值班编辑|审核)\s*[:：]|版权(?:所有|声明)|copyright|(?:免责|特别|版权)声明"
    r"|(?:推荐|延伸|相关)(?:阅读|新闻|链接|文章|稿件|报道|专题|推荐|资讯)|热门(?:新闻|评论|文章|排行|推荐)"
    r"|(?:网友|最新|全部|热门|我要|发表|文章)评论|我要跟帖|猜你喜欢|你可能(?:会|还)?喜欢|小编最近|更多精彩|精彩推荐"
    r"|.{0,40}(?:相关(?:文章|推荐)|推荐阅读|延伸阅读)\s*[:：]?$"
)
_ELSEWHERE = re.compile(
    r".{0,8}(?:评论|留言|跟帖|热门|热点|最新|推荐|相关|更多|猜你|友情链接|导航)"
    r"|(?:(?:办公|联系|单位)?(?:地址|电话)|邮政编码|邮编|传真|网址)\s*:"
)
_LONGEST_INFO = 200
_LINKED = 0.6
_REST_SHARE = 0.15  # so much may follow what closes an article


def is_info(line: PageLine) -> bool:
    """Whether the line says where the article is from, when it was published and the like."""
    text = fold(line.text)
    return len(text) <= _LONGEST_INFO and "。" not in text and _INFO.search(text) is not None


def is_aside(weighed: Weighed, at: int) -> bool:
    """Whether line `at` is no part of an article wherever it stands: navigation, toolbars, rows of links."""
    line = weighed.page.lines[at]
    if at in weighed.furniture:
        return True
    if line.table is not None:
        return line.linked > _LINKED * line.ink
    if is_linked(line):
        neighbours = weighed.page.lines[max(0, at - 1) : at] + weighed.page.lines[at + 1 : at + 2]
        return any(map(is_linked, neighbours)) or bool(furniture.in_tail(fold(line.text)))
    # An address tells where a page is from: recognition reads it, then leaves it out.
    return furniture.anywhere(fold(line.text)) not in ("", "site_tag") and not is_info(line)


def is_around(weighed: Weighed, at: int) -> bool:
    """Whether line `at`, standing before or after the prose, is furniture."""
    line = weighed.page.lines[at]
    return is_aside(weighed, at) or is_linked(line) or (line.table is None and is_tool(line.text))


def is_linked(line: PageLine) -> bool:
    """Whether the line is a link to another page; files that belong to the article are not."""
    return line.linked > _LINKED * line.ink and not _ATTACHMENT.match(line.text)


def end_of_article(weighed: Weighed, article: range) -> int:
    """Return the number of the first line inside the article's element that the page prints after it.

    Something that closes an article ends it when nothing numbered and hardly any prose follows.
    """
    prose = weighed.prose(article)
    for at in article:
        rest = range(at, article.stop)
        if weighed.labelled(rest) or weighed.prose(rest) > _REST_SHARE * prose:
            continue
        if prose and _closes(weighed.page.lines[at]):
            return at
    return article.stop


def _closes(line: PageLine) -> bool:
    text = fold(line.text)
    return _CLOSING.match(text) is not None or (bool(furniture.in_tail(text)) and "。" not in text)


def leads_elsewhere(line: PageLine) -> bool:
    """Whether the line begins what follows articles: comments, lists of other articles, the page's foot."""
    text = fold(line.text)
    return bool(furniture.in_tail(text)) or _CLOSING.match(text) is not None or bool(_ELSEWHERE.match(text))


def is_ending(line: PageLine) -> bool:
    """Whether the line may stand at the end of an article: a signature, a date, an attachment."""
    text = fold(line.text)
    return bool(_SIGNED.match(text) or _ATTACHMENT.match(text))


def may_be_title(line: PageLine) -> bool:
    """Whether nothing about the line's words keeps it from being a title."""
    return line.table is None and not furniture.in_head(fold(line.text))
