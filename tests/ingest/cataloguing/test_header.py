import pytest

from archive.ingest.cataloguing.addresses import web_address
from archive.ingest.cataloguing.docnos import document_number
from archive.ingest.cataloguing.fields import labelled
from archive.ingest.cataloguing.header import covering_letter, signature, unlabelled_date
from tests.ingest.vocabularies import lines


def fields(line):
    return {found.field: found.value for found in labelled(lines(line))}


def test_labels_on_one_line_end_each_others_values():
    assert fields("索  引 号: K1/2023-76 组配分类: 规划计划 发布机构: 雨山区卫健委 文    号:") == {
        "index_no": "K1/2023-76",
        "issuer": "雨山区卫健委",
    }


def test_a_labelled_time_gives_date_and_time_of_day():
    assert fields("浏览次数:3903    发布时间:  2023-02-22  15:52") == {
        "published": "2023-02-22",
        "published_time": "15:52",
    }


def test_tools_of_the_page_are_no_part_of_a_value():
    assert fields("来源：中阳县卫健局 放大 正常 缩小") == {"source_name": "中阳县卫健局"}


def test_a_value_is_short_and_a_document_number_has_digits():
    assert fields("名称：" + "很长" * 60) == {}
    assert fields("文号：无") == {}


def test_traditional_labels_are_read():
    assert fields("時間：2022年4月3日") == {"published": "2022-04-03"}


def test_an_impossible_date_is_not_read():
    assert fields("发布日期：2022-13-40") == {}


def test_the_span_is_that_of_the_value():
    text = "来源：中阳县卫健局"
    (found,) = labelled(lines(text))

    assert text[slice(*found.spans[0])] == "中阳县卫健局"


def test_a_date_without_label_is_the_day_of_publication():
    found = list(unlabelled_date(lines("某县政府 2025-03-12 11:03 放大")))

    assert [item.value for item in found] == ["2025-03-12", "11:03"]


@pytest.mark.parametrize(
    "line", ["成文日期：2020年1月8日", "会议于2020年1月8日召开。", "没有日期", "2020-02-31"]
)
def test_dates_of_sentences_and_of_signing_are_not_taken_for_publication(line):
    assert list(unlabelled_date(lines(line))) == []


@pytest.mark.parametrize("shown", ["烟福卫发〔2020〕3号", "烟福卫发[2020]3号", "文号：烟福卫发（2020）第3号"])
def test_a_document_number_is_written_one_way(shown):
    found = document_number(lines(shown))

    assert found is not None
    assert (found.value, found.inferred) == ("烟福卫发〔2020〕3号", False)


def test_a_document_number_that_lost_its_brackets_is_rebuilt():
    found = document_number(lines("中卫2024124"))

    assert found is not None
    assert (found.value, found.inferred) == ("中卫〔2024〕124号", True)
    assert "中卫2024124" in found.note


def test_a_title_with_a_year_is_no_document_number():
    assert document_number(lines("工作总结2024")) is None
    assert document_number(lines("工作总结2024年")) is None


def test_an_address_gets_its_scheme():
    found = web_address(lines("中阳县政府 www.sxzhongyang.gov.cn 2025"))

    assert found is not None
    assert found.value == "http://www.sxzhongyang.gov.cn"


def test_an_address_is_kept_as_it_stands():
    found = web_address(lines("https://example.com/a/b.html"))

    assert found is not None
    assert found.value == "https://example.com/a/b.html"
    assert web_address(lines("没有网址")) is None


def test_a_signature_names_issuer_and_day():
    found = list(signature(lines("某县卫生健康局\n2021年1月7日"), None))

    assert [(item.field, item.value) for item in found] == [
        ("issuer", "某县卫生健康局"),
        ("signed", "2021-01-07"),
    ]


def test_a_lost_date_is_rebuilt_and_marked():
    (found,) = signature(lines("202517"), "2025-03-12")

    assert (found.value, found.inferred) == ("2025-01-07", True)


def test_a_date_that_may_be_two_days_is_left_alone():
    assert list(signature(lines("2025111"), None)) == []


