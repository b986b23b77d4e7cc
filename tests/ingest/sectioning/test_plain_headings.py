"""Headings without numbers."""

import pytest

from tests.ingest.reports import read, tree

BODY = "全县医疗服务能力稳步提升，群众满意度不断提高，各项工作取得明显成效。"


def test_bulleted_lines_are_headings():
    text = f"县卫生局总结\n今年以来，{BODY}\n◆ 医改工作\n{BODY}\n◆ 疾控工作\n{BODY}"

    assert tree(text)[1:] == [(1, "◆", "医改工作"), (1, "◆", "疾控工作")]


def test_a_bulleted_line_may_open_the_report():
    assert [h for _, _, h in tree(f"县卫生局总结\n■医改工作\n{BODY}\n■疾控工作\n{BODY}")] == [
        "医改工作",
        "疾控工作",
    ]


def test_bullets_below_numbers_stand_below_them():
    text = f"一、医改\n●签约服务\n{BODY}\n●双向转诊\n{BODY}\n二、疾控\n{BODY}"

    assert [level for level, _, _ in tree(text)] == [1, 2, 2, 1]


def test_one_bullet_is_body():
    assert len(tree(f"一、医改\n●签约服务\n{BODY}\n二、疾控\n{BODY}")) == 2


def test_short_lines_head_a_text_that_numbers_nothing():
    headings = ("医改工作", "疾控工作", "存在问题", "下一步打算")
    text = f"今年以来，{BODY}\n" + "".join(f"{heading}\n{BODY}\n{BODY}\n" for heading in headings)

    assert tree(text)[1:] == [(1, "", heading) for heading in headings]
    assert {flag for s in read(text)[1] for flag in s.flags} == {"unlabelled"}


@pytest.mark.parametrize(
    "text",
    [
        f"今年以来，{BODY}\n一、医改\n{BODY}\n签约服务\n{BODY}\n双向转诊\n{BODY}",
        f"今年以来，{BODY}\n医改工作\n{BODY}",
        f"今年以来，{BODY}\n医改工作\n疾控工作\n妇幼工作\n{BODY}",
        f"今年以来，{BODY}\n完成投资300万元\n{BODY}\n签约1.2万人\n{BODY}",
        f"今年以来，全县推进\n医改工作\n{BODY}全县推进\n疾控工作\n{BODY}",
    ],
)
def test_other_short_lines_are_body(text):
    assert "医改工作" not in [heading for _, _, heading in tree(text)]
    assert "签约服务" not in [heading for _, _, heading in tree(text)]


def test_a_plan_on_a_line_of_its_own_is_a_cue():
    assert (1, "", "下一步打算") in tree(f"一、医改。{BODY}\n下一步打算\n{BODY}")


def test_words_set_off_from_three_paragraphs_are_headings_as_in_yearbooks():
    headings = ("概况", "疾病预防控制", "妇幼保健")
    text = "青禾年鉴\n" + "".join(f"{heading}\u3000\u30002010年，{BODY}\n" for heading in headings)

    assert tree(text) == [(1, "", heading) for heading in headings]


def test_words_set_off_once_or_twice_are_body():
    assert len(tree(f"今年以来，{BODY}\n全县  {BODY}\n全区  {BODY}")) == 1
