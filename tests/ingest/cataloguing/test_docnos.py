import pytest

from archive.ingest.cataloguing.docnos import document_number, document_number_of, fitted, issuing_year
from archive.ingest.cataloguing.fields import labelled
from tests.ingest.vocabularies import lines


@pytest.mark.parametrize(
    "shown",
    [
        "青卫健发〔2023〕4号",
        "青卫健发﹝2023﹞4号",
        "青卫健发［２０２３］4号",
        "青卫健发【2023】4号",
        "青卫健发（2023）第4号",
        "青卫健发 [2023] 4 号",
        "青衛健發〔2023〕4號",
        "文号：青卫健发〔2023〕4号",
    ],
)
def test_a_whole_number_is_read_in_every_bracket(shown):
    found = document_number(lines(shown))

    assert found is not None
    assert (found.value, found.inferred, found.confidence) == ("青卫健发〔2023〕4号", False, 0.95)


@pytest.mark.parametrize(
    "shown",
    ["青卫健发20234号", "青卫健发2023第4号", "青卫健发〔20234号", "青卫健发2023〕4号", "青卫健发“2023”4号"],
)
def test_lost_brackets_are_rebuilt_and_flagged(shown):
    found = document_number(lines(shown))

    assert found is not None
    assert (found.value, found.inferred) == ("青卫健发〔2023〕4号", True)
    assert found.rule == "doc_no_rebuilt"


@pytest.mark.parametrize(
    "shown",
    [
        "根据国办发〔2021〕30号推进",
        "关于转发青卫发〔2023〕4号的通知",
        "X卫健发〔2023〕4号",
        "**卫健发20234号",
        "2022年工作总结",
        "健康数据2023124",
    ],
)
def test_cited_masked_and_other_numbers_are_left_alone(shown):
    assert document_number(lines(shown)) is None


def test_a_whole_number_is_preferred_to_a_rebuilt_one():
    found = document_number(lines("中卫2024124\n中卫〔2024〕125号"))

    assert found is not None
    assert found.value == "中卫〔2024〕125号"


def test_a_labelled_number_may_lose_its_brackets_in_a_longer_line():
    (found,) = labelled(lines("文号：青卫健发20234号 公开方式：主动公开"))

    assert found.value == "青卫健发〔2023〕4号"


def test_a_masked_labelled_number_is_none():
    assert list(labelled(lines("文号：X卫健发〔2023〕4号"))) == []
    assert list(labelled(lines("文号：*卫健发20234号"))) == []
    assert list(labelled(lines("文号：*卫健发2023〕4号"))) == []


def test_the_span_is_that_of_the_words_of_the_source():
    text = "文号：青卫健发［２０２３］4号"
    (found,) = labelled(lines(text))

    assert text[slice(*found.spans[0])] == "青卫健发［２０２３］4号"


def test_a_number_tells_its_year():
    assert issuing_year("青卫健发〔2023〕4号") == (2023, 4)
    assert issuing_year("") is None


def test_a_written_number_is_put_the_official_way():
    assert document_number_of("青卫健发[2023]4号") == "青卫健发〔2023〕4号"
    assert document_number_of("无") == ""


def test_a_rebuilt_number_is_surer_where_it_fits_the_issuer():
    rebuilt, whole = document_number(lines("中卫2024124")), document_number(lines("中卫〔2024〕124号"))

    assert rebuilt is not None
    assert whole is not None
    assert fitted(rebuilt, ["中陽縣衛生局"]).confidence == 0.8
    assert fitted(rebuilt, ["枣阳市卫生局"]).confidence == 0.6
    assert fitted(whole, ["枣阳市卫生局"]) == whole
