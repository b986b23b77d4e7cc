import random
from pathlib import Path

import pytest

from archive.ingest.errors import IngestError
from archive.ingest.files.decode import MAX_CHARACTERS, decode

SEEDS = sorted((Path(__file__).parents[3] / "seeds" / "reports").glob("*.txt"))
CODECS = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
each_seed = pytest.mark.parametrize("seed", SEEDS, ids=[path.stem[:3] for path in SEEDS])

TRADITIONAL = "二、存在問題\r\n衞生健康工作要點：全縣醫療機構服務能力不足，設備老舊。\r\n" * 8


@each_seed
@pytest.mark.parametrize("codec", CODECS)
def test_a_report_is_read_in_every_usual_encoding(seed, codec):
    text = seed.read_bytes().decode("utf-8")

    assert decode(text.encode(codec)) == (text, codec)


@pytest.mark.parametrize("codec", ["big5hkscs", "gb18030", "utf-16-le"])
def test_traditional_text_is_read_too(codec):
    assert decode(TRADITIONAL.encode(codec)) == (TRADITIONAL, codec)


@pytest.mark.parametrize("codec", ["gb18030", "big5hkscs"])
def test_a_short_text_is_enough_to_tell(codec):
    text = "雨山區衛生健康委員會二零二二年工作總結"

    assert decode(text.encode(codec)) == (text, codec)


@each_seed
@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
def test_a_character_cut_at_the_end_is_dropped(seed, codec):
    text = seed.read_bytes().decode("utf-8").rstrip() + "终"
    cut = text.encode(codec)[:-1]

    assert decode(cut)[0] == text[:-1]


def test_line_ends_and_spaces_stay_as_they_are():
    text = " 一、概况\r\n\r\n\u3000\u3000正文。\r二、计划\n"

    assert decode(text.encode())[0] == text


def test_single_damaged_bytes_are_kept_visible():
    content = "卫生健康工作总结。".encode() * 50
    text, encoding = decode(content[:300] + b"\xff" + content[300:])

    assert encoding == "utf-8"
    assert text.count("\ufffd") == 1


def test_much_damage_is_refused():
    content = "卫生健康工作总结。".encode() * 50
    broken = b"".join(content[i : i + 27] + b"\xff\xfe" for i in range(0, len(content), 27))

    with pytest.raises(IngestError, match="无法识别文字编码"):
        decode(broken)


def test_noise_is_refused():
    noise = random.Random(5).randbytes(4000)

    with pytest.raises(IngestError) as refusal:
        decode(noise)

    assert str(refusal.value) == "无法识别文字编码，请另存为 UTF-8 文本后再上传。"


def test_control_characters_are_no_text():
    with pytest.raises(IngestError, match="无法识别文字编码"):
        decode(b"\x01\x02\x03\x04abcdefgh" * 40)


@pytest.mark.parametrize("text", ["Отчёт о работе министерства", "Café, naïve résumé: the yearly report"])
def test_other_languages_stay_utf8(text):
    assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize("word", ["联通", "总结", "卫生", "医院"])
@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
def test_a_single_word_is_enough(word, codec):
    assert decode(word.encode(codec)) == (word, codec)


def test_the_mark_of_one_encoding_before_the_bytes_of_another_does_not_mislead():
    text = "一、概况\n全县医院2家，床位560张。"

    assert decode(b"\xef\xbb\xbf" + text.encode("gb18030")) == (text, "gb18030")


def test_a_damaged_byte_after_a_mark_stays_visible():
    content = "卫生健康工作总结。".encode("utf-8-sig") * 20

    assert decode(content[:90] + b"\xff" + content[90:])[0].count("\ufffd") == 1


def test_noise_after_a_mark_is_refused():
    with pytest.raises(IngestError, match="无法识别文字编码"):
        decode(b"\xff\xfe" + random.Random(5).randbytes(4000))


def test_a_broken_text_with_a_byte_order_mark_is_refused():
    with pytest.raises(IngestError, match="无法识别文字编码"):
        decode(b"\xef\xbb\xbf\xff\xff\xff\xff and more")


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", b"  \r\n\t ", b"\xff\xfe"])
def test_a_file_without_ink_is_empty(content):
    with pytest.raises(IngestError, match="文件为空"):
        decode(content)


def test_too_long_a_text_is_refused():
    with pytest.raises(IngestError, match="2,000,000"):
        decode(b"a" * (MAX_CHARACTERS + 1))
