import pytest

from archive.ingest.geography.clues import Clue, clues_of
from archive.ingest.geography.places import region_of
from archive.ingest.geography.site_hosts import province_of_host
from archive.ingest.types import Evidence
from archive.text.fold import fold
from tests.ingest.vocabularies import lines, reading, vocabulary

OWN = "全{0}医疗服务能力提高。我{0}推进医改。{0}委、{0}政府高度重视。"


def clue(text, rule="title"):
    return Clue(fold(text), (reading(text).span(0, 1),), rule, 0.9, "据标题")


def found(*clues, body="正文。", year=2020, several=False):
    given = [clue(one) if isinstance(one, str) else one for one in clues]
    return region_of(given, reading(body), year, vocabulary(), several=several)


def code(*clues, **more):
    evidence = found(*clues, **more)[0]
    return evidence and evidence.value


def test_the_deeper_of_title_and_issuer_is_meant():
    assert code("马鞍山市2020年工作总结", clue("雨山区卫健委", "issuer")) == "340504"


def test_a_site_of_another_kind_than_the_body_speaks_of_is_passed_over():
    site = clue("马鞍山市人民政府", "header_place")

    assert code("2020年工作总结", site, body=OWN.format("县")) is None
    assert code("2020年工作总结", site, body=OWN.format("市")) == "340500"


def test_what_the_body_calls_its_own_goes_before_the_site():
    body = OWN.format("区") + "雨山区卫健委牵头,雨山区人民医院、雨山区人民政府配合,雨山区卫健委负责。"

    assert code(clue("福山区人民政府", "header_place"), body=body) == "340504"


def test_a_newspaper_names_its_place():
    assert code(clue("新乡日报", "header_place"), body=OWN.format("市")) == "410700"


@pytest.mark.parametrize(
    "title", ["XX县卫健局2020年工作总结", "北京市××区卫健委总结", "**县卫健局总结", "某县总结"]
)
def test_a_masked_title_leaves_it_open(title):
    assert code(title, body=OWN.format("县") + "中阳县卫健局指导。中阳县卫健局检查。") is None


def test_a_masked_title_is_filled_in_by_townships_inside_what_it_names():
    towns = "吴店镇、七方镇卫生院已完工,杨当、刘升、平林等3个卫生院开工,琚湾镇卫生院启用。"

    assert code("襄阳市XX市卫健局总结", body=towns) == "420683"
    assert code("北京市XX区卫健委总结", body=towns) is None


def test_townships_of_a_county_do_not_speak_for_another_kind_of_division():
    towns = "吴店镇、七方镇卫生院已完工,杨当、刘升、平林等3个卫生院开工,琚湾镇卫生院启用。"

    assert code("工作总结", body=towns + OWN.format("区")) is None


def test_bodies_of_the_whole_country_and_of_the_corps_are_of_no_division():
    mentions = "中阳县卫健局汇报。中阳县卫健局。中阳县人民政府。"

    assert code("国家卫生健康委2020年工作总结", body=mentions) is None
    assert code("兵团第八师卫健委2020年工作总结", body=mentions) is None


def test_a_zone_lies_in_the_division_of_the_table():
    evidence, _ = found("合肥高新区卫健局2020年工作总结")

    assert evidence is not None
    assert (evidence.value, evidence.inferred) == ("340100", True)
    assert "高新区" in evidence.note


@pytest.mark.parametrize(
    ("title", "expected"),
    [("臺北市政府衛生局工作報告", "710000"), ("香港卫生署报告", "810000"), ("澳门卫生局报告", "820000")],
)
def test_places_the_table_holds_as_one_are_filed_there(title, expected):
    assert code(title) == expected


def test_words_of_advertisers_name_no_division():
    assert code("澳门投注官网卫生健康局总结", clue("中阳县卫健局", "issuer")) == "141129"


def test_several_reports_in_one_page_are_of_what_title_or_issuer_name():
    body = OWN.format("县") + "中阳县卫健局牵头。中阳县人民政府。中阳县卫健局。"

    assert code("工作总结", body=body) == "141129"
    assert code("工作总结五篇", body=body, several=True) is None
    assert code("中阳县卫健局工作总结五篇", body=body, several=True) == "141129"


def test_divisions_in_passing_and_in_lists_do_not_count():
    body = OWN.format("县") + "对口支援当雄县,赴中阳县学习,兴县、临县、方山县、中阳县参会。"

    assert code("工作总结", body=body) is None


def test_a_body_with_masked_names_does_not_speak():
    body = OWN.format("县") + "XX县人民医院、XX县中医院。中阳县卫健局牵头。中阳县人民政府。"

    assert code("工作总结", body=body) is None


