import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text import fold as plain
from archive.text.invisible import has_invisible
from search import folding

EVERYTHING = "".join(map(chr, range(sys.maxunicode + 1)))


def test_every_character_folds_as_it_does_alone():
    assert folding.fold(EVERYTHING) == plain.fold(EVERYTHING)


def test_every_hidden_character_is_seen():
    shown = "文" * folding.LONG
    for char in EVERYTHING[:0x20000]:
        assert (folding.fold_visible(shown + char) is None) == has_invisible(char), hex(ord(char))


@given(st.text(max_size=200))
def test_texts_of_any_length_fold_alike(text):
    assert folding.fold(text) == plain.fold(text)
    assert folding.fold_visible(text) == (None if has_invisible(text) else plain.fold(text))


@pytest.mark.parametrize("text", ["", "衛", "衛" * folding.LONG, "\ud800" * folding.LONG])
def test_edges(text):
    assert folding.fold(text) == plain.fold(text)
