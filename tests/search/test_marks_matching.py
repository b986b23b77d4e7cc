"""The patterns of a query against one folded text, checked by trying every place."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from search.language.ast import Exact, Near, Start
from search.marks.matching import occurrences

texts = st.text("卫生ab1", max_size=14)
parts = st.text("卫生ab1", min_size=1, max_size=3)


def places(text: str, part: str) -> list[tuple[int, int]]:
    ends = ((start, start + len(part)) for start in range(len(text)))
    return [(start, end) for start, end in ends if text[start:end] == part]


@given(text=texts, part=parts)
def test_an_exact_pattern_is_found_everywhere_it_stands(text, part):
    assert occurrences(text, Exact(part)) == places(text, part)


@given(text=texts, part=parts)
def test_a_start_is_found_where_no_letter_or_digit_stands_before_it(text, part):
    free = [(s, e) for s, e in places(text, part) if s == 0 or text[s - 1] not in "ab1"]
    assert occurrences(text, Start(part)) == free


@given(text=texts, near=st.lists(parts, min_size=1, max_size=3), slack=st.integers(0, 6))
def test_parts_are_found_where_some_choice_of_them_fits_the_window(text, near, slack):
    pattern = Near(tuple(near), slack)
    fitting = [
        chosen
        for chosen in product(*(places(text, part) for part in pattern.parts))
        if max(end for _start, end in chosen) - min(chosen)[0] <= pattern.span
    ]
    assert occurrences(text, pattern) == sorted({place for chosen in fitting for place in chosen})


@given(written=st.text("卫衛生", max_size=12), glyphs=st.text("卫衛生", min_size=1, max_size=2))
def test_strict_glyphs_are_found_where_they_are_written(written, glyphs):
    folded, part = written.replace("衛", "卫"), glyphs.replace("衛", "卫")
    assert occurrences(folded, Exact(part), written, (glyphs,)) == places(written, glyphs)


def test_nothing_is_found_of_nothing():
    assert occurrences("卫生", Exact("")) == []


def test_thousands_of_parts_near_each_other_are_found_at_once():
    assert len(occurrences("卫生" * 5000, Near(("卫", "生"), 9000))) == 10000
