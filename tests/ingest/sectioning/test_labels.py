import pytest

from archive.ingest.sectioning.labels import Rank, chinese_number, in_chinese, match_label
from archive.text.fold import fold


@pytest.mark.parametrize("number", range(1, 100))
def test_a_numeral_is_read_as_it_is_written(number):
    assert chinese_number(in_chinese(number)) == number


@pytest.mark.parametrize(
    ("numeral", "number"), [("拾贰", 12), ("参", 3), ("12", 12), ("十十", 0), ("一二", 0), ("百", 0)]
)
def test_odd_numerals_are_read_or_refused(numeral, number):
    assert chinese_number(numeral) == number


@pytest.mark.parametrize(
    ("text", "rank", "number"),
    [
        ("第一部分 工作总结", Rank.PART, 1),
        ("第2章：措施", Rank.PART, 2),
        ("第三节 管理", Rank.CHAPTER_SECTION, 3),
        ("壹、前言", Rank.FORMAL, 1),
        ("參、結語", Rank.FORMAL, 3),
        ("一、概况", Rank.FIRST, 1),
        ("十二．党建", Rank.FIRST, 12),
        ("二﹑问题", Rank.FIRST, 2),
        ("（一）医改", Rank.BRACKETED, 1),
        ("(十一)宣传", Rank.BRACKETED, 11),
        ("〔二〕疾控", Rank.BRACKETED, 2),
        ("﹙三﹚妇幼", Rank.BRACKETED, 3),
        ("【四】老龄", Rank.BRACKETED, 4),
        ("一）缺左括号", Rank.BRACKETED, 1),
        ("㈤基层", Rank.BRACKETED, 5),
        ("1、医改", Rank.ARABIC, 1),
        ("2.医改", Rank.ARABIC, 2),
        ("３．医改", Rank.ARABIC, 3),
        ("1.人才队伍建设", Rank.ARABIC, 1),
        ("1.2023年计划", Rank.ARABIC, 1),
        ("（1）医改", Rank.BRACKETED_ARABIC, 1),
        ("①医改", Rank.CIRCLED, 1),
        ("⒊医改", Rank.CIRCLED, 3),
        ("2）医改", Rank.CIRCLED, 2),
        ("一是加强领导", Rank.POINT, 1),
        ("第二，加强管理", Rank.POINT, 2),
        ("第三是抓落实", Rank.POINT, 3),
    ],
)
def test_every_family_is_known(text, rank, number):
    label = match_label(fold(text))

    assert label is not None
    assert (label.rank, label.number) == (rank, number)


@pytest.mark.parametrize(
    "text",
    [
        *("一级医院", "(一)级医院达标", "一、二级医院达标", "三、四季度督查", "一是否达标"),
        *("1.5亿元", "3.15消费者权益日", "12.月", "2024年工作", "一般程序", "十、是", "第十三届", ""),
        *("一、 二级医院达标", "(一) 级医院达标"),
    ],
)
def test_words_and_figures_are_no_labels(text):
    assert match_label(fold(text)) is None


def test_a_label_takes_the_space_behind_it():
    label = match_label("一、 概况")

    assert label is not None
    assert label.length == 3
