"""Pages that are too large, too deep, empty or hostile."""

import time
from contextlib import suppress

import pytest

from archive.ingest.errors import IngestError
from archive.ingest.extractors.web.tree import MAX_BYTES
from tests.ingest.extractors.web_pages import FIRST, SECOND, lines, read

ABNORMAL = "网页过大或结构异常"


def filled(unit: str, size: int = MAX_BYTES) -> bytes:
    one = unit.encode()
    return one * (size // len(one))


@pytest.mark.parametrize(
    "content",
    [
        b"<div>" * 200_000 + b"x" + b"</div>" * 200_000,
        b"<div>" * 3_000 + FIRST.encode(),
        b"x" * (MAX_BYTES + 1),
        b"<p>x</p>" * 1_300_000,
        b"<br>" * 300_000,
        filled("卫") + b"xyz",
        b"<p>" + b"a " * 2_100_000,
    ],
    ids=["200k nested", "3k nested", "one byte more", "10 MB", "many tags", "5 MB of text", "2 M characters"],
)
def test_pages_beyond_the_limits_are_refused(content):
    with pytest.raises(IngestError, match=ABNORMAL):
        read(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  ",
        b"<html></html>",
        b"<!-- only a comment -->",
        b"</p>",
        b"<script>document.write('x')</script>",
        "<p>短</p>".encode(),
        b"<img src=a.jpg>",
    ],
)
def test_pages_without_an_article_are_refused(content):
    with pytest.raises(IngestError, match="网页中没有找到正文"):
        read(content)


@pytest.mark.parametrize(
    "frame",
    [
        "<frameset><frame src=a.htm><noframes>您的浏览器不支持框架，请升级。</noframes></frameset>",
        "<iframe src=a.htm></iframe>",
    ],
)
def test_a_page_that_only_frames_another_says_so(frame):
    with pytest.raises(IngestError, match="框架"):
        read(f"<html>{frame}</html>")


def test_entities_of_a_document_type_are_not_expanded(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("秘密文件内容")
    declaration = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY y "展开">]>'

    assert lines(f"{declaration}<p>{FIRST}&x;&y;</p>") == [f"{FIRST}&x;&y;"]


def test_formatting_opened_for_each_paragraph_and_never_closed_is_read():
    page = f"<p><font face=宋体 size='3'><b>{FIRST}" * 1_500

    assert lines(page) == [FIRST] * 1_500


def test_text_that_the_parser_loses_is_noticed(monkeypatch):
    monkeypatch.setattr("archive.ingest.extractors.web.tree._END", type("", (), {"sub": lambda *_: _[2]})())
    with pytest.raises(IngestError, match=ABNORMAL):
        read(f"<html><body><p>{FIRST}</p></body></html><p>{SECOND}</p><p>{SECOND}</p>")


HOSTILE = {
    "paragraphs": filled(f"<p>{FIRST}</p>"),
    "spans": b"<table border=1>" + b"<tr><td colspan=1000 rowspan=1000>x" * 20_000 + b"<td>y",
    "cells": b"<table><tr>" + b"<td><b>a</b>" * 30_000,
    "frames": b"<table><tr><td>" * 300 + b"<p>x" * 20_000,
    "rules": (b"<style>" + b"@a{x{y}" * 30_000 + b"</style>") * 5 + FIRST.encode(),
    "comments in rules": (b"<style>" + b"/*" * 100_000 + b"</style>") * 5 + FIRST.encode(),
    "at-rules": (b"<style>" + b"@a" * 100_000 + b"</style>") * 5 + FIRST.encode(),
    "rules without end": (b"<style>" + b"a" * 200_000 + b"</style>") * 5 + FIRST.encode(),
    "blanks": b"<p>" + b" " * 4_000_000 + FIRST.encode(),
    "classes": b"<p class='" + b"aA " * 1_500_000 + b"'>" + FIRST.encode(),
    "styles": b"<p style='" + b"display:" * 500_000 + b"'>" + FIRST.encode(),
    "title": b"<title>" + b" -" * 2_000_000 + b"</title><p>" + FIRST.encode(),
    "document types": b"<!DOCTYPE [" * 200_000 + FIRST.encode(),
    "brackets": b"<" * 200_000 + FIRST.encode(),
    "a bad byte at the end": b"a" * 5_000_000 + b"\xff",
    "scripts": b"<script " * 200_000 + FIRST.encode() + b"\xff",
    "unmatched ends": b"<b>" * 900 + b"</i>" * 100_000 + FIRST.encode(),
    "tools": "<h1>工作总结</h1>".encode()
    + "<p>2024-1-1 来源：[大   中   小   大   中   小   大   中   小".encode() * 900,
    "letters": b"<h1>Annual report</h1>"
    + b"<p>A+A+A+A+A+A+A+A+A+A+A+A+A+A+A+A+A+A+A+" * 900
    + FIRST.encode(),
    "formatting": b"<p><font" + b" face=a" * 100 + b">" + b"<font >" * 2_000 + FIRST.encode(),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_are_answered_in_bounded_time(content):
    began = time.process_time()
    with suppress(IngestError):
        read(content)
    assert time.process_time() - began < 10


def test_a_typical_page_takes_a_tenth_of_a_second_at_most():
    page = f"<ul>{'<li><a href=/x>兄弟单位工作总结</a></li>' * 300}</ul>{f'<p>{FIRST}</p>' * 500}".encode()
    page += b"<script>" + b"x" * (100_000 - len(page)) + b"</script>"
    read(page)
    taken = []
    for _ in range(3):
        began = time.process_time()
        read(page)
        taken.append(time.process_time() - began)

    assert min(taken) <= 0.1
