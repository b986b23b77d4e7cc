"""A difference is an edit: followed, it makes one text of the other, whatever the texts are."""

import re
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.analysis.differences.compare import Cut, Difference, compare
from archive.analysis.differences.text import Text
from archive.text.fold import fold

BLANKS = re.compile(r"\s+|\u200b")
LONG = "全年新建村卫生室十二个，改造病房三千平方米，培训乡村医生。"
SENTENCES = [
    LONG,
    "乙事衛生已办。",
    "丙事卫生已办，1.5万人。",
    "丁，",
    "一、标题\n",
    "(四)己事已办。",
    "\u200b庚 辛\n",
    "。",
]
texts = st.one_of(
    st.text(alphabet="甲乙卫衛，,。(;；\n 12.%a\u200b", max_size=40),
    st.lists(st.sampled_from(SENTENCES), max_size=12).map("".join),
)

compare("甲乙。", "甲丙。")  # the dictionary is loaded once, which takes longer than any example may


def bare(text: str) -> str:
    return fold(BLANKS.sub("", text))


def followed(found: Difference) -> str:
    """The right text, made of what the left one kept, what is new, and what moved."""
    kept: dict[int, str] = {}
    for cut in found.cuts:
        if cut.move and not cut.changed and cut.left:
            kept[cut.move] = kept.get(cut.move, "") + bare(cut.left)
    made = ""
    for cut in found.cuts:
        if cut.move and not cut.changed:
            size = len(bare(cut.right))
            made += kept[cut.move][:size]
            kept[cut.move] = kept[cut.move][size:] if size else kept[cut.move]
        else:
            made += bare(cut.right if cut.changed else cut.left)
    assert not any(kept.values())
    return made


def lines(text: str) -> Text:
    return Text(text, tuple(accumulate(len(line) for line in text.splitlines(keepends=True))))


def mirrored(cut: Cut) -> tuple[str, str, bool, bool]:
    return cut.right, cut.left, cut.changed, bool(cut.move)


@pytest.mark.parametrize("strict", [True, False])
@given(left=texts, right=texts)
def test_each_side_joins_to_its_text(left, right, strict):
    found = compare(lines(left), lines(right), strict=strict)
    assert "".join(cut.left for cut in found.cuts) == left
    assert "".join(cut.right for cut in found.cuts) == right


@given(texts, texts)
def test_an_edit_followed_makes_the_other_text(left, right):
    assert followed(compare(left, right)) == bare(right)


@given(texts, texts)
def test_what_did_not_change_is_the_same_on_both_sides(left, right):
    for cut in compare(left, right).cuts:
        assert cut.changed or cut.move or bare(cut.left) == bare(cut.right)


@given(texts, texts)
def test_when_strict_what_did_not_change_is_the_same_to_the_letter(left, right):
    for cut in compare(left, right, strict=True).cuts:
        assert cut.changed or cut.move or cut.left == cut.right


@given(texts, texts)
def test_texts_differ_if_and_only_if_their_bare_forms_do(left, right):
    assert compare(left, right).is_same == (bare(left) == bare(right))
    assert compare(left, right, strict=True).is_same == (left == right)


@given(texts, texts)
def test_swapping_the_texts_swaps_what_went_and_what_came(left, right):
    found, swapped = compare(left, right), compare(right, left)
    assert (found.places, found.moves, found.alike) == (swapped.places, swapped.moves, swapped.alike)
    assert (found.deleted, found.inserted) == (swapped.inserted, swapped.deleted)
    assert sorted(mirrored(cut) for cut in found.cuts) == sorted(
        (cut.left, cut.right, cut.changed, bool(cut.move)) for cut in swapped.cuts
    )


@given(texts, texts)
def test_places_are_numbered_as_they_come(left, right):
    found = compare(left, right)
    numbers = [cut.place for cut in found.cuts if cut.place]
    assert list(dict.fromkeys(numbers)) == list(range(1, found.places + 1))
    assert all(bool(cut.place) == (cut.changed or bool(cut.move)) for cut in found.cuts)


@given(texts, texts)
def test_the_share_alike_is_that_of_the_characters_neither_came_nor_went(left, right):
    found = compare(left, right)
    whole = len(bare(left)) + len(bare(right))
    assert found.alike == pytest.approx(1 - (found.deleted + found.inserted) / whole if whole else 1)
