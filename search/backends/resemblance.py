"""Sections and reports that hold given words: BM25 over the word lists, nothing but those lists read.

Score of a word in a text: weight * idf * f (k + 1) / (f + k (1 - b + b length / mean length)), after
Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with the usual k = 1.2 and b = 0.75.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.backends.opening import generation
from search.backends.packed.packing import Small
from search.backends.packed.segments import Segment

K, B = 1.2, 0.75

Scores = NDArray[np.float64]


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
    lists = {word: [segment.documents("text", word) for segment in segments] for word in words}
    total = sum(segment.size for segment in segments)
    worths = {word: weight * _idf(lists[word], total) for word, weight in words.items()}
    found: list[Like] = []
    for number, segment in enumerate(segments):
        held = [(worths[word], *lists[word][number]) for word in words]
        found += _of_segment(segment, _scores(segment, held, by_report=by_report), most, by_report=by_report)
    return sorted(found, key=lambda like: (-like.score, like.public_id, like.section_id))[:most]


def _idf(lists: Iterable[tuple[Small, Small]], total: int) -> float:
    documents = sum(len(held) for held, _counts in lists)
    return math.log(1 + (total - documents + 0.5) / (documents + 0.5))


def _of_segment(segment: Segment, scores: Scores, most: int, *, by_report: bool) -> Iterator[Like]:
    for number in _highest(scores, most):
        report = segment.reports[number if by_report else int(segment.report_of[number])]
        section = 0 if by_report else int(segment.section_ids[number])
        yield Like(report.public_id, section, float(scores[number]))


def _scores(segment: Segment, held: Iterable[tuple[float, Small, Small]], *, by_report: bool) -> Scores:
    """Score every section, or every report, by words: what each is worth, its documents and counts there."""
    lengths = (segment.heading_lengths + segment.body_lengths).astype(np.float64)
    if by_report:
        lengths = np.bincount(segment.report_of, weights=lengths).astype(np.float64)
    scores = np.zeros(len(lengths))
    mean = max(float(lengths.mean()), 1.0) if len(lengths) else 1.0
    for worth, documents, times in held:
        units, counts = documents, times
        if by_report:
            total = np.bincount(segment.report_of[documents], weights=times, minlength=len(lengths))
            units = np.flatnonzero(total).astype(np.int32)
            counts = total[units].astype(np.int32)
        norm = K * (1 - B + B * lengths[units] / mean)
        scores[units] += worth * counts * (K + 1) / (counts + norm)
    scores[_gone(segment, by_report=by_report)] = 0
    return scores


def _gone(segment: Segment, *, by_report: bool) -> NDArray[np.integer]:
    """Return the deleted documents, or the reports that have no others."""
    if not by_report or not len(segment.deleted):
        return segment.deleted
    live = np.bincount(segment.report_of)
    live -= np.bincount(segment.report_of[segment.deleted], minlength=len(live))
    return np.flatnonzero(live == 0)


def _highest(scores: Scores, most: int) -> list[int]:
    """Return where the highest scores above 0 stand, highest first."""
    found = np.flatnonzero(scores)
    if len(found) > most:
        found = found[np.argpartition(-scores[found], most)[:most]]
    numbers: list[int] = found[np.argsort(-scores[found], kind="stable")].tolist()
    return numbers
