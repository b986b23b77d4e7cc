"""Choose the title of a report among the lines of a page.

The report's own title, not the site's, not the outline before it; where a notice hands out a
report (关于印发…的通知) the report's title counts.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

from archive.ingest.cataloguing.reading import Reading
from archive.ingest.naming.title_lines import (
    CUE,
    SPAM,
    Candidate,
    core_of,
    ends_in_cue,
    has_year,
    may_be_other_title,
    may_be_title,
    points_of,
)
from archive.ingest.types import Evidence
from archive.text.fold import fold

_BUREAU = re.compile(r"[一-龥]{2,}(?:局|委|委员会|中心|医院|厅|办公室|[、和][一-龥]{2,}局)")
NOTICE = re.compile(r"(?:关于)?(?:印发|转发|下发|报送|呈报|上报).*(?:通知|函|报告)$|的通知$")
# 2022年工作总结和 | 2023年工作计划; 关于印发 | 2023年…的通知; 某局 | 关于…的报告
_GOES_ON = re.compile(r"(?:和|及|与|暨|以及|、|关于|关于印发|的|年|年度|工作|[(《])$")
_CONTINUES = re.compile(r"^(?:和|及|与|暨|以及|的|年(?:度)?工作|工作(?:总结|计划|要点|报告))")
_SUMMED_UP = re.compile(r"(?:总结|情况|报告|回顾)$")
_PLAN_ALONE = re.compile(r"^(?:20\d\d年|下半年|下一?年度?)[^,。]{0,8}(?:计划|打算|安排|思路|要点|设想)$")
_DATE = re.compile(r"(?:会议|活动|培训)?现场$|[\d./: -]+$|\d{4}年\d+月\d+日")
_QUOTED = re.compile(
    r"(?:(?:现|特|并)(?:形成|公布|发布|编制)(?:了)?《?|现将《)"
    r"([一-龥](?:(?![我本])[^《》。,:]){6,40}(?:报告|总结|要点|计划))(?=[》。,])"
)
_KIND_WORDS = {
    "summary": "工作总结",
    "summary_plan": "工作总结及下一年工作计划",
    "plan": "工作计划",
    "key_points": "工作要点",
}
_AHEAD = ("plan", "key_points")
_LONGEST_LINE = 64
_JOINED = 3
_PLACE_NAME = 2  # a title that begins with the same name needs no bureau before it
_LEAST_BROKEN, _LONGEST_REST = 10, 16
_QUOTE_REACH = 400
_HEAD = re.compile(
    r"^((?:[^\s。]{2,30} ){0,2}[^\s。]{4,50}?(?:总结|计划|要点|报告|思路|打算|安排))(?=\s|[一二三]、)"
)


# A copy that runs on from title to report: …年工作总结今年以来, …
_RUNS_ON = re.compile(
    r"^([^。;!?:]{6,60}?(?:总结|计划|要点|报告|思路|打算|安排|汇报)(?:材料|文稿)?)(?:(?:范文)?篇?[一1])?"
    r"(?=今年|近年|一年来|半年来|20[\d*x_]{2} ?年(?:以来|来|,|上半年,)|随着|自20|在(?!.{0,30}(?:总结|计划))"
    r"|为了?(?:认真|深入|切实|进一步|巩固)|根据)"
)
_IN_BRACKETS = re.compile(r"^\[([^\[\]]{6,60})\](?=.)")
# How libraries of documents name what they hold.
_SHARED = re.compile(r"^《([^《》]{6,60}?)(?: ?\(\d+\))?\.(?:docx?|pdf|pptx?|txt|wps)》由会员")


def title_of(lines: Sequence[Reading], name: str, further: Sequence[Reading] = ()) -> Evidence | None:
    """Return the title standing in the header lines, else what the report or the file name says.

    `further` are the lines that follow the header: the report a notice hands out, or the title
    below an outline. A line that a document-like word ends, that names a year or a bureau and
    is printed twice is the likelier title; of equal ones the first.
    """
    found = _best(list(_candidates(lines)))
    later = _best([one for one in _candidates(further) if ends_in_cue(one.folded)])
    handed_out = found is not None and later is not None and _hands_out(found, later)
    if later and (found is None or handed_out or later.points >= found.points + 2):
        found = later
    if found is None:
        found = _best(list(_others(lines)))
    if found is None or SPAM.search(found.folded):
        return _quoted(further) or _from_file_name(name)
    return (
        replace(_evidence(found), note="据所附报告的标题，外层为印发通知") if handed_out else _evidence(found)
    )


def settled_title(
    labelled: Evidence | None, lines: Sequence[Reading], name: str, further: Sequence[Reading] = ()
) -> Evidence | None:
    """Return the title of the page's own label (名称：), unless it is a notice that hands out a report."""
    if labelled is not None and not is_notice(fold(labelled.value)):
        return labelled
    found = title_of(lines, name, further)
    if labelled is None or (found and not found.inferred and not is_notice(fold(found.value))):
        return found
    return labelled


