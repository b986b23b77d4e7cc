import pytest

from tests.ingest.reports import bodies, read, tree

BODY = "一、工作完成情况\n全县医疗服务能力稳步提升。\n二、存在问题\n人才不足。\n"


def dropped(text):
    return [(d.reason, text[d.start : d.end]) for d in read(text)[0].dropped]


def main(text):
    cleaned, _ = read(text)
    return text[cleaned.main.start : cleaned.main.end]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("您当前的位置: 首页 > 卫健局 > 总结计划", "breadcrumb"),
        ("当前位置：首页>政务公开", "breadcrumb"),
        ("首页 > 政务公开 > 工作总结", "breadcrumb"),
        ("索  引 号: K16385772/202301-00076 组配分类: 规划计划", "metadata_table"),
        ("發佈機構：青禾縣衛生健康局", "metadata_table"),
        ("字体大小: [ ] 浏览次数:3903", "toolbar"),
        ("中阳县政府 2025-03-12 11:03 来源:卫健局 放大 正常 缩小", "toolbar"),
        ("時間:2022-04-23 04:03:44", "toolbar"),
        ("導語:工作要點一文來源于網友上傳,不代表本站觀點。", "preamble"),
        ("结合当前工作需要,本站的会员为你整理了这篇范文,希望能给你带来参考。", "preamble"),
        ("【www.gz85.com - 卫生局季度工作总结】", "site_tag"),
        ('<p id="x"><td id="x"></td></p>', "markup"),
        ("搜索", "site_tag"),
    ],
)
def test_furniture_before_the_report_is_dropped_with_its_reason(line, reason):
    text = f"{line}\n县卫生局工作总结\n{BODY}"

    assert dropped(text) == [(reason, line)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("相关推荐", "link_farm"),
        ('"卫生局财务工作总结"延伸阅读', "link_farm"),
        (
            "县卫生局总结 县财政局总结 教育局工作计划 统计局总结 农业局工作要点 审计局总结",
            "link_farm",
        ),
        ("- 上一篇:縣公共租賃住房管理辦法", "links"),
        ("页面纠错(注:标有*的必须选择/填写)", "footer"),
        ("网站标识码:9999990001", "footer"),
        ("扫一扫在手机打开当前页", "toolbar"),
    ],
)
def test_furniture_after_the_report_is_dropped_with_its_reason(line, reason):
    text = f"{BODY}\n{line}\n"

    assert dropped(text) == [(reason, line)]
    assert main(text) == BODY.strip()


def test_all_that_follows_a_footer_is_dropped_with_it():
    text = BODY + "相关推荐\n某某办法\n卫生局计划"

    assert dropped(text) == [("link_farm", "相关推荐\n某某办法\n卫生局计划")]


def test_a_report_that_goes_on_after_a_footer_line_is_kept():
    rest = "三、措施\n（一）抓培训\n（二）抓管理\n四、计划\n办好实事。"
    text = f"{BODY}下一页\n{rest}"

    assert main(text).endswith(rest)


def test_title_and_document_number_are_neither_report_nor_furniture():
    text = f"青禾县卫生健康局2022年工作总结\n青卫健发〔2023〕4号\n{BODY}"

    assert main(text) == BODY.strip()
    assert dropped(text) == []


@pytest.mark.parametrize(
    "signature",
    ["青禾县卫生健康局\n2023年1月16日", "县卫健委办公室\n二〇二三年一月十六日", "中阳县卫生局\n202517"],
)
def test_the_signature_is_neither_report_nor_furniture(signature):
    text = f"{BODY}\n{signature}\n\n相关推荐"

    assert main(text) == BODY.strip()
    assert dropped(text) == [("link_farm", "相关推荐")]


@pytest.mark.parametrize("last", ["力争建成二级甲等医院", "全县服务人数20245", "力争2025年12月"])
def test_a_last_line_without_a_stop_is_no_signature(last):
    text = BODY + last

    assert main(text) == text


def test_a_preamble_is_dropped_up_to_the_mark_of_the_report():
    text = f"工作总结\n【概述】\n这里有一段介绍。\n【正文】\n{BODY}"

    assert dropped(text) == [("preamble", "【概述】\n这里有一段介绍。\n【正文】")]


