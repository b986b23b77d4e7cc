import pytest

from archive.ingest.cataloguing.metadata import recognise
from archive.ingest.cleaning.clean import clean
from archive.ingest.sectioning.sections import sectionize
from tests.ingest.reports import read
from tests.ingest.vocabularies import vocabulary

BODY = "\n今年以来，各项工作取得进展。\n一、主要工作\n建成中医馆。\n"
TOWNS = "\n吴店镇、七方镇、杨当镇、刘升镇卫生院完成改造，琚湾镇卫生院启用。\n一、医改\n完成。\n"


def recognised(text, name="x.txt"):
    cleaned, sections = read(text)
    return recognise(cleaned, sections, name, vocabulary())


def recognised_from(extracted, name="x.txt"):
    cleaned = clean(extracted)
    return recognise(cleaned, sectionize(cleaned), name, vocabulary())


def found(text, name="x.txt"):
    return recognised(text, name)[0]


def codes(text):
    return {warning.code for warning in recognised(text)[2]}


def test_a_public_information_page_tells_everything():
    text = (
        "索 引 号：113706/2020-00012 发布机构：烟台市福山区卫生健康局\n"
        "文号：烟福卫发〔2020〕3号 成文日期：2020年1月8日\n"
        "福山区2020年卫生健康工作要点\n2020年是收官之年。\n一、总体要求\n做好工作。\n"
    )
    report = found(text)

    assert report.issuer == "烟台市福山区卫生健康局"
    assert (report.region_code, report.region_inferred) == ("370611", False)
    assert (report.reporting_year, report.plan_year) == (None, 2020)
    assert (report.kind, report.doc_no) == ("key_points", "烟福卫发〔2020〕3号")
    assert (report.signed, report.published) == ("2020-01-08", None)
    assert (report.index_no, report.source_type) == ("113706/2020-00012", "gov")


def test_the_division_is_that_of_the_reporting_year():
    assert found("兖州市卫生局2010年工作总结" + BODY).region_code == "370882"
    assert found("兖州区卫健局2020年工作总结" + BODY).region_code == "370812"


def test_townships_fill_in_a_masked_county():
    report = found("湖北省XX市卫生局2012年工作总结" + TOWNS)

    assert (report.region_code, report.region_inferred) == ("420683", True)
    assert (report.issuer, report.issuer_inferred) == (None, "枣阳市卫生局")


def test_a_named_division_stands_against_townships_with_a_warning():
    text = "中阳县卫生局2012年工作总结" + TOWNS

    assert found(text).region_code == "141129"
    assert "region_conflict" in codes(text)


def test_townships_overrule_the_division_of_a_copying_site():
    text = "来源：中阳县资料网\n卫生局2012年工作总结" + TOWNS

    assert found(text).region_code == "420683"
    assert "region_conflict" in codes(text)


def test_the_body_may_name_its_division():
    text = "2012年工作总结\n中阳县卫生工作进展。中阳县人民医院开诊，中阳县中医院迁建。\n一、医改\n完成。\n"
    report = found(text)

    assert (report.region_code, report.region_inferred) == ("141129", True)


def test_a_division_mentioned_in_passing_is_not_enough():
    assert found("2012年工作总结\n赴中阳县学习。\n一、医改\n完成。\n").region_code is None


def test_what_cannot_be_told_is_left_open_and_warned_of():
    text = "各项工作进展顺利。\n一、医改\n完成。\n"
    report, evidence, warnings = recognised(text)

    assert (report.title, report.region_code, report.reporting_year) == ("", None, None)
    assert report.issuer is report.issuer_inferred is None
    assert {w.code for w in warnings} == {"title_missing", "region_unknown", "year_unknown"}
    assert [item.field for item in evidence] == ["kind"]


def test_the_file_name_is_read_last():
    report = found("工作总结" + BODY, "兴国县卫健委2023年工作总结.txt")

    assert (report.title, report.reporting_year) == ("工作总结", 2023)
    assert (report.region_code, report.region_inferred) == ("360732", True)


def test_opening_words_date_a_report_whose_title_does_not():
    assert found("工作总结\n2019年以来，工作推进。\n一、医改\n完成。\n").reporting_year == 2019


def test_a_signature_dates_a_report_that_nothing_else_dates():
    text = "工作总结" + BODY + "\n中阳县卫生健康局\n2021年1月7日\n"
    report = found(text)

    assert (report.signed, report.reporting_year) == ("2021-01-07", 2020)
    assert report.issuer == "中阳县卫生健康局"


def test_a_signature_of_midyear_dates_nothing():
    body = BODY.replace("今年以来，", "")

    assert found("工作总结" + body + "\n中阳县卫生局\n2021年7月7日\n").reporting_year is None


def test_a_text_that_speaks_of_this_year_is_of_the_year_it_was_signed():
    assert found("工作总结" + BODY + "\n中阳县卫生局\n2021年7月7日\n").reporting_year == 2021


