"""The words of something typed without spaces: what a section may say apart that was typed together.

What only asks (怎么, 哪些, 是多少) or joins (的, 和) is no part of what is looked for.
"""

from math import log

from archive.text.segment import frequency, words

_PARTICLES = "的地得了着过和与及或在对把是有吗呢吧么几哪做"
_ASKING = ("哪个", "哪些", "哪里", "是否", "是不是", "有没有", "做了", "存在", "什么", "为什么")
_IDLE = {*_PARTICLES, *_ASKING, "怎么", "怎么样", "怎么办", "怎样", "如何", "多少", "是多少", "有多少"}
_COMPOUND = 5  # characters from which a dictionary word is taken for two: 孕产妇死亡率
_SHORTEST = 2
_MOST = 12  # a whole sentence is meant as it stands


def scattered(folded: str) -> tuple[str, ...]:
    """Return the words of `folded` that may stand apart, an equal one once.

    Empty where that would be `folded` itself, single characters or numbers with at most one word among
    them, or a whole sentence.
    """
    told = [word.text for word in words(folded)]
    found = tuple(dict.fromkeys(word for word in told if word not in _IDLE))
    if len(found) == 1 and len(found[0]) >= _COMPOUND:
        found = _halves(found[0])
    telling = sum(len(word) >= _SHORTEST and not word.isdigit() for word in found)  # 2020-2024 tells nothing
    asked = len(found) == 1 and not _IDLE.isdisjoint(told)
    return found if len(found) <= _MOST and (telling > 1 or (telling and asked)) else ()


def _halves(word: str) -> tuple[str, ...]:
    """Return the two dictionary words a long one is made of, the likeliest; itself if there are none."""
    cuts = [(word[:at], word[at:]) for at in range(_SHORTEST, len(word) - _SHORTEST + 1)]
    known = [cut for cut in cuts if all(map(frequency, cut))]
    return max(known, key=lambda cut: sum(log(frequency(half)) for half in cut), default=(word,))
