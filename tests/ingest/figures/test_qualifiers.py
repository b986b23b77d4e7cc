"""Words that narrow what a number counts."""

import pytest

from tests.ingest.figures.reading import figure, figures


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("托育服务机构23家(均为民营性质)，", "均为民营性质"),
        ("对11-14周岁青少年开展筛查，", ""),
        ("11-14周岁青少年中，监测人数5257人", ""),
        ("公办和普惠的幼儿园110所", ""),
        ("其中适龄妇女，完成筛查30人", ""),
        ("两所二级以上公立医院门诊挂号168051人", "两所二级以上公立医院"),
    ],
)
def test_narrowing_words_stand_beside_the_name(text, qualifier):
    assert [f.qualifier for f in figures(text)] == [qualifier] * len(figures(text))


def test_words_of_the_name_do_not_narrow_it():
    assert figure("公办幼儿园110所").qualifier == ""


def test_words_of_another_number_do_not_narrow_it():
    assert figures("为32名65岁以上老年人、15名0-3岁儿童提供服务")[1].qualifier == ""
    assert figures("县级公立医院3个、乡镇卫生院18个")[1].qualifier == ""


def test_whose_number_it_is_is_neither_name_nor_figure():
    found = figure("截至目前两所二级以上公立医院门诊挂号168051人")

    assert found.name == "门诊挂号"
