"""XML of unknown origin: short names, and what is refused."""

from xml.parsers import expat

import pytest

from archive.ingest.extractors.xml import BrokenXmlError, HostileXmlError, child, children, parse_xml

SPACES = {"urn:known": "k"}


def test_names_are_short():
    root = parse_xml(b'<a xmlns:x="urn:known" xmlns:y="urn:other" x:p="1" q="2"><x:b/><y:c/></a>', SPACES)

    assert (root.tag, root.attrib, [found.tag for found in root]) == (
        "a",
        {"k:p": "1", "q": "2"},
        ["k:b", ":c"],
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb2312", "GBK", "gb18030"])
def test_text_is_read_in_the_encoding_it_declares(encoding):
    content = f'<?xml version="1.0" encoding="{encoding}"?><a>卫生健康</a>'.encode(encoding)

    assert parse_xml(content, {}).text == "卫生健康"


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"text", b"<a>", b"<a></b>", b"<a/><b/>", b"<a>&x;</a>", b"<a>\xff</a>", b"<a>\x00</a>"),
        b'<?xml version="1.0" encoding="big5"?><a/>',
        b'<?xml version="1.0" encoding="gbk"?><a>\xff\xff</a>',
    ],
)
def test_what_is_not_well_formed_is_broken(content):
    with pytest.raises(BrokenXmlError):
        parse_xml(content, {})


@pytest.mark.parametrize("content", [b"<!DOCTYPE a><a/>", b"<a>" * 257 + b"</a>" * 257])
def test_declarations_and_depth_are_hostile(content):
    with pytest.raises(HostileXmlError):
        parse_xml(content, {})


def test_the_deepest_allowed_is_read():
    assert parse_xml(b"<a>" * 256 + b"</a>" * 256, {}).tag == "a"


def test_a_parser_out_of_memory_is_no_broken_file(monkeypatch):
    def exhausted(*_arguments):
        error = expat.ExpatError("out of memory")
        error.code = 1
        raise error

    monkeypatch.setattr(expat, "ParserCreate", exhausted)

    with pytest.raises(MemoryError):
        parse_xml(b"<a/>", {})


def test_children_are_found_by_name():
    root = parse_xml(b"<a><b n='1'><c/></b><b n='2'/></a>", {})

    assert [found.get("n") for found in children(root, "b")] == ["1", "2"]
    assert child(root, "b", "c") is not None
    assert (child(root, "x", "c"), child(None, "b"), list(children(None, "b"))) == (None, None, [])
