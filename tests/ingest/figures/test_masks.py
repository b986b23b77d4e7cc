"""Numbers that measure nothing."""

import pytest

from archive.ingest.figures.masks import BLANK, blanked
from archive.text.fold import fold
from tests.ingest.figures.reading import figures, values


@pytest.mark.parametrize(
    "text",
    [
        "2024年1月7日召开会议",
        "2023-2025年行动计划",
        "1-10月份",
        "11月12日全部入职",
        "**年7月28日开工",
        "截至2024.12.31",
        "发文〔2024〕124号",
        "(2023)5号文件",
        "0-6岁儿童",
        "11-14周岁青少年",
        "65岁以上老年人",
        "24小时内启用",
        "经过10个月运行",
        "三年行动3年计划",
        "15个工作日办结",
        "第3次会议",
        "第1999次会议",
        "学习省委十二届十一次全会和中纪委十七届三次全会精神",
        "党的十八届五中全会",
        "召开五次全体会议",
        "第十三届人大3次会议",
        "20_年工作总结",
        "20××年工作总结",
        "2O05年工作总结",
        "阅读：312次",
        "浏览次数:3903 字数:2345",
        "共1850字",
        "10页",
        "10页 4.611 MB",
        "还剩5页未读",
        "精选7篇",
        "5篇",
        "文件大小：4.611 MB",
        "位列全省第2名",
        "1、加强管理",
        "(3)加强管理",
        "甲型H1N1流感",
        "PM2.5浓度",
        "2型糖尿病",
        "“1+8”政策",
        "15+3专项行动",
        "120急救中心",
        "12320热线",
        "实行“0元”挂号",
        "《2022年工作要点3项》",
        "医护比1:1.25",
        "市委21条意见",
        "12:30开始",
        "8时30分",
    ],
)
def test_what_measures_nothing_is_no_figure(text):
    assert figures(text) == ()


def test_digits_of_an_identity_number_are_no_figure():
    assert values("证件3405031990010112345人") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("购置CT2台", "2 台"), ("任务49名", "49 名"), ("2023年新增360个", "360 个")],
)
def test_what_stands_beside_a_mask_is_read(text, value):
    assert values(text) == [value]


def test_the_masked_text_keeps_its_length():
    text = "“1+8”政策自2024年起，“3个”目标"

    masked = blanked(text, fold(text))

    assert len(masked) == len(text)
    assert BLANK in masked


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("发表论文15篇", "15 篇"),
        ("编印手册120页", "120 页"),
        ("安排10名医师坐诊", "10 名"),
        ("共排查出隐患112处", "112 处"),
        ("存储容量500GB", "500 GB"),
        ("平均住院日8.1天，较上年缩短0.3天", "0.3 天"),
    ],
)
def test_what_only_looks_like_it_is_a_figure(text, read):
    assert values(text)[-1] == read


def test_lengths_of_other_things_than_stays_measure_nothing():
    assert values("平均住院日8.1天。办理时限缩短3天") == ["8.1 天"]
