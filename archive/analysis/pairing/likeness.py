"""How alike the sections of two reports are, measure by measure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from archive.analysis.align import ROLE_GROUPS, role_group
from archive.analysis.pairing.bigrams import Floats, Numbers
from archive.analysis.pairing.shapes import PairSection
from archive.analysis.pairing.vectors import WordArrays, word_arrays

GENERAL = "general"  # the topic of a section that has no other; to share it is to share nothing
PREFACE = -1  # the part of a report that a preface is


@dataclass(frozen=True)
class Described:
    """The sections of one report as arrays with one row per section.

    `primary` and `topics` are 1 in the columns of the section's first topic and of all its topics, `parts`
    are numbers of role groups or `PREFACE`, `vague` is 1 for a section on no subject in particular, `places`
    say where it stands, from 0 to 1.
    """

    words: WordArrays
    primary: Floats
    topics: Floats
    parts: Numbers
    vague: Floats
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
    """Return matrices (sections of `left` x sections of `right`) of what two sections share, from 0 to 1.

    content   words of heading and text (root of the cosine: little in common is far from nothing)
    heading   words of the headings, those above included (likewise)
    spoken    how much of what one heading names stands in the other section
    standing  how the content stands to the best that either section has elsewhere
    primary   the first topics agree
    crossed   the first topic of one is a further topic of the other
    common    share of all their topics that they have in common
    vague     only one of the two is on no subject in particular
    near      how close they stand in their reports
    """
    content = left.words.texts @ right.words.texts.T
    primary = left.primary @ right.primary.T
    crossed = np.maximum(left.primary @ right.topics.T, left.topics @ right.primary.T)
    common = left.topics @ right.topics.T
    told = left.topics.sum(axis=1)[:, None] + right.topics.sum(axis=1)[None, :]
    spoken = np.maximum(left.words.named @ right.words.present.T, left.words.present @ right.words.named.T)
    return {
        "content": _root(content),
        "heading": _root(left.words.headings @ right.words.headings.T),
        "spoken": spoken,
        "standing": _standing(content),
        "primary": primary,
        "crossed": np.maximum(crossed - primary, 0),
        "common": common / np.maximum(told - common, 1),
        "vague": np.abs(left.vague[:, None] - right.vague[None, :]),
        "near": 1 - np.abs(left.places[:, None] - right.places[None, :]),
    }


def comparable(left: Described, right: Described) -> npt.NDArray[np.bool_]:
    """Return which pairs come into question: of one part of the reports, and prefaces among themselves."""
    same_part: npt.NDArray[np.bool_] = left.parts[:, None] == right.parts[None, :]
    return same_part


def _root(cosine: Floats) -> Floats:
    root: Floats = np.sqrt(np.maximum(cosine, 0))
    return root


def _standing(content: Floats) -> Floats:
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
    parts = np.array([_part(one) for one in report], dtype=np.int64)
    vague = np.array([GENERAL in one.topics for one in report], dtype=np.float32)
    places = np.arange(len(report), dtype=np.float32) / max(len(report) - 1, 1)
    return parts, vague, places


def _part(section: PairSection) -> int:
    return PREFACE if section.level == 0 else ROLE_GROUPS.index(role_group(section.role))
