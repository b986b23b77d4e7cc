"""Vocabulary of Taiwan in the words of the mainland: 資訊 is 信息 and 計畫 is 计划.

The phrase tables of OpenCC also know words that both sides write and mean alike or differently (檔案 would
become 文件, 支援 would become 支持, 专案 项目), so a word is changed only where it is clearly the other
side's: the dictionary hardly counts it and knows the changed word well. What this leaves out and is wanted
stands in the lexicon, as sets of regional words.
"""

from collections.abc import Callable
from functools import cache

import opencc

from archive.text.fold import fold
from archive.text.segment import frequency, words

_RARE = 32  # 软体 is counted 30 times; 专案, a word of ours too, 44
_CLEARLY = 20  # 矽肺 is counted half as often as 硅肺: both are ours


def mainland_form(typed: str) -> str:
    """Return the folded text with the words that are clearly Taiwan's replaced; itself when it has none."""
    whole = _word(typed)
    if whole != typed:
        return whole
    pieces: list[str] = []
    position = 0
    for token in words(typed):
        pieces += [typed[position : token.start], _word(token.text)]
        position = token.end
    return "".join([*pieces, typed[position:]])


def _word(word: str) -> str:
    changed = fold(_converter("tw2sp")(_converter("s2t")(word)))
    counted = frequency(word)
    return changed if counted <= _RARE and frequency(changed) > _CLEARLY * counted else word


@cache
def _converter(name: str) -> Callable[[str], str]:
    convert: Callable[[str], str] = opencc.OpenCC(name).convert
    return convert