def test_a_page_marker_is_dropped_and_the_cut_paragraph_joined():
    text = "一、制度\n全面实\n\n卫生局工作总结第2页\n\n施国家基本药物制度。\n二、计划\n抓落实。"

    assert dropped(text) == [("page_marker", "卫生局工作总结第2页")]
    assert bodies(text)[0] == ["全面实施国家基本药物制度。"]


@pytest.mark.parametrize("marker", ["— 12 —", "-3-", "第 3 页 共 9 页", "4/10", "Page 2 of 7"])
def test_page_markers_come_in_many_forms(marker):
    text = f"一、制度\n制度健全。\n{marker}\n二、计划\n抓落实。"

    assert dropped(text) == [("page_marker", marker)]


def test_paragraphs_that_end_at_a_page_break_stay_apart():
    text = "一、制度\n制度健全。\n— 2 —\n设备更新。"

    assert bodies(text) == [["制度健全。", "设备更新。"]]


def test_a_table_of_contents_is_dropped():
    contents = "目录\n一、工作完成情况……1\n二、存在问题……5\n三、工作计划……9"
    text = f"{contents}\n县卫生局总结\n{BODY}三、工作计划\n抓好落实。"

    assert dropped(text) == [("contents", contents)]
    assert [label for _, label, _ in tree(text)] == ["一、", "二、", "三、"]


def test_headings_that_do_not_come_again_are_the_report():
    text = "一、概况\n二、问题\n三、计划\n"

    assert dropped(text) == []
    assert len(tree(text)) == 3


def chunk(number, begin):
    return f"{number}、{begin}" + "卫生健康工作持续推进，服务能力不断提升，" * 15 + "群众获得"


def test_numbers_of_equal_chunks_that_cut_words_are_dropped():
    text = "\n".join([chunk(1, "全县"), chunk(2, "感增强，"), chunk(3, "感增强，")])

    assert dropped(text) == [("chunk_number", f"{n}、") for n in (1, 2, 3)]
    assert len(tree(text)) == 1
    assert len(bodies(text)[0]) == 1


def test_numbered_sections_of_unlike_length_keep_their_numbers():
    text = "1、" + "全县工作。" * 80 + "\n2、短。\n3、" + "设备更新。" * 30

    assert dropped(text) == []


def test_a_chunk_number_before_a_label_is_dropped():
    text = "1、一、工作完成情况\n能力提升。\n二、计划\n抓落实。"

    assert dropped(text) == [("chunk_number", "1、")]
    assert tree(text)[0] == (1, "一、", "工作完成情况")


@pytest.mark.parametrize("text", ["", "\n \u3000\ufeff\n", "首页 > 政务公开"])
def test_a_text_without_a_report_has_no_lines(text):
    assert read(text)[0].lines == ()
    assert read(text)[1] == ()


def test_a_text_of_short_lines_is_all_report():
    assert main("卫生健康\n深化医改") == "卫生健康\n深化医改"


def test_thousands_of_zero_width_characters_do_no_harm():
    assert read("\u200b \u200b" * 20_000 + BODY)[0].lines[0].text == "一、工作完成情况"


WRAPPED = (
    "青禾县卫生健康局2022年工作总结\n\n"
    "2022年，县卫生健康局推进医共体建\n设，全县参合率98.6%，家庭医生签\n约1.2万人。\n\n"
    "一、工作完成情况\n（一）医共体建设。全县11家卫生院纳\n入统一管理，门诊量增长6.3%。\n"
)


def test_lines_broken_at_one_width_are_joined():
    assert bodies(WRAPPED) == [
        ["2022年，县卫生健康局推进医共体建设，全县参合率98.6%，家庭医生签约1.2万人。"],
        [],
        ["全县11家卫生院纳入统一管理，门诊量增长6.3%。"],
    ]


def test_a_text_with_longer_lines_was_not_wrapped():
    text = WRAPPED + "（二）疾病预防控制。全县处置疫情3起，报告及时率和处置率均达到要求。\n"

    assert len(bodies(text)[0]) == 3


def test_indented_lines_are_paragraphs_of_their_own():
    text = WRAPPED.replace("\n", "\n\u3000\u3000")

    assert bodies(text)[-1] == ["全县11家卫生院纳", "入统一管理，门诊量增长6.3%。"]


