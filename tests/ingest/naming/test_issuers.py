import pytest

from archive.ingest.geography.regions import gazetteer
from archive.ingest.naming.bureau_names import bureau_in, is_anachronism
from archive.ingest.naming.issuers import chosen_issuer, inferred_issuer, issuers_named
from archive.ingest.types import Evidence
from tests.ingest.vocabularies import lines, reading, vocabulary


@pytest.fixture(scope="module")
def places():
    return gazetteer(vocabulary().regions)


def named(places, header="", tail="", title=""):
    found = Evidence("title", title, "", False, 1.0) if title else None
    return [item.value for item in issuers_named(lines(header), lines(tail), found, places)]


def test_header_comes_before_signature_before_title(places):
    assert named(places, "雨山区卫健委", "中阳县卫生局", "济宁市卫健委2020年工作总结") == [
        "雨山区卫健委",
        "中阳县卫生局",
        "济宁市卫健委",
    ]


def test_a_bureau_without_its_division_is_anybodys(places):
    assert named(places, "卫生局", "县卫健局", "2021年卫健局民生工作总结") == []


def test_a_masked_signature_is_not_taken(places):
    assert named(places, tail="某省某县卫生局") == []


def test_divisions_before_the_bureau_belong_to_its_name(places):
    title = "关于印发山西省吕梁市中阳县卫生健康局工作总结的通知"

    assert named(places, title=title) == ["山西省吕梁市中阳县卫生健康局"]


def test_a_short_place_name_before_the_bureau_belongs_to_its_name(places):
    assert named(places, title="济宁卫健委2021年工作总结") == ["济宁卫健委"]


def test_the_bureau_the_body_speaks_of_is_inferred(places):
    (found,) = inferred_issuer(reading("区卫健局牵头。区卫健局负责。"), "370812", 2020, places)

    assert (found.value, found.inferred) == ("兖州区卫生健康局", True)
    assert len(found.spans) == 1


def test_without_a_mention_the_year_tells_the_name(places):
    (found,) = inferred_issuer(reading("正文。"), "350922", 2021, places)

    assert found.value == "古田县卫生健康局"


def test_nothing_is_inferred_for_taiwan_hong_kong_and_macao(places):
    assert list(inferred_issuer(reading("正文。"), "710000", 2021, places)) == []


def test_bodies_of_places_the_table_has_not_are_issuers(places):
    assert named(places, title="臺北市政府衛生局工作報告") == ["臺北市政府衛生局"]
    assert named(places, title="香港特別行政區政府衛生署報告") == ["香港特別行政區政府衛生署"]


@pytest.mark.parametrize(
    ("year", "level", "name"),
    [
        (2010, "county", "卫生局"),
        (2010, "province", "卫生厅"),
        (2016, "county", "卫生和计划生育局"),
        (2021, "prefecture", "卫生健康委员会"),
        (None, "county", "卫生健康局"),
    ],
)
def test_bureaus_changed_their_names(year, level, name):
    assert bureau_in(year, level) == name


@pytest.mark.parametrize(
    ("name", "year", "early"),
    [("卫健局", 2009, True), ("卫健局", 2020, False), ("卫计局", 2009, True), ("卫生局", 2009, False)],
)
def test_a_name_can_be_younger_than_the_year(name, year, early):
    assert is_anachronism(name, year) is early


def test_a_division_may_be_known_by_its_form_alone(places):
    assert named(places, tail="青禾县卫生健康局\n2023年1月16日") == ["青禾县卫生健康局"]
    assert named(places, title="青禾县卫健局2022年工作总结") == ["青禾县卫健局"]


@pytest.mark.parametrize("line", ["我县卫生局", "各县区卫生局", "县市区卫健局", "全国卫生健康委员会"])
def test_words_for_any_division_name_none(places, line):
    assert named(places, line, line, line + "工作总结") == []


def test_advertisers_issue_nothing(places):
    assert named(places, title="澳门投注官网卫生健康局2022年工作总结") == []


@pytest.mark.parametrize(
    ("tail", "issuer"),
    [
        ("中阳县卫生健康局、中阳县疾病预防控制局\n2023年1月16日", "中阳县卫生健康局、中阳县疾病预防控制局"),
        ("中阳县卫生健康局\n中阳县疾病预防控制局\n2023年1月16日", "中阳县卫生健康局、中阳县疾病预防控制局"),
    ],
)
def test_bureaus_may_sign_together(places, tail, issuer):
    assert named(places, tail=tail)[0] == issuer


def evidence(value, field="issuer"):
    return Evidence(field, value, "x", False, 0.9)


def test_a_label_without_a_division_yields_to_the_reports_own_name(places):
    chosen, doubts = chosen_issuer(evidence("卫健委"), [evidence("乌拉特中旗卫健委")], 2022, places)

    assert chosen is not None
    assert (chosen.value, doubts) == ("乌拉特中旗卫健委", ())


def test_a_label_alone_is_kept(places):
    chosen, _ = chosen_issuer(evidence("卫健委"), [], 2022, places)

    assert chosen is not None
    assert chosen.value == "卫健委"


def test_a_name_of_another_time_yields_and_is_told(places):
    named = [evidence("中阳县卫生局"), evidence("2010-01-01", "signed")]
    chosen, doubts = chosen_issuer(evidence("中阳县卫健局"), named, 2010, places)

    assert chosen is not None
    assert chosen.value == "中阳县卫生局"
    assert [doubt.code for doubt in doubts] == ["issuer_renamed"]


def test_a_name_of_another_time_is_kept_when_there_is_no_better(places):
    chosen, doubts = chosen_issuer(evidence("中阳县卫健局"), [], 2010, places)

    assert chosen is not None
    assert (chosen.value, doubts) == ("中阳县卫健局", ())


def test_nobody_is_chosen_from_nobody(places):
    assert chosen_issuer(None, [], 2010, places) == (None, ())
    assert chosen_issuer(evidence("投注官网卫健局"), [], 2010, places) == (None, ())


def test_a_greeting_issues_nothing(places):
    assert named(places, "欢迎来到平顶山市卫生健康委员会", "欢迎来到平顶山市卫生健康委员会") == []


def test_the_site_yields_to_the_body(places):
    chosen, _ = chosen_issuer(
        evidence("海丰县人民政府门户网站"), [evidence("海丰县卫生健康局")], 2025, places
    )

    assert chosen is not None
    assert chosen.value == "海丰县卫生健康局"


def test_a_list_of_bureaus_is_no_signature(places):
    tail = "附件:名单\n雨山区卫生局\n中阳县卫生局\n福山区卫生局\n"

    assert named(places, tail=tail) == []
