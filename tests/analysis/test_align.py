"""Pairing the sections of several reports."""

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.analysis.align import AlignSection, align, role_group

ORDER = ("epidemic", "reform", "tcm", "mch")
_numbers = count()


def section(topic, role="done", text="正文", heading="", order=None):
    number = next(_numbers)
    return AlignSection(f"s{number}", topic, role, heading, text, number if order is None else order)


def topics(rows):
    return [row.topic for row in rows]


def test_sections_on_one_topic_share_a_row():
    left, right = section("tcm"), section("tcm")
    (row,) = align([[left], [right]], ORDER)
    assert (row.topic, row.role, row.cells) == ("tcm", "done", ((left,), (right,)))
    assert row.is_shared


def test_a_report_without_the_topic_has_an_empty_cell():
    (row,) = align([[section("tcm")], []], ORDER)
    assert row.cells[1] == ()
    assert row.filled == 1
    assert not row.is_shared


def test_topics_of_most_reports_come_first_then_the_taxonomy():
    first = [section("mch"), section("tcm"), section("epidemic")]
    second = [section("mch"), section("tcm"), section("reform")]
    third = [section("mch")]
    rows = align([first, second, third], ORDER)
    assert topics(rows) == ["mch", "tcm", "epidemic", "reform"]


def test_topics_outside_the_taxonomy_follow_by_name():
    assert topics(align([[section("zz"), section("aa"), section("mch")], []], ORDER)) == ["mch", "aa", "zz"]


def test_plans_do_not_mix_with_what_was_done():
    rows = align([[section("tcm", "plan"), section("tcm", "done")], [section("tcm", "problem")]], ORDER)
    assert [row.role for row in rows] == ["done", "problem", "plan"]


@pytest.mark.parametrize(
    ("role", "group"),
    [("overview", "done"), ("suggestion", "suggestion"), ("problem", "problem"), ("", "done")],
)
def test_roles_fall_into_four_groups(role, group):
    assert role_group(role) == group


def test_a_cell_keeps_the_order_of_its_report():
    late, early = section("tcm", order=9), section("tcm", order=2)
    (row,) = align([[late, early], []], ORDER)
    assert row.cells[0] == (early, late)


def test_containers_without_text_are_left_out():
    assert align([[section("tcm", text=" \n", heading="一、中医药")], []], ORDER) == []


def test_nothing_to_align_gives_no_rows():
    assert align([], ORDER) == []


def test_terms_in_two_cells_are_shared_in_either_script():
    (row,) = align([[section("tcm", text="新建中医馆3个")], [section("tcm", text="中醫館與國醫堂")]], ORDER)
    assert row.shared_terms == ("中医馆",)


def test_a_term_repeated_within_one_cell_is_not_shared():
    (row,) = align([[section("tcm", text="中医馆"), section("tcm", text="中医馆")], [section("tcm")]], ORDER)
    assert row.shared_terms == ()


def test_a_heading_counts_for_shared_terms():
    (row,) = align([[section("tcm", heading="国医堂")], [section("tcm", text="国医堂")]], ORDER)
    assert row.shared_terms == ("国医堂",)


def test_a_term_inside_a_longer_shared_term_is_not_repeated():
    text = "开展宫颈癌筛查"
    (row,) = align([[section("mch", text=text)], [section("mch", text=text)]], ORDER)
    assert row.shared_terms == ("宫颈癌筛查",)


def test_specific_terms_come_before_common_and_short_ones():
    common = [section("reform", text="医共体")]
    text = "中医、医共体、国医堂"
    rows = align(
        [[section("tcm", text=text), *common], [section("tcm", text=text)]],
        ORDER,
        ["中医", "医共体", "国医堂"],
    )
    assert rows[0].shared_terms == ("国医堂", "医共体", "中医")


sections = st.builds(
    section,
    st.sampled_from([*ORDER, "other"]),
    st.sampled_from(["overview", "done", "problem", "plan", "suggestion"]),
    st.sampled_from(["中医馆", "医共体和托育", "", "两癌筛查"]),
)
reports = st.lists(st.lists(sections, max_size=6), min_size=2, max_size=4)


@settings(deadline=None)
@given(reports)
def test_swapping_reports_mirrors_the_cells(given_reports):
    rows = align(given_reports, ORDER)
    mirrored = align(given_reports[::-1], ORDER)
    assert [(row.topic, row.role, row.cells[::-1], row.shared_terms) for row in rows] == [
        (row.topic, row.role, row.cells, row.shared_terms) for row in mirrored
    ]


@settings(deadline=None)
@given(reports)
def test_every_section_with_text_is_placed_once_in_its_column(given_reports):
    rows = align(given_reports, ORDER)
    for column, report in enumerate(given_reports):
        placed = [one for row in rows for one in row.cells[column]]
        assert sorted(one.order for one in placed) == sorted(one.order for one in report if one.text)
