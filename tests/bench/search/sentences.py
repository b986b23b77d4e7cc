"""Sentences of the five seeds with slots for numbers, places and words, and chapters made of them."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

import numpy as np
from django.conf import settings

from archive.text.fold import fold
from archive.text.gloss import strip_glosses
from archive.text.segment import words
from tests.bench.search.vocabulary import bags, word_class

VARIANTS = 8  # of each sentence, with slots at other words
SLOT_SHARE = 0.3  # of the words that have a class
PLACE_SHARE = 0.25  # of the sentences begin with a place
DRAWN = 4096  # words drawn at a time
HEADINGS = (
    "加强{}工作",
    "推进{}建设",
    "扎实做好{}",
    "{}稳步提升",
    "深化{}改革",
    "{}和{}",
    "持续完善{}体系",
    "狠抓{}落实",
    "强化{}，提高{}水平",
    "{}有序开展",
    "{}",
    "以{}为重点推动{}",
)
_SENTENCE = re.compile(r"[^。；;！!？?\n]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_CLEAN = re.compile(r"[\u4e00-\u9fff\d.,、:%\"“”+-]{14,120}")
_LABEL = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[、.])")


@dataclass(frozen=True)
class Template:
    """A sentence with `%s` at its slots, and the class of each."""

    text: str
    slots: tuple[str, ...]


@cache
def templates() -> tuple[Template, ...]:
    """Return the sentences of the seeds, each in several variants; the same ones in every run."""
    rng = random.Random(1)
    sentences = dict.fromkeys(sentence for text in seed_texts() for sentence in _sentences(text))
    return tuple(_template(sentence, rng) for sentence in sentences for _ in range(VARIANTS))


def seed_texts() -> Iterator[str]:
    """Yield the five seeds, folded and without glosses."""
    for path in sorted((settings.BASE_DIR / "seeds/reports").glob("*.txt")):
        yield fold(strip_glosses(path.read_text(encoding="utf-8-sig")).text)


@dataclass
class Prose:
    """A source of headings and paragraphs; everything follows from the generator it is given."""

    rng: np.random.Generator
    _drawn: dict[str, Iterator[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ranks = np.random.default_rng(2).permutation(len(templates())) + 40
        self._shares = np.cumsum(1 / ranks**0.7)
        self._drawn = {name: self._words(name) for name in (*bags(), "number")}
        self._order = self._templates()
        self._patterns = self._headings()

    def heading(self) -> str:
        """Return a heading of a section."""
        pattern = next(self._patterns)
        return pattern.format(*(next(self._drawn["term"]) for _ in range(pattern.count("{}"))))

    def paragraph(self, length: int) -> str:
        """Return whole sentences of `length` characters or a little more."""
        said: list[str] = []
        size = 0
        while size < length:
            template = next(self._order)
            sentence = template.text % tuple(next(self._drawn[name]) for name in template.slots)
            said.append(sentence)
            size += len(sentence)
        return "".join(said)

    def _words(self, name: str) -> Iterator[str]:
        while True:
            yield from self._numbers() if name == "number" else bags()[name].draw(self.rng, DRAWN)

    def _numbers(self) -> list[str]:
        drawn = 10 ** (self.rng.random(DRAWN) * 4.5)
        return [f"{number:.1f}" if number < 10 else f"{number:.0f}" for number in drawn.tolist()]

    def _templates(self) -> Iterator[Template]:
        held = templates()
        while True:
            drawn = self.rng.random(DRAWN) * self._shares[-1]
            places = np.searchsorted(self._shares, drawn, side="right")
            yield from (held[place] for place in places.tolist())

    def _headings(self) -> Iterator[str]:
        while True:
            yield from (HEADINGS[place] for place in self.rng.integers(len(HEADINGS), size=DRAWN).tolist())


def _sentences(text: str) -> Iterator[str]:
    for line in text.splitlines():
        for match in _SENTENCE.finditer(_LABEL.sub("", line.strip())):
            sentence = match[0].strip()
            if _CLEAN.fullmatch(sentence):
                yield sentence.replace(",", "，").replace(":", "：")


def _template(sentence: str, rng: random.Random) -> Template:
    pieces = [("在%s，", "place")] if rng.random() < PLACE_SHARE else []
    pieces += chain.from_iterable(_pieces(part, rng) for part in _split_numbers(sentence))
    text = "".join(text for text, _slot in pieces)
    return Template(f"{text}。", tuple(slot for _text, slot in pieces if slot))


def _split_numbers(sentence: str) -> list[str]:
    return [part for part in re.split(f"({_NUMBER.pattern})", sentence) if part]


def _pieces(part: str, rng: random.Random) -> list[tuple[str, str]]:
    """Cut text into (text, slot class or nothing); a slot is written `%s`."""
    if _NUMBER.fullmatch(part):
        return [("%s", "number")]
    found: list[tuple[str, str]] = []
    end = 0
    for token in words(part):
        slot = word_class(token.text)
        if slot and rng.random() < SLOT_SHARE:
            found += [(_literal(part[end : token.start]), ""), ("%s", slot)]
            end = token.end
    return [*found, (_literal(part[end:]), "")]


def _literal(text: str) -> str:
    return text.replace("%", "%%")
