"""The words that tell a text from others."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from heapq import nlargest

from archive.text.segment import words
from search.backends import vocabulary
from search.suggest import lexis

COMMON = 0.08  # share of all sections above which a word tells nothing,
FEW = 200  # unless it is in no more sections than this, nor in half of them
RARE = 2  # sections a word must be in: what is in one alone leads nowhere
LOOKED_UP = 120  # words of a text, its most frequent and longest


def counted(texts: Iterable[str]) -> Counter[str]:
    """Return in how many of the texts each word stands: words of two letters or more, no numbers."""
    return Counter(word for text in texts for word in {token.text for token in words(text)} if _tells(word))


def keywords(texts: Iterable[str], most: int) -> dict[str, float]:
    """Return the `most` words that tell the texts best, with weights: how often, by how seldom elsewhere.

    Raises SearchError.
    """
    found = Counter(token.text for text in texts for token in words(text) if _tells(token.text))
    looked_up = nlargest(LOOKED_UP, found, key=lambda word: (found[word], len(word)))
    listed = lexis.words()
    documents = {word: listed.documents(word) for word in looked_up}
    total = max(vocabulary.size(), 1)
    telling = {
        word: (1 + math.log(times)) * math.log(total / documents[word])
        for word, times in found.items()
        if RARE <= documents.get(word, 0) <= most_common(total)
    }
    best = sorted(telling, key=lambda word: (-telling[word], word))[:most]
    return {word: 1 + math.log(found[word]) for word in best}


def most_common(total: int) -> float:
    """Return in how many of `total` sections a word may stand and still tell something."""
    return max(total * COMMON, min(total / 2, FEW))


def excess(sample: Mapping[str, int], size: int) -> dict[str, float]:
    """Return the words that stand in more of `size` sampled sections than chance has it, with their surplus.

    The surplus is the log-likelihood ratio of Dunning, Accurate Methods for the Statistics of Surprise and
    Coincidence (1993), over sections with and without the word. Raises SearchError.
    """
    listed = lexis.words()
    total = max(vocabulary.size(), 1)
    found = {}
    for word, inside in sample.items():
        everywhere = max(listed.documents(word), inside)
        if inside / size > everywhere / total:
            found[word] = _likelihood(inside, size, everywhere, total)
    return found


def _likelihood(inside: int, size: int, everywhere: int, total: int) -> float:
    outside, others = everywhere - inside, max(total - size, 0)
    share = everywhere / total
    pairs = ((inside, size), (outside, others))
    return 2 * sum(_term(k, n * share) + _term(n - k, n * (1 - share)) for k, n in pairs)


def _term(seen: float, expected: float) -> float:
    return seen * math.log(seen / expected) if seen > 0 and expected > 0 else 0.0


def _tells(word: str) -> bool:
    return len(word) > 1 and word.isalpha()
