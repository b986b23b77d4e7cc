import pytest

from archive.ingest.naming.titles import settled_title, supplied_title, title_of
from archive.ingest.types import Evidence
from tests.ingest.vocabularies import lines


def title(text, name="x.txt"):
    found = title_of(lines(text), name)
    return found and found.value


def test_the_line_with_year_and_bureau_is_the_title():
    text = "您的位置：首页 > 总结计划\n某县卫健局2021年工作总结\n2021年工作总结\n"

    assert title(text) == "某县卫健局2021年工作总结"


def test_a_bureau_on_the_line_above_belongs_to_the_title():
    assert title("中阳县卫生健康局\n2024年工作总结") == "中阳县卫生健康局2024年工作总结"


def test_the_name_of_the_site_does_not():
    assert title("兴国县2023年工作总结_兴国县人民政府") == "兴国县2023年工作总结"


def test_breadcrumbs_preambles_and_headings_are_no_titles():
    text = "首页 > 工作总结\n本站整理的工作总结\n一、2021年工作总结\n导语：工作要点一文\n"

    assert title(text) is None


def test_a_gloss_is_no_part_of_the_title():
    glossed = "衛(wèi)生(shēng)健(jiàn)康(kāng)工(gōng)作要點"

    assert title(glossed) == "衛生健康工作要點"


def test_a_file_name_stands_in_for_a_missing_title():
    found = title_of(lines("正文。"), "报告\\某县2020年工作总结.docx")

    assert found is not None
    assert (found.value, found.inferred) == ("某县2020年工作总结", True)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("某县卫健局2021年工作总结和\n2022年工作计划\n", "某县卫健局2021年工作总结和2022年工作计划"),
        ("某县2021年工作总结\n及2022年工作设想\n", "某县2021年工作总结及2022年工作设想"),
        ("某县卫健局2021年工作总结\n2022年工作打算\n", "某县卫健局2021年工作总结2022年工作打算"),
        ("某县卫健局\n关于2021年普法工作的报告\n", "某县卫健局关于2021年普法工作的报告"),
        ("某县卫健局2021年工作总结\n2022年2月3日\n", "某县卫健局2021年工作总结"),
        ("某县卫生健康局2021年工作总\n结\n", "某县卫生健康局2021年工作总结"),
        (
            "某县卫生健康局\n关于2021年度工作总结和\n2022年工作计划的报告\n",
            "某县卫生健康局关于2021年度工作总结和2022年工作计划的报告",
        ),
        ("某县卫健局2021年工作总结\n2021-02-03 17:08\n", "某县卫健局2021年工作总结"),
    ],
)
def test_titles_broken_over_lines_are_put_together(page, expected):
    assert title(page) == expected


@pytest.mark.parametrize(
    "page",
    [
        "★某县2021年工作总结★",
        "●某县2021年工作总结 - 某某文库网",
        "某县2021年工作总结_工作总结_某某网_某县人民政府",
        "某某网 | 某县2021年工作总结 | 总结",
        "(附)某县2021年工作总结",
        "1、某县2021年工作总结",
        "某县2021年工作总结-某某范文网",
        "某县2021年工作总结.docx",
        "某县2021年工作总结【完整版】",
        "某县2021年工作总结(范文)",
        "第一篇:某县2021年工作总结",
        "《某县2021年工作总结》",
        "正文:某县2021年工作总结",
        "足彩app哪个好-某县2021年工作总结",
        (
            "某县2021年工作总结 2021年,我局完成任务,各项工作有序推进,群众健康水平不断提高,全年签约"
            "居民十二万人,新建卫生室二十所。"
        ),
    ],
)
def test_what_is_hung_on_a_title_is_no_part_of_it(page):
    assert title(page) == "某县2021年工作总结"


def test_words_of_advertisers_make_no_title():
    assert title("澳门某某_投注官网卫生局2021年工作总结") is None


def test_a_report_handed_out_by_a_notice_gives_the_title():
    header = "关于印发2021年工作要点的通知\n"
    further = f"{header}各单位:\n现印发给你们。\n2021年全县卫生健康工作要点\n"
    found = title_of(lines(header), "x.txt", lines(further))

    assert found is not None
    assert found.value == "2021年全县卫生健康工作要点"


def test_a_notice_that_stands_alone_is_the_title():
    header = "关于印发2021年工作要点的通知\n各单位:\n"

    assert title(header) == "关于印发2021年工作要点的通知"


