"""Labels that only their neighbours confirm."""

import pytest

from archive.ingest.sectioning.labels import Rank
from archive.ingest.sectioning.weak_labels import label_lines
from archive.text.fold import fold
from tests.ingest.reports import read, tree

BODY = "全县医疗服务能力稳步提升，群众满意度不断提高。"


def found(*texts):
    return [
        None if label is None else (label.rank, label.number)
        for label, _ in label_lines(list(map(fold, texts)))
    ]


def labels(text):
    return [(level, label) for level, label, _ in tree(text)]


def flags(text):
    return {flag for section in read(text)[1] for flag in section.flags}


@pytest.mark.parametrize(
    "marks",
    [
        ("一，", "二，", "三，"),
        ("一 ", "二 ", "三 "),
        ("—、", "二、", "三、"),
        ("－、", "二、", "三、"),
        ("一", "二", "三"),
        ("一：", "二、", "三；"),
    ],
)
def test_a_first_level_label_with_a_wrong_mark_is_read(marks):
    text = "".join(f"{mark}深化医改工作\n{BODY}\n" for mark in marks)

    assert [s.heading for s in read(text)[1]] == ["深化医改工作"] * 3
    assert "label_damaged" in flags(text)


@pytest.mark.parametrize("marks", [("（一", "（二", "（三"), ("(—)", "(二)", "(三)"), ("（1", "（2", "（3")])
def test_a_bracketed_label_with_lost_marks_is_read(marks):
    text = "一、医改\n" + "".join(f"{mark}深化医改工作\n{BODY}\n" for mark in marks)

    assert [level for level, _ in labels(text)] == [1, 2, 2, 2]
    assert "label_damaged" in flags(text)


@pytest.mark.parametrize(
    "text",
    [
        "一年来，全县工作稳步推进。",
        "二级医院建设加快。",
        "十四五规划实施顺利",
        "（一级医院3家）",
        "三月 启动",
        "1.2万人参保",
        "A级景区",
        "i. 全县",
    ],
)
def test_a_word_that_looks_like_a_label_is_none(text):
    assert found(text) == [None]


def test_a_lost_mark_without_neighbours_is_no_label():
    assert found("一，深化医改", "五，深化医改") == [None, None]


def test_words_that_run_on_need_a_list_of_three():
    assert found("一深化医改工作", "二抓疾控工作") == [None, None]
    assert found("一深化医改工作", "二抓疾控工作", "三抓妇幼工作") == [(Rank.FIRST, n) for n in (1, 2, 3)]


def test_an_outline_in_decimals_is_a_tree():
    marks = ("1. ", "1.1 ", "1.1.1 ", "1.1.2 ", "1.2 ", "2. ", "2.1 ")
    text = "".join(f"{mark}深化医改\n{BODY}\n" for mark in marks)

    assert labels(text) == [
        *((1, "1."), (2, "1.1"), (3, "1.1.1"), (3, "1.1.2"), (2, "1.2")),
        *((1, "2."), (2, "2.1")),
    ]
    assert flags(text) == set()


def test_decimals_stand_under_chapters():
    text = f"第一章 医改\n1.1 医联体\n{BODY}\n第二章 疾控\n2.1 免疫\n{BODY}"

    assert [level for level, _ in labels(text)] == [1, 2, 1, 2]


def test_a_number_with_a_unit_is_no_decimal_label():
    assert found("1. 医改", "1.1万人参保", "1.2亿元投入") == [(Rank.ARABIC, 1), None, None]


def test_roman_numerals_and_letters_are_a_tree():
    text = f"Ⅰ、医改\nA. 医联体\n{BODY}\nB. 药品\n{BODY}\nⅡ、疾控\nA. 免疫\n{BODY}\nB. 监测\n{BODY}"

    assert [level for level, _ in labels(text)] == [1, 2, 2, 1, 2, 2]


def test_roman_numerals_in_letters_are_read():
    assert found("I. 医改", "II. 疾控", "III. 妇幼") == [(Rank.ROMAN, n) for n in (1, 2, 3)]


def test_titles_in_brackets_open_sections_as_in_yearbooks():
    text = f"青禾年鉴2023\n【概况】{BODY}\n【疾病预防控制】 {BODY}\n{BODY}"

    assert tree(text) == [(1, "", "【概况】"), (1, "", "【疾病预防控制】")]
    assert flags(text) == {"unlabelled"}


def test_a_bracketed_title_on_its_own_line_heads_what_follows():
    assert tree(f"【妇幼保健】\n{BODY}\n（一）保健\n{BODY}")[0] == (1, "", "【妇幼保健】")


@pytest.mark.parametrize(
    "mark", ["【正文】", "【打印】", "【卫生局工作总结】", "【附件】", "【www.example.com】"]
)
def test_what_sites_print_in_brackets_is_no_title(mark):
    assert found(mark) == [None]


def test_a_list_of_chapters_that_lost_its_beginning_is_supplied():
    text = f"第一节 医改\n{BODY}\n第二节 疾控\n{BODY}\n第二章 工作计划\n第一节 目标\n{BODY}"

    assert tree(text)[0] == (1, "第一章", "(工作完成情况)")
    assert [level for level, _ in labels(text)] == [1, 2, 2, 1, 2]


def test_a_list_of_decimals_that_lost_its_beginning_is_supplied():
    text = f"1.1 医改\n{BODY}\n1.2 疾控\n{BODY}\n2. 工作计划\n2.1 目标\n{BODY}"

    assert labels(text)[0] == (1, "1.")


def test_roman_lists_that_lost_their_beginning_are_supplied():
    text = f"A. 医改\n{BODY}\nB. 疾控\n{BODY}\nⅡ、工作计划\nA. 目标\n{BODY}\nB. 措施"

    assert labels(text)[0] == (1, "Ⅰ、")


def test_heavenly_stems_count_the_parts_of_older_reports():
    text = (
        f"甲、重要工作\n壹、防治\n{BODY}\n貳、醫政\n{BODY}\n乙、今後方向\n壹、計畫\n{BODY}\n丙、結語\n{BODY}"
    )

    assert [level for level, _ in labels(text)] == [1, 2, 2, 1, 2, 1]


def test_a_class_of_diseases_is_no_stem():
    assert found("甲、乙类传染病下降", "乙、丙类传染病下降") == [None, None]


def test_numbers_without_a_mark_are_labels_above_decimals():
    text = f"1 总体情况\n{BODY}\n2 主要工作\n2.1 医改\n{BODY}\n2.2 疾控\n{BODY}\n3 存在问题\n{BODY}"

    assert labels(text) == [(1, "1"), (1, "2"), (2, "2.1"), (2, "2.2"), (1, "3")]


def test_rows_of_a_list_are_no_labels():
    assert found("1 县医院", "2 中医院", "3 妇幼保健院") == [None] * 3


def test_a_katakana_read_for_two_is_a_label():
    assert found("一、深化医改", "ニ、疾控工作", "三、妇幼工作") == [(Rank.FIRST, n) for n in (1, 2, 3)]
