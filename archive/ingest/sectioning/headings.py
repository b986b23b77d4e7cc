"""Where a heading ends: in a line of its own, or run in at the head of its paragraph."""

import re
from enum import Enum
from typing import NamedTuple

from archive.ingest.sectioning.paragraphs import Paragraph, is_blank

LONGEST_RUN_IN = 45
LONGEST_POINT = 60  # a heading after 一是 is a sentence
LONGEST_LINE = 40
_COLON_PLACES = range(4, 23)
_HEADING_LENGTHS = range(4, 37)
_OPENING, _CLOSING = "“《〈（(「『‘", "”》〉）)」』’"
_ENDS = "。!?"
_FINAL = "。::"
_FIGURE = re.compile(r"\d+(?:\.\d+)?\s*(?:%|人|万|元|例)")

# Headings that reports share; a page without line breaks runs them into the body.
_STANDARD = re.compile(
    r"(?:存在的?(?:主要)?(?:困难[和与及])?(?:问题|困难|不足)(?:[和与及](?:困难|不足|建议|问题))?"
    r"|(?:(?:19|20)\d\d年|下一?步|今后|全年|上半年|下半年)?(?:主要|重点|卫生(?:健康|计生)?|卫健|计生)?工作"
    r"(?:完成情况|开展情况|情况|总结|回顾|计划|打算|安排|思路|成效|亮点)"
    r"|基本情况|主要做法|主要成效)"
    r"(?=[\u4e00-\u9fff\d])(?![和与及的暨])"
    # Where a line broke, a blank may be left.
    r"|[^\s。!?;:,]{4,40}(?=\s+[\u4e00-\u9fff\d])"
)


class HeadingKind(Enum):
    """How the heading stands in the paragraph."""

    NONE = "none"  # the paragraph is all body
    LINE = "line"  # a line of its own
    RUN_IN = "run-in"  # followed by the body in the same paragraph


class HeadingSplit(NamedTuple):
    """Indices into a paragraph: the heading is `begin:end`, the body starts at `body`."""

    begin: int
    end: int
    body: int
    kind: HeadingKind


def split_heading(paragraph: Paragraph, begin: int, longest: int) -> HeadingSplit:
    """Find the heading of `paragraph` after its label, which ends at `begin`.

    A heading runs to the first full stop outside quotes and brackets if that comes within
    `longest` characters, or to an early colon; otherwise a short line is one as a whole.
    """
    while begin < len(paragraph.raw) and is_blank(paragraph.raw[begin]):
        begin += 1
    end = len(paragraph.raw)
    stop = _first_stop(paragraph, begin, longest)
    if stop is not None:
        kind = HeadingKind.RUN_IN if paragraph.raw[stop + 1 :].strip() else HeadingKind.LINE
        return HeadingSplit(begin, stop, stop + 1, kind)
    if 0 < end - begin <= LONGEST_LINE and paragraph.text[-1] not in ";,":
        bare = begin + len(paragraph.text[begin:].rstrip(_FINAL))
        if bare > begin:
            return HeadingSplit(begin, bare, end, HeadingKind.LINE)
    return HeadingSplit(begin, begin, begin, HeadingKind.NONE)


def standard_heading(text: str, begin: int) -> int:
    """Return where the standard heading at `begin` of `text` (folded) ends; 0 when there is none."""
    match = _STANDARD.match(text, begin)
    return match.end() if match else 0


def is_heading_like(text: str) -> bool:
    """Whether `text` (folded) could be a heading that lost its label."""
    text = text.strip()
    if len(text) not in _HEADING_LENGTHS or text[-1] in ",、:":
        return False
    return not (re.search("[。;!?]", text) or _FIGURE.search(text))


def _first_stop(paragraph: Paragraph, begin: int, longest: int) -> int | None:
    """Return the index of the full stop or colon that ends the heading."""
    depth = 0
    last = len(paragraph.raw) - 1
    for i in range(begin, min(last, begin + longest) + 1):
        depth += _depth_change(paragraph.raw[i], depth)
        if depth == 0 and i > begin and _ends_here(paragraph.text, begin, i):
            return i
    return None


def _depth_change(char: str, depth: int) -> int:
    if char in _OPENING:
        return 1
    return -1 if char in _CLOSING and depth else 0


def _ends_here(text: str, begin: int, i: int) -> bool:
    if text[i] in _ENDS:
        # Runs of question marks are lost characters, not ends.
        return text[i] != "?" or "?" not in (text[i - 1], text[i + 1 : i + 2])
    if text[i] != ":" or i - begin not in _COLON_PLACES or i == len(text) - 1:
        return False
    return not text[i - 1].isdigit()
