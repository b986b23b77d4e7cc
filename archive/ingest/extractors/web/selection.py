"""The lines of a page that are carried over: title, what is said of it, the article, its signature."""

import re
from collections.abc import Iterator, Sequence

from archive.ingest import furniture
from archive.ingest.extractors.web.article import Weighed
from archive.ingest.extractors.web.chrome import is_title
from archive.ingest.extractors.web.lines import PageLine
from archive.ingest.extractors.web.record import is_record
from archive.ingest.labels import match_label
from archive.text.fold import fold

_DATE = r"(?:19|20)\d\d\s*[-年./]\s*\d{1,2}"
_INFO = re.compile(
    rf"{_DATE}|(?:来\s*源|作\s*者|发布(?:时间|日期|机构|单位)|(?:更新|录入|发文|成文)(?:时间|日期)|文\s*号|索\s*引\s*号)\s*[:\t]"
)
_SIGNED = re.compile(
    rf"{_DATE}|.{{2,40}}(?:局|委|委员会|办公室|政府|中心|院|所)$|[二一][〇○零一二三四五六七八九十]{{3}}年"
)
_ATTACHMENT = re.compile(r"附\s*(?:件|表|录)|.{1,80}\.(?:docx?|xlsx?|pdf|wps|ofd|rar|zip)\b")
_ELSEWHERE = re.compile(r".{0,8}(?:评论|留言|跟帖|热门|热点|最新|推荐|相关|更多|猜你|友情链接|导航)")
_LONGEST_INFO = 200
_LINKED = 0.6
_TITLE_POINTS = 2
_TITLE_LINES = 3
_SHORTEST_TITLE = 4
_LONGEST_TITLE = 100
_SHORTEST_PART = 6
_TAGS = {"h1": 3, "h2": 2, "h3": 1}
_TAIL_LINES = 12


def selected(weighed: Weighed, article: range, titles: Sequence[str]) -> list[int]:
    """Return the numbers of the lines to carry over, in order."""
    return [
        *_head(weighed, article, titles),
        *_body(weighed, article),
        *_tail(weighed, article),
    ]


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
    if _is_linked(line):
        neighbours = weighed.page.lines[max(0, at - 1) : at] + weighed.page.lines[at + 1 : at + 2]
        in_row = any(_is_linked(other) for other in neighbours)
        return in_row or bool(furniture.in_tail(fold(line.text)))
    return bool(furniture.anywhere(fold(line.text))) and not is_info(line)


def _is_linked(line: PageLine) -> bool:
    return line.linked > _LINKED * line.ink and not _ATTACHMENT.match(line.text)


def _body(weighed: Weighed, article: range) -> Iterator[int]:
    """Yield the lines of the article up to what its page prints after it."""
    last = max((at for at in article if weighed.weights[at]), default=article.stop)
    for at in article:
        if at > last and furniture.in_tail(fold(weighed.page.lines[at].text)):
            return
        if not is_aside(weighed, at):
            yield at


def _head(weighed: Weighed, article: range, titles: Sequence[str]) -> Iterator[int]:
    """Yield the title before the article with the lines between, and rows of the record above it."""
    first = next((at for at in article if weighed.weights[at]), article.start)
    title = _title_line(weighed, range(first), titles)
    begin = _run_before(weighed, article.start) if title is None else title
    for at in range(article.start):
        line = weighed.page.lines[at]
        if is_aside(weighed, at) or _is_linked(line):
            continue
        if at >= begin or is_record(line.text) or (title is None and is_info(line)):
            yield at


def _run_before(weighed: Weighed, end: int) -> int:
    """Return the first of the lines up to `end` that no furniture or link interrupts."""
    begin = end
    while begin and not is_aside(weighed, begin - 1) and not _is_linked(weighed.page.lines[begin - 1]):
        begin -= 1
    return begin


def _title_line(weighed: Weighed, before: range, titles: Sequence[str]) -> int | None:
    """Return the number of the first line of the title; of equally likely ones the last."""
    known = [_bare(title) for title in titles]
    points = {at: _title_points(weighed, at, known) for at in before}
    best = max(before, key=lambda at: (points[at], at), default=0)
    if points.get(best, 0) < _TITLE_POINTS:
        return None
    block = weighed.page.lines[best].block
    above = range(best - 1, max(-1, best - _TITLE_LINES), -1)
    for at in above:
        if weighed.page.lines[at].block is not block or points[at] < _TITLE_POINTS:
            break
        best = at
    return best


def _title_points(weighed: Weighed, at: int, known: Sequence[str]) -> int:
    line = weighed.page.lines[at]
    if not _SHORTEST_TITLE <= line.ink <= _LONGEST_TITLE or is_aside(weighed, at) or _is_linked(line):
        return 0
    if line.table is not None or furniture.in_head(fold(line.text)) or match_label(fold(line.text)):
        return 0
    text = _bare(line.text)
    points = _TAGS.get(str(line.block.tag), 0) + 2 * is_title(line.block)
    if text in known:
        return points + 4
    return points + 3 * (len(text) >= _SHORTEST_PART and any(text in title for title in known))


def _bare(text: str) -> str:
    return "".join(fold(text).split())


def _tail(weighed: Weighed, article: range) -> list[int]:
    """Return the lines after the article's element that still belong to it: signature, attachments."""
    taken: list[int] = []
    for at in range(article.stop, min(len(weighed.page.lines), article.stop + _TAIL_LINES)):
        line = weighed.page.lines[at]
        text = fold(line.text)
        if is_aside(weighed, at) or furniture.in_tail(text) or _is_linked(line) or _ELSEWHERE.match(text):
            break
        taken.append(at)
    while taken and not _belongs(weighed, taken[-1]):
        taken.pop()
    return taken


def _belongs(weighed: Weighed, at: int) -> bool:
    text = fold(weighed.page.lines[at].text)
    return bool(weighed.weights[at] or _SIGNED.match(text) or _ATTACHMENT.match(text))
