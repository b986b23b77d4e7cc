"""Word files that are damaged, encrypted or built to harm: one sentence each, and nothing else happens."""

import io
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.ingest.errors import IngestError
from archive.ingest.extractors import container
from archive.ingest.extractors.docx import extract
from archive.ingest.types import Options, RawFile
from tests.ingest.extractors.word_files import (
    SPACES,
    definition,
    level,
    listed,
    paragraph,
    paragraphs,
    part,
    run,
    table,
    word_file,
    zipped,
)

HOSTILE = "^文档结构异常"
BROKEN = "^文档已损坏"
WHOLE = word_file(
    paragraphs("2024年工作总结\n一、总体情况") + paragraph("全年平稳。", num=1) + table(["床位", "120"]),
    numbering=definition(0, level(0, "decimal", "%1.")) + listed(1, 0),
    styles='<w:style w:type="paragraph" w:default="1" w:styleId="a"/>',
)


def read(content):
    return extract(RawFile("报告.docx", content), Options())


def refused(content, sentence):
    with pytest.raises(IngestError, match=sentence):
        read(content)


def assert_answered(content):
    """Anything but a text or an `IngestError` fails the test."""
    answer = "文"
    with suppress(IngestError):
        answer = read(content).text
    assert answer.strip()


def with_document(document):
    return word_file("", parts={"word/document.xml": document})


def nested(tag, depth):
    return f"<{tag}>" * depth + f"</{tag}>" * depth


def test_a_document_that_unpacks_to_more_than_a_part_may_hold_is_hostile():
    content = io.BytesIO()
    with (
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as stream,
    ):
        for _ in range(400):
            stream.write(b" " * (1 << 20))
    refused(content.getvalue(), HOSTILE)


def test_parts_together_are_bounded(monkeypatch):
    monkeypatch.setattr(container, "MAX_TOTAL", 1_000)

    refused(word_file(paragraph("正" * 1_000)), HOSTILE)


def test_a_part_that_claims_less_than_it_holds_is_broken():
    content = bytearray(word_file(paragraph("正文" * 5_000)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lying = bytes(content).replace(struct.pack("<L", size), struct.pack("<L", 100))

    refused(lying, BROKEN)


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE w [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;">]><w>&b;</w>',
        '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]><w>&a;</w>',
        '<!DOCTYPE w SYSTEM "http://example.invalid/w.dtd"><w/>',
        part("document", f"<w:body>{nested('w:sdt', 300)}</w:body>"),
        part("document", f"<w:body>{nested('w:x', 100_000)}</w:body>"),
    ],
    ids=["entities", "external entity", "external type", "deep", "very deep"],
)
def test_xml_built_to_harm_is_hostile(document):
    refused(with_document(document), HOSTILE)


def test_too_many_elements_are_hostile(monkeypatch):
    monkeypatch.setattr("archive.ingest.extractors.xml.MAX_ELEMENTS", 50)

    refused(word_file(paragraphs("文\n" * 40)), HOSTILE)


@pytest.mark.parametrize("tag", ["w:sdtContent", "w:ins", "w:hyperlink"])
def test_wrappers_as_deep_as_allowed_are_looked_through(tag):
    body = paragraph(f"<{tag}>" * 240 + run("深") + f"</{tag}>" * 240)

    assert read(word_file(body)).text == "深"


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
    ],
    ids=["tables", "boxes"],
)
def test_tables_and_boxes_as_deep_as_allowed_are_read(opening, closing):
    depth = 250 // opening.count("<")

    assert read(word_file(opening * depth + paragraph("深") + closing * depth)).text.strip() == "深"


def test_nesting_deeper_than_the_reader_is_hostile(monkeypatch):
    def give_up(*_arguments):
        raise RecursionError

    monkeypatch.setattr("archive.ingest.extractors.word.body.BodyReader.blocks", give_up)

    refused(WHOLE, HOSTILE)


@pytest.mark.parametrize("missing", ["word/document.xml", "word/styles.xml", "word/numbering.xml"])
def test_a_missing_part_is_damage(missing):
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}

    refused(zipped({**members, missing: None}), BROKEN)


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "_rels/.rels"])
def test_a_truncated_part_is_damage(name):
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        members = {stored: archive.read(stored) for stored in archive.namelist()}

    refused(zipped({**members, name: members[name][:-20]}), BROKEN)


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04",
        WHOLE[: len(WHOLE) // 2],
        WHOLE[:-30],
        b"",
        zipped({}),
        zipped({"xl/workbook.xml": "<x/>"}),
    ],
    ids=["a signature", "half", "a cut directory", "nothing", "an empty zip", "another zip"],
)
def test_what_is_no_whole_word_file_is_damage(content):
    refused(content, BROKEN)


def test_a_part_that_is_no_word_document_is_damage():
    refused(with_document(f"<w:workbook {SPACES}/>"), BROKEN)


def test_an_encrypted_member_asks_for_decryption():
    content = bytearray(word_file(paragraph("文")))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(signature)
        while place >= 0:
            content[place + flags] |= 1
            place = content.find(signature, place + 1)

    refused(bytes(content), "^文件已加密，请解密后上传")


def test_a_packing_word_never_uses_is_damage():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", part("document", "<w:body/>"))

    refused(packed.getvalue(), BROKEN)


def test_part_names_match_whatever_their_case_and_slashes():
    members = {"Word\\Document.xml": part("document", f"<w:body>{paragraph('文')}</w:body>")}

    assert read(zipped(members)).text == "文"


@given(st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_changed_bytes_give_a_text_or_one_sentence(data):
    content = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert_answered(bytes(content))


FRAGMENTS = st.sampled_from(
    [
        *(f"<w:{name}>" for name in ["p", "r", "tbl", "tr", "tc", "sdt", "ins", "del", "pPr", "numPr"]),
        *(f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end", "x")),
        '<w:numId w:val="1"/>', '<w:ilvl w:val="99"/>', '<w:ilvl w:val="-1"/>', "<w:vMerge/>", "<w:br/>",
        '<w:gridSpan w:val="7"/>', "<w:txbxContent/>", "<mc:AlternateContent/>", "<w:sym/>", "<m:oMath/>",
        '<w:footnoteReference w:id="1"/>', "<w:t>字</w:t>", "<w:instrText>EQ</w:instrText>", "</>",
    ]
)  # fmt: skip


@given(st.lists(FRAGMENTS, max_size=40))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_arrangement_of_elements_gives_a_text_or_one_sentence(fragments):
    body = ""
    opened: list[str] = []
    for fragment in fragments:
        if fragment == "</>":
            body += f"</{opened.pop()}>" if opened else ""
        else:
            body += fragment
            opened += [] if fragment.endswith("/>") or "</" in fragment else [fragment.strip("<>")]
    body += "".join(f"</{tag}>" for tag in reversed(opened))
    numbering = definition(0, level(0, "decimal", "%1.%9")) + listed(1, 0)

    assert_answered(word_file(body, numbering=numbering))
