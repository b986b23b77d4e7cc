"""How surely two sections belong side by side: the measures of likeness weighed against each other.

The weights are those of a logistic regression on hand-made and synthetic truth (tests/gold/README.md), so
a confidence is the share of such pairs that are right.
"""

from dataclasses import dataclass

import numpy as np

from archive.analysis.pairing.bigrams import Floats
from archive.analysis.pairing.likeness import PREFACE, Described, comparable, measures
from archive.analysis.pairing.shapes import Reason

BIAS = -6.0
WEIGHTS = {
    "content": 5.0,
    "heading": 1.0,
    "spoken": 1.0,
    "standing": 2.5,
    "primary": 3.0,
    "crossed": 2.0,
    "common": 2.0,
    "vague": -1.0,
    "near": 1.0,
}
PREFACES = 0.97  # prefaces belong together whatever they say
# Which measures stand behind a reason given to readers.
REASONS: dict[Reason, tuple[str, ...]] = {
    "heading": ("heading", "spoken"),
    "content": ("content", "standing"),
    "topic": ("primary", "crossed", "common"),
}
TELLING = 0.8  # a reason that adds less to the log odds goes unsaid


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