def supplied_title(issuer: str, reporting: str, plan: str, kind: str) -> str:
    """Return a title in the archive's own words, in brackets; '' when too little is known."""
    words = _KIND_WORDS.get(kind)
    year = plan if kind in _AHEAD else reporting
    return f"〔{issuer}{year}年{words}〕" if issuer and year and words else ""


def is_issuer_line(folded: str) -> bool:
    """Tell whether a folded header line is nothing but the name of a body."""
    return len(folded) <= _LONGEST_LINE // 2 and _BUREAU.fullmatch(folded) is not None


def is_notice(folded: str) -> bool:
    """Tell whether a folded title is that of a notice that hands something out."""
    return NOTICE.search(folded) is not None


def _evidence(found: Candidate) -> Evidence:
    spans = tuple(piece.span(0, len(piece.shown)) for piece in found.pieces if piece.shown)
    confidence = 0.9 if has_year(found.folded) else 0.8
    note = "据页首标题" if len(found.pieces) == 1 else "据页首标题，原文分行"
    return Evidence("title", found.shown, "title_line", False, confidence, spans, note)


def _best(candidates: Sequence[Candidate]) -> Candidate | None:
    if not candidates:
        return None
    printed = Counter(candidate.folded.replace(" ", "") for candidate in candidates)

    def points(candidate: Candidate) -> float:
        bare = candidate.folded.replace(" ", "")
        again = 0.5 * (printed[bare] > 1)
        broken = len(candidate.pieces) > 1 and not is_issuer_line(candidate.pieces[0].folded)
        again += 0.5 * broken
        return candidate.points + again

    return max(candidates, key=points)


def _hands_out(notice: Candidate, report: Candidate) -> bool:
    return is_notice(notice.folded) and not is_notice(report.folded)


def _candidates(lines: Sequence[Reading]) -> Iterable[Candidate]:
    """Yield the lines that may be titles, broken ones put together."""
    cores = [core_of(line) for line in lines]
    taken = -1
    for at, core in enumerate(cores):
        if at <= taken:
            continue
        joined = _joined(cores, at)
        folded = "".join(piece.folded for piece in joined)
        if may_be_title(folded):
            taken = at + len(joined) - 1
            yield Candidate(joined, points_of(folded))
        elif len(core.folded) > _LONGEST_LINE:
            yield from _head_of(core)


def _joined(cores: Sequence[Reading], at: int) -> tuple[Reading, ...]:
    """Return the line at `at` with the lines that carry it on, if together they make a title."""
    pieces = [cores[at]]
    for following in cores[at + 1 : at + _JOINED]:
        last = pieces[-1].folded
        together = "".join(piece.folded for piece in (*pieces, following))
        if not _goes_on(last, following.folded) or not may_be_title(together):
            break
        pieces.append(following)
    return tuple(pieces)


def _goes_on(last: str, following: str) -> bool:
    """Tell whether a title may run on from one folded line to the next."""
    if not last or _DATE.match(following) or _DATE.match(last):
        return False
    named = is_issuer_line(last) and may_be_title(following) and not _BUREAU.match(following)
    named = named and last[:_PLACE_NAME] != following[:_PLACE_NAME]
    planned = _SUMMED_UP.search(last) and _PLAN_ALONE.match(following)
    spoken = _GOES_ON.search(last) or _CONTINUES.match(following)
    return bool(named or planned or spoken) or _cut_in_two(last, following)


def _cut_in_two(last: str, following: str) -> bool:
    """Tell whether a printed line broke a title inside its last word (…年工作总 | 结)."""
    return (
        len(last) >= _LEAST_BROKEN
        and len(following) <= _LONGEST_REST
        and has_year(last)
        and not ends_in_cue(last)
        and not may_be_title(following)
        and ends_in_cue(last + following)
    )


def _head_of(line: Reading) -> Iterable[Candidate]:
    """Yield the title at the head of a line that runs on into the report."""
    for pattern in (_HEAD, _RUNS_ON, _IN_BRACKETS, _SHARED):
        head = pattern.match(line.folded)
        if head and may_be_title(head[1]):
            yield Candidate((line.part(*head.span(1)),), points_of(head[1]) - 0.5)
            return


def _others(lines: Sequence[Reading]) -> Iterable[Candidate]:
    for line in lines:
        core = core_of(line)
        if may_be_other_title(core.folded):
            yield Candidate((core,), points_of(core.folded))


def _quoted(lines: Sequence[Reading]) -> Evidence | None:
    """Return the title a report gives itself in its opening words (现公布…年度报告)."""
    read = 0
    for line in lines:
        read += len(line.folded)
        found = _QUOTED.search(line.folded)
        if found and CUE.search(found[1]):
            value = line.shown[slice(*found.span(1))]
            span = line.span(*found.span(1))
            return Evidence("title", value, "opening_words", True, 0.6, (span,), "页首无标题，据开头所称")
        if read > _QUOTE_REACH:
            return None
    return None


def _from_file_name(name: str) -> Evidence | None:
    stem = PurePath(name.replace("\\", "/")).stem.strip()
    if not CUE.search(fold(stem)):
        return None
    return Evidence("title", stem, "file_name", True, 0.5, (), "据文件名推断")
