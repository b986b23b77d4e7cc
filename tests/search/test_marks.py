import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.gloss import MIN_GLOSSES
from search import marks


def marked(text, query, floor=MIN_GLOSSES):
    return [text[span.start : span.end] for span in marks.hit_spans(text, query, floor)]


def test_hits_are_marked_on_the_texts_own_glyphs():
    assert marked("加強中醫館和中医馆", "中医馆") == ["中醫館", "中医馆"]


def test_a_gloss_inside_a_hit_is_marked_with_it_and_one_after_it_is_not():
    text = "基層中醫(yī)館(guǎn)建設(shè)"
    assert marked(text, "中医馆", 0) == ["中醫(yī)館"]


def test_no_synonym_is_marked():
    assert marked("国医堂", "中医馆") == []


def test_excluded_words_are_not_marked():
    assert marked("托育机构", "机构 -托育") == ["机构"]


def test_overlapping_hits_are_one_mark_and_touching_ones_two():
    assert marked("公共卫生服务", "公共卫生 卫生服务") == ["公共卫生服务"]
    assert marked("癌癌", "癌") == ["癌", "癌"]


def test_marks_carry_the_word_as_typed():
    assert [span.detail for span in marks.hit_spans("卫生", "衛生")] == ["衛生"]


def test_a_text_with_many_glosses_has_them_believed_in_its_parts():
    assert marks.gloss_floor("衛(wèi)" * 5) == 0
    assert marks.gloss_floor("衛(wèi)生") == MIN_GLOSSES


def shown(text, query, length=marks.SNIPPET_LENGTH):
    return "".join(s.text for s in marks.snippet(text, marks.hit_spans(text, query), length))


def test_a_snippet_starts_at_a_clause():
    text = "前文。" * 40 + "二是稳步推进，中医馆建设项目。" + "后文。" * 40
    assert shown(text, "中医馆", 30).startswith("二是稳步推进，中医馆")


def test_a_snippet_starts_near_the_hit_when_no_clause_does():
    text = "文" * 200 + "中医馆"
    assert "中医馆" in shown(text, "中医馆", 40)
    assert len(shown(text, "中医馆", 40)) <= 40


def test_a_snippet_prefers_the_passage_with_most_words():
    text = "中医馆在此。" + "空文。" * 60 + "托育与中医馆。" + "空文。" * 60
    assert "托育与中医馆" in shown(text, "中医馆 托育", 40)


def test_a_snippet_without_hits_is_the_beginning():
    assert shown("甲" * 300, "乙") == "甲" * marks.SNIPPET_LENGTH


@pytest.mark.parametrize("length", [1, 5, 30])
@given(text=st.text("卫生癌。，\n文", max_size=80))
def test_a_snippet_never_cuts_a_mark(length, text):
    spans = marks.hit_spans(text, "卫生 癌")
    pieces = marks.snippet(text, spans, length)
    assert all(text[piece.start : piece.end] == piece.text for piece in pieces)
    bounds = (pieces[0].start, pieces[-1].end) if pieces else (0, 0)
    assert not any(s.start < edge < s.end for s in spans for edge in bounds)
    assert not spans or any(piece.in_layer("hit") for piece in pieces)
