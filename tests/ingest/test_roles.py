import pytest

from archive.ingest.roles import role_of, role_of_children, role_of_kind
from tests.ingest.vocabularies import vocabulary


def role(heading, opening="", inherited="done"):
    return role_of(heading, opening, inherited, vocabulary().roles)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("存在问题", "problem"),
        ("存在的问题及下一步工作打算", "problem"),
        ("2025年工作计划", "plan"),
        ("下一步工作安排", "plan"),
        ("对全市2014年工作建议", "suggestion"),
        ("2022年重点工作完成情况", "done"),
        ("总结经验,谋划明年工作打算", "plan"),
        ("计划生育工作稳步推进", "done"),
        ("加强中医药服务", "done"),
    ],
)
def test_headings_tell_the_role(heading, expected):
    assert role(heading) == expected


def test_a_heading_without_cue_keeps_what_it_inherits():
    assert role("加强中医药服务", inherited="plan") == "plan"


def test_an_untitled_section_is_told_by_its_opening():
    assert role("", "虽然各项工作推进,但仍存在一些问题和困难。") == "problem"
    assert role("", "各项工作推进。") == "done"


def test_a_paragraph_that_hands_over_makes_its_subsections_plans():
    assert role_of_children("problem", "存在困难。下步重点做好以下工作:") == "plan"


def test_subsections_inherit_the_role_but_not_the_overview():
    assert role_of_children("problem", "两点。") == "problem"
    assert role_of_children("overview", "") == "done"


def test_documents_that_look_ahead_consist_of_plans():
    assert role_of_kind("key_points") == "plan"
    assert role_of_kind("summary") == "done"
