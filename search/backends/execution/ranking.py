"""How much a hit is worth: BM25F over heading and body, and what other readings and the title add.

BM25F after Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), 3.6: the
frequencies of a term in the fields are normalised by the field's length and weighted before they saturate.
"""

import math

import numpy as np
from numpy.typing import NDArray

from search.language.ast import Reason

Weights = NDArray[np.float32]

K1 = 1.2
HEADING_WEIGHT, HEADING_B = 4.0, 0.3
BODY_WEIGHT, BODY_B = 1.0, 0.65
TITLE_WEIGHT = 2.0  # of a term in the title of the report, in units of its rarity
PROXIMITY_WEIGHT = 1.5  # of two terms side by side in one section, in units of the rarer one's rarity
PROXIMITY_REACH = 40  # characters between two terms after which it no longer matters
ACROSS_WORDS = 0.3  # of the characters of a dictionary word that belong to other words: 医保 in 中医保健

# What a hit of another form of the term is worth beside one of what was typed.
REASON_WEIGHT = {Reason.SYNONYM: 0.8, Reason.REGIONAL: 0.7, Reason.SCATTERED: 0.3}


def rarity(documents: int, size: int) -> float:
    """Return the inverse document frequency of a term that `documents` of `size` documents hold."""
    return math.log(1 + (size - documents + 0.5) / (documents + 0.5))


def impacts(
    heading: NDArray[np.int32],
    body: NDArray[np.int32],
    heading_share: Weights,
    body_share: Weights,
) -> Weights:
    """Return the saturated weight (0 to 1 + K1) of a term in each document that holds it.

    `heading` and `body` are its frequencies there; the shares are the lengths of these fields of the same
    documents divided by the average length.
    """
    frequency = BODY_WEIGHT * body / (1 - BODY_B + BODY_B * body_share)
    if heading.any():
        frequency = frequency + HEADING_WEIGHT * heading / (1 - HEADING_B + HEADING_B * heading_share)
    return (frequency * (K1 + 1) / (frequency + K1)).astype(np.float32)


def proximity(distances: NDArray[np.int64]) -> Weights:
    """Return what a distance in characters between two terms adds: 1 side by side, 0 out of reach."""
    return np.clip(1 - distances / PROXIMITY_REACH, 0, 1).astype(np.float32)
