"""What a number measures."""

import pytest

from tests.ingest.figures.reading import figure, figures, names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("献血人数1259人", "献血人数"),
        ("截至目前，产前筛查率达81%", "产前筛查率"),
        ("全区城乡居民健康档案电子建档率为95.88%", "城乡居民健康档案电子建档率"),
        ("2022年全区奖特扶对象5068人", "奖特扶对象"),
        ("其中完成乳腺癌筛查4079人", "乳腺癌筛查"),
        ("传染病疫情、突发公共卫生事件信息报告率100%", "传染病疫情、突发公共卫生事件信息报告率"),
        ("0-6岁儿童健康管理率95.45%", "0-6岁儿童健康管理率"),
        ("社区卫生服务站合理配备工作人员40余人", "工作人员"),
        ("人口自然增长率3.2‰", "人口自然增长率"),
        ("及时处置率100%", "及时处置率"),
        ("购置彩超5台", "彩超"),
        ("较去年提高，签约率45.6%", "签约率"),
    ],
)
def test_a_number_is_named_by_what_stands_before_it(text, name):
    found = figure(text)

    assert (found.name, found.name_rule) == (name, "before")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("设有110个托位，", "托位"),
        ("选派2名基层医疗机构医生到医院培训", "基层医疗机构医生"),
        ("组织147名村医进行培训", "村医"),
        ("对全区140家医疗机构展开督查", "医疗机构"),
        ("充分发挥引进8名省级以上三甲医院专家的作用", "省级以上三甲医院专家"),
        ("50%的卫生院完成内涵建设。", "卫生院完成内涵建设"),
        ("吴店、兴隆、熊集3个卫生院", "卫生院"),
        ("再争创10个“四化”乡镇卫生院。", "“四化”乡镇卫生院"),
        ("对46家存在职业危害因素的用人单位进行检查", "用人单位"),
        ("给予10万元预算经费。", "预算经费"),
        ("实施8项为民服务实事", "为民服务实事"),
        ("提供9大类基本公共卫生服务。", "基本公共卫生服务"),
    ],
)
def test_a_number_after_a_verb_is_named_by_what_follows(text, name):
    found = figure(text)

    assert (found.name, found.name_rule) == (name, "after")


def test_a_list_goes_on_with_what_follows_each_number():
    assert names("在11家乡镇卫生院、103家村卫生室和2个中心上线") == ["乡镇卫生院", "村卫生室", "中心"]


def test_a_number_in_brackets_is_named_by_what_stands_before_them():
    found = figure("居民健康素养水平(37%)")

    assert (found.name, found.name_rule) == ("居民健康素养水平", "bracket")


def test_an_empty_clause_takes_the_name_of_the_clause_before():
    found = figure("居民健康素养水平稳步提升，达38.2%")

    assert (found.name, found.name_rule) == ("居民健康素养水平", "clause")


def test_a_second_number_of_the_same_thing_inherits_its_name():
    assert names("全覆盖共签约一般脱贫户6961户，17518人") == ["一般脱贫户", "一般脱贫户"]


def test_both_ends_of_a_change_have_one_name():
    assert names("新农合筹资标准由每人每年290元提高到340元") == ["新农合筹资标准"] * 2


def test_names_in_a_list_are_shared_out_in_order():
    text = "孕产妇死亡率、婴儿死亡率分别为8.2/10万、3.1‰"

    assert names(text) == ["孕产妇死亡率", "婴儿死亡率"]


def test_what_only_the_last_name_says_is_said_of_all():
    text = "高血压、糖尿病患者规范管理率分别达到72%、70%"
    first = figures(text)[0]

    assert names(text) == ["高血压患者规范管理率", "糖尿病患者规范管理率"]
    assert [text[start:end] for start, end in first.name_spans] == ["高血压", "患者规范管理率"]


def test_changes_said_of_several_numbers_have_their_names():
    text = "门诊费用186元，住院费用5123元，分别较去年同期下降2.1%和3.4%"

    assert names(text) == ["门诊费用", "住院费用", "门诊费用", "住院费用"]


def test_a_number_against_a_population_is_named_by_both():
    assert names("拥有病床数425张，每千人口2.13张") == ["病床数", "每千人口病床数"]


def test_two_counts_in_a_row_have_the_name_that_follows():
    assert names("对53831户70488名儿童建档") == ["儿童建档", "儿童建档"]


def test_numbers_without_a_name_pass_none_on():
    assert names("100%、90%，50人(比上年增加5人)") == [""] * 4


def test_a_number_alone_has_no_name():
    found = figure("100%")

    assert (found.name, found.name_rule, found.name_spans) == ("", "", ())


def test_a_name_keeps_the_source_s_script():
    found = figure("孕產婦死亡率下降到15.1/10萬")

    assert found.name == "孕產婦死亡率"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("一、献血人数1259人", "献血人数"),
        ("(三)献血人数1259人", "献血人数"),
        ("|thematic|R|献血人数1259人", "献血人数"),
        ("20_年献血人数1259人", "献血人数"),
        ("2O05年献血人数1259人", "献血人数"),
        ("自来水受益人口19.8万人", "自来水受益人口"),
        ("危房面积还有3400平方米", "危房面积"),
    ],
)
def test_labels_and_debris_are_no_part_of_a_name(text, name):
    assert figure(text).name == name


def test_what_a_number_counts_does_what_it_does_to_the_next():
    assert names("21个试点县组建医共体48个") == ["试点县", "医共体"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("引导86家村卫生室实行一体化管理", "村卫生室"),
        ("市属6家医院通过评审", "医院"),
        ("县域内5个急救站点投入运行", "急救站点"),
        ("11所卫生院因场地不足停诊", "卫生院"),
        ("1.9万名适龄女生接种疫苗", "适龄女生"),
        ("新增6个预防接种门诊", "预防接种门诊"),
    ],
)
def test_what_follows_is_named_without_its_predicate(text, name):
    assert figures(text)[0].name == name
