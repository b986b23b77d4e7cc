import math

import numpy as np
import pytest

from search.backends.execution import ranking


def weight(heading, body, heading_share=1.0, body_share=1.0):
    found = ranking.impacts(
        np.array([heading], dtype=np.int32),
        np.array([body], dtype=np.int32),
        np.array([heading_share], dtype=np.float32),
        np.array([body_share], dtype=np.float32),
    )
    return float(found[0])


def test_an_average_body_with_one_hit_weighs_one():
    assert weight(0, 1) == pytest.approx(1.0)


def test_the_weight_follows_the_formula():
    frequency = ranking.HEADING_WEIGHT * 2 / (1 - ranking.HEADING_B + ranking.HEADING_B * 0.5)
    frequency += 3 / (1 - ranking.BODY_B + ranking.BODY_B * 2)
    expected = frequency * (ranking.K1 + 1) / (frequency + ranking.K1)
    assert weight(2, 3, 0.5, 2.0) == pytest.approx(expected)


def test_more_hits_weigh_more_and_never_more_than_the_limit():
    weights = [weight(0, count) for count in (1, 2, 10, 10_000)]
    assert weights == sorted(weights)
    assert weights[-1] <= ranking.K1 + 1


def test_a_rare_term_counts_more_than_a_common_one():
    assert ranking.rarity(1, 1000) > ranking.rarity(500, 1000) > ranking.rarity(1000, 1000) > 0
    assert ranking.rarity(1, 1000) == pytest.approx(math.log(1 + 999.5 / 1.5))


def test_nearness_falls_with_distance_and_ends():
    near = ranking.proximity(np.array([0, 10, ranking.PROXIMITY_REACH, 10_000]))
    assert near[0] == 1
    assert 0 < near[1] < 1
    assert near[2] == near[3] == 0
