import pytest

from archive.ingest.cataloguing.doubts import doubts_of
from archive.text.fold import fold


def codes(body, header="", year=2022):
    return [doubt.code for doubt in doubts_of(fold(header), fold(body), year)]


@pytest.mark.parametrize(
    ("body", "year"),
    [
        ("贯彻党的十八大精神，新农合人均筹资340元", 2024),
        ("新农合参合率99%", 2022),
        ("深入学习党的十九大精神", 2012),
        ("抗击新冠肺炎疫情", 2015),
        ("落实三孩政策", 2016),
    ],
)
def test_words_of_another_time_are_doubted(body, year):
    assert codes(body, year=year) == ["year_conflict"]


@pytest.mark.parametrize(
    ("body", "year"),
    [
        ("贯彻党的十八大、十九大精神", 2019),
        ("迎接党的二十大胜利召开，学习党的十九大精神", 2021),
        ("新农合参合率99%", 2013),
        ("抗击新冠肺炎疫情", 2021),
        ("新农合参合率99%", None),
    ],
)
def test_words_of_their_own_time_are_not(body, year):
    assert codes(body, year=year) == []


def test_the_doubt_names_the_words():
    (doubt,) = doubts_of("", "新农合人均筹资340元", 2024)

    assert "新农合" in doubt.message
    assert "2024" in doubt.message


def test_betting_words_in_the_header_are_spam():
    assert codes("努力工作。", header="足彩app哪个是正规的-云溪县卫生局2022年工作总结") == ["spam"]
    assert codes("福利彩票公益金投入200万元。", header="云溪县卫生局2022年工作总结") == []


def test_an_advertisement_in_the_text_is_named():
    (doubt,) = doubts_of("", "门诊量资料库请点击:example.invalid 材料交流群增长6.3%。", 2022)

    assert doubt.code == "advert"
    assert "example.invalid" in doubt.message


def test_a_text_robbed_of_its_digits_is_known():
    assert codes("年,全县参合率%,增长%。\n云溪县卫生局\n年月日", header="云溪县卫生局年工作总结") == [
        "digits_lost"
    ]
    assert codes("2022年,参合率98%,增长6%。") == []
