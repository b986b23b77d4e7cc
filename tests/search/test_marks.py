"""What is marked in a text, and the passage shown of it."""

import pytest

from archive.text.fold import fold
from archive.text.gloss import MIN_GLOSSES
from search import marks
from search.language.ast import (
    And,
    Exact,
    Field,
    FieldName,
    Near,
    Node,
    Not,
    Pattern,
    Query,
    Reason,
    Start,
    Term,
    Variant,
)


def term(text: str, pattern: Pattern | None = None, *variants: str, strict: bool = False) -> Term:
    others = tuple(Variant(Exact(fold(other)), other, Reason.SYNONYM) for other in variants)
    return Term(text, pattern or Exact(fold(text)), text, 0, others, (text,) if strict else ())


def query(*words: str | Node) -> Query:
    nodes = tuple(term(word) if isinstance(word, str) else word for word in words)
    return Query("", And(nodes) if len(nodes) > 1 else nodes[0])


def marked(text, asked, floor=MIN_GLOSSES, fields=frozenset()):
    spans = marks.hit_spans(text, asked, floor, fields)
    return [text[span.start : span.end] for span in spans]


def test_hits_are_marked_on_the_texts_own_glyphs():
    assert marked("加強中醫館和中医馆", query("中医馆")) == ["中醫館", "中医馆"]


def test_a_gloss_inside_a_hit_is_marked_with_it_and_one_after_it_is_not():
    text = "基層中醫(yī)館(guǎn)建設(shè)"
    assert marked(text, query("中医馆"), 0) == ["中醫(yī)館"]


@pytest.mark.parametrize("floor", [0, MIN_GLOSSES, marks.NO_GLOSSES])
def test_what_shows_nothing_hides_no_word_and_is_marked_inside_it(floor):
    text = "\ufeff紧密型医\u200b共\u00ad體\u2060（县）"
    assert marked(text, query("医共体"), floor) == ["医\u200b共\u00ad體"]
    assert marked(text, query(term("医共體", strict=True)), floor) == ["医\u200b共\u00ad體"]


def test_brackets_that_gloss_nothing_stay_words_of_the_text():
    assert marked("中医(国医)馆", query("中医馆")) == []
    assert marked("中医（馆）", query("中医（馆）")) == ["中医（馆）"]


def test_variants_are_marked_and_carry_the_word_that_was_typed():
    asked = query(term("中医馆", None, "国医堂"))
    assert marked("国医堂与中医馆", asked) == ["国医堂", "中医馆"]
    assert {span.detail for span in marks.hit_spans("國醫堂", asked)} == {"中医馆"}


def test_unwanted_words_are_not_marked():
    assert marked("托育机构", query("机构", Not(term("托育")))) == ["机构"]
    assert marked("托育机构", query("机构", Not(Not(term("托育"))))) == ["托育", "机构"]


def test_an_empty_query_marks_nothing():
    assert marked("托育机构", Query("", None)) == []


def test_overlapping_hits_are_one_mark_and_touching_ones_two():
    assert marked("公共卫生服务", query("公共卫生", "卫生服务")) == ["公共卫生服务"]
    assert marked("癌癌", query("癌")) == ["癌", "癌"]
    assert marked("癌癌癌", query("癌癌")) == ["癌癌癌"]


def test_a_merged_mark_has_the_word_that_begins_first():
    [span] = marks.hit_spans("公共卫生服务", query("卫生服务", "公共卫生"))
    assert span.detail == "公共卫生"


def test_a_start_is_marked_only_where_no_latin_word_or_number_runs_on():
    asked = query(term("12*", Start("12")))
    assert marked("1200 与 312 与 ａ12 与（１２）", asked) == ["12", "１２"]
    assert marked("加强卫生", query(term("卫生*", Start("卫生")))) == ["卫生"]


def test_words_near_each_other_are_marked_and_those_that_stand_alone_are_not():
    asked = query(term("卫生 服务", Near(("卫生", "服务"), 4)))
    assert marked("卫生的各项服务，以及很多很多别的服务", asked) == ["卫生", "服务"]
    assert marked("卫生与很多很多别的服务", asked) == []


def test_strict_glyphs_mark_only_what_is_written_so():
    assert marked("衛生卫生衞生", query(term("衛生", strict=True))) == ["衛生"]
    near = Term("衛生 服務", Near(("卫生", "服务"), 8), "", glyphs=("衛生", "服務"))
    assert marked("卫生服務", query(near)) == []
    assert marked("衛生服務", query(near)) == ["衛生", "服務"]


def test_strict_glyphs_are_compared_without_glosses():
    assert marked("衛(wèi)生", query(term("衛生", strict=True)), 0) == ["衛(wèi)生"]


def test_the_value_of_a_field_is_marked_in_its_own_place_only():
    named = Field(FieldName.TITLE, ("工作总结",), "工作总结", "工作总结", "标题:工作总结")
    asked = query("卫生", named)
    assert marked("卫生工作总结", asked, fields={FieldName.TITLE}) == ["卫生", "工作总结"]
    assert marked("卫生工作总结", asked, fields={FieldName.HEADING}) == ["卫生"]


def test_marks_carry_the_word_as_typed():
    assert [span.detail for span in marks.hit_spans("卫生", query("衛生"))] == ["衛生"]


def test_a_text_with_many_glosses_has_them_believed_in_its_parts():
    assert marks.gloss_floor("衛(wèi)" * 5) == 0
    assert marks.gloss_floor("衛(wèi)生") == MIN_GLOSSES
