"""The hits of a query in whole sections, as places in the text of their revision."""

from typing import Any

import pytest

from archive.models import Section
from search import marks
from search.language.ast import Exact, Query, Term


def spans(text: str, word: str, floor: int = 5, **columns: Any) -> list[str]:
    section = Section(**{"start": 0, "end": len(text), "level": 1} | columns)
    asked = Query("", Term(word, Exact(word), word))
    return [text[span.start : span.end] for span in marks.section_spans(text, [section], asked, floor)]


def test_a_word_that_a_page_break_cuts_is_marked_as_one():
    text = "加强公共\n- 3 -\n卫生服务"
    found = spans(text, "公共卫生", paragraphs=[[[0, 4], [11, 15]]])
    assert found == ["公共\n- 3 -\n卫生"]


def test_paragraphs_are_matched_apart_but_in_one_text():
    assert spans("加强公共\n卫生服务", "公共卫生", paragraphs=[[[0, 4]], [[5, 9]]]) == []
    assert spans("加强公共\n卫生服务", "卫生", paragraphs=[[[0, 4]], [[5, 9]]]) == ["卫生"]


def test_what_shows_nothing_is_marked_at_its_place_in_the_revision():
    text = "前言\u200b\n建医\u200b共\u00ad体"
    assert spans(text, "医共体", paragraphs=[[[0, 3]], [[4, 10]]]) == ["医\u200b共\u00ad体"]


def test_a_heading_is_matched_with_its_label_and_apart_from_the_body():
    text = "二、服务\n能力"
    columns: dict[str, Any] = {
        "label": "二、",
        "heading": "服务",
        "heading_pieces": [[2, 4]],
        "paragraphs": [[[5, 7]]],
    }
    assert spans(text, "二、服务", **columns) == ["二、服务"]
    assert spans(text, "服务能力", **columns) == []


@pytest.mark.parametrize("supplied", ["label_supplied", "heading_supplied"])
def test_what_the_archive_supplied_is_not_marked(supplied):
    text = "服务能力"
    columns: dict[str, Any] = {"label": "服务", "heading": "服务", "heading_pieces": [[0, 2]], supplied: True}
    assert len(spans(text, "服务", **columns)) <= 1


def test_a_label_read_otherwise_than_it_stands_is_not_marked():
    columns: dict[str, Any] = {"label": "三、", "heading": "服务", "heading_pieces": [[2, 4]]}
    assert spans("(三服务", "三、", **columns) == []


def test_a_query_without_wanted_words_marks_nothing():
    section = Section(start=0, end=2, level=1, paragraphs=[[[0, 2]]])
    assert marks.section_spans("服务", [section], Query("", None), 5) == []
