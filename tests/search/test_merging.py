"""Which segments a commit merges."""

import pytest

from search.backends.writing import merging


@pytest.mark.parametrize(
    ("sizes", "wanted"),
    [
        ([], set()),
        ([50_000, 30, 30], set()),
        ([50_000] + [30] * 8, set(range(1, 9))),
        ([50_000] + [30] * 3 + [300] * 5, set(range(1, 9))),
        ([600] * 20, set()),
    ],
)
def test_only_many_small_segments_are_merged(sizes, wanted):
    assert merging.chosen(sizes) == wanted


def test_there_are_never_more_than_the_most():
    sizes = [50_000] * 5
    for _commit in range(3_000):
        taken = merging.chosen(sizes)
        assert not taken & set(range(5)), "a large segment was written again"
        merged = sum(sizes[number] for number in taken)
        sizes = [size for number, size in enumerate(sizes) if number not in taken]
        sizes.append(merged + 30)
        assert len(sizes) <= merging.MOST_SEGMENTS + 1
