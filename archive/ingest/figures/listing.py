"""Several names, then several numbers: 甲、乙、丙分别为1个、2个、3个."""

import re
from collections.abc import Iterator, Sequence

from archive.ingest.figures.amounts import Amount
from archive.ingest.figures.clauses import clause_start
from archive.ingest.figures.phrases import ENOUGH, before_number

_RESPECTIVELY = re.compile(
    r"分别(?:[较比](?:去年|上年|年初)?(?:同期)?|每[人户]每?[年月]?|(?:稳定|保持|控制)在|(?:提高|提升|下降|降|增加|增长|上升)(?:到|至)|已|约|可|为|是|达到|达|完成|有|占|增长|下降|提高|上升|减少|降低|增加|到|至|了|[:\s]){0,3}$"
)
_BETWEEN = re.compile(r"[、,和及与\s]{1,2}")
# What the last name ends with and the others lack is said of all: 高血压、糖尿病患者规范管理率.
_SHARED = re.compile(
    "(?:患者|病人|人群)?(?:规范化?|健康|系统|早期|免费|免疫)?"
    "(?:管理|筛查|检测|检查|接种|报告|报销|治疗|治愈|覆盖|完成|死亡|发病|建档|签约|知晓|控制|随访|访视|检出|达标|合格|满意|服务)*(?:率|比例|人数|人次|数|量|费用|收入)$"
)
_MEASURE = re.compile("(?:率|比例|人数|人次|数|量|费用|收入)$")
_NAMES_APART = re.compile("、|和|及|与|以及")

Share = tuple[int, int, tuple[int, int] | None]  # start and end of a name, and the tail it shares


def shared_out(folded: str, amounts: Sequence[Amount]) -> dict[int, Share]:
    """Return the names for the places in `amounts` of numbers that a list of names is shared to."""
    found: dict[int, Share] = {}
    for first, count in runs(folded, amounts):
        spans = _names_before(folded, amounts[first].start)
        if len(spans) == count:
            tail = _shared_tail(folded, spans)
            shares = [(*span, tail if span != spans[-1] else None) for span in spans]
            found |= dict(enumerate(shares, first))
    return found


def runs(folded: str, amounts: Sequence[Amount]) -> Iterator[tuple[int, int]]:
    """Yield place and length of each run of numbers that 分别 introduces."""
    for first, amount in enumerate(amounts):
        if not _RESPECTIVELY.search(folded, max(0, amount.start - 12), amount.start):
            continue
        last = first
        while last + 1 < len(amounts) and _BETWEEN.fullmatch(
            folded, amounts[last].end, amounts[last + 1].start
        ):
            last += 1
        if last > first:
            yield first, last - first + 1


def _names_before(folded: str, at: int) -> list[tuple[int, int]]:
    begin, end = before_number(folded, clause_start(folded, at), at)
    spans, position = [], begin
    for joint in _NAMES_APART.finditer(folded, begin, end):
        spans.append((position, joint.start()))
        position = joint.end()
    spans.append((position, end))
    return spans if all(right - left >= ENOUGH for left, right in spans) else []


def _shared_tail(folded: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    if any(_MEASURE.search(folded, *span) for span in spans[:-1]):
        return None
    start, end = spans[-1]
    tail = _SHARED.search(folded, start + ENOUGH, end)
    return tail.span() if tail else None
