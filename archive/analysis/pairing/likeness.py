"""How alike the sections of two reports are, measure by measure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from archive.analysis.align import ROLE_GROUPS, role_group
from archive.analysis.pairing.bigrams import Floats, Numbers
from archive.analysis.pairing.shapes import PairSection
from archive.analysis.pairing.vectors import WordArrays, word_arrays

GENERAL = "general"  # the topic of a section that has none; two of it have nothing in common


@dataclass(frozen=True)
class Described:
    """The sections of one report as arrays with one row per section.

    `primary` and `topics` are 1 in the columns of the section's first topic and of all its topics, `groups`
    are numbers of role groups, `prefaces` 1 for a preface, `places` say where it stands, from 0 to 1.
    """

    words: WordArrays
    primary: Floats
    topics: Floats
    groups: Numbers
    prefaces: Floats
    places: Floats


def describe(reports: Sequence[Sequence[PairSection]]) -> list[Described]:
    """Return the sections of each report as arrays."""
    words = word_arrays(reports)
    codes = {code for report in reports for one in report for code in one.topics} - {GENERAL}
    columns = {code: place for place, code in enumerate(sorted(codes))}
    ends = np.cumsum([len(report) for report in reports])
    return [
        Described(words.rows(end - len(report), end), *_topics(report, columns), *_traits(report))
        for report, end in zip(reports, ends.tolist(), strict=True)
    ]


def measures(left: Described, right: Described) -> dict[str, Floats]:
    """Return matrices (sections of `left` x sections of `right`) of what speaks for a pair, from 0 to 1."""
    content = left.words.texts @ right.words.texts.T
    first = left.primary @ right.primary.T
    crossed = np.maximum(left.primary @ right.topics.T, left.topics @ right.primary.T)
    common = left.topics @ right.topics.T
    told = left.topics.sum(axis=1)[:, None] + right.topics.sum(axis=1)[None, :]
    spoken = np.maximum(left.words.named @ right.words.present.T, left.words.present @ right.words.named.T)
    either = left.prefaces[:, None] + right.prefaces[None, :]
    return {
        "content": content,
        "heading": left.words.headings @ right.words.headings.T,
        "spoken": spoken,
        "path": left.words.paths @ right.words.paths.T,
        "primary": first,
        "crossed": np.maximum(crossed - first, 0),
        "common": common / np.maximum(told - common, 1),
        "prefaces": (either > 1).astype(np.float32),
        "one preface": (either == 1).astype(np.float32),
        "standing": _standing(content),
        "near": 1 - np.abs(left.places[:, None] - right.places[None, :]),
    }


def _standing(content: Floats) -> Floats:
    """Return how a pair's likeness stands to the best that either of the two has elsewhere."""
    best = np.maximum(content.max(axis=1, initial=0)[:, None], content.max(axis=0, initial=0)[None, :])
    standing: Floats = content / np.maximum(best, np.float32(1e-6))
    return standing


def _topics(report: Sequence[PairSection], columns: dict[str, int]) -> tuple[Floats, Floats]:
    primary = np.zeros((len(report), len(columns)), dtype=np.float32)
    topics = np.zeros_like(primary)
    for row, section in enumerate(report):
        if section.primary_topic in columns:
            primary[row, columns[section.primary_topic]] = 1
        for code in section.topics:
            if code in columns:
                topics[row, columns[code]] = 1
    return primary, topics


def _traits(report: Sequence[PairSection]) -> tuple[Numbers, Floats, Floats]:
    groups = np.array([ROLE_GROUPS.index(role_group(one.role)) for one in report], dtype=np.int64)
    prefaces = np.array([one.level == 0 for one in report], dtype=np.float32)
    places = np.arange(len(report), dtype=np.float32) / max(len(report) - 1, 1)
    return groups, prefaces, places