def test_a_phrase_about_next_year_dates_a_report():
    text = "工作总结\n工作推进，谋划明年（2022）重点。\n一、医改\n完成。\n"

    assert found(text).reporting_year == 2021
    assert found(text).plan_year == 2022


def test_a_plan_without_its_year_is_for_the_next():
    assert found("2022年工作总结及下一步工作计划" + BODY).plan_year == 2023


def test_one_heading_of_a_summed_up_year_dates_a_report():
    text = "工作总结\n今年以来，工作推进。\n一、2018年工作总结\n完成。\n二、下一步\n继续。\n"

    assert found(text).reporting_year == 2018


def test_a_body_of_another_year_contradicts_the_title():
    text = "2021年工作总结\n2019年，工作推进。\n一、主要工作\n2019年完成。\n二、2020年工作计划\n继续。\n"
    report = found(text)

    assert (report.reporting_year, report.reporting_year_claimed) == (2019, 2021)
    assert report.plan_year == 2020
    assert "year_conflict" in codes(text)


def test_a_page_put_up_late_does_not_contradict_the_title():
    text = "中阳县卫生局2012年工作总结\n来源：中阳县政府 发布时间：2015-01-03\n" + BODY
    report = found(text)

    assert (report.reporting_year, report.reporting_year_claimed) == (2012, None)


def test_a_bureau_younger_than_its_report_is_doubted():
    assert "bureau_anachronism" in codes("中阳县卫生健康局2009年工作总结" + BODY)
    assert "bureau_anachronism" not in codes("中阳县卫生局2009年工作总结" + BODY)


@pytest.mark.parametrize(
    ("header", "source_type"),
    [
        ("www.sxzhongyang.gov.cn", "gov"),
        ("来源：中阳县人民政府", "gov"),
        ("【www.gz85.com - 范文】", "repost"),
        ("www.example.com", "repost"),
        ("本站的会员整理", "repost"),
        ("来源：本站", ""),
    ],
)
def test_the_page_tells_what_kind_of_site_it_is(header, source_type):
    assert found(f"{header}\n2012年工作总结{BODY}").source_type == source_type


def test_a_masked_source_is_not_taken():
    assert found("来源：**县卫生局\n2012年工作总结" + BODY).source_name is None


def test_a_text_without_sections_still_has_a_title():
    cleaned, _ = read("中阳县卫生局2012年工作总结\n全年工作顺利。\n")

    assert recognise(cleaned, (), "x.txt", vocabulary())[0].title == "中阳县卫生局2012年工作总结"


def test_a_report_signed_after_it_was_put_up_is_doubted():
    text = "发布日期：2023-01-05\n2022年工作总结" + BODY + "中阳县卫生健康局\n2023年{day}\n"

    assert "date_order" in codes(text.format(day="2月7日"))
    assert "date_order" not in codes(text.format(day="1月4日"))


def test_the_foot_of_a_page_names_its_source():
    report = found("2022年工作总结" + BODY + "来源：中阳县融媒体中心\n编辑：甲\n")

    assert report.source_name == "中阳县融媒体中心"


def test_a_later_name_on_the_label_yields_to_the_report_s_own():
    text = "中阳县卫生和计划生育局2016年工作总结\n发布机构：中阳县卫生健康局\n2016年，推进。" + BODY

    assert found(text).issuer == "中阳县卫生和计划生育局"
    assert "issuer_renamed" in codes(text)


def test_two_days_of_signing_far_apart_are_doubted():
    text = "成文日期：2023-01-05\n2022年工作总结" + BODY + "中阳县卫生健康局\n2021年{day}\n"

    assert "date_conflict" in codes(text.format(day="1月7日"))
    assert "date_conflict" not in codes(text.format(day="1月7日").replace("2021年1月7日", "2023年1月7日"))


def test_a_title_line_followed_by_a_bare_sign_is_read():
    assert found("工作总结年\n|" + BODY).title == "工作总结年"


def test_a_notice_that_hands_out_summary_and_plan_makes_both_of_it():
    notice = "福山区卫生局关于印发2012年卫生工作总结和2013年卫生工作要点的通知 |\n"
    report = found(notice + "福山区2012年卫生工作总结\n2012年，完成任务。\n一、医改\n完成。\n")

    assert (report.kind, report.reporting_year, report.plan_year) == ("summary_plan", 2012, 2013)


def test_the_day_a_copy_was_put_up_says_nothing_of_a_year_it_masks():
    page = "乡镇卫生工作总结\n时间：2022-11-25 13:19:19\n{}年我镇卫生工作有序推进。\n一、主要工作\n完成。\n"

    assert found(page.format("xx")).reporting_year is None


def test_the_stated_period_tells_the_year_of_an_untitled_report():
    page = (
        "本报告按条例编制。所列数据统计期限自2016年1月1日至2016年12月31日。\n一、总体情况\n我局公开信息。\n"
    )

    assert found(page).reporting_year == 2016
