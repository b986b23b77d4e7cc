"""Words that lead to a name or away from it."""

import pytest

from archive.ingest.figures.phrases import after_number, before_number, without_change
from tests.ingest.figures.reading import names, quotes, values


@pytest.mark.parametrize(
    ("phrase", "kept"),
    [
        ("产前筛查率达到", "产前筛查率"),
        ("门诊量同比增长了", "门诊量"),
        ("床位数提高到", "床位数"),
        ("重症床位数分别为", "重症床位数"),
        ("特别扶助金标准提高到每人每月", "特别扶助金标准"),
        ("常住人口签约", "常住人口签约"),
        ("利用广播宣传达", "利用广播宣传"),
        ("服务功能", "服务功能"),
        ("价格平均降幅达", "价格"),
    ],
)
def test_words_that_lead_to_a_number_are_no_part_of_the_name(phrase, kept):
    assert without_change(phrase) == kept


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("目前全区已投产项目", "已投产项目"),
        ("2021年末全市乡镇卫生院", "乡镇卫生院"),
        ("xx年参合农民", "参合农民"),
        ("县域内就诊率", "县域内就诊率"),
        ("较上年同期住院人次", "住院人次"),
        ("县人民医院开展日间手术", "日间手术"),
        ("为市一医院引进研究生", "研究生"),
        ("人均基本公共卫生经费", "人均基本公共卫生经费"),
        ("自愿咨询", "自愿咨询"),
        ("3.8妇女节活动", "3.8妇女节活动"),
        ('"先诊疗后付费"惠及患者', '"先诊疗后付费"惠及患者'),
        ("共开展", ""),
    ],
)
def test_words_before_a_name_are_no_part_of_it(phrase, name):
    start, end = before_number(phrase, 0, len(phrase))

    assert phrase[start:end].removeprefix("已") == name.removeprefix("已")


def test_a_sentence_is_no_name():
    sentence = "群众常见病多发病就医用药随时值守" * 3

    start, end = before_number(sentence, 0, len(sentence))

    assert start == end


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("村医进行培训", "村医"),
        ("65岁以上老年人体检", "65岁以上老年人体检"),
        ("乡村医生(社区医生)进行", "乡村医生"),
        ("村(居)卫生室建成", "村(居)卫生室"),
        ("已婚育龄妇女进行检查", "已婚育龄妇女"),
        ("试点县为251万名夫妇", "试点县"),
        ("和其他人员", ""),
        ("的比例给予补偿", ""),
        ("，并且", ""),
        ("", ""),
    ],
)
def test_the_name_after_a_number_ends_before_the_predicate(phrase, name):
    start, end = after_number(phrase, 0, share=False)

    assert phrase[start:end] == name


def test_damage_of_more_digits_than_anything_has_is_no_figure():
    assert values("总投资999999999999999万亿元") == []


def test_numbers_are_told_from_those_in_names_beside_them():
    assert names("处理12345热线工单156件") == ["处理12345热线工单"]
    assert quotes("农民大病二次补助621.39万元") == ["621.39万元"]
