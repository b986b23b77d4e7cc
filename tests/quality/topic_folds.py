"""Score the topics of each seed with a lexicon that the other four seeds alone vouch for.

The lexicon was written by people who had read the seeds, so its score on them flatters. Two
procedures measure how much, each holding out one seed at a time:
- `reweighted`: all terms, every weight learned from the labels of the other four (from 1.0).
- `vouched`: only the words of the topic names (written before any label) and terms which a
  section of the other four, labelled with that topic, uses; weights as shipped.
Terms the held-out seed alone uses are lost to the second, so it is a lower bound.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass

from archive.ingest.cataloguing.reading import Source, section_words
from archive.ingest.topics import HEADING_WEIGHT, rank
from archive.text.fold import fold
from tests.ingest.vocabularies import vocabulary
from tests.quality.gold import section_cases
from tests.quality.topic_labels import labels

Lexicon = dict[str, dict[str, float]]
PASSES = 3
RATE = 1.0
NAME_WEIGHT = 3.0


@dataclass(frozen=True)
class Node:
    """A labelled section: its seed, folded heading and body, and gold topics."""

    seed: str
    heading: str
    body: str
    preface: bool
    topics: tuple[str, ...]


def nodes() -> list[Node]:
    gold = labels()
    found = []
    for case in section_cases():
        source = Source(case.cleaned.extracted.text)
        for record, section in zip(case.gold["sections"], case.sections, strict=True):
            heading, body = section_words(source, section)
            topics = tuple(gold[record["id"]]["topics"])
            found.append(Node(case.name, heading, body, section.level == 0, topics))
    return found


def held_out_score(all_nodes: list[Node], make) -> dict[str, tuple[int, int]]:
    """(right primary topics, sections) of each seed, by the lexicon made of the others."""
    result = {}
    for seed in sorted({node.seed for node in all_nodes}):
        lexicon = make([node for node in all_nodes if node.seed != seed])
        mine = [node for node in all_nodes if node.seed == seed]
        hits = sum(_primary(node, lexicon) == node.topics[0] for node in mine)
        result[seed] = (hits, len(mine))
    return result


def accuracy(result: dict[str, tuple[int, int]]) -> float:
    return sum(hits for hits, _ in result.values()) / sum(size for _, size in result.values())


def vouched(others: list[Node]) -> Lexicon:
    lexicon: Lexicon = {}
    for code, terms in vocabulary().topics.items():
        texts = [node.heading + "\n" + node.body for node in others if code in node.topics]
        lexicon[code] = dict.fromkeys(_words(vocabulary().topic_labels[code]), NAME_WEIGHT)
        backed = {t: w for t, w in terms.items() if any(t in text for text in texts)}
        lexicon[code].update(backed)
    return lexicon


def reweighted(others: list[Node]) -> Lexicon:
    """Perceptron over the terms, all starting equal; a mistake moves the terms that caused it."""
    lexicon = {code: dict.fromkeys(terms, 1.0) for code, terms in vocabulary().topics.items()}
    examples = [(node.topics[0], _features(node, lexicon)) for node in others if not node.preface]
    for _pass in range(PASSES):
        for right, features in examples:
            _correct(lexicon, right, features)
    return lexicon


def _correct(lexicon: Lexicon, right: str, features: dict[str, dict[str, float]]) -> None:
    points = {c: sum(lexicon[c][t] * x for t, x in f.items()) for c, f in features.items()}
    wrong = max(points, key=lambda code: points[code], default=right)
    if wrong == right:
        return
    size = sum(x * x for code in (right, wrong) for x in features.get(code, {}).values())
    step = RATE * (points[wrong] - points.get(right, 0.0) + 0.5) / size
    for term, value in features.get(right, {}).items():
        lexicon[right][term] += step * value
    for term, value in features[wrong].items():
        lexicon[wrong][term] = max(0.1, lexicon[wrong][term] - step * value)


def _features(node: Node, lexicon: Lexicon) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for code, terms in lexicon.items():
        pattern = re.compile("|".join(sorted(map(re.escape, terms), key=len, reverse=True)))
        named = dict.fromkeys(pattern.findall(node.heading), HEADING_WEIGHT)
        told = Counter(pattern.findall(node.body))
        values = {t: named.get(t, 0.0) + 1 + math.log(n) for t, n in told.items()}
        if named or told:
            found[code] = named | values
    return found


def _primary(node: Node, lexicon: Lexicon) -> str:
    return rank(node.heading, node.body, lexicon, preface=node.preface)[0]


def _words(label: str) -> list[str]:
    words = re.split(r"[^一-龥]|与|和|含", fold(label))
    return [word for word in words if len(word) > 1]
