"""The lines of a page that are carried over: title, what is said of it, the article, its signature."""

from collections.abc import Iterator, Sequence

from archive.ingest.extractors.web.article import Weighed
from archive.ingest.extractors.web.asides import (
    end_of_article,
    is_around,
    is_aside,
    is_ending,
    is_info,
    leads_elsewhere,
    may_be_title,
)
from archive.ingest.extractors.web.chrome import is_title
from archive.ingest.extractors.web.record import is_record
from archive.ingest.sectioning.labels import match_label
from archive.text.fold import fold

_TITLE_POINTS = 2
_SAME, _PART = 4, 3
_TITLE_LINES = 3
_SHORTEST_TITLE = 4
_LONGEST_TITLE = 100
_SHORTEST_PART = 6
_TAGS = {"h1": 3, "h2": 2, "h3": 1}
_TAIL_LINES = 12


def selected(weighed: Weighed, article: range, titles: Sequence[str]) -> list[int]:
    """Return the numbers of the lines to carry over, in order; `titles` is what the page calls itself."""
    end = end_of_article(weighed, article)
    tail = _tail(weighed, article) if end == article.stop else []
    return [*_head(weighed, article, titles), *_body(weighed, article, end), *tail]


def _body(weighed: Weighed, article: range, end: int) -> Iterator[int]:
    """Yield the lines of the article up to `end`, where its page goes on with something else."""
    prose = [at for at in article if weighed.weights[at]]
    first, last = (prose[0], prose[-1]) if prose else (article.start, article.stop)
    for at in range(article.start, end):
        outside = at < first or at > last
        if not (is_around(weighed, at) if outside else is_aside(weighed, at)):
            yield at


def _head(weighed: Weighed, article: range, titles: Sequence[str]) -> Iterator[int]:
    """Yield the title before the article with the lines between, and rows of the record above it."""
    first = next((at for at in article if weighed.weights[at]), article.start)
    title = _title_line(weighed, range(first), titles)
    begin = _run_before(weighed, article.start) if title is None else title
    for at in range(article.start):
        line = weighed.page.lines[at]
        if at != title and is_around(weighed, at):
            continue
        if at >= begin or is_record(line.text) or (title is None and is_info(line)):
            yield at


def _run_before(weighed: Weighed, end: int) -> int:
    """Return the first of the lines up to `end` that no furniture or link interrupts."""
    begin = end
    while begin and not is_around(weighed, begin - 1):
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
    for at in range(best - 1, max(-1, best - _TITLE_LINES), -1):
        if weighed.page.lines[at].block is not block or points[at] < _TITLE_POINTS:
            break
        best = at
    return best


def _title_points(weighed: Weighed, at: int, known: Sequence[str]) -> int:
    """Return how likely line `at` is the title: by its element, and by what the page calls itself."""
    line = weighed.page.lines[at]
    if not _SHORTEST_TITLE <= line.ink <= _LONGEST_TITLE or at in weighed.furniture or not may_be_title(line):
        return 0
    named = _named_points(_bare(line.text), known)
    marked = _TAGS.get(str(line.block.tag), 0) + 2 * is_title(line.block)
    linked_to_itself = named == _SAME and marked  # as some sites do
    if is_around(weighed, at) and not linked_to_itself:
        return 0
    return named + (marked if named or match_label(fold(line.text)) is None else 0)


def _named_points(text: str, known: Sequence[str]) -> int:
    if text in known:
        return _SAME
    return _PART * (len(text) >= _SHORTEST_PART and any(text in title for title in known))


def _bare(text: str) -> str:
    return "".join(fold(text).split())


def _tail(weighed: Weighed, article: range) -> list[int]:
    """Return the lines after the article's element that still belong to it: signature, attachments."""
    taken: list[int] = []
    for at in range(article.stop, min(len(weighed.page.lines), article.stop + _TAIL_LINES)):
        if is_around(weighed, at) or leads_elsewhere(weighed.page.lines[at]):
            break
        taken.append(at)
    while taken and not weighed.weights[taken[-1]] and not is_ending(weighed.page.lines[taken[-1]]):
        taken.pop()
    return taken
