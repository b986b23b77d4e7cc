"""Which subjects of health work a section is about, by weighted terms of the lexicon."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.ingest.cataloguing.reading import section_words, source_of
from archive.ingest.roles import OVERVIEW, role_of, role_of_children, role_of_kind
from archive.ingest.types import Cleaned, SectionDraft, Vocabulary

GENERAL = "general"
# A heading names its subject on purpose; a body mentions many things by the way.
HEADING_WEIGHT = 3.0
THRESHOLD = 3.0
RELATIVE = 0.4
MOST_TOPICS = 4

Lexicon = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class _Topic:
    """A topic with the pattern that finds its terms and the characters they begin with."""

    code: str
    weights: Mapping[str, float]
    pattern: re.Pattern[str]
    firsts: frozenset[str]


def classify(
    cleaned: Cleaned, sections: Sequence[SectionDraft], kind: str, vocabulary: Vocabulary
) -> tuple[SectionDraft, ...]:
    """Return the sections with role and topics filled in, the primary topic first."""
    source = source_of(cleaned.extracted.text)
    drafts: list[SectionDraft] = []
    handed_down: list[str] = []
    for section in sections:
        heading, body = section_words(source, section)
        inherited = _inherited(section, handed_down, kind)
        role = role_of(heading, body, inherited, vocabulary.roles)
        if section.level == 0:
            role = OVERVIEW
        handed_down.append(role_of_children(role, body))
        topics = rank(heading, body, vocabulary.topics, preface=section.level == 0)
        drafts.append(SectionDraft(**vars(section) | {"role": role, "topics": topics}))
    return tuple(drafts)


def rank(heading: str, body: str, lexicon: Lexicon, *, preface: bool = False) -> tuple[str, ...]:
    """Return the topic codes of a folded heading and body, strongest first, at least one.

    A preface speaks of everything, so it is general before it is anything else.
    """
    scores = score(heading, body, lexicon)
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    best = ranked[0][1] if ranked else 0.0
    limit = max(THRESHOLD, RELATIVE * best)
    topics = tuple(code for code, points in ranked if points >= limit)
    if preface:
        topics = (GENERAL,)
    return topics[:MOST_TOPICS] or (GENERAL,)


def score(heading: str, body: str, lexicon: Lexicon) -> dict[str, float]:
    """Return the points of every topic with a term in the folded heading or body.

    A mention counts once for a topic, as its longest term (公共卫生服务项目 is not also
    公共卫生服务); repeats in the body count by their logarithm.
    """
    points: dict[str, float] = {}
    present = {*heading, *body}
    for topic in _topics_of(lexicon):
        if topic.firsts.isdisjoint(present):
            continue
        named, told = topic.pattern.findall(heading), topic.pattern.findall(body)
        if not named and not told:  # as most topics are not
            continue
        value = HEADING_WEIGHT * sum(topic.weights[term] for term in dict.fromkeys(named))
        value += sum(topic.weights[term] * (1 + math.log(n)) for term, n in Counter(told).items())
        if value:
            points[topic.code] = value
    return points


_made: list[tuple[Lexicon, list[_Topic]]] = []
_KEPT = 2


def _topics_of(lexicon: Lexicon) -> list[_Topic]:
    """Return the topics of a lexicon, arranged once; lexicons are told apart by identity."""
    for known, topics in _made:
        if known is lexicon:
            return topics
    topics = [_topic(code, weights) for code, weights in lexicon.items()]
    _made.insert(0, (lexicon, topics))
    del _made[_KEPT:]
    return topics


def _topic(code: str, weights: Mapping[str, float]) -> _Topic:
    """Arrange the terms of a topic: any of them matches, the longest first."""
    longest_first = map(re.escape, sorted(weights, key=len, reverse=True))
    pattern = re.compile("|".join(longest_first) or r"(?!)")
    return _Topic(code, weights, pattern, frozenset(term[:1] for term in weights))


def _inherited(section: SectionDraft, handed_down: Sequence[str], kind: str) -> str:
    if section.parent is None:
        return role_of_kind(kind)
    return handed_down[section.parent]
