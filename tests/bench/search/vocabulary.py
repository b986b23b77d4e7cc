"""Words to fill sentences with: the lexicons', and jieba's dictionary with its frequencies as a long tail."""

import gzip
from dataclasses import dataclass
from functools import cache

import jieba
import numpy as np
from django.conf import settings

from archive.text.segment import health_terms

TAIL = 1.2  # so 300,000 sections hold about 165,000 different words
TERM_DECAY = 0.9  # of Zipf's law over the health terms
PLACES = "seeds/lexicons/townships.tsv.gz"
CLASSES = {"n": "n", "v": "v", "a": "a", "d": "d", "i": "i", "l": "i", "j": "n", "b": "a"}


@dataclass(frozen=True)
class Bag:
    """Words to draw from; `shares` adds up their weights from the first one to the last."""

    words: tuple[str, ...]
    shares: np.ndarray

    def draw(self, rng: np.random.Generator, count: int) -> list[str]:
        """Return words by their weights, one after another."""
        places = np.searchsorted(self.shares, rng.random(count) * self.shares[-1], side="right")
        return [self.words[place] for place in places.tolist()]


@cache
def bags() -> dict[str, Bag]:
    """Return slot class -> words: the dictionary's by part of speech, health terms, names of places."""
    weighed: dict[str, dict[str, float]] = {name: {} for name in sorted(set(CLASSES.values()))}
    for word, frequency, kind in _dictionary():
        weighed[kind][word] = (frequency + 1) ** TAIL
    terms = {term: 1 / (rank + 3) ** TERM_DECAY for rank, term in enumerate(_shuffled(health_terms()))}
    places = {place: 1 / (rank + 20) ** TERM_DECAY for rank, place in enumerate(_shuffled(_townships()))}
    return {name: _bag(held) for name, held in (weighed | {"term": terms, "place": places}).items()}


@cache
def word_class(word: str) -> str:
    """Return the slot class a word of a sentence may be replaced from, or an empty string."""
    return _classes().get(word, "") if len(word) > 1 else ""


@cache
def _classes() -> dict[str, str]:
    return {word: kind for word, _frequency, kind in _dictionary()} | dict.fromkeys(health_terms(), "term")


@cache
def _dictionary() -> tuple[tuple[str, int, str], ...]:
    with jieba.Tokenizer().get_dict_file() as file:
        rows = [row.split(" ") for row in file.read().decode("utf-8").splitlines()]
    return tuple(
        (word, int(frequency), CLASSES[tag[0]])
        for word, frequency, tag in rows
        if len(word) > 1 and tag[0] in CLASSES and word.isalpha() and not word.isascii()
    )


def _townships() -> tuple[str, ...]:
    with gzip.open(settings.BASE_DIR / PLACES, "rt", encoding="utf-8") as rows:
        names = [row.split("\t")[0] for row in rows][1:]
    return tuple(name for name in names if name.isalpha())


def _shuffled(words: tuple[str, ...]) -> list[str]:
    order = np.random.default_rng(len(words)).permutation(len(words))
    return [words[place] for place in order.tolist()]


def _bag(weighed: dict[str, float]) -> Bag:
    return Bag(tuple(weighed), np.cumsum(np.fromiter(weighed.values(), dtype=np.float64)))
