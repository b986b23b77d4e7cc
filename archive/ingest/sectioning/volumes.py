"""Titles of the reports that one page strings together: 篇一：…, 卫生局工作总结2, a second title.

Each of them is a first-level node of its own and its sections stand below it: nothing is left out,
and a person sees where to divide the file. Everything here reads folded text.
"""

import re
from collections.abc import Iterator, Sequence

from archive.ingest.sectioning.labels import NUMERAL, Label, Rank, chinese_number

_LONGEST = 60
_FEWEST = 2
_GENRE = "总结|计划|报告|要点|思路|打算|汇报|范文|安排"
_COUNT = rf"(?P<n>{NUMERAL}|\d{{1,2}})"
_NUMBERED = (
    re.compile(rf"\[?(?:篇|范文|例文|模板)\s*{_COUNT}\]?(?=[\s:、.]|$)"),
    re.compile(rf".{{2,40}}?(?:{_GENRE})\s*[(\[]?(?:篇|范文|第)?\s*{_COUNT}篇?[)\]]?$"),
)
_TITLE = re.compile(
    rf".{{0,30}}(?:局|委|委员会|中心|院|站|所|(?:19|20)(?:\d\d|xx)年?度?).{{0,30}}(?:{_GENRE})(?:[(].{{1,10}}[)])?$"
)
_STOP = re.compile("[。;!?,]")
_REACH = 8  # lines between a title and the 一、 of its report


def volume_titles(texts: Sequence[str], labels: Sequence[Label | None]) -> dict[int, Label]:
    """Return the indices of lines that begin a further report, with the label of its place.

    Numbered titles count when two follow one another. A title without a number counts where the
    first-level list starts anew below it.
    """
    numbered = dict(_in_turn(texts, labels))
    if len(numbered) >= _FEWEST:
        return numbered
    restarts = (_title_above(texts, labels, i) for i in _restarts(labels))
    found = sorted({i for i in restarts if i is not None})
    return {i: Label(Rank.VOLUME, place, 0) for place, i in enumerate(found, 2)}


def _in_turn(texts: Sequence[str], labels: Sequence[Label | None]) -> Iterator[tuple[int, Label]]:
    latest = 0
    for i, text in enumerate(texts):
        if labels[i] is not None or len(text) > _LONGEST or _STOP.search(text):
            continue
        match = next((m for pattern in _NUMBERED if (m := pattern.match(text))), None)
        number = chinese_number(match["n"]) if match else 0
        if number and (number == latest + 1 or (not latest and number == _FEWEST)):
            latest = number
            yield i, Label(Rank.VOLUME, number, 0)


def _restarts(labels: Sequence[Label | None]) -> Iterator[int]:
    """Return the indices of each 一、 after the first, unless a chapter holds it."""
    latest = 0
    for i, label in enumerate(labels):
        if label is not None and label.rank < Rank.FIRST:
            latest = 0
        elif label is not None and label.rank == Rank.FIRST:
            if label.number == 1 < latest:
                yield i
            latest = label.number


def _title_above(texts: Sequence[str], labels: Sequence[Label | None], begin: int) -> int | None:
    for i in range(begin - 1, max(-1, begin - 1 - _REACH), -1):
        if labels[i] is not None:
            return None
        if len(texts[i]) <= _LONGEST and not _STOP.search(texts[i]) and _is_title(texts[i]):
            return i
    return None


def _is_title(text: str) -> bool:
    return any(pattern.match(text) for pattern in (_TITLE, *_NUMBERED))
