"""Choose the title of a report from its header."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from archive.ingest.reading import Reading
from archive.ingest.types import Evidence
from archive.text.fold import fold

_CUE = re.compile(r"总结|计划(?!生育)|要点|报告|思路|安排|打算|汇报|部署|小结|回顾|述职|工作情况")
_YEAR = re.compile(r"(?:19|20)\d\d|[〇零一二三四五六七八九]{4}年")
_BUREAU = re.compile(r"[一-龥]{2,}(?:局|委|委员会|中心|医院|厅)")
# Breadcrumbs, labels, sentences and headings are no titles.
_NOT_TITLE = re.compile(
    r"[>。;|]|[:,]|https?|www\.|^(?:\[|【|上一篇|下一篇|-|您|当前|首页|附件)|^[一二三四五六七八九十]+、"
    r"|^\([一二三四五六七八九十]+\)|本站|网友"
)
_SITE = re.compile(r"(?:\s*[_|]\s*|\s+-\s+)[^_|]{2,30}$")
_SHORTEST, _LONGEST = 4, 60


def title_of(lines: Sequence[Reading], name: str) -> Evidence | None:
    """Return the title standing in the header lines, else the one in the file name.

    A line that a document-like word ends, names a year or a bureau and is printed twice is
    the likelier title; of equal ones the first.
    """
    candidates = [line for line in lines if _may_be_title(line)]
    if not candidates:
        return _from_file_name(name)
    printed = Counter(_core(line.folded) for line in candidates)
    best = max(candidates, key=lambda line: _points(line, printed))
    length = len(_without_site(best.shown))
    value, spans = best.shown[:length].strip(), [best.span(0, length)]
    before = _bureau_line_before(lines, best)
    if before is not None:
        value = before.shown + value
        spans.insert(0, before.span(0, len(before.shown)))
    confidence = 0.9 if _YEAR.search(best.folded) else 0.8
    return Evidence("title", value, "title_line", False, confidence, tuple(spans), "据页首标题")


def is_issuer_line(folded: str) -> bool:
    """Tell whether a folded header line is nothing but the name of a body."""
    return len(folded) <= _LONGEST // 2 and _BUREAU.fullmatch(folded) is not None


def _may_be_title(line: Reading) -> bool:
    core = _core(line.folded)
    return (
        _SHORTEST <= len(core) <= _LONGEST and _CUE.search(core) is not None and not _NOT_TITLE.search(core)
    )


def _points(line: Reading, printed: Counter[str]) -> float:
    core = _core(line.folded)
    points = 2.0 * bool(_YEAR.search(core)) + 1.0 * bool(re.search("局|委|院|中心", core))
    return points + 0.5 * (printed[core] > 1)


def _bureau_line_before(lines: Sequence[Reading], title: Reading) -> Reading | None:
    """Return the line above when it is the bureau's name and the title lacks one."""
    at = next(index for index, line in enumerate(lines) if line is title)
    if at == 0 or _BUREAU.match(title.folded) or not is_issuer_line(lines[at - 1].folded):
        return None
    return lines[at - 1]


def _core(folded: str) -> str:
    return _without_site(folded).strip()


def _without_site(text: str) -> str:
    """Drop the site's name that follows the title of a page."""
    return _SITE.sub("", text)


def _from_file_name(name: str) -> Evidence | None:
    stem = PurePath(name.replace("\\", "/")).stem.strip()
    if not _CUE.search(fold(stem)):
        return None
    return Evidence("title", stem, "file_name", True, 0.5, (), "据文件名推断")
