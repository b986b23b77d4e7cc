"""Web archives: the page that holds the article, and what the envelope says of it."""

import base64

import pytest

from archive.ingest.errors import IngestError
from archive.ingest.extractors import mht
from archive.ingest.types import Extracted, Hint, Options, RawFile
from tests.ingest.extractors.web_pages import FIRST, SECOND, THIRD
from tests.ingest.mht_files import BOUNDARY, image, part, web_archive

PAGE = f"<html><title>工作总结</title><body><p>一、{FIRST}</p><p>二、{SECOND}</p></body></html>"
TEXT = f"一、{FIRST}\n二、{SECOND}"
ADDRESS = "http://www.shimen.gov.cn/a/1.html"


def read(content: bytes) -> Extracted:
    return mht.extract(RawFile("a.mht", content), Options())


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize(("codec", "name"), [("utf-8", "utf-8"), ("gb18030", "gb18030")])
def test_the_page_is_read_from_its_part(transfer, codec, name):
    extracted = read(web_archive(part(PAGE.encode(codec), encoding=transfer), image()))

    assert (extracted.text, extracted.encoding) == (TEXT, name)
    assert (extracted.media_type, extracted.extractor) == ("multipart/related", "mht")


def test_a_few_words_are_read_in_the_encoding_of_their_part():
    content = "<p>Health report 2024 報告</p>".encode("big5")

    assert read(web_archive(part(content, 'text/html; charset="big5"'))).text.endswith("報告")


def test_the_address_of_the_page_is_a_hint():
    archived = web_archive(image(), part(PAGE.encode(), Content_Location=ADDRESS))

    assert Hint("source_url", ADDRESS, "mht_header") in read(archived).hints


def test_the_address_on_the_envelope_is_a_hint():
    archived = web_archive(part(PAGE.encode()), Snapshot_Content_Location=ADDRESS)

    assert read(archived).hints[0] == Hint("source_url", ADDRESS, "mht_header")


@pytest.mark.parametrize("location", ["file:///C:/1.htm", "cid:frame-1@mhtml.blink", ""])
def test_addresses_that_are_not_of_the_web_are_no_hints(location):
    hints = read(web_archive(part(PAGE.encode(), Content_Location=location))).hints

    assert "source_url" not in {hint.name for hint in hints}


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("=?utf-8?B?" + base64.b64encode("年度总结".encode()).decode() + "?=", "年度总结"),
        ("=?gb2312?B?" + base64.b64encode("年度总结镕".encode("gb18030")).decode() + "?=", "年度总结镕"),
        ("=?utf-8?Q?=E5=B9=B4=E5=BA=A6?= =?utf-8?Q?=E6=80=BB=E7=BB=93?=", "年度总结"),
        ("Annual\r\n  report", "Annual report"),
    ],
)
def test_the_title_on_the_envelope_is_a_hint(subject, title):
    hints = read(web_archive(part(PAGE.encode()), Subject=subject)).hints

    assert [hint.value for hint in hints if hint.origin == "mht_header"] == [title]
    assert Hint("title", "工作总结", "html_title") in hints


@pytest.mark.parametrize(
    "subject", ["", "=?no-such-code?B?5bm0?=", "=?utf-8?B?5?=", "=?\ufffdutf-8?B?5bm0?="]
)
def test_a_title_that_cannot_be_read_is_no_hint(subject):
    hints = read(web_archive(part(PAGE.encode()), Subject=subject)).hints

    assert "mht_header" not in {hint.origin for hint in hints}


def test_the_saved_page_is_chosen_before_its_small_frames():
    frame = f"<p>{THIRD}</p>".encode()

    assert read(web_archive(part(PAGE.encode()), part(frame))).text == TEXT


def test_the_frame_that_holds_the_article_is_chosen():
    outer = f"<frameset><frame src=cid:1></frameset><body><p>{THIRD}</p></body>".encode()
    inner = PAGE.replace("</body>", f"<p>三、{FIRST * 20}</p></body>").encode()

    assert read(web_archive(part(outer), part(inner))).text.startswith(TEXT)


def test_pages_without_text_are_passed_over():
    assert read(web_archive(part(b"<frameset><frame src=a></frameset>"), part(PAGE.encode()))).text == TEXT


def test_envelopes_within_the_envelope_are_opened():
    inner = web_archive(part(PAGE.encode())).replace(BOUNDARY.encode(), b"inner")
    start = inner.index(b"Content-Type")

    assert read(web_archive(inner[start:], image())).text == TEXT


def test_blank_lines_before_the_envelope_do_no_harm():
    assert read(b"\r\n\r\n" + web_archive(part(PAGE.encode()))).text == TEXT


def test_bare_line_feeds_do_no_harm():
    assert read(web_archive(part(PAGE.encode())).replace(b"\r\n", b"\n")).text == TEXT


def test_a_file_cut_before_its_last_boundary_is_read():
    archived = web_archive(part(PAGE.encode(), encoding="8bit"), image())

    assert read(archived[: archived.index(b"image/png")]).text == TEXT


def test_a_message_that_is_one_page_is_read():
    headers = b"MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"

    assert read(headers + PAGE.encode()).text == TEXT


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MIME-Version: 1.0",
        web_archive(),
        web_archive(image()),
        web_archive(part(b"<p></p>"), part(b"")),
        web_archive(part(PAGE.encode()), Content_Type="multipart/related"),
    ],
)
def test_a_file_without_an_article_is_refused(content):
    with pytest.raises(IngestError, match="网页中没有找到正文"):
        read(content)


def test_the_reason_is_that_of_the_first_page():
    framed = part(b"<frameset><frame src=a></frameset>")

    with pytest.raises(IngestError, match="框架"):
        read(web_archive(framed, part(b"<p></p>")))


@pytest.mark.parametrize(
    "content",
    [
        web_archive(part(b"<div>" * 3_000 + PAGE.encode())),
        web_archive(part(b"<p>" + b"x" * 5_300_000, encoding="8bit")),
        web_archive(part(b"<p>" + b"x" * 21_000_000, encoding="8bit")),
        web_archive(*[part(b"")] * 2_100),
    ],
    ids=["nested", "large", "very large", "many parts"],
)
def test_a_file_beyond_the_limits_is_refused(content):
    with pytest.raises(IngestError, match="网页过大或结构异常"):
        read(content)


def test_envelopes_nested_without_end_are_refused():
    content = part(PAGE.encode())
    for depth in range(8):
        head = f'Content-Type: multipart/related; boundary="b{depth}"\r\n\r\n'.encode()
        content = head + f"--b{depth}\r\n".encode() + content + f"\r\n--b{depth}--\r\n".encode()

    with pytest.raises(IngestError, match="网页过大或结构异常"):
        read(content)


def test_headers_without_end_are_refused():
    with pytest.raises(IngestError, match="网页中没有找到正文"):
        read(b"MIME-Version: 1.0\r\n" + b"X-Long: " + b"x" * 3_000_000)


def test_transfer_encodings_nobody_knows_are_taken_as_they_stand():
    content = part(PAGE.encode(), encoding="8bit").replace(b"8bit", b"x-unknown")

    assert read(web_archive(content)).text == TEXT
