"""Whether a number tells what is, what was aimed at, what is planned, or by how much something changed."""

import re

from archive.ingest.figures.clauses import bracket_start, clause_start
from archive.ingest.figures.phrases import changes

ACTUAL, TARGET, PLAN, DELTA, FROM = "actual", "target", "plan", "delta", "from"

_POINTS = "个百分点"
_DONE = re.compile(r"已(?!经济)|截[至止]|现有|完成了|目前(?!尚)|累计|今年以来|去年|上年")
_PLANNED = re.compile(
    "计划(?!生育|免疫|内|外)|(?<!免疫)规划(?!化|生育|免疫|科)|拟(?=[一-鿿])|预计|预期(?!寿命)|将(?=达|建|新|完成|开|投|实现|增)|明年|力争(?=.{0,12}(?:年|建|完成|启))"
)
_AIMED = re.compile(
    r"力争|争取(?=[^,]{0,14}(?:达到|达|实现|突破|超过))|目标(?=任务|值|为|是|[(:])|目标$|任务(?:数|为|是|[(:])?$|要求(?:达到|不低于|不超过)|指标(?:为|是|值)|到\s?20\d\d年|应(?=达到|不低于|不超过)"
)
_BY_YEAR = re.compile(r"(?:力争)?到\s?20\d\d年(?:底|末)?(?:[和、]\d{4}年)?,|(?:[一-鿿]{0,4}目标|目标任务):")
_ENSURED = re.compile("确保[^,]{0,30}(?:达到|不低于|不超过|保持在|控制在|稳定在|以上|率)")
_AIM_HEAD = re.compile("(?:任务|目标|指标|目标值)$")
_STANDARD = re.compile(r"按照?[^,。;]{0,12}$")
_STANDARD_AFTER = re.compile("的?(?:要求|标准|比例|目标)|[,。;]")
_LIST = re.compile("[,、][^,、。;:()]{2,16}")
_BASELINE = re.compile("[比较][^,。;]{1,14}的$")
_CHANGED_FROM = re.compile("(?:净|又|共)?(?:增|减|提高|上升|下降|降低|提升)")
_REACHED = re.compile("已|完成了?(?!率)")
_TASK_SHARE = re.compile("(?:任务|目标)的$")


def role_of_number(folded: str, place: tuple[int, int, int], unit: str, section_role: str) -> str:
    """Return actual, target, plan, delta or from for a number of a passage.

    `place` is where its sentence begins, where the number begins and where it ends; `section_role` is the
    role of the section: what a plan says is planned unless its own words say that it is so already.
    """
    sentence, start, end = place
    clause = clause_start(folded, start)
    before = folded[clause:start]
    changed = _change(folded, before, end, unit)
    if changed:
        return changed
    if section_role == PLAN:
        return ACTUAL if _DONE.search(before) else PLAN
    if _BY_YEAR.match(folded, sentence, start) or _is_standard(folded, start, end) or _in_aim(folded, start):
        return TARGET
    return _forward(before)


def _change(folded: str, before: str, end: int, unit: str) -> str:
    """Return delta or from for a number that is part of a change, else nothing."""
    if _BASELINE.search(before) and _CHANGED_FROM.match(folded, end):
        return FROM
    return DELTA if unit == _POINTS or changes(before) else ""


def _forward(before: str) -> str:
    if _is_aimed(before):
        return TARGET
    return PLAN if _PLANNED.search(before) else ACTUAL


def _is_standard(folded: str, start: int, end: int) -> bool:
    """Tell whether a number is one that things are done by: 按照100间/万人的要求."""
    begin = max(0, start - len("按照国家规定的标准配置"))
    return bool(_STANDARD.search(folded, begin, start) and _STANDARD_AFTER.match(folded, end))


def _is_aimed(before: str) -> bool:
    if _TASK_SHARE.search(before) or _REACHED.search(before):
        return False
    return bool(_AIMED.search(before) or _ENSURED.search(before))


def _in_aim(folded: str, start: int) -> bool:
    """Tell whether a number stands in the bracket of a task: 目标任务(新增托位351个)."""
    opened = bracket_start(folded, start)
    return opened > 0 and _AIM_HEAD.search(folded, clause_start(folded, opened), opened) is not None


def goes_on_with(folded: str, end: int, start: int) -> bool:
    """Tell whether a number at `start` continues the list of one that ends at `end`: 计划建设甲2个,乙3个."""
    return _LIST.fullmatch(folded, end, start) is not None and not _DONE.search(folded, end, start)
