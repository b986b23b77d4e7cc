"""The reading model: marks over a revision's text, in the script asked for."""

import pytest

from archive.text import scripts
from archive.text.spans import Span
from archive.views.reading import DEEPEST_LISTED, read
from archive.views.runs import Run
from tests.factories import published_report

pytestmark = pytest.mark.django_db


def shown(report, hits=(), convert=None):
    revision = report.current_revision
    return read(revision, list(revision.sections.all()), hits, convert)


def words(runs) -> str:
    return "".join(run.text for run in runs)


def test_the_source_is_shown_letter_for_letter():
    report = published_report(("一、", "提升服务", "衞生,工作。"))
    (section,) = shown(report).sections
    assert (section.label, words(section.heading)) == ("一、", "提升服务")
    assert words(section.paragraphs[0]) == "衞生,工作。"


def test_simplified_script_restores_punctuation_and_keeps_marks_in_place():
    report = published_report(("一、", "衞生,健康", "正文"))
    (section,) = shown(report, [Span(2, 4, "hit")], scripts.to_simplified).sections
    assert section.heading == (Run("卫生", hit=1, first=True), Run("，健康"))


def test_hits_are_numbered_in_reading_order_and_counted_by_section():
    report = published_report(("", "甲词", "词"), ("", "乙", "词词"))
    hits = [Span(6, 7, "hit"), Span(1, 2, "hit"), Span(2, 3, "hit"), Span(5, 6, "hit")]
    doc = shown(report, hits)
    assert doc.hits == 4
    assert [section.hits for section in doc.sections] == [2, 2]
    assert [run.hit for run in doc.sections[1].paragraphs[0]] == [3, 4]


def test_a_hit_cut_by_another_mark_has_one_number_and_one_beginning():
    report = published_report(("", "甲", "衛(wèi)生"), defects=[[2, 7, "gloss"]])
    (section,) = shown(report, [Span(1, 8, "hit")]).sections
    runs = section.paragraphs[0]
    assert [(run.hit, run.first, run.defect) for run in runs] == [
        (1, True, ""),
        (1, False, "gloss"),
        (1, False, ""),
    ]


def test_glosses_are_left_out_of_converted_text_and_counted():
    report = published_report(("", "甲", "衛(wèi)生"), defects=[[2, 7, "gloss"]])
    doc = shown(report, convert=scripts.to_simplified)
    assert words(doc.sections[0].paragraphs[0]) == "卫生"
    assert doc.glosses_hidden == 1


def test_damage_is_marked_and_listed_once_but_glosses_are_not_listed():
    report = published_report(
        ("", "甲", "**年和**年(a)"), defects=[[1, 3, "mask"], [5, 7, "mask"], [8, 11, "gloss"]]
    )
    doc = shown(report)
    assert doc.damaged == ("**",)
    assert [run.text for run in doc.sections[0].paragraphs[0] if run.defect == "mask"] == ["**", "**"]


def test_enumerators_are_marked_only_where_a_clause_begins():
    report = published_report(("", "甲", "一是抓早；二是抓小。万一是这样，三要落实"))
    (section,) = shown(report).sections
    marked = [run.text for run in section.paragraphs[0] if run.enumerator]
    assert marked == ["一是", "二是"]


def test_a_supplied_heading_loses_its_brackets_and_is_kept_apart():
    (section,) = shown(published_report(("", "", "正文"))).sections
    assert (section.supplied_heading, section.heading) == ("前言", ())


def test_a_conversion_that_changes_length_is_done_mark_by_mark():
    report = published_report(("", "甲", "abcd"))
    (section,) = shown(report, [Span(2, 3, "hit")], lambda text: text * 2).sections
    assert [run.text for run in section.paragraphs[0]] == ["aa", "bb", "cdcd"]


def test_contents_hold_levels_down_to_three_under_their_chapter():
    deep = {"level": DEEPEST_LISTED + 1}
    report = published_report(
        ("", "一", "a"), ("", "二", "b", {"level": 2}), ("", "三", "c", deep), ("", "四", "d")
    )
    chapters = shown(report).chapters
    assert [words(chapter.top.heading) for chapter in chapters] == ["一", "四"]
    assert [words(entry.heading) for entry in chapters[0].entries] == ["二"]


def test_headings_never_go_deeper_than_the_fourth_rank():
    report = published_report(("", "深", "a", {"level": 7}), ("", "", "b"))
    assert [section.rank for section in shown(report).sections] == [4, 2]
