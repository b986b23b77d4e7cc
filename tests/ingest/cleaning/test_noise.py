import pytest

from archive.ingest.cleaning.noise import find_letter_spacing, find_noise
from archive.text.fold import fold
from tests.ingest.reports import bodies, read, tree

BODY = "一、工作完成情况\n全县医疗服务能力稳步提升。\n二、存在问题\n人才不足。\n"


def noise(text):
    return [(found.reason, text[found.start : found.end]) for found in find_noise(text, fold(text))]


def unspaced(text):
    blanks = {i for span in find_letter_spacing(text) for i in range(span.start, span.end)}
    return "".join(char for i, char in enumerate(text) if i not in blanks)


@pytest.mark.parametrize(
    ("before", "advert", "after"),
    [
        ("门诊量", "资料库请点击:example.invalid 材料交流群", "增长6.3%。"),
        ("全县医院，", "（更多范文请关注某某网www.example.com）", "加强管理，"),
        ("第一篇：卫生局", "(example推荐)", ""),
        ("服务群众。", "更多工作总结范文请关注某某范文网。", "能力提升。"),
        ("", "海量范文素材，下载网址：www.example.com，请加微:ab199。", "全县推进。"),
        ("药品供应", "[本文来自www.example.com]", "有保障。"),
    ],
)
def test_an_advertisement_inside_a_sentence_is_found(before, advert, after):
    assert noise(before + advert + after) == [("advertisement", advert)]


@pytest.mark.parametrize(
    "text",
    [
        "开通微信公众号，群众可关注www.example.gov.cn查询，方便快捷。",
        "印发示范文本，规范文书档案管理（共12份），门诊量增长6.3%。",
        "更多群众在家门口看上病，请专家坐诊300人次。",
        "（详见附件1）全县推荐先进单位（中医院推荐）。",
    ],
)
def test_what_the_report_says_is_no_advertisement(text):
    assert noise(text) == []


def test_the_sentence_around_an_advertisement_is_one_paragraph():
    text = "一、医改\n门诊量（更多范文请关注某某网）增长6.3%。\n二、疾控\n无疫情。"

    assert bodies(text)[0] == ["门诊量增长6.3%。"]
    assert [d.reason for d in read(text)[0].dropped] == ["advertisement"]


@pytest.mark.parametrize("entity", ["&nbsp;", "&ldquo;", "&#8221;", "&middot;", "&emsp;"])
def test_entities_that_say_nothing_are_dropped(entity):
    assert noise(f"推进{entity}医共体") == [("entity", entity)]


@pytest.mark.parametrize("entity", ["&permil;", "&lt;", "&times;", "&nonsense;", "&;"])
def test_entities_that_say_something_are_kept(entity):
    assert noise(f"死亡率2.3{entity}") == []


def test_labels_behind_entities_are_read():
    text = "&nbsp;&nbsp;一、实施&ldquo;健康&rdquo;行动\n&nbsp;抓落实。&nbsp;\n"

    assert tree(text) == [(1, "一、", "实施健康行动")]


def test_a_line_of_entities_is_no_line():
    cleaned, _ = read(BODY + "&nbsp;&nbsp;\n三、计划\n抓落实。")

    assert [d.reason for d in cleaned.dropped] == ["entity", "entity"]


@pytest.mark.parametrize(
    ("spaced", "text"),
    [
        ("一、 工 作 总 结", "一、 工作总结"),
        ("二、2023年 工 作 计 划", "二、2023年工作计划"),
        ("总\u3000结", "总结"),
        ("县 卫 生 局 推 进 医 改,全 县 11 家，万 人。", "县卫生局推进医改,全县 11 家，万人。"),
    ],
)
def test_spaces_between_letters_are_found(spaced, text):
    assert unspaced(spaced) == text


@pytest.mark.parametrize("text", ["医院 学校 机关", "张三 李四 王五", "工作总结 甲 乙 卷", "一、 二、"])
def test_spaces_between_words_stay(text):
    assert unspaced(text) == text


def test_a_letter_spaced_report_reads_like_any_other():
    text = "一、 工 作 总 结\n全 县 医 疗 服 务 提 升。\n二、 工 作 计 划\n抓 落 实。"

    assert [heading for _, _, heading in tree(text)] == ["工作总结", "工作计划"]
    assert bodies(text)[0] == ["全县医疗服务提升。"]


def test_a_page_that_lost_its_line_breaks_is_split_at_its_indents():
    paragraph = "全县医疗服务能力稳步提升，群众满意度不断提高。" * 20
    text = f"一、工作完成情况\u3000\u3000{paragraph}\u3000\u3000二、存在问题  人才不足。{paragraph}  三、计划"

    assert [heading for _, _, heading in tree(text)] == ["工作完成情况", "存在问题", "计划"]
