"""How alike the sections of two reports are, measure by measure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from archive.analysis.pairing.bigrams import Floats, Numbers
from archive.analysis.pairing.reading import Reading
from archive.analysis.pairing.shapes import PairSection
from archive.analysis.pairing.vectors import Words, words_of
from archive.analysis.parts import ROLE_GROUPS, role_group

GENERAL = "general"  # the topic of a section that has no other; to share it is to share nothing
NOISE = np.float32(0.01)  # what texts on different matters have in common anyway
PREFACE = -1  # the part of a report that a preface is


@dataclass(frozen=True)
class Described:
    """The sections of one report as arrays with one row per section.

    `primary` and `topics` are 1 in the columns of the section's first topic and of all its topics, `parts`
    are numbers of role groups or `PREFACE`, `vague` is 1 for a section on no subject in particular,
    `opening` 1 for one with sections of its part below it, `places` say where it stands, from 0 to 1.
    """

    words: Words
    primary: Floats
    topics: Floats
    parts: Numbers
    vague: Floats
    opening: Floats
    places: Floats


def describe(reading: Reading) -> list[Described]:
    """Return the sections of each report as arrays."""
    codes = {code for one in reading.sections for code in one.topics} - {GENERAL}
    columns = {code: place for place, code in enumerate(sorted(codes))}
    reports = [reading.sections[begin:end] for begin, end in reading.bounds]
    return [
        _described(words, report, columns) for words, report in zip(words_of(reading), reports, strict=True)
    ]


def measures(left: Described, right: Described) -> dict[str, Floats]:
    """Return matrices (sections of `left` x sections of `right`) of what two sections share, from 0 to 1.

    content   words of heading and text (root of the cosine: little in common is far from nothing)
    heading   words of the headings, those above included (likewise)
    spoken    how much of what one heading names stands in the other section
    standing  how the content stands to the best that either section has in its part of the other report
    primary   the first topics agree
    crossed   the first topic of one is a further topic of the other
    common    share of all their topics that they have in common
    vague     only one of the two is on no subject in particular
    opening   only one of the two opens a chapter, its work told in the sections below it
    near      how close they stand in their reports
    """
    content = left.words.texts.times(right.words.texts)
    primary = _both(left.primary, right.primary)
    crossed = np.maximum(_both(left.primary, right.topics), _both(left.topics, right.primary))
    common = _both(left.topics, right.topics)
    told = left.topics.sum(axis=1)[:, None] + right.topics.sum(axis=1)[None, :]
    spoken = np.maximum(
        left.words.named.times(right.words.present), right.words.named.times(left.words.present).T
    )
    return {
        "content": _root(content),
        "heading": _root(left.words.headings.times(right.words.headings)),
        "spoken": spoken,
        "standing": _standing(content * comparable(left, right)),
        "primary": primary,
        "crossed": np.maximum(crossed - primary, 0),
        "common": common / np.maximum(told - common, 1),
        "vague": np.abs(left.vague[:, None] - right.vague[None, :]),
        "opening": np.abs(left.opening[:, None] - right.opening[None, :]),
        "near": 1 - np.abs(left.places[:, None] - right.places[None, :]),
    }


def comparable(left: Described, right: Described) -> npt.NDArray[np.bool_]:
    """Return which pairs come into question: of one part of the reports, and prefaces among themselves."""
    same_part: npt.NDArray[np.bool_] = left.parts[:, None] == right.parts[None, :]
    return same_part


def _both(left: Floats, right: Floats) -> Floats:
    """Return the products of each row with each; too small to be worth the threads that `@` would wake."""
    products: Floats = np.einsum("ik,jk->ij", left, right)
    return products


def _root(cosine: Floats) -> Floats:
    root: Floats = np.sqrt(np.maximum(cosine, 0))
    return root


def _standing(content: Floats) -> Floats:
    best = np.maximum(content.max(axis=1, initial=0)[:, None], content.max(axis=0, initial=0)[None, :])
    standing: Floats = content / (best + NOISE)
    return standing


def _described(words: Words, report: Sequence[PairSection], columns: Mapping[str, int]) -> Described:
    opening = [_opens(one, following) for one, following in pairwise(report)] + [False] * bool(report)
    return Described(
        words=words,
        primary=_columns([one.topics[:1] for one in report], columns),
        topics=_columns([one.topics for one in report], columns),
        parts=np.array([_part(one) for one in report], dtype=np.int64),
        vague=np.array([GENERAL in one.topics for one in report], dtype=np.float32),
        opening=np.array(opening, dtype=np.float32),
        places=np.arange(len(report), dtype=np.float32) / np.float32(max(len(report) - 1, 1)),
    )


def _columns(topics: Sequence[Sequence[str]], columns: Mapping[str, int]) -> Floats:
    found = np.zeros((len(topics), len(columns)), dtype=np.float32)
    for row, codes in enumerate(topics):
        found[row, [columns[code] for code in codes if code in columns]] = 1
    return found


def _opens(section: PairSection, following: PairSection) -> bool:
    """Whether the next section stands below this one and in the same part of the report."""
    same_part = _part(section) == _part(following)
    return same_part and following.path[: len(section.path) + 1] == (*section.path, section.heading)


def _part(section: PairSection) -> int:
    return PREFACE if section.level == 0 else ROLE_GROUPS.index(role_group(section.role))
