import pytest

from archive.ingest.cataloguing.fields import glued_header, is_label_line, labelled
from tests.ingest.vocabularies import lines


def fields(text):
    found: dict[str, str] = {}
    for item in labelled(lines(text)):
        found.setdefault(item.field, item.value)
    return found


def rules(text):
    return {item.field: item.rule for item in labelled(lines(text))}


@pytest.mark.parametrize(
    "text",
    [
        "发布日期：2023-01-18",
        "发 布 日 期 ： 2023-01-18",
        "【发布日期】2023-01-18",
        "[发布日期]：2023年1月18日",
        "发布日期 2023-01-18",
        "发布日期\t2023-01-18\t有效性\t有效",
        "发布日期: | 2023-01-18 |",
        "• 时间:2023-01-18",
        "发布日期：\n2023-01-18",
        "浏览次数：38 发布日期：2023-01-18 作者：佚名",
    ],
)
def test_a_label_is_known_in_every_way_it_is_written(text):
    assert fields(text)["published"] == "2023-01-18"


def test_cells_of_a_table_are_read_in_pairs():
    text = (
        "索引号\t000014349/2021-00031\t主题分类\t卫生\n发文机关\t云溪县卫生健康局\t成文日期\t2021年01月15日"
    )

    assert fields(text) == {
        "index_no": "000014349/2021-00031",
        "issuer": "云溪县卫生健康局",
        "signed": "2021-01-15",
    }


def test_the_better_label_wins_wherever_it_stands():
    text = "更新时间：2023-05-01\n公开日期：2023-04-22\n发布日期：2023-04-25 17:10"

    assert fields(text) == {"published": "2023-04-25", "published_time": "17:10"}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("文号：\n雨山区卫健委2022年工作总结", "doc_no"),
        ("发布机构：\n2022年工作总结", "issuer"),
        ("来源：\n2022年工作总结", "source_name"),
        ("索引号：\n云溪县卫生健康局", "index_no"),
        ("发布日期：\n发布机构：云溪县卫生局", "published"),
        ("名称：\n云溪县卫生局", "title"),
        ("发布日期：", "published"),
    ],
)
def test_a_value_on_the_next_line_must_have_the_shape_of_its_field(text, field):
    assert field not in fields(text)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("文号：\n云卫健〔2021〕3号", "doc_no", "云卫健〔2021〕3号"),
        ("发布机构：\n云溪县卫生健康局", "issuer", "云溪县卫生健康局"),
        ("索引号：\n000014349/2021-00031", "index_no", "000014349/2021-00031"),
        ("来源：\n云溪县融媒体中心", "source_name", "云溪县融媒体中心"),
    ],
)
def test_a_value_may_stand_on_the_next_line(text, field, value):
    assert fields(text)[field] == value


def test_a_date_that_lost_its_signs_is_rebuilt_where_it_is_labelled():
    assert fields("成文日期：2023 1 16")["signed"] == "2023-01-16"
    assert rules("成文日期：2023 1 16")["signed"] == "header_rebuilt"
    assert "signed" not in fields("成文日期：2023112")


@pytest.mark.parametrize("text", ["来源：无", "文号：--", "名称：—", "索引号：无号", "生效日期：2023-1-1"])
def test_an_empty_value_is_none(text):
    assert fields(text) == {}


def test_a_word_that_ends_like_a_label_is_none():
    assert fields("工作时间：2023-01-18 主要来源：财政") == {}


def test_a_line_that_begins_with_a_label_is_known():
    assert is_label_line("发布日期:2023")
    assert not is_label_line("2022年工作总结")


def test_a_header_that_lost_its_line_ends_is_cut_at_its_labels():
    text = (
        "青禾县卫生局2022年工作总结发布机构：青禾县卫生局文号：青卫〔2023〕4号"
        "发布日期：2023-01-182022年，努力。"
    )
    title, labels = glued_header(lines(text)[0])

    assert title.shown == "青禾县卫生局2022年工作总结"
    assert {item.field: item.value for item in labelled([labels])} == {
        "issuer": "青禾县卫生局",
        "doc_no": "青卫〔2023〕4号",
        "published": "2023-01-18",
    }


@pytest.mark.parametrize("text", ["2022年工作总结发布机构：青禾县卫生局", "来源：甲 时间：2023-01-18"])
def test_one_label_or_a_plain_header_is_not_cut(text):
    assert glued_header(lines(text)[0]) == ()


def test_a_time_of_day_in_words_is_read():
    assert fields("发布时间：2023年2月22日15时52分")["published_time"] == "15:52"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("发布：2022-01-05 10:00 点击：98", {"published": "2022-01-05", "published_time": "10:00"}),
        ("来源：https://www.x.gov.cn/a.html", {"source_url": "https://www.x.gov.cn/a.html"}),
        ("作者：张三 来源：县卫生局", {"source_name": "县卫生局"}),
        ("作者：县卫生健康局", {"source_name": "县卫生健康局"}),
        (
            "文章来源：医政科 作者：李四 更新时间：2011/12/30",
            {"source_name": "医政科", "published": "2011-12-30"},
        ),
        ("发布：湖州卫生健康委", {"issuer": "湖州卫生健康委"}),
        ("发布：范文网", {}),
        ("来源丨健康中原", {"source_name": "健康中原"}),
        ("本文来源：县卫生局", {"source_name": "县卫生局"}),
        (
            "信息来源:县卫生局 | 发布人: 管理员 | 发布日期: 2010-12-28",
            {"source_name": "县卫生局", "published": "2010-12-28"},
        ),
        ("时间：2013-1-4 8:23:11", {"published": "2013-01-04", "published_time": "08:23:11"}),
    ],
)
def test_what_stands_where_a_name_should_is_told_apart(text, expected):
    assert fields(text) == expected


def test_an_address_may_be_longer_than_a_name():
    url = f"https://www.x.gov.cn/{'a' * 100}.html"

    assert fields(f"原文链接：{url}") == {"source_url": url}
