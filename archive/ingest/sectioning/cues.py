"""Paragraphs that open a part of the report without a number: problems, next steps, closing.

Patterns read folded text.
"""

import re
from dataclasses import dataclass

_CUE = re.compile(
    r"(?:在?(?:做好|抓好)(?:上述|以上)|总之|综上|虽然.{0,40}(?:问题|困难|不足|差距)"
    r"|(?:尽管|但).{0,30}(?:问题|不足)|(?:与此同时|同时),.{0,20}(?:清醒|看到|存在)"
    r"|我们(?:也)?清醒|存在(?:的)?(?:主要)?(?:问题|困难)"
    r"|(?:下一?步|下阶段|今后),?(?:我|工作|将|重点)"
    r"|(?:下一?步|下阶段|今后|明年)的?(?:打算|计划|安排|思路|措施)$)"
)
_PROBLEM = re.compile("问题|困难|不足|差距")
_NEXT = re.compile("下一?步|下阶段|今后|明年")
_PLAN = re.compile("思路|计划|打算|安排|要点|下一?步|下阶段|今后|建议|规划|目标")
_OPENING = 60  # characters in which a cue says what it opens

PREFACE = "(前言)"
CLOSING = "(结语)"
PROBLEMS = "(存在问题)"
PROBLEMS_AND_NEXT = "(存在问题与下步工作)"
NEXT = "(下步工作)"
DONE = "(工作完成情况)"
LOST = "(标题缺失)"


@dataclass(frozen=True)
class Cue:
    """What a cue paragraph opens: its supplied heading, and whether it is a top-level part."""

    heading: str
    is_problem: bool


def match_cue(text: str) -> Cue | None:
    """Return what a paragraph (folded) without a label opens; None for plain body."""
    if _CUE.match(text) is None:
        return None
    opening = text[:_OPENING]
    if _PROBLEM.search(opening):
        return Cue(PROBLEMS_AND_NEXT if _NEXT.search(text) else PROBLEMS, is_problem=True)
    return Cue(NEXT if _NEXT.match(opening) else CLOSING, is_problem=False)


def lost_heading(following: str) -> str:
    """Supply the heading of a lost first part from the folded heading of the next one."""
    return DONE if _PLAN.search(following) else LOST
