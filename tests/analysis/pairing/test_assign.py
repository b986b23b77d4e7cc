"""Which pairs of two reports are kept."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from archive.analysis.pairing.assign import LEAST, LEAST_FURTHER, assign


def kept(*rows):
    return [tuple(cell) for cell in assign(np.array(rows, dtype=np.float32))]


def test_the_whole_is_best_not_the_first_pair():
    assert kept([0.9, 0.85], [0.85, 0.1]) == [(0, 1), (1, 0)]


def test_an_unlikely_pair_stays_unmade():
    assert kept([0.9, 0.1], [0.1, LEAST - 0.01]) == [(0, 0)]


def test_a_section_left_over_joins_its_likeliest_partner():
    assert kept([0.9, 0.1], [0.8, 0.1]) == [(0, 0), (1, 0)]
    assert kept([0.9, 0.8]) == [(0, 0), (0, 1)]


def test_a_further_section_must_be_surer_than_the_first():
    doubtful = (LEAST + LEAST_FURTHER) / 2
    assert kept([0.9], [doubtful]) == [(0, 0)]
    assert kept([doubtful]) == [(0, 0)]


def test_a_section_that_is_one_of_several_takes_no_further_ones():
    assert kept([0.9, 0.85, 0], [0, 0, 0], [0, 0.8, 0]) != [(0, 0), (0, 1), (2, 1)]


def test_nothing_is_made_of_nothing():
    assert kept([0.0, 0.0]) == []
    assert assign(np.zeros((0, 3), dtype=np.float32)) == []


@pytest.mark.parametrize("shape", [(1, 5), (5, 1), (4, 6)])
@settings(deadline=None, max_examples=40)
@given(st.data())
def test_pairs_make_stars_and_nothing_else(shape, data):
    confidence = data.draw(arrays(np.float32, shape, elements=st.floats(0, 1, width=16)))
    cells = assign(confidence)

    for cell in cells:
        same_row = sum(other.row == cell.row for other in cells)
        same_column = sum(other.column == cell.column for other in cells)
        assert min(same_row, same_column) == 1
        assert confidence[cell] >= LEAST
    assert len(set(cells)) == len(cells)
