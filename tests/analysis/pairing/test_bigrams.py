"""Bigrams counted."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.analysis.pairing.bigrams import STOCK_WEIGHTS, count, matching_form, stock_weights


def spelled(key):
    return chr(key >> 32) + chr(key & 0xFFFFFFFF)


def by_text(counted):
    keys = [spelled(int(key)) for key in counted.keys]
    found: list[Counter[str]] = [Counter() for _ in range(counted.size)]
    for text, bigram, times in zip(counted.texts, counted.bigrams, counted.counts, strict=True):
        found[text][keys[bigram]] += int(times)
    return found


def slowly(text):
    pairs = (text[place : place + 2] for place in range(len(text) - 1))
    return Counter(pair for pair in pairs if all("\u4e00" <= char <= "\u9fff" for char in pair))


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from("卫生健康a1,𠀀\n"), max_size=12), max_size=5))
def test_bigrams_of_each_text_are_counted(texts):
    assert by_text(count(texts)) == [slowly(text) for text in texts]


def test_stock_phrases_weigh_less():
    keys = count(["进一步中医卫生"]).keys
    weights = dict(zip(map(spelled, keys.tolist()), stock_weights(keys).tolist(), strict=True))

    assert weights["进一"] == STOCK_WEIGHTS[0]
    assert weights["卫生"] == STOCK_WEIGHTS[1]
    assert weights["中医"] == 1


def test_texts_are_folded_and_their_glosses_taken_out():
    assert matching_form(["婦(fù)幼(yòu)", "衛(wèi)生(shēng)健(jiàn)康"]) == ["妇幼", "卫生健康"]


@settings(deadline=None)
@given(
    st.lists(st.text(st.characters(codec=None), max_size=9) | st.text("\0(（fù)婦", max_size=9), max_size=6)
)
def test_any_text_keeps_its_place_in_the_list(texts):
    forms = matching_form(texts)

    assert len(forms) == len(texts)
    assert count(forms).size == len(texts)


def test_a_note_in_brackets_is_no_gloss():
    assert matching_form(["两癌(含宫颈癌)", "一"]) == ["两癌(含宫颈癌)", "一"]
