"""The weights of a pairing, learned from some labelled reports to be tried on others."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from archive.analysis.pairing import weigh
from archive.analysis.pairing.likeness import PREFACE, comparable, describe, measures
from archive.analysis.pairing.reading import read
from tests.quality.pair_gold import hand_made, seeds, side_by_side

HELD = 10.0  # strength of the penalty that keeps weights small
TEMPER, CAUTION = 0.7, 0.3  # see weigh.py: what makes a probability a careful one
TIE_BREAK = "near"  # not learned: order only decides between equals


@dataclass(frozen=True)
class Learned:
    """What takes the place of the constants in `archive.analysis.pairing.weigh`."""

    weights: dict[str, float]
    bias: float


def learned(pairs_of_seeds) -> Learned:
    """Logistic regression on the labels of these pairs of seeds, tempered as the committed weights are."""
    found = [_examples(*names) for names in pairs_of_seeds]
    told, truth = (np.concatenate(parts) for parts in zip(*found, strict=True))
    spread = told.std(axis=0) + 1e-9
    *weights, bias = _regress(told / spread, truth)
    weights = np.array(weights) / spread * TEMPER
    order = weigh.WEIGHTS[TIE_BREAK]
    return Learned(
        dict(zip(_names(), weights.tolist(), strict=True)) | {TIE_BREAK: order},
        float(bias * TEMPER - CAUTION - order * 0.85),  # most pairs stand about so near
    )


def _names() -> list[str]:
    return [name for name in weigh.WEIGHTS if name != TIE_BREAK]


@cache
def _examples(left: str, right: str):
    """Measures of all pairs that come into question, and whether people paired them."""
    reports = [[one for one in report if one.text] for report in side_by_side(seeds()[left], seeds()[right])]
    one, other = describe(read(reports))
    found = measures(one, other)
    asked = comparable(one, other) & (one.parts != PREFACE)[:, None]
    truth = [[(a.anchor, b.anchor) in hand_made()[left, right] for b in reports[1]] for a in reports[0]]
    return np.stack([found[name][asked] for name in _names()], axis=-1), np.array(truth)[asked].astype(float)


def _regress(told, truth):
    """Newton's method; the last of the result is the constant, which the penalty leaves alone."""
    told = np.c_[told, np.ones(len(told))]
    penalty = np.diag([HELD] * (told.shape[1] - 1) + [0.0])
    weights = np.zeros(told.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-told @ weights))
        slope = told.T @ (chance - truth) + penalty @ weights
        curve = (told * (chance * (1 - chance))[:, None]).T @ told + penalty
        weights -= np.linalg.solve(curve, slope)
    return weights
