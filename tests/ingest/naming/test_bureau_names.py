import pytest

from archive.ingest.naming.bureau_names import BUREAU, anachronism, bureau_in, is_anachronism


@pytest.mark.parametrize(
    "name",
    [
        "卫生健康委员会",
        "卫生健康和体育局",
        "卫健体局",
        "卫生和计划生育局",
        "卫生计生委",
        "卫生局",
        "卫生厅",
        "人口和计划生育委员会",
        "疾病预防控制局",
        "爱国卫生运动委员会办公室",
        "红十字会",
        "妇幼保健院",
        "卫生监督所",
    ],
)
def test_names_of_bureaus_are_known(name):
    found = BUREAU.search(name)

    assert found is not None
    assert found[0] == name


@pytest.mark.parametrize(
    ("name", "year", "wrong"),
    [
        ("卫健局", 2009, True),
        ("卫健局", 2020, False),
        ("卫计局", 2009, True),
        ("卫计局", 2016, False),
        ("卫计局", 2023, True),
        ("卫生局", 2009, False),
        ("卫生局", 2022, True),
        ("人口和计划生育局", 2011, False),
        ("人口和计划生育局", 2020, True),
        ("疾病预防控制局", 2015, True),
        ("红十字会", 1990, False),
    ],
)
def test_a_name_has_its_years(name, year, wrong):
    assert is_anachronism(name, year) is wrong


def test_the_warning_says_whether_the_name_was_not_yet_or_no_longer_used():
    early, late = anachronism("中阳县卫健局2009年总结", 2009), anachronism("中阳县卫生局总结", 2023)

    assert early is not None
    assert late is not None
    assert "尚无「卫健局」" in early.message
    assert "已无「卫生局」" in late.message


@pytest.mark.parametrize(
    ("name", "year"), [("中阳县卫健局", None), ("县政府卫生局", 2022), ("香港卫生署", 2022), ("县医院", 2022)]
)
def test_where_nothing_can_be_wrong_there_is_no_warning(name, year):
    assert anachronism(name, year) is None


def test_the_bureau_of_a_year():
    assert bureau_in(2016, "prefecture") == "卫生和计划生育委员会"
