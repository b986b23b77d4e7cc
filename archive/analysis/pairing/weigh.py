"""How surely two sections belong side by side: the measures of likeness weighed against each other.

The weights are those of a logistic regression on pairs that people labelled (tests/gold/README.md), tempered
until of the pairs made with a confidence of 0.8 and more at least 95 in 100 are right.
"""

from dataclasses import dataclass

import numpy as np

from archive.analysis.pairing.bigrams import Floats
from archive.analysis.pairing.likeness import PREFACE, Described, comparable, measures
from archive.analysis.pairing.shapes import Reason

BIAS = -4.8
WEIGHTS = {
    "content": 4.1,
    "heading": 0.6,
    "spoken": 0.4,
    "standing": 2.2,
    "primary": 2.5,
    "crossed": 1.25,
    "common": 1.7,
    "vague": -0.5,
    "opening": -1.6,
    "near": 0.35,  # decides between equals
}
PREFACES = 0.97  # prefaces belong together whatever they say
# Which measures stand behind a reason given to readers; to be the likeliest of unlikely ones is no reason.
REASONS: dict[Reason, tuple[str, ...]] = {
    "heading": ("heading", "spoken"),
    "content": ("content",),
    "topic": ("primary", "crossed", "common"),
}
TELLING = 0.6  # a reason that adds less to the log odds goes unsaid


@dataclass(frozen=True)
class Weighed:
    """Confidences of all pairs (sections of one report x sections of the other) and what each reason adds."""

    confidence: Floats
    reasons: dict[Reason, Floats]

    def why(self, row: int, column: int) -> tuple[Reason, ...]:
        """Return the reasons that count for a pair, the weightiest first, and at least one."""
        adds = {reason: float(added[row, column]) for reason, added in self.reasons.items()}
        ranked = sorted(adds, key=lambda reason: -adds[reason])
        return tuple(reason for reason in ranked if adds[reason] >= TELLING) or (ranked[0],)


def weigh(left: Described, right: Described) -> Weighed:
    """Return how surely sections of two reports pair; 0 where their roles or their being a preface differ."""
    found = measures(left, right)
    added = {name: weight * found[name] for name, weight in WEIGHTS.items()}
    odds = BIAS + np.sum(list(added.values()), axis=0)
    confidence = np.where(comparable(left, right), 1 / (1 + np.exp(-odds)), 0).astype(np.float32)
    confidence[np.ix_(left.parts == PREFACE, right.parts == PREFACE)] = PREFACES
    reasons = {reason: np.sum([added[name] for name in names], axis=0) for reason, names in REASONS.items()}
    return Weighed(confidence, reasons)
