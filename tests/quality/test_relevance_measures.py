"""The measures of ranking, on lists small enough to reckon by hand."""

from math import isclose, log2

import pytest

from tests.quality.relevance.measures import ndcg, reciprocal_rank, success


def test_the_best_order_scores_one():
    assert ndcg("abcx", {"a": 3, "b": 2, "c": 1}) == 1.0


def test_a_worse_order_scores_what_the_formula_says():
    found = ndcg("ba", {"a": 3, "b": 1})

    assert isclose(found, (1 + 7 / log2(3)) / (7 + 1 / log2(3)))


def test_what_is_not_found_is_missed():
    assert isclose(ndcg("a", {"a": 2, "b": 2}), 1 / (1 + 1 / log2(3)))


def test_what_is_not_judged_takes_a_place_and_earns_nothing():
    assert isclose(ndcg("xa", {"a": 3}), 1 / log2(3))


def test_ranks_below_the_depth_do_not_count():
    assert ndcg("xxa", {"a": 3}, depth=2) == 0.0


def test_the_best_order_is_cut_at_the_depth_too():
    assert ndcg("ab", {"a": 1, "b": 1, "c": 1}, depth=2) == 1.0


def test_a_repeated_key_earns_once():
    assert ndcg("aa", {"a": 3, "b": 3}) == ndcg("ax", {"a": 3, "b": 3})


def test_nothing_relevant_has_no_score():
    with pytest.raises(ValueError, match="nothing is relevant"):
        ndcg("a", {"a": 0})


@pytest.mark.parametrize(("ranked", "expected"), [("abc", 1.0), ("bca", 1 / 3), ("bc", 0.0), ("", 0.0)])
def test_the_reciprocal_rank_is_of_the_right_key(ranked, expected):
    assert reciprocal_rank(ranked, "a") == expected


@pytest.mark.parametrize(("ranked", "expected"), [("ab", 1.0), ("ba", 0.0), ("", 0.0)])
def test_success_is_the_right_key_in_front(ranked, expected):
    assert success(ranked, "a") == expected