def test_the_day_of_publication_settles_which_day_was_lost():
    (found,) = signature(lines("2025111"), "2025-03-12")

    assert found.value == "2025-01-11"


def test_sentences_and_page_words_do_not_sign():
    assert list(signature(lines("由县卫生局负责。\n主办单位某县卫生局\n2021年2月31日"), None)) == []


def test_a_written_out_day_under_the_title_is_that_of_signing():
    found = list(unlabelled_date(lines("（2023年12月10日）\n发布 2024-01-05")))

    assert [(item.field, item.value) for item in found] == [
        ("signed", "2023-12-10"),
        ("published", "2024-01-05"),
    ]


def test_a_day_in_chinese_numerals_signs():
    (found,) = signature(lines("一九九九年十二月三十日"), None)

    assert found.value == "1999-12-30"


def test_an_hour_gets_two_digits():
    assert fields("发布时间：2023-02-22 9:05") == {
        "published": "2023-02-22",
        "published_time": "09:05",
    }


@pytest.mark.parametrize(
    "text",
    [
        "云溪县卫生健康局（盖章）\n2023年1月16日",
        "云溪县卫生健康局    2023年1月16日",
        "云溪县卫生健康局2023年1月16日",
        "人才不足。云溪县卫生健康局2023年1月16日",
        "云溪县卫生健康局\n二〇二三年元月十六日",
        "云溪县卫生健康局\n（2023年1月16日）",
        "云溪县卫生健康局\n2023.1.16",
        "云溪县卫生健康局\n日期：2023年1月16日",
        "云溪县卫生健康局\n2023 1 16",
        "云溪县卫生健康局\n2023 年  1 月 16  日",
        "云溪县卫生健康局          2023年1月16日印发",
    ],
)
def test_a_signature_is_read_with_stamp_on_one_line_or_two(text):
    found = {item.field: item.value for item in signature(lines(text), None)}

    assert found == {"issuer": "云溪县卫生健康局", "signed": "2023-01-16"}


@pytest.mark.parametrize(
    "text",
    [
        "(二)新建县中医院。",
        "会议于2023年1月16日召开",
        "2023年1月16日县卫生局召开会议",
        "建成县人民医院，投资2亿元",
    ],
)
def test_a_last_sentence_is_no_signature(text):
    assert list(signature(lines(text), None)) == []


@pytest.mark.parametrize(
    ("shown", "published", "day"),
    [
        ("023年1月16日", "2023-01-18", "2023-01-16"),
        ("20年1月16日", "2023-01-18", "2023-01-16"),
        ("23年1月16日", "2023-01-18", "2023-01-16"),
        ("年12月28日", "2023-01-18", "2022-12-28"),
        ("22年12月28日", "2023-01-18", "2022-12-28"),
        ("20223月23日", None, "2022-03-23"),
    ],
)
def test_part_of_a_year_is_completed_by_the_day_of_publication(shown, published, day):
    (found,) = signature(lines(shown), published)

    assert (found.value, found.inferred, found.rule) == (day, True, "signature_rebuilt")
    assert shown in found.note


@pytest.mark.parametrize(
    ("shown", "published"),
    [
        ("023年1月16日", None),
        ("19年1月16日", "2023-01-18"),
        ("年2月31日", "2023-03-01"),
        ("年月日", "2023-03-01"),
    ],
)
def test_a_day_that_nothing_completes_is_left_alone(shown, published):
    assert list(signature(lines(shown), published)) == []


LETTER = "现将要点印发给你们。\n云溪县卫生健康局\n{day}\n2023年工作要点\n一、医改\n"


@pytest.mark.parametrize("day", ["2023年4月26日", "20234月26日", "2023426"])
def test_a_covering_letter_is_signed_before_the_report(day):
    found = {item.field: item.value for item in covering_letter(lines(LETTER.format(day=day)))}

    assert found == {"issuer": "云溪县卫生健康局", "signed": "2023-04-26"}


@pytest.mark.parametrize("day", ["一、医改", "2023年4月26日召开会议", "2023112"])
def test_a_bureau_without_a_day_below_signs_no_letter(day):
    assert list(covering_letter(lines(LETTER.format(day=day)))) == []
