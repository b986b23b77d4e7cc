"""Actual, target, plan, delta, from and to."""

import pytest

from tests.ingest.figures.reading import figure, roles


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("签约率为45.6%", "actual"),
        ("新增托位360个", "actual"),
        ("完成全年任务的102.8%", "actual"),
        ("已完成整改任务66项", "actual"),
        ("争取上级资金1.23亿元", "actual"),
        ("人均预期寿命78.5岁", "actual"),
        ("儿童免疫规划疫苗接种率95%", "actual"),
        ("筛查任务49名", "target"),
        ("力争签约率达到60%", "target"),
        ("确保接种率达到95%以上", "target"),
        ("按照100间/万常住人口的要求储备房间", "target"),
        ("到2025年，千人口床位数达到6.5张", "target"),
        ("目标任务(新增托位351个)", "target"),
        ("目标任务：到年底，签约率不低于50%", "target"),
        ("计划总投资1亿元", "plan"),
        ("规划建设面积22511平方米", "plan"),
        ("预计年底前将达到100%", "plan"),
        ("诊疗量同比增长12.3%", "delta"),
        ("签约率提高3.2个百分点", "delta"),
        ("药品价格平均降幅达30%左右", "delta"),
        ("比上年增加37867个", "delta"),
    ],
)
def test_words_beside_a_number_tell_its_role(text, role):
    assert figure(text).role == role


def test_a_change_has_both_ends():
    assert roles("报销比例由40%提高到50%") == ["from", "to"]


def test_what_a_growth_is_compared_with_is_where_it_came_from():
    assert roles("门诊量42万人次，比2021年的38万人次增加4万人次") == ["actual", "from", "delta"]


def test_a_level_that_was_raised_is_no_change():
    assert roles("床位扩充到80张") == ["actual"]


def test_what_a_plan_says_is_planned():
    assert roles("接种率保持在96%以上", role="plan") == ["plan"]
    assert roles("现有引进8名专家的作用", role="plan") == ["actual"]


def test_a_change_stays_one_in_a_plan():
    assert roles("标准由74元增至79元", role="plan") == ["from", "to"]


def test_a_list_goes_on_as_planned():
    assert roles("计划建设示范卫生室100个，市级卫生室7个") == ["plan", "plan"]


def test_changes_in_a_list_are_all_changes():
    assert roles("门诊和住院费用分别下降2.1%和3.4%") == ["delta", "delta"]


def test_what_was_ensured_for_now_is_actual():
    assert roles("确保24小时内能启用1/3的隔离房间") == ["actual"]
