"""Characters that look alike, and how their table is made."""

import numpy as np
import pytest

from archive.text.fold import fold
from search.spelling import lookalikes_table
from search.spelling.lookalikes import lookalikes


@pytest.mark.parametrize("pair", ["未末", "己已", "育肓", "治冶", "免兔"])
def test_characters_taken_for_one_another_are_listed(pair):
    one, other = pair
    assert other in lookalikes()[one]


def test_no_character_looks_like_itself_and_all_are_folded():
    for char, others in lookalikes().items():
        assert char not in others
        assert fold(char + others) == char + others


def test_pictures_that_correlate_look_alike_the_nearest_first():
    pictures = np.array([[1, 0, 0], [0.9, 0.43, 0], [0.8, 0.6, 0], [0, 0, 1]], dtype=np.float32)
    table = lookalikes_table.build_table(list("abcd"), pictures)
    assert table == {"a": "bc", "b": "ca", "c": "ba"}
    assert lookalikes_table.render_table(table) == "a\tbc\nb\tca\nc\tba\n"


def test_the_characters_drawn_are_those_of_simplified_texts():
    drawn = lookalikes_table.characters()
    assert {"卫", "生", "龄"} < set(drawn)
    assert "衛" not in drawn
