"""Reports made of such sentences: their sections with offsets, their place, years, kind, roles and topics."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import numpy as np
import opencc

from archive.lexicons import kind_labels, topic_labels
from tests.bench.search.sentences import Prose

NUMERALS = "一二三四五六七八九十"
CHAPTERS = (("主要工作完成情况", "done"), ("存在的问题和不足", "problem"), ("下一年工作计划", "plan"))
SECTIONS_A_CHAPTER = (15, 3, 8)  # with the chapters themselves and the preface: 30 a report
LENGTH, SPREAD = 330, 0.45  # characters of a section, and of their logarithm
TRADITIONAL, GLOSSED = 25, 100  # one report of so many
BLOCK = 100  # reports that draw their words together
YEARS = (2005, 2025)
READINGS = {
    "衛": "wèi",
    "業": "yè",
    "發": "fā",
    "設": "shè",
    "醫": "yī",
    "實": "shí",
    "質": "zhì",
    "務": "wù",
}


class Place(NamedTuple):
    """A division a report may come from."""

    key: int
    code: str
    name: str
    first: int
    last: int


@dataclass
class Piece:
    """A section of a work; offsets into its text. `above` is the number of the chapter's section, or None."""

    label: str
    heading: str
    body: str
    level: int
    role: str
    above: int | None
    topics: list[str] = field(default_factory=list)
    start: int = 0

    @property
    def words_start(self) -> int:
        """Return where the body begins."""
        return self.start + len(self.label) + len(self.heading)

    @property
    def end(self) -> int:
        """Return where the body ends."""
        return self.words_start + len(self.body)


@dataclass
class Work:
    """A report: what the rows of the archive are made of."""

    number: int
    place: Place
    year: int
    kind: str
    title: str
    source: str
    published: tuple[int, int, int]
    pieces: list[Piece]
    text: str = ""

    @property
    def public_id(self) -> str:
        """Return an id no other report has."""
        return f"{self.place.code}-{self.year}-{self.number:05x}"


def works(places: Sequence[Place], sections: int) -> Iterator[Work]:
    """Yield reports of `sections` sections in all; a longer run begins with the same reports."""
    number = 0
    prose = Prose(np.random.default_rng(0))
    while sections > 0:
        if number % BLOCK == 0:
            prose = Prose(np.random.default_rng(number))
        work = _made(number, places, prose)
        del work.pieces[sections:]
        sections -= len(work.pieces)
        _lay_out(work)
        yield work
        number += 1


def _made(number: int, places: Sequence[Place], prose: Prose) -> Work:
    """Return the report of this number, not laid out yet."""
    rng = random.Random(number)
    year = rng.randint(*YEARS)
    place = rng.choice(places)
    while not place.first <= year <= place.last:
        place = rng.choice(places)
    kinds = list(kind_labels())
    work = Work(
        number=number,
        place=place,
        year=year,
        kind=rng.choices(kinds, [1 / (rank + 1) for rank in range(len(kinds))])[0],
        title=f"{place.name}卫生健康委员会{year}年工作总结及{year + 1}年工作计划",
        source=rng.choices(["gov", "repost", ""], [7, 2, 1])[0],
        published=(year + 1, rng.randint(1, 12), rng.randint(1, 28)),
        pieces=_pieces(rng, prose),
    )
    if number % TRADITIONAL == TRADITIONAL - 1:
        _write_traditional(work, glossed=number % GLOSSED == GLOSSED - 1)
    return work


def _pieces(rng: random.Random, prose: Prose) -> list[Piece]:
    pieces = [Piece("", "", prose.paragraph(_length(rng) // 2), 0, "overview", None)]
    for at, ((name, role), count) in enumerate(zip(CHAPTERS, SECTIONS_A_CHAPTER, strict=True)):
        above = len(pieces)
        pieces.append(Piece(f"{NUMERALS[at]}、", name, prose.paragraph(_length(rng) // 3), 1, role, None))
        for item in range(count):
            label = f"（{NUMERALS[item] if item < len(NUMERALS) else '十' + NUMERALS[item - 10]}）"
            body = f"。{prose.paragraph(_length(rng))}"
            pieces.append(Piece(label, prose.heading(), body, 2, role, above, _topics(rng)))
    return pieces


def _length(rng: random.Random) -> int:
    return int(LENGTH * rng.lognormvariate(0, SPREAD) * 0.88)


def _topics(rng: random.Random) -> list[str]:
    codes = list(topic_labels())
    weights = [1 / (rank + 2) for rank in range(len(codes))]
    return list(dict.fromkeys(rng.choices(codes, weights, k=rng.choice((0, 1, 1, 1, 2, 3)))))


def _write_traditional(work: Work, *, glossed: bool) -> None:
    for piece in work.pieces:
        piece.heading = _traditional().convert(piece.heading)
        piece.body = _traditional().convert(piece.body)
        if glossed:
            piece.body = "".join(f"{c}({READINGS[c]})" if c in READINGS else c for c in piece.body)
    work.title = _traditional().convert(work.title)


@cache
def _traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def _lay_out(work: Work) -> None:
    """Write the text, and where each section starts in it."""
    lines = [work.title]
    at = len(work.title) + 1
    for piece in work.pieces:
        piece.start = at
        lines.append(piece.label + piece.heading + piece.body)
        at = piece.end + 1
    work.text = "\n".join(lines)
