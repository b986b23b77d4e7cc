"""Pages in their real encodings, whatever they declare."""

import pytest

from tests.ingest.extractors.web_pages import FIRST, SECOND, THIRD, read

TEXT = f"{FIRST}\n{SECOND}\n{THIRD}"
BODY = "".join(f"<p>{line}</p>" for line in TEXT.split("\n"))
TRADITIONAL = (
    "衛生健康工作要點：全縣衛生健康系統堅持以人民健康為中心，統籌推進各項醫療衛生工作，實施健康行動。"
)


def declared(charset: str) -> str:
    return f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head>'


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "GBK", "big5", "iso-8859-1", "no-such-thing", ""])
@pytest.mark.parametrize(("codec", "name"), [("utf-8", "utf-8"), ("gb18030", "gb18030")])
def test_the_words_decide_not_the_declaration(codec, name, charset):
    extracted = read((declared(charset) + BODY).encode(codec))

    assert (extracted.text, extracted.encoding) == (TEXT, name)


@pytest.mark.parametrize("charset", ["big5", "gb2312", ""])
def test_traditional_pages_are_read_as_big5(charset):
    extracted = read((declared(charset) + f"<p>{TRADITIONAL}</p>").encode("big5hkscs"))

    assert (extracted.text, extracted.encoding) == (TRADITIONAL, "big5hkscs")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_believed(codec):
    extracted = read((declared("gb2312") + BODY).encode(codec))

    assert (extracted.text, extracted.encoding) == (TEXT, codec)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_two_byte_pages_without_a_mark_are_recognised(codec):
    assert read((declared("unicode") + BODY).encode(codec)).text == TEXT


def test_rare_characters_of_a_page_that_declares_gb2312_are_read():
    assert read((declared("gb2312") + f"<p>{FIRST}镕㙍喆𠮷</p>").encode("gb18030")).text.endswith("镕㙍喆𠮷")


def test_a_damaged_byte_spoils_one_character_only():
    content = (declared("utf-8") + BODY).encode().replace("统筹".encode(), "统筹".encode()[:4])

    assert read(content).text.replace("\ufffd", "筹") == TEXT


def test_a_page_cut_within_a_character_is_read():
    assert read((declared("gbk") + f"<p>{FIRST}").encode()[:-1]).text == FIRST[:-1]


@pytest.mark.parametrize(("charset", "name"), [("gb2312", "gb18030"), ("big5", "big5hkscs")])
def test_a_few_words_are_read_as_declared(charset, name):
    extracted = read((declared(charset) + "<p>Health report 工作 2024</p>").encode(name))

    assert (extracted.text, extracted.encoding) == ("Health report 工作 2024", name)


def test_a_few_words_without_a_declaration_are_read_as_chinese():
    assert read("<p>Health report 工作 2024</p>".encode("gb18030")).text == "Health report 工作 2024"


def test_a_few_bytes_that_no_encoding_reads_do_no_harm():
    assert read(b"<p>Health report \xff\xfe\xff 2024</p>").text.startswith("Health report")
