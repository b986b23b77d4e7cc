"""Numbering that only its neighbours confirm: damaged marks, 1.1, letters and Roman numerals.

`一,` or `(一` may be any text, but between `一` and `三` it is a label. Everything here reads
folded text.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.ingest.sectioning.labels import (
    HAN,
    NUMERAL,
    Label,
    Rank,
    chinese_number,
    match_label,
    roman_number,
)

_DECIMALS = (Rank.ARABIC, Rank.DECIMAL_2, Rank.DECIMAL_3, Rank.DECIMAL_4)
_BELOW_ARABIC = frozenset(_DECIMALS[1:])
MISREAD = {"-": 1, "一": 1, "=": 2, "ニ": 2, "十-": 11, "十=": 12, "十ニ": 12}
_WORD = rf"(?=[{HAN}\d\"(<《])"
# Words that begin with a numeral: 一年来, 二是, 三级医院, 十四五, 一些.
_NO_WORD = (
    "(?![年是些个方定次直般致级类期批项切旦体样起同线系等岁月日点成分百千万亿大把组轮届名位五部章节篇])"
)


@dataclass(frozen=True)
class Candidate:
    """A possible label; `path` holds the numbers of 1.2.3, `is_damaged` tells that a mark was lost."""

    label: Label
    path: tuple[int, ...]
    is_damaged: bool = False
    has_mark: bool = False  # a wrong mark is left, so one neighbour may be missing
    is_open: bool = False  # the numeral runs into the words: a list of three must confirm it


def _damaged(rank: Rank, mark: str, *, has_mark: bool = True) -> tuple[Rank, re.Pattern[str], bool]:
    return rank, re.compile(rf"\s*{mark}\s*{_WORD}"), has_mark


_DAMAGED = (
    _damaged(Rank.FIRST, rf"(?P<n>{NUMERAL})\s*[,:;]"),
    _damaged(Rank.FIRST, r"(?P<n>十?[-=ニ])\s*[,、:;]"),
    _damaged(Rank.FIRST, rf"(?P<n>{NUMERAL})\s+", has_mark=False),
    _damaged(Rank.BRACKETED, r"\(\s*(?P<n>十?[-=ニ])\s*\)"),
    _damaged(Rank.BRACKETED, rf"\(\s*(?P<n>{NUMERAL})(?![级类款条项是年月日])(?![^()]{{0,40}}\))"),
    _damaged(Rank.BRACKETED_ARABIC, r"\(\s*(?P<n>\d{1,2})(?!\d|[年月日万亿个人元%.])(?![^()]{0,40}\))"),
)
_OPEN = re.compile(rf"\s*(?P<n>{NUMERAL}){_NO_WORD}(?=(?:[{HAN}]|20\d\d年)[^。!?;]{{3,45}}$)")
_DECIMAL = re.compile(
    rf"\s*(?P<n>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})[、.]?(?![\d%‰万亿千百多余个人元例家米年月日时分倍名张台])\s*{_WORD}"
)
# 1 总体情况, where 1.1 stands below: in other texts such lines are rows of lists.
_BARE = re.compile(rf"\s*(?P<n>\d{{1,2}})\s+(?=[{HAN}][^。!?;\d]{{1,30}}$)")
_ROMAN = re.compile(r"\s*(?P<n>[ivx]{1,4})\s*[、.]\s*(?![a-z])")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_STEM = re.compile(rf"\s*(?P<n>[{_STEMS}])\s*[、.:]\s*(?![{_STEMS}])(?=[{HAN}])")
# Most lines are body: one look at the first characters spares them all patterns.
_POSSIBLE = re.compile(r"\s*(?:[一二三四五六七八九十甲乙丙丁戊己庚辛壬癸ニ\d(=-]|[a-z]{1,4}\s*[、.)])")
_LETTER = re.compile(rf"\s*\(?\s*(?P<n>[a-z])\s*[、.)]\s*(?=[{HAN}\"])")


def label_lines(texts: Sequence[str]) -> list[tuple[Label | None, bool]]:
    """Return for each text (folded) its label, if any, and whether the label is damaged."""
    labels: list[tuple[Label | None, bool]] = [(match_label(text), False) for text in texts]
    found: dict[int, Sequence[Candidate]] = {
        i: candidates
        for i, text in enumerate(texts)
        if labels[i][0] is None and (candidates := _candidates(text))
    }
    if not any(candidate.label.rank in _BELOW_ARABIC for some in found.values() for candidate in some):
        found = {i: [c for c in some if c.label.rank != Rank.ARABIC] for i, some in found.items()}
    if not found:
        return labels
    for i, candidate in _confirmed(labels, found):
        labels[i] = (candidate.label, candidate.is_damaged)
    return labels


def _stem(text: str) -> Iterator[Candidate]:
    """Find 甲、 乙、 丙、 as older reports count; 甲、乙类传染病 is none."""
    match = _STEM.match(text)
    if match:
        number = _STEMS.index(match["n"]) + 1
        yield Candidate(Label(Rank.STEM, number, match.end()), (number,))


def _candidates(text: str) -> Sequence[Candidate]:
    return _read(text) if _POSSIBLE.match(text) else ()


@lru_cache(maxsize=4096)  # cleaning and sectioning ask for the same lines
def _read(text: str) -> tuple[Candidate, ...]:
    return (*_stem(text), *_damaged_in(text), *_outline_in(text))


def _damaged_in(text: str) -> Iterator[Candidate]:
    for rank, pattern, has_mark in _DAMAGED:
        match = pattern.match(text)
        if match and (number := MISREAD.get(match["n"]) or chinese_number(match["n"])):
            yield Candidate(Label(rank, number, match.end()), (number,), is_damaged=True, has_mark=has_mark)
    match = _OPEN.match(text)
    if match and (number := chinese_number(match["n"])):
        yield Candidate(Label(Rank.FIRST, number, match.end()), (number,), is_damaged=True, is_open=True)


def _outline_in(text: str) -> Iterator[Candidate]:
    if match := _DECIMAL.match(text):
        path = tuple(map(int, match["n"].split(".")))
        if all(path):
            yield Candidate(Label(_DECIMALS[len(path) - 1], path[-1], match.end()), path)
    if match := _BARE.match(text):
        number = int(match["n"])
        yield Candidate(Label(Rank.ARABIC, number, match.end()), (number,))
    if match := _ROMAN.match(text):
        number = roman_number(match["n"])
        if number:
            yield Candidate(Label(Rank.ROMAN, number, match.end()), (number,))
    if match := _LETTER.match(text):
        number = ord(match["n"]) - ord("a") + 1
        yield Candidate(Label(Rank.LETTER, number, match.end()), (number,))


def _confirmed(
    labels: Sequence[tuple[Label | None, bool]], found: Mapping[int, Sequence[Candidate]]
) -> Iterator[tuple[int, Candidate]]:
    """Return the candidates that stand in a list, the first family that confirms one."""
    lists: defaultdict[Rank, list[tuple[int, Candidate | None, int]]] = defaultdict(list)
    for i, (label, _) in enumerate(labels):
        if label is not None:
            lists[label.rank].append((i, None, label.number))
        for candidate in found.get(i, ()):
            lists[candidate.label.rank].append((i, candidate, candidate.label.number))
    taken: set[int] = set()
    for rank in sorted(lists):
        for i, candidate in _in_sequence(lists[rank], labels):
            if i not in taken:
                taken.add(i)
                yield i, candidate


def _in_sequence(
    members: Sequence[tuple[int, Candidate | None, int]], labels: Sequence[tuple[Label | None, bool]]
) -> Iterator[tuple[int, Candidate]]:
    for place, (i, candidate, number) in enumerate(members):
        if candidate is None:
            continue
        before = members[place - 1] if place else None
        after = members[place + 1] if place + 1 < len(members) else None
        steps = (1, 2) if candidate.has_mark else (1,)
        follows = before is not None and number - before[2] in steps and _same_list(before[1], candidate)
        leads = after is not None and after[2] - number in steps and _same_list(after[1], candidate)
        if candidate.is_open and not (follows and leads):
            follows = follows and place > 1 and members[place - 2][2] == number - 2 > 0
            leads = leads and members[place + 2 : place + 3] != [] and members[place + 2][2] == number + 2
        if follows or leads or (len(candidate.path) > 1 and number == 1 and _is_below(i, candidate, labels)):
            yield i, candidate


def _same_list(other: Candidate | None, candidate: Candidate) -> bool:
    return other is None or other.path[:-1] == candidate.path[:-1]


def _is_below(i: int, candidate: Candidate, labels: Sequence[tuple[Label | None, bool]]) -> bool:
    """Whether the label before 2.1 is the 2 it belongs to."""
    before = next((label for label, _ in reversed(labels[max(0, i - 40) : i]) if label is not None), None)
    return before is not None and before.number == candidate.path[-2]