@pytest.mark.parametrize(
    "line",
    [
        "【作者：某某】 【责任编辑：某某】",
        "声明：本媒体部分图片、文章来源于网络，版权归原作者所有，如有侵权，请联系删除。"
        + "联系方式见首页。" * 20,
        "本文内容由互联网用户自发贡献，该文观点仅代表作者本人。",
        "如若转载，请注明出处：https://www.example.com/1.html",
    ],
)
def test_what_sites_say_about_rights_is_no_report(line):
    text = f"{BODY}三、计划\n抓落实。\n{line}\n"

    assert main(text).endswith("抓落实。")


def test_links_amid_the_report_are_dropped_with_the_titles_they_announce():
    links = "【延伸阅读】\n县财政局工作总结"
    rest = "二、2023年工作计划\n抓落实。\n三、妇幼\n抓好。\n四、党建\n抓好。"
    text = f"一、医改\n抓医改。\n{links}\n{rest}"

    assert dropped(text) == [("link_farm", links)]
    assert len(tree(text)) == 4


def test_a_heading_above_a_page_marker_keeps_to_its_line():
    text = "一、工作完成情况\n全县推进。\n二、存在的问题\n— 2 —\n人才不足\n三、下步工作\n抓落实。"

    assert [heading for _, _, heading in tree(text)] == ["工作完成情况", "存在的问题", "下步工作"]


def test_a_point_that_a_page_cuts_off_stays_in_its_paragraph():
    text = "（一）疫情防控。一是强化调度；\n— 2 —\n二是强化排查。\n（二）医改。抓落实。"

    assert len(tree(text)) == 2


def test_a_contents_list_may_have_lost_a_number():
    contents = "目录\n一、工作完成情况\n强化基层工作\n三、工作计划"
    text = f"{contents}\n一、工作完成情况\n提升。\n强化基层工作\n提升。\n三、工作计划\n抓落实。"

    assert dropped(text) == [("contents", contents)]


def wrapped(paragraphs, indent="", between="\n", width=30):
    broken = []
    for paragraph in paragraphs:
        text = indent + paragraph
        broken.append("\n".join(text[i : i + width] for i in range(0, len(text), width)))
    return between.join(broken)


LONG = (
    "全县医疗服务能力稳步提升，群众满意度不断提高。一是强化疫情防控调度。二是推进12个项目，完成投资98.6%，"
    * 3
    + "效果明显。"
)


@pytest.mark.parametrize(
    ("indent", "between"), [("\u3000\u3000", "\n"), ("", "\n\n"), ("\u3000\u3000", "\r\n")]
)
def test_wrapped_paragraphs_are_told_apart_by_indents_or_blank_lines(indent, between):
    text = wrapped(["一、工作完成情况", LONG, "二、存在问题", LONG, "三、下步打算", LONG], indent, between)

    assert bodies(text) == [[LONG], [LONG], [LONG]]


def test_a_page_of_several_thousand_short_lines_is_read_once():
    text = "\n".join(f"{n % 9 + 1}、卫生工作" for n in range(3000))

    assert len(tree(text)) > 2900


def test_an_outline_before_the_title_is_dropped():
    outline = "一、工作完成情况\n二、存在问题\n三、工作计划"
    text = f"{outline}\n青禾县卫生局2022年工作总结\n{BODY}三、工作计划\n抓好落实。"

    assert dropped(text) == [("contents", outline)]
    assert main(text).startswith("一、工作完成情况\n全县")


def test_a_heading_above_a_line_of_the_site_is_whole():
    text = "一、工作完成情况\n字体：大 中 小\n全县推进。\n二、存在问题。人才不足。"

    assert tree(text)[0] == (1, "一、", "工作完成情况")


def test_a_sentence_that_a_line_of_the_site_cuts_is_one_paragraph():
    text = (
        "一、制度\n全县推进医药卫生体制改革，群众\n更多范文请关注某某范文网\n满意度提高。\n二、计划\n抓落实。"
    )

    assert bodies(text)[0] == ["全县推进医药卫生体制改革，群众满意度提高。"]


def test_an_advertisement_after_the_signature_hides_it_not():
    text = f"{BODY}青禾县卫生局\n2023年1月16日\n更多范文请关注某某范文网\n"

    assert main(text) == BODY.strip()
    assert dropped(text) == [("advertisement", "更多范文请关注某某范文网")]