def test_two_divisions_named_alike_often_leave_it_open():
    body = "中阳县卫健局牵头。中阳县人民政府。古田县卫健局牵头。古田县人民政府。"

    assert code("工作总结", body=body) is None


def test_a_county_under_a_division_named_as_often_leaves_it_open():
    body = "吕梁市卫健委牵头,吕梁市人民政府支持,吕梁市卫健委。中阳县卫健局牵头,中阳县人民政府支持。"

    assert code("工作总结", body=body) is None


def test_a_slogan_speaks_for_a_division():
    body = OWN.format("县") + "推进健康罗甸建设。实施健康罗甸行动。"

    assert code("2020年工作总结", body=body) == "522728"


def test_the_note_says_what_the_body_calls_it():
    body = OWN.format("县") + "2020年,中阳县卫健局牵头。中阳县人民政府支持。"
    evidence, warnings = found("2020年工作总结", body=body)

    assert evidence is not None
    assert "「中阳县」" in evidence.note
    assert (evidence.inferred, warnings) == (True, ())


def test_a_new_code_under_the_old_name_counts_from_its_year():
    assert code("枞阳县卫生局2015年工作总结", year=2015) == "340722"
    assert code("枞阳县卫生局2013年工作总结", year=2013) == "340823"


def test_the_city_s_plan_on_a_district_s_site_is_the_city_s():
    site = clue("雨山区卫健委", "issuer")

    assert code(site, "2020年马鞍山市卫生健康工作要点", body=OWN.format("市")) == "340500"
    assert code(site, "2020年马鞍山市卫生健康工作要点", body=OWN.format("区")) == "340504"


def test_title_and_issuer_apart_are_told():
    evidence, warnings = found(clue("福山区卫健委", "issuer"), "2020年雨山区卫健委工作总结")

    assert evidence is not None
    assert evidence.value == "340504"
    assert [warning.code for warning in warnings] == ["region_conflict"]


def test_of_title_and_issuer_apart_the_body_s_own_counts():
    body = OWN.format("区") + "福山区卫健局牵头,福山区人民政府支持,福山区卫健局负责。"

    assert code(clue("福山区卫健委", "issuer"), "2020年雨山区卫健委工作总结", body=body) == "370611"


def test_a_body_that_calls_itself_otherwise_is_told():
    body = (
        OWN.format("县")
        + "中阳县卫健局牵头,中阳县卫健局负责,中阳县人民政府支持,中阳县卫健局检查,中阳县卫健局总结。"
    )
    evidence, warnings = found("古田县卫健局2020年工作总结", body=body)

    assert evidence is not None
    assert evidence.value == "350922"
    assert [warning.code for warning in warnings] == ["region_conflict"]


@pytest.mark.parametrize(
    ("title", "word"),
    [("XX县卫健局2020年总结", "隐去"), ("国家卫生健康委2020年总结", "全国性"), ("2020年总结", "未能判断")],
)
def test_the_warning_says_why_a_division_is_unknown(title, word):
    evidence, warnings = found(title)

    assert evidence is None
    assert word in warnings[0].message


def test_a_province_s_own_host_speaks_for_it_where_the_body_agrees():
    host = clue("http://wjw.beijing.gov.cn/zwgk/t2024.html", "host")

    assert code("2020年工作总结", host, body=OWN.format("市")) == "110000"
    assert code("2020年工作总结", host, body=OWN.format("县")) is None


@pytest.mark.parametrize("address", ["http://www.panyu.gov.cn/x", "http://example.com/beijing.gov.cn", ""])
def test_other_hosts_say_nothing(address):
    assert province_of_host(address) is None


def test_the_office_of_a_township_is_of_its_county():
    evidence, _ = found("琚湾镇卫生院2020年工作总结")

    assert evidence is not None
    assert (evidence.value, evidence.inferred) == ("420683", True)
    assert "琚湾镇" in evidence.note


def test_a_township_of_many_counties_says_nothing():
    assert code("城关镇卫生院2020年工作总结") is None
    assert code("无此镇卫生院2020年工作总结") is None


def test_clues_come_from_fields_lines_footer_file_name_and_address():
    title = Evidence("title", "工作總結", "x", False, 0.9)
    address = Evidence("source_url", "http://www.x.gov.cn", "x", False, 0.9)
    header = lines("首页 > 中阳县\n本局于三月召开会议。\n")
    tail = lines("主办单位:中阳县人民政府\n联系我们\n")
    clues = clues_of({"title": title, "source_url": address}, header, tail, "a.txt")

    assert [(one.rule, one.text) for one in clues] == [
        ("title", "工作总结"),
        ("header_place", "首页 > 中阳县"),
        ("footer", "主办单位:中阳县人民政府"),
        ("file_name", "a.txt"),
        ("host", "http://www.x.gov.cn"),
    ]