def test_a_title_below_an_outline_is_found():
    further = "一、工作情况\n二、工作计划\n某县卫健局2021年工作总结\n2021年,我局完成任务。\n"
    found = title_of((), "x.txt", lines(further))

    assert found is not None
    assert found.value == "某县卫健局2021年工作总结"


def test_the_title_of_what_is_no_report_is_a_title():
    assert title("某县召开2021年卫生健康工作会议\n发布日期:2021-02-03\n") == "某县召开2021年卫生健康工作会议"


def test_a_report_may_call_itself_by_its_title_in_its_opening_words():
    text = "根据条例,现公布《某市卫生健康局2021年政府信息公开工作年度报告》,请予监督。"
    found = title_of((), "x.txt", lines(text))

    assert found is not None
    assert (found.value, found.inferred) == ("某市卫生健康局2021年政府信息公开工作年度报告", True)


def test_only_opening_words_are_asked():
    text = "正文。" * 200 + "\n现公布某市卫生健康局2021年工作总结。"

    assert title_of((), "x.txt", lines(text)) is None


def test_a_labelled_title_stands_unless_it_is_of_a_notice():
    plain = Evidence("title", "某县2021年总结", "header_label", False, 0.95)
    notice = Evidence("title", "关于印发2021年工作要点的通知", "header_label", False, 0.95)
    page = lines("2021年全县卫生健康工作要点\n")

    assert settled_title(plain, page, "x.txt") is plain
    assert settled_title(notice, (), "x.txt") is notice
    better = settled_title(notice, page, "x.txt")
    assert better is not None
    assert better.value == "2021年全县卫生健康工作要点"


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (("中阳县卫健局", "2021", "", "summary"), "〔中阳县卫健局2021年工作总结〕"),
        (("中阳县卫健局", "2021", "2022", "summary_plan"), "〔中阳县卫健局2021年工作总结及下一年工作计划〕"),
        (("中阳县卫健局", "", "2022", "key_points"), "〔中阳县卫健局2022年工作要点〕"),
        (("", "2021", "", "summary"), ""),
        (("中阳县卫健局", "", "", "summary"), ""),
        (("中阳县卫健局", "2021", "", "other"), ""),
    ],
)
def test_a_missing_title_can_be_supplied_from_what_is_known(known, expected):
    assert supplied_title(*known) == expected


@pytest.mark.parametrize(
    "text",
    ["现将2025年我委法治工作情况报告如下:", "现将有关工作情况报告如下。", "详情请见:2007年卫生工作要点"],
)
def test_words_about_the_report_are_no_title(text):
    assert title_of(lines(text), "x.txt", lines(text)) is None


def test_the_masks_of_a_year_part_nothing():
    assert title("卫生院20__年妇幼保健工作总结") == "卫生院20__年妇幼保健工作总结"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            (
                "区卫生局2014年工作总结及2015年工作思路今年以来,全区上下齐心协力,各项工作有序推进,"
                "公共卫生服务水平有了新的提高,群众看病更加方便,重点项目按期完成。"
            ),
            "区卫生局2014年工作总结及2015年工作思路",
        ),
        (
            (
                "【2016年中心卫生院工作计划】随着医改的深入,群众对基层医疗服务有了更高的期望,"
                "结合本院实际,围绕提高质量、保障安全、改善环境三个方面制定以下措施。"
            ),
            "2016年中心卫生院工作计划",
        ),
        (
            (
                "《区卫生局2014年妇幼保健工作总结.doc》由会员分享,可在线阅读,更多相关内容请在本库中搜索,"
                "本库收录各类文稿,供各界朋友学习参考之用,欢迎大家多多上传分享。"
            ),
            "区卫生局2014年妇幼保健工作总结",
        ),
    ],
)
def test_a_title_that_runs_on_into_the_report_is_cut_off(page, expected):
    found = title_of([], "x.txt", lines(page))

    assert found is not None
    assert found.value == expected


def test_a_bureau_above_a_title_that_names_the_place_itself_stays_above():
    assert title("中阳县卫生健康局\n中阳县卫生系统2024年工作总结") == "中阳县卫生系统2024年工作总结"


def test_the_name_of_the_portal_before_the_title_is_left_out():
    assert title("青禾市政府门户网站-青禾市2021年卫生工作总结") == "青禾市2021年卫生工作总结"
