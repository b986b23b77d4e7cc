"""The wording of the five seeds in blocks: a leaf section each, whose numbers and sentences can be varied."""

import random
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from archive.ingest.pipeline import run
from archive.ingest.types import Draft, RawFile, SectionDraft
from archive.text.fold import fold
from archive.text.gloss import strip_glosses
from tests.ingest.vocabularies import vocabulary

SHORTEST, LONGEST = 40, 700  # characters of a block's body
DROPPED = 0.12  # of the sentences of a block are left out
BORROWED = 0.5  # of the blocks have a sentence of another one on the same topic
_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
# Numbers that count something; ages, telephone numbers and names such as “1+N” stay as they are.
_COUNT = re.compile(
    r"(?<![\d.+])(\d{2,}(?:\.\d+)?|\d\.\d+)(?=[余多]?(?:万|亿|%|元|人|名|例|家|个|次|户|份|张|台|所|件|场|支|辆|平方))"
)


@dataclass(frozen=True)
class Block:
    """A leaf section of a seed: `year` is the one its report is of, `sentences` its body."""

    number: int
    heading: str
    sentences: tuple[str, ...]
    role: str
    topics: tuple[str, ...]
    year: int


@dataclass(frozen=True)
class Words:
    """A block as one report has it."""

    block: Block
    heading: str
    body: str


@cache
def blocks() -> dict[str, tuple[Block, ...]]:
    """Return role -> blocks, the same ones in every run."""
    found: dict[str, list[Block]] = defaultdict(list)
    for path in sorted((settings.BASE_DIR / "seeds/reports").glob("*.txt")):
        text = path.read_text(encoding="utf-8-sig")
        plain = fold(strip_glosses(text).text) if "(jiàn" in text or "醫" in text else text
        draft = run(RawFile(path.name, plain.encode()), vocabulary())
        for section in draft.sections:
            block = _block(draft, section, sum(map(len, found.values())))
            if block:
                found[block.role].append(block)
    return {role: tuple(held) for role, held in found.items()}


def worded(block: Block, year: int, rng: random.Random) -> Words:
    """Return the block with other numbers, as a report of `year` might have it."""
    kept = [sentence for sentence in block.sentences if rng.random() > DROPPED] or [block.sentences[0]]
    if rng.random() < BORROWED:
        kept.insert(rng.randrange(len(kept) + 1), rng.choice(_on_topic()[block.topics[0]]))
    shift = year - block.year
    return Words(block, varied(block.heading, shift, rng), varied("".join(kept), shift, rng))


def varied(text: str, shift: int, rng: random.Random) -> str:
    """Return `text` with its years moved by `shift` and what it counts drawn anew, as large as it was."""
    moved = _YEAR.sub(lambda found: str(int(found[0]) + shift), text)
    return _COUNT.sub(lambda found: _like(found[1], moved[found.end(1) : found.end(1) + 1], rng), moved)


@cache
def _on_topic() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for block in (block for held in blocks().values() for block in held):
        found[block.topics[0]].extend(block.sentences)
    return found


def _like(number: str, unit: str, rng: random.Random) -> str:
    whole, _dot, decimals = number.partition(".")
    least, most = 10 ** (len(whole) - 1), 10 ** len(whole) - 1
    drawn = rng.randint(min(least, 10), min(most, 99)) if unit == "%" else rng.randint(least, most)
    return f"{drawn}.{rng.randrange(10 ** len(decimals)):0{len(decimals)}d}" if decimals else str(drawn)


def _block(draft: Draft, section: SectionDraft, number: int) -> Block | None:
    text = draft.extracted.text
    body = "".join(text[start:end] for pieces in section.paragraphs for start, end in pieces).strip("。 \n　")
    if section.heading_supplied or not SHORTEST <= len(body) <= LONGEST or not section.topics:
        return None
    metadata = draft.metadata
    return Block(
        number=number,
        heading=section.heading,
        sentences=tuple(f"{sentence.strip('。; ；')}。" for sentence in _SENTENCE.findall(body)),
        role=section.role,
        topics=section.topics,
        year=metadata.reporting_year or metadata.plan_year or 2020,
    )
