"""What part a section plays in its report: overview, done, problem, plan or suggestion."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

OVERVIEW, DONE, PROBLEM, PLAN = "overview", "done", "problem", "plan"
_FORWARD_KINDS = ("plan", "key_points")
# The last words of a paragraph that hands over to a list of things to come.
_HANDS_OVER = re.compile(
    r"(?:下一?步|今后|明年|下一?阶段|下半年)[^。\n]{0,30}(?:工作|方面|措施|任务|几点)[:。]?\s*$"
)
_PROBLEM_TOLD = re.compile(r"(?:存在|面临)[^。\n]{0,12}(?:问题|困难|不足|短板)")
# Supplied headings are ours; the opening words of the paragraph then stand for the heading.
_OPENING = 40


def role_of(heading: str, opening: str, inherited: str, patterns: Mapping[str, Sequence[str]]) -> str:
    """Return the role of a section from its folded heading, or its opening when it has none.

    A heading naming problems is about problems whatever follows; otherwise the cue that
    ends last decides, since the head of a Chinese noun phrase comes last (重点工作完成情况
    is about what was done). Without a cue the section keeps the `inherited` role.
    """
    if not heading:
        return PROBLEM if _PROBLEM_TOLD.search(opening[:_OPENING]) else inherited
    if _any_cue(tuple(map(tuple, patterns.values()))).search(heading) is None:
        return inherited
    ends = {role: _last_end(heading, cues) for role, cues in patterns.items()}
    if ends.get(PROBLEM, 0):
        return PROBLEM
    role, end = max(ends.items(), key=lambda item: item[1], default=(inherited, 0))
    return role if end else inherited


def role_of_children(role: str, body: str) -> str:
    """Return the role that subsections inherit from a section with this folded body."""
    if _HANDS_OVER.search(body):
        return PLAN
    return DONE if role == OVERVIEW else role


def role_of_kind(kind: str) -> str:
    """Return the role of a first-level section whose heading gives no cue."""
    return PLAN if kind in _FORWARD_KINDS else DONE


@lru_cache(maxsize=4)
def _any_cue(patterns: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    """Match what any of the patterns matches: most headings have no cue at all."""
    return re.compile("|".join(f"(?:{cue})" for cues in patterns for cue in cues) or r"(?!)")


_compiled = lru_cache(maxsize=256)(re.compile)


def _last_end(heading: str, cues: Sequence[str]) -> int:
    return max((m.end() for cue in cues for m in _compiled(cue).finditer(heading)), default=0)
