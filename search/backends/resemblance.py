"""Sections and reports that hold given words: BM25 over the word lists, nothing but those lists read.

Score of a word in a text: weight * idf * f (k + 1) / (f + k (1 - b + b length / mean length)), after
Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with the usual k = 1.2 and b = 0.75.
"""

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.backends.opening import generation
from search.backends.segments import Segment

K, B = 1.2, 0.75

Scores = NDArray[np.float32]


class Like(NamedTuple):
    """A section (or a report, its section then being 0) and how much of the words it holds."""

    public_id: str
    section_id: int
    score: float


def sections_with(words: Mapping[str, float], most: int) -> list[Like]:
    """Return the `most` sections that hold most of these weighted words, best first. Raises SearchError."""
    return _best(words, most, by_report=False)


def reports_with(words: Mapping[str, float], most: int) -> list[Like]:
    """Return the `most` reports that hold most of these weighted words, best first. Raises SearchError."""
    return _best(words, most, by_report=True)


def _best(words: Mapping[str, float], most: int, *, by_report: bool) -> list[Like]:
    segments = generation().segments
    total = sum(segment.size for segment in segments)
    worths = {word: weight * _idf(word, segments, total) for word, weight in words.items()}
    found = [like for segment in segments for like in _of_segment(segment, worths, most, by_report=by_report)]
    return sorted(found, key=lambda like: (-like.score, like.public_id, like.section_id))[:most]


def _idf(word: str, segments: list[Segment], total: int) -> float:
    documents = sum(segment.frequency("text", word) for segment in segments)
    return math.log(1 + (total - documents + 0.5) / (documents + 0.5))


def _of_segment(
    segment: Segment, worths: Mapping[str, float], most: int, *, by_report: bool
) -> Iterator[Like]:
    owners = segment.report_of.astype(np.intp) if by_report else np.arange(segment.size)
    live = np.ones(segment.size, dtype=np.bool_)
    live[segment.deleted] = False
    lengths = np.bincount(owners, (segment.heading_lengths + segment.body_lengths) * live)
    scores = _scores(segment, worths, owners, lengths)
    dead = np.bincount(owners, live, minlength=len(lengths)) == 0
    scores[dead] = 0
    for number in np.argsort(-scores, kind="stable")[:most].tolist():
        if scores[number] > 0:
            report = segment.reports[number if by_report else int(segment.report_of[number])]
            section = 0 if by_report else int(segment.section_ids[number])
            yield Like(report.public_id, section, float(scores[number]))


def _scores(
    segment: Segment, worths: Mapping[str, float], owners: NDArray[np.intp], lengths: NDArray[np.float64]
) -> Scores:
    scores = np.zeros(len(lengths), dtype=np.float32)
    norm = K * (1 - B + B * lengths / max(float(lengths[lengths > 0].mean() if lengths.any() else 1), 1))
    for word, worth in worths.items():
        documents, counts = segment.documents("text", word)
        if len(documents):
            held = np.bincount(owners[documents], counts, minlength=len(lengths))
            some = np.flatnonzero(held)
            scores[some] += worth * held[some] * (K + 1) / (held[some] + norm[some])
    return scores
