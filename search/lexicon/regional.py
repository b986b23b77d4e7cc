"""Vocabulary of Taiwan in the words of the mainland: 資訊 is 信息 and 計畫 is 计划.

The phrase tables of OpenCC also know words that both sides write and mean alike or differently (檔案 would
become 文件, 支援 would become 支持), so a word is changed only where it is clearly the other side's: the
dictionary has the changed word and counts it many times as often as the typed one.
"""

from collections.abc import Callable
from functools import cache

import opencc

from archive.text.fold import fold
from archive.text.segment import frequency, words

_CLEARLY = 20  # 资讯 is 22 times rarer than 信息; 设定 10 times rarer than 设置, which are both ours


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
    return changed if frequency(changed) > _CLEARLY * frequency(word) else word


@cache
def _converter(name: str) -> Callable[[str], str]:
    convert: Callable[[str], str] = opencc.OpenCC(name).convert
    return convert
