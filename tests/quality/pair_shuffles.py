"""Reports rewritten: the same work in another order and other words, with truth known by construction."""

import random
import re
from dataclasses import dataclass, replace

from archive.analysis.pairing import PairSection
from archive.analysis.parts import role_group
from archive.ingest.topics import rank
from archive.text.fold import fold
from archive.text.gloss import strip_glosses
from tests.ingest.vocabularies import vocabulary
from tests.quality.pair_gold import Pair, hand_made, seeds

REPLACED = 0.5  # share of sentences
DROPPED = SPLIT = MERGED = 0.12  # shares of sections
FOREIGN = 0.2  # sections of another seed, per section kept
_SENTENCE = re.compile(r"[^。;；]+[。;；]?")
_CLAUSE = re.compile(r"[^,，]+")

# What another author would write for the same; the work itself keeps its name.
_SYNONYMS = {
    "进一步": "继续",
    "持续": "不断",
    "不断": "持续",
    "加强": "强化",
    "强化": "加强",
    "推进": "推动",
    "推动": "推进",
    "提升": "提高",
    "提高": "提升",
    "完善": "健全",
    "健全": "完善",
    "深化": "深入推进",
    "深入开展": "扎实推进",
    "扎实": "认真",
    "落实": "抓好",
    "建立": "构建",
    "加快": "着力",
    "全面": "全力",
    "工作": "",
    "建设": "",
    "水平": "能力",
}
_WRITTEN = re.compile("|".join(sorted(_SYNONYMS, key=len, reverse=True)))


@dataclass(frozen=True)
class Shuffle:
    """A seed and a report made of it, both in columns, with the pairs that belong together."""

    name: str
    left: tuple[PairSection, ...]
    right: tuple[PairSection, ...]
    pairs: frozenset[Pair]


@dataclass(frozen=True)
class _Made:
    """A section of the new report and the anchors of those it was made of."""

    section: PairSection
    sources: tuple[str, ...]


def shuffles(variants: int = 4) -> list[Shuffle]:
    """Every seed rewritten so many times."""
    return [_rewrite(name, variant) for name in seeds() for variant in range(variants)]


def _rewrite(name: str, variant: int) -> Shuffle:
    chance = random.Random(f"{name} {variant}")
    left = seeds()[name]
    kept = [one for one in left if one.text and chance.random() >= DROPPED]
    others = [other for other in seeds() if other != name]
    chance.shuffle(others)
    made = [piece for group in _merged(kept, chance) for piece in _split(group, chance)]
    made = [replace(one, section=_reworded(one.section, others[0], chance)) for one in made]
    made += _foreign(name, others[1], chance, int(len(kept) * FOREIGN))
    chance.shuffle(made)
    made.sort(key=lambda one: one.section.level > 0)  # a preface stays in front
    right = [replace(one.section, anchor=f"s{place}", order=place) for place, one in enumerate(made)]
    pairs = {
        (source, section.anchor) for one, section in zip(made, right, strict=True) for source in one.sources
    }
    return Shuffle(f"{name} {variant}", left, tuple(right), frozenset(pairs))


def _merged(sections, chance) -> list[_Made]:
    """Some sections made one with the next of their part."""
    made: list[_Made] = []
    left = list(sections)
    while left:
        one = left.pop(0)
        made.append(_Made(one, (one.anchor,)))
        if left and one.level and chance.random() < MERGED and _same_part(one, left[0]):
            other = left.pop(0)
            whole = replace(one, heading=f"{one.heading},{other.heading}", text=f"{one.text}\n{other.text}")
            made[-1] = _Made(whole, (one.anchor, other.anchor))
    return made


def _same_part(one: PairSection, other: PairSection) -> bool:
    return role_group(one.role) == role_group(other.role)


def _split(made: _Made, chance) -> list[_Made]:
    """The section whole, or its two halves: each keeps the heading, the second names its own first clause."""
    sentences = _SENTENCE.findall(made.section.text)
    if made.section.level == 0 or len(made.sources) > 1 or len(sentences) < 4 or chance.random() >= SPLIT:
        return [made]
    middle = len(sentences) // 2
    first, second = "".join(sentences[:middle]), "".join(sentences[middle:])
    clause = _CLAUSE.findall(second)[0][:20]
    return [
        replace(made, section=replace(made.section, text=first)),
        replace(made, section=replace(made.section, text=second, heading=f"{made.section.heading},{clause}")),
    ]


def _reworded(section: PairSection, lender: str, chance) -> PairSection:
    """The section with its heading in other words and half its sentences from elsewhere, classified anew."""
    clauses = _CLAUSE.findall(fold(strip_glosses(section.heading, 1).text))
    chance.shuffle(clauses)
    heading = ",".join(_WRITTEN.sub(lambda match: _SYNONYMS[match[0]], clause) for clause in clauses)
    store = [one for other in seeds()[lender] for one in _SENTENCE.findall(other.text)]
    sentences = _SENTENCE.findall(section.text)
    for place in chance.sample(range(len(sentences)), int(len(sentences) * REPLACED)):
        sentences[place] = chance.choice(store)
    text = "".join(sentences)
    path = tuple(_WRITTEN.sub(lambda match: _SYNONYMS[match[0]], above) for above in section.path)
    return replace(section, heading=heading, text=text, path=path, topics=_topics(section, heading, text))


def _topics(section: PairSection, heading: str, text: str) -> tuple[str, ...]:
    body = fold(strip_glosses(text).text)
    return rank(heading, body, vocabulary().topics, preface=section.level == 0)


def _foreign(name: str, other: str, chance, wanted: int) -> list[_Made]:
    """Sections of another seed that belong with none of this one."""
    names = (min(name, other), max(name, other))
    taken = {anchor for pair in hand_made()[names] for anchor in pair}
    free = [one for one in seeds()[other] if one.text and one.level and one.anchor not in taken]
    return [_Made(one, ()) for one in chance.sample(free, min(wanted, len(free)))]
