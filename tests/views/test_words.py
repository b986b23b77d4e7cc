"""Filters of templates: words for codes, titles cut between words."""

import pytest
from django.core.paginator import Paginator

from archive.models import Report
from archive.templatetags import archive_words


@pytest.mark.parametrize(
    "title", ["雨山区卫健委2022年工作总结及2023年工作计划", "衛生健康（工作）要點", "", "《总结》"]
)
def test_parts_of_a_title_join_to_the_title(title):
    assert "".join(archive_words.phrases(title)) == title


def test_a_line_never_breaks_between_a_number_and_its_year():
    parts = archive_words.phrases("卫健委2022年工作总结")
    assert not any(part.startswith("年") for part in parts)
    assert len(parts) > 2


def test_an_opening_bracket_stays_with_what_it_opens():
    assert any(part.startswith("（") for part in archive_words.phrases("总结（草案）"))


@pytest.mark.parametrize(
    ("name", "code"),
    [("topic_label", "tcm"), ("kind_label", "plan"), ("role_label", "done"), ("source_label", "gov")],
)
def test_codes_have_words_and_unknown_codes_speak_for_themselves(name, code):
    label = getattr(archive_words, name)
    assert label(code) not in ("", code)
    assert label("nonsense") == "nonsense"


def test_thousands_are_parted_by_commas():
    assert archive_words.thousands(11360) == "11,360"


def test_long_page_lists_are_shortened():
    shown = archive_words.elided(Paginator([Report()] * 1000, 10), 50)
    assert shown[0] == 1
    assert Paginator.ELLIPSIS in shown
    assert len(shown) < 12
