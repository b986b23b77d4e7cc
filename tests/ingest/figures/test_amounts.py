"""How much: numbers, magnitudes, units and comparators."""

import pytest

from tests.ingest.figures.reading import figure, figures, quotes, values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("献血人数1259人", "1259 人"),
        ("投资0.59亿元", "59000000 元"),
        ("发放资金99.019万元", "990190 元"),
        ("参加人数23000多人", "23000 人"),
        ("发放宣传单10万余份", "100000 份"),
        ("补助3千余元", "3000 元"),
        ("处理垃圾1,234.5吨", "1234.5 吨"),
        ("诊疗量１２.５万人次", "125000 人次"),
        ("總投資2.76億元", "276000000 元"),
        ("服务全市110万人口", "1100000 人"),
        ("政策外多孩率0‰", "0 ‰"),
        ("孕产妇死亡率为8.5/10万", "8.5 /10万"),
        ("孕产妇死亡率8.5/十万", "8.5 /10万"),
        ("储备房间100间/万常住人口", "100 间/万人"),
        ("人均补助84元/人", "84 元/人"),
        ("检测能力每日1.1万管", "11000 管/日"),
        ("投资1亿；", "100000000 元"),
        ("平均住院日8.2天", "8.2 天"),
        ("培养2名医生", "2 名"),
        ("开展3次中医义诊", "3 次"),
        ("完成1200人体检", "1200 人"),
        ("人均预期寿命达78.5岁", "78.5 岁"),
        ("建筑面积5600㎡", "5600 ㎡"),
        ("签约3.5万户次", "35000 户次"),
        ("签约率较去年提高3.2个百分点", "3.2 个百分点"),
        ("建筑面积3.5 万平方米", "35000 平方米"),
        ("接种1.2亿剂次", "120000000 剂次"),
    ],
)
def test_a_number_is_read_with_its_magnitude_and_unit(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三所公办幼儿园延伸开设", "3 所"),
        ("招聘两次", "2 次"),
        ("组织二十余人参加", "20 人"),
        ("招聘三名大学生村医", "3 名"),
        ("慰问一百二十户", "120 户"),
        ("覆盖率为百分之九十五", "95 %"),
        ("覆盖率为百分之95.5", "95.5 %"),
        ("覆盖率达到百分之百", "100 %"),
        ("出生率千分之五点二", "5.2 ‰"),
        ("启用三分之一的隔离房间", "0.3333 比例"),
        ("启用1/3的隔离房间", "0.3333 比例"),
    ],
)
def test_a_number_in_words_is_read(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "一名分管领导统一管理",
        "突出三个加强",
        "统筹三项工作",
        "狠抓三个关键环节",
        "获得第三名",
        "三级医院和二级甲等医院",
        "增强四个意识、坚定四个自信、做到两个维护、领会两个确立",
        "落实三个一批、十个一工程，打好三场攻坚战",
        "招募三支一扶人员",
        "十十十家",
        "覆盖率为百分之百百",
        "12/5前完成",
    ],
)
def test_words_of_a_way_of_speaking_are_no_figures(text):
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "comparator", "quoted"),
    [
        ("覆盖率超90%", "gt", "超90%"),
        ("覆盖率超过90%", "gt", "超过90%"),
        ("检出率≥1%", "ge", "≥1%"),
        ("接种率达到95%以上", "ge", "95%以上"),
        ("按照不低于 50%的比例", "ge", "不低于 50%"),
        ("空编率降至5%以下", "le", "5%以下"),
        ("死亡率控制在10/10万以内", "le", "10/10万以内"),
        ("总投资约200亿元", "approx", "约200亿元"),
        ("门诊量80人次左右", "approx", "80人次左右"),
        ("手术40多例", "approx", "40多例"),
        ("覆盖率达100%", "reach", "100%"),
        ("人数高达100人", "reach", "100人"),
        ("覆盖率100%", "eq", "100%"),
        ("提供至少4类以上适宜技术", "ge", "至少4类以上"),
        ("培训三十人以上", "ge", "三十人以上"),
        ("配备不足5人", "lt", "不足5人"),
        ("接种率 达到 95 % 以上 ，", "ge", "95 % 以上"),
        ("总投资 约 200 亿元 。", "approx", "约 200 亿元"),
        ("检测能力 每日1.1万管", "eq", "每日1.1万管"),
    ],
)
def test_the_comparator_is_told_and_quoted(text, comparator, quoted):
    assert figure(text).comparator == comparator
    assert quotes(text) == [quoted]


@pytest.mark.parametrize("text", ["常住人口签约21.3万人", "购置彩超5台", "家庭医生签约1万人"])
def test_a_word_that_ends_like_a_comparator_is_none(text):
    assert figure(text).comparator == "eq"


@pytest.mark.parametrize(
    "text", ["监测率为91.5,", "出生人口性别比108,", "节省费用54977.36。", "发展指数达85"]
)
def test_a_bare_number_counts_after_what_is_measured(text):
    assert len(figures(text)) == 1


@pytest.mark.parametrize("text", ["同比2023", "邮编243000", "见附件3", "对比2", "共享数2-3"])
def test_a_bare_number_elsewhere_does_not_count(text):
    assert figures(text) == ()


def test_a_bare_number_counts_the_noun_after_a_verb_of_being_there():
    found = figure("乡镇卫生院建成9中医馆均能够开展服务")

    assert (f"{found.value:f}", found.unit, found.name) == ("9", "", "中医馆")


@pytest.mark.parametrize("text", ["3人民医院", "5分院", "2次中心", "4项目", "6人均"])
def test_a_character_that_begins_a_longer_word_is_no_unit(text):
    assert figures(text) == ()


def test_a_range_is_two_figures_its_ends():
    low, high = figures("基本药物销售额达到40-50%。")

    assert [(f"{f.value:f}", f.unit, f.comparator) for f in (low, high)] == [
        ("40", "%", "ge"),
        ("50", "%", "le"),
    ]
    assert low.name == high.name == "基本药物销售额"


def test_both_ends_of_a_range_have_the_magnitude_written_once():
    assert values("每家投资3至5万元") == ["30000 元", "50000 元"]
    assert values("每家投资3万元-5万元") == ["30000 元", "50000 元"]


def test_a_change_is_no_range():
    assert [f.role for f in figures("补助标准由74元至79元")] == ["from", "to"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("投入5，000多万元", ["50000000 元"]),
        ("新增床位1, 038个", ["1038 个"]),
        ("每人补助3，400元", ["3400 元"]),
        ("见表1, 200人参加", ["200 人"]),
        ("资金12,345,678元", ["12345678 元"]),
        ("床位0,400张", ["400 张"]),
        ("投入000多万元", []),
        ("收费0万元", []),
        ("收费0元", ["0 元"]),
    ],
)
def test_a_comma_stands_before_thousands_where_nothing_speaks_against_it(text, read):
    assert values(text) == read
