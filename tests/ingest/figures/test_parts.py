"""Wholes and their parts, and doubts about numbers."""

import pytest

from tests.ingest.figures.reading import figure, figures


def wholes(text):
    return [f.whole for f in figures(text)]


def flags(text):
    return [f.flags for f in figures(text)]


def test_numbers_in_the_bracket_after_one_are_its_parts():
    assert wholes("受理信访7件(其中接访1件，来访3件，回复3件)") == [None, 0, 0, 0]


def test_parts_may_stand_after_the_name_of_the_whole():
    assert wholes("完成11个医疗卫生机构(1个中心、2个卫生室和8个服务站)建设") == [None, 0, 0, 0]


def test_parts_may_follow_in_the_sentence():
    assert wholes("职工2058人，其中医师564人、护士630人。门诊3人") == [None, 0, 0, None]


def test_what_is_counted_otherwise_is_no_part():
    assert wholes("床位783张，其中病房30间") == [None, None]


def test_a_growth_is_neither_whole_nor_part():
    assert wholes("机构100个，比上年增加5个，其中医院30个") == [None, None, 0]


def test_places_go_on_over_paragraphs():
    assert wholes("献血5人\n招聘8人，其中医师1人") == [None, None, 1]


def test_parts_that_add_up_are_not_doubted():
    assert flags("对象5068人(国家奖扶2568人，特扶953人，扩面1547人)") == [(), (), (), ()]


def test_a_list_of_all_parts_that_do_not_add_up_is_doubted():
    assert flags("对象5068人(国家奖扶2568人，特扶953人，扩面1543人)")[0] == ("sum_differs",)


def test_some_of_the_parts_may_be_less_than_the_whole():
    assert flags("床位783张，其中医院床位545张、卫生院床位208张")[0] == ()


def test_more_than_the_whole_is_doubted():
    assert flags("床位783张，其中医院床位545张、卫生院床位308张")[0] == ("sum_differs",)


@pytest.mark.parametrize("text", ["三类监测对象10592270人", "对1644种重点慢病患者进行随访"])
def test_fused_numbers_are_flagged_and_kept(text):
    found = figure(text)

    assert found.flags == ("fused",)
    assert str(found.value) in text


@pytest.mark.parametrize("text", ["服务人口10592270人", "培训2000万人", "储备44种药品", "常住人口300万人"])
def test_large_numbers_as_people_write_them_are_not_doubted(text):
    assert figure(text).flags == ()


def test_shares_far_over_a_hundred_are_flagged_unless_they_are_a_growth():
    assert figure("覆盖率达1000%").flags == ("over_hundred",)
    assert figure("完成率108.3%").flags == ()
    assert figure("门诊量同比增长355%").flags == ()
