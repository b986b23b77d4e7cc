"""What two sequences have in common: valid, the best for short ones, bounded for long ones."""

from functools import cache
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from archive.analysis.differences.match import Steps, matches

sequences = st.lists(st.sampled_from("甲乙丙丁"), max_size=9)
RUNS = (1, 4, 16)


def found(left, right, weights=None, steps=None):
    weights = weights or [1] * len(left)
    return matches(left, right, weights=weights, runs=RUNS, steps=steps or Steps())


def best(left, right, weights) -> int:
    """The weight of the heaviest common subsequence, by trying everything."""

    @cache
    def of(i: int, j: int) -> int:
        if i == len(left) or j == len(right):
            return 0
        both = weights[i] + of(i + 1, j + 1) if left[i] == right[j] else 0
        return max(both, of(i + 1, j), of(i, j + 1))

    return of(0, 0)


def assert_valid(left, right, pairs):
    assert all(left[i] == right[j] for i, j in pairs)
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(pairs))


@given(sequences, sequences, st.integers(0, 5))
def test_short_sequences_are_matched_as_well_as_can_be(left, right, turn):
    weights = [1 + (ord(one) + turn) % 5 for one in left]
    pairs = found(left, right, weights)
    assert_valid(left, right, pairs)
    assert sum(weights[i] for i, _j in pairs) == best(left, right, weights)


@given(sequences, sequences, st.integers(0, 400))
def test_without_steps_left_what_is_found_is_still_valid(left, right, steps):
    assert_valid(left, right, found(left, right, steps=Steps(steps)))


def test_long_sequences_meet_at_what_stands_once_on_either_side():
    left = [f"甲{at}" for at in range(3000)]
    right = [f"乙{at}" if at % 3 else one for at, one in enumerate(left)]
    assert found(left, right) == [(at, at) for at in range(0, 3000, 3)]


def test_long_sequences_without_such_items_meet_at_runs_of_them():
    left = [str(at * at % 7) for at in range(2100)] + list("甲乙丙丁") + ["7", "8"] * 800
    right = ["7", "9"] * 900 + list("甲乙丙丁") + [str(at * at % 5) for at in range(1900)]
    pairs = found(left, right)
    assert_valid(left, right, pairs)
    assert {left[i] for i, _j in pairs} >= set("甲乙丙丁")


def test_long_sequences_that_only_repeat_are_matched_while_steps_are_left():
    left, right = ["甲", "乙"] * 600, ["乙", "丙"] * 700
    assert len(found(left, right)) == 600
    assert found(left, right, steps=Steps(1000)) == []


def test_hashes_that_meet_by_chance_match_nothing(monkeypatch):
    monkeypatch.setattr("archive.analysis.differences.match._MANY", 0)
    left = [f"甲{at}" for at in range(1200)]
    right = [f"乙{at}" for at in range(1199)] + ["丙"]
    assert found(left, right) == []
