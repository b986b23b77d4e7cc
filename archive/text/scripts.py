"""Simplified and traditional forms of a text, for reading.

Unlike `archive.text.fold`, which is for comparing, these convert phrase by phrase with
OpenCC: 头发 becomes 頭髮 and 发展 becomes 發展. Nearly every phrase keeps its length, so a
page may convert a whole paragraph and cut it where its marks are. A phrase that does
not is dealt with by `convert_with_map`; converting piece by piece is the other way out.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Literal

import opencc

from archive.text.fold import TABLE_PATH, read_table

Script = Literal["hans", "hant"]

_WIDE = str.maketrans(",:;()?!", "，：；（）？！")
# Two question marks and more are what is left of undecodable bytes, not a question.
_NARROW_MARK = re.compile(r"(?:[,:;()!]|(?<!\?)\?(?!\?))+")
_CHINESE_SIGNS = "“”‘’…—·%‰"  # neutral in width; a percentage ends a Chinese clause here
_CLAUSE = re.compile(r"[^，。；：！？、,;\s]+|[，。；：！？、,;\s]+")


def to_hans(text: str) -> str:
    """Return `text` in simplified script, Hong Kong's variants such as 衞 included.

    著力 becomes 着力 only in a traditional text: the Taiwanese table that knows it would
    also turn the simplified 显著 into 显着.
    """
    if detect_script(text) == "hant":
        text = _converter("tw2s")(text)
    return _converter("t2s")(_converter("hk2s")(text))


def to_hant(text: str) -> str:
    """Return `text` in traditional script (OpenCC's own standard forms)."""
    return _converter("s2t")(text)


def to_simplified(text: str) -> str:
    """Return the simplified reading form: script and punctuation set as in print."""
    return widen_punctuation(to_hans(text))


def to_traditional(text: str) -> str:
    """Return the traditional reading form: script and punctuation set as in print."""
    return widen_punctuation(to_hant(text))


def detect_script(text: str) -> Script:
    """Return the script most of `text` is in; `hans` when nothing in it tells."""
    if _variants().isdisjoint(text):
        return "hans"
    characters = Counter(char for char in text if unicodedata.category(char) == "Lo")
    return "hant" if _changed(characters, "t2s") > _changed(characters, "s2t") else "hans"


def convert_with_map(text: str, script: Script) -> tuple[str, list[int]]:
    """Convert `text`, and say where each converted character came from.

    The list holds an offset into `text` for every offset into the converted text, its
    end included. Where a clause changed its length they are proportional, not exact.
    """
    convert: Callable[[str], str] = to_hans if script == "hans" else to_hant
    converted: list[str] = []
    offsets: list[int] = []
    for clause in _CLAUSE.finditer(text):
        piece = convert(clause[0])
        converted.append(piece)
        size = clause.end() - clause.start()
        offsets.extend(clause.start() + index * size // len(piece) for index in range(len(piece)))
    return "".join(converted), [*offsets, len(text)]


def widen_punctuation(text: str) -> str:
    """Return `text` with , : ; ( ) ? ! in full width where they punctuate Chinese.

    That is beside a Han character or full-width mark; brackets change in pairs. Marks
    between digits (1,234 or 15:52) and runs of ?? stay. Offsets are unchanged.
    """
    wide = {
        offset
        for run in _NARROW_MARK.finditer(text)
        if _is_chinese(text, run)
        for offset in range(*run.span())
    }
    for left, right in _bracket_pairs(text):
        if left in wide or right in wide:
            wide |= {left, right}
    return "".join(char.translate(_WIDE) if i in wide else char for i, char in enumerate(text))


@cache
def _converter(name: str) -> Callable[[str], str]:
    convert: Callable[[str], str] = opencc.OpenCC(name).convert
    return convert


@cache
def _variants() -> frozenset[str]:
    """Return the Han characters that folding changes; every traditional one is among them."""
    folded = read_table(TABLE_PATH.read_text(encoding="utf-8"))
    return frozenset(char for char in folded if unicodedata.category(char) == "Lo")


def _changed(characters: Counter[str], conversion: str) -> int:
    return sum(count for char, count in characters.items() if _is_changed(char, conversion))


@lru_cache(16384)
def _is_changed(char: str, conversion: str) -> bool:
    return _converter(conversion)(char) != char


def _is_chinese(text: str, run: re.Match[str]) -> bool:
    before, after = text[max(run.start() - 1, 0) : run.start()], text[run.end() : run.end() + 1]
    return _is_full_width(before) or _is_full_width(after)


def _is_full_width(neighbour: str) -> bool:
    return bool(neighbour) and (
        unicodedata.east_asian_width(neighbour) in "WF" or neighbour in _CHINESE_SIGNS
    )


def _bracket_pairs(text: str) -> list[tuple[int, int]]:
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for bracket in re.finditer(r"[()\n]", text):
        if bracket[0] == "(":
            opened.append(bracket.start())
        elif bracket[0] == "\n":
            opened.clear()
        elif opened:
            pairs.append((opened.pop(), bracket.start()))
    return pairs