def test_a_division_that_stands_for_another_is_told():
    evidence, warnings = found("合肥高新区卫健局2020年工作总结")

    assert evidence is not None
    assert [warning.code for warning in warnings] == ["region_parent"]
    assert [warning.code for warning in found("臺北市政府衛生局報告")[1]] == ["region_parent"]
    assert found("香港特別行政區政府衛生署報告")[1] == ()


def test_a_division_that_did_not_exist_in_the_year_is_told():
    _, warnings = found("三沙市卫生局1990年工作总结", year=1990)

    assert [warning.code for warning in warnings] == ["region_period"]


def test_a_county_the_header_does_not_name_is_not_believed_on_one_word():
    body = OWN.format("区") + "赤峰市松山区卫计局牵头。"
    header = clue("多伦县卫生计生平台", "header_place")

    assert code("工作会议", body=body) == "150404"
    assert code("工作会议", header, body=body) is None


def test_bureaus_in_a_list_do_not_count():
    body = OWN.format("区") + "呼和浩特市卫计委、赤峰市松山区卫计局等5个地区发言。"

    assert code("工作会议", body=body) is None


def test_townships_of_a_place_the_table_has_not_say_nothing():
    towns = "塔尔根镇卫生院、塔源镇卫生院、大乌苏镇卫生院、新林镇卫生院、碧洲镇卫生院完成改造。"

    assert code("工作总结", body=towns) is None
    assert code("碧洲镇卫生院2020年工作总结") is None


@pytest.mark.parametrize("title", ["**年中阳县卫健局总结", "XX省某市中阳县卫健局总结"])
def test_what_is_named_below_a_mask_is_told(title):
    assert code(title) == "141129"


def test_a_masked_title_beside_an_open_issuer_hides_nothing():
    assert code("XX县卫健局2020年总结", clue("中阳县卫健局", "issuer")) == "141129"


def test_of_several_divisions_in_one_title_none_is_meant():
    site = clue("铜川市卫生局", "header_place")

    assert code("王益区、宜君县、印台区召开会议", site) == "610200"


def test_a_heading_may_read_like_the_title_the_page_lacks():
    headings = lines("温州市2008年卫生工作总结\n温州市概况\n")
    clues = clues_of({}, [], [], "a.txt", headings)

    assert [one.text for one in clues if one.rule == "header_place"] == ["温州市2008年卫生工作总结"]


def test_a_site_named_for_its_county_tells_the_county():
    assert code(clue("嘉禾网", "header_place"), body=OWN.format("县")) == "431024"
    assert code(clue("东方网", "header_place"), body=OWN.format("市")) is None


def test_what_was_said_of_a_place_from_above_adds_to_its_slogan():
    body = "贯彻对北京一系列重要讲话精神,围绕健康北京建设推进工作。" + OWN.format("市")

    assert code(body=body) == "110000"
    assert code(body=body.replace("围绕健康北京建设", "")) is None


@pytest.mark.parametrize("title", ["某某中心卫生院工作汇报", "中心卫生院工作汇报"])
def test_a_township_says_which_county_it_lies_in(title):
    body = "本镇卫生院位于五指山市北部,距市区25公里。"

    assert code(title, body=body) == "469001"
    assert code(title, body=body.replace("五指山市", "海南省")) is None


def test_special_regions_are_known_by_what_they_call_themselves():
    assert code(body="香港的医疗服务由公营机构提供。本港共有四十家医院。") == "810000"
    assert code(body="澳门居民健康。澳门有两家医院,特区政府增加投入。") == "820000"
    assert code(body="赴香港考察医管局。" + OWN.format("市")) is None
    assert code(body="学习香港经验。") is None


def test_the_papers_a_report_names_are_its_own_bureaus():
    body = "审议通过《马鞍山市雨山区卫生健康局普法方案》。" + OWN.format("区")
    body = "正文。" * 90 + body

    assert code(body=body) == "340504"
    assert code(body=body.replace("《", "").replace("》", "")) is None


def test_a_shared_name_after_its_parent_is_the_one_inside_it():
    body = "龙岩市永定区卫生健康局推进医改,永定区卫生健康局完成任务。" + OWN.format("区")

    assert code(body=body) == "350803"
    assert code(body=body.replace("龙岩市", "张家界市")) == "430802"


@pytest.mark.parametrize(("before", "expected"), [("负责同志汇报了", "131022"), ("我们会同", None)])
def test_a_comrade_is_no_neighbour(before, expected):
    body = f"本局{before}固安县健康扶贫工作。" + OWN.format("县")

    assert code(body=body) == expected


def test_the_account_a_bureau_speaks_of_is_its_own():
    body = "通过“健康喀左”微信公众号发布信息。" + OWN.format("县")

    assert code(body=body) == "211324"
    assert code(body=body.replace("微信公众号", "活动")) is None
