"""The passage of a text that is shown for its hits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.fold import fold
from search import marks
from search.language.ast import Exact, Or, Query, Reason, Term, Variant


def query(*words: str, **variants: str) -> Query:
    terms = tuple(
        Term(
            word,
            Exact(fold(word)),
            word,
            variants=tuple(Variant(Exact(v), v, Reason.SYNONYM) for k, v in variants.items() if k == word),
        )
        for word in words
    )
    return Query("", Or(terms) if len(terms) > 1 else terms[0])


def pieces(text, asked, length=marks.SNIPPET_LENGTH, floor=5):
    return marks.snippet(text, marks.Marker.of(asked).hits(text, floor), length, floor)


def shown(text, asked, length=marks.SNIPPET_LENGTH, floor=5):
    return "".join(piece.text for piece in pieces(text, asked, length, floor))


def test_it_starts_at_a_clause():
    text = "前文。" * 40 + "二是稳步推进，中医馆建设项目。" + "后文。" * 40
    assert shown(text, query("中医馆"), 30).startswith("二是稳步推进，中医馆")


def test_it_starts_near_the_hit_when_no_clause_does():
    text = "文" * 200 + "中医馆" + "文" * 200
    assert "中医馆" in shown(text, query("中医馆"), 40)
    assert len(shown(text, query("中医馆"), 40)) <= 40


def test_near_the_end_of_a_text_it_starts_earlier():
    text = "前文，" * 60 + "中医馆。"
    assert 90 <= len(shown(text, query("中医馆"))) <= marks.SNIPPET_LENGTH + 12


def test_it_ends_with_a_sentence_where_one_ends_near():
    text = "中医馆" + "文" * 92 + "。" + "后" * 200
    assert shown(text, query("中医馆")).endswith("。")


def test_it_prefers_the_passage_with_most_words():
    text = "中医馆在此。" + "空文。" * 60 + "托育与中医馆。" + "空文。" * 60
    assert "托育与中医馆" in shown(text, query("中医馆", "托育"), 40)


def test_it_prefers_words_as_typed_to_variants():
    text = "国医堂。" + "空文。" * 60 + "中医馆。" + "空文。" * 60
    assert "中医馆" in shown(text, query("中医馆", 中医馆="国医堂"), 40)


def test_words_far_apart_are_shown_in_two_passages():
    text = "推进中医馆建设。" + "空文。" * 100 + "发展托育服务。" + "空文。" * 100
    found = pieces(text, query("中医馆", "托育"))
    [gap] = [piece for piece in found if piece.in_layer("gap")]
    assert (gap.text, gap.start) == ("…", gap.end)
    assert {p.text for p in found if p.in_layer("hit")} == {"中医馆", "托育"}
    assert len("".join(piece.text for piece in found)) <= marks.SNIPPET_LENGTH + 30


def test_two_passages_that_nearly_touch_are_one():
    text = "推进中医馆建设" + "文" * 74 + "托育服务" + "文" * 100
    assert not any(piece.in_layer("gap") for piece in pieces(text, query("中医馆", "托育")))


def test_without_hits_it_is_the_beginning():
    assert shown("甲" * 300, query("乙")) == "甲" * marks.SNIPPET_LENGTH


def test_numbers_and_latin_words_are_not_cut():
    text = "文" * 50 + "2023年第12345号" + "文" * 6 + "中医馆" + "文" * 70 + "covid-19" + "文" * 90
    for length in range(20, 90):
        found = shown(text, query("中医馆"), length)
        assert "12345" in found or not set("12345") & set(found)
        assert "covid" in found or not set("covid") & set(found)


def test_a_character_is_not_cut_from_its_gloss():
    text = "，".join(["基(jī)層(céng)中(zhōng)醫(yī)館(guǎn)建(jiàn)設(shè)"] * 30)
    for length in range(20, 80):
        found = shown(text, query("层中"), length, 0)
        assert found.count("(") == found.count(")")
        assert not found.startswith("(")


@pytest.mark.parametrize("length", [1, 5, 30, 90])
@given(text=st.text("卫生癌。，\n文 1a", max_size=300))
def test_it_never_cuts_a_mark(length, text):
    hits = marks.Marker.of(query("卫生", "癌")).hits(text)
    found = marks.snippet(text, hits, length)
    real = [piece for piece in found if not piece.in_layer("gap")]
    assert all(text[piece.start : piece.end] == piece.text for piece in real)
    bounds = {edge for piece in real for edge in (piece.start, piece.end)}
    assert not any(hit.start < edge < hit.end for hit in hits for edge in bounds)
    assert not hits or any(piece.in_layer("hit") for piece in found)
    assert [p.start for p in real] == sorted(p.start for p in real)
