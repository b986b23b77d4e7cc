"""What a page says of itself outside its text."""

import pytest

from archive.ingest.types import Hint
from tests.ingest.extractors.web_pages import FIRST, read


def hints(head: str, before: str = "") -> tuple[Hint, ...]:
    return read(f"{before}<html><head>{head}</head><body><p>{FIRST}</p></body></html>").hints


def test_the_tags_of_government_sites_are_read():
    head = """<META NAME="SiteName" CONTENT="石门县人民政府"><meta name="ArticleTitle" content=" 工作 总结 ">
    <meta name="PubDate" content="2024-01-12 10:32"><meta name="ContentSource" content="石门县卫健局">
    <meta name="Url" content="http://www.shimen.gov.cn/a.html"><meta name="ColumnName" content="总结">"""

    assert hints(head) == (
        Hint("title", "工作 总结", "html_meta"),
        Hint("published", "2024-01-12 10:32", "html_meta"),
        Hint("source_name", "石门县卫健局", "html_meta"),
        Hint("source_name", "石门县人民政府", "html_meta"),
        Hint("source_url", "http://www.shimen.gov.cn/a.html", "html_meta"),
    )


def test_the_tags_of_open_graph_are_read():
    head = """<meta property="og:title" content="工作总结"><meta property="og:url" content="https://a.cn/1">
    <meta property="article:published_time" content="2024-01-12T10:32:00+08:00">"""

    assert {(hint.name, hint.value) for hint in hints(head)} == {
        ("title", "工作总结"),
        ("source_url", "https://a.cn/1"),
        ("published", "2024-01-12T10:32:00+08:00"),
    }


def test_a_date_and_time_joined_by_a_hyphen_are_parted():
    head = '<meta name="firstpublishedtime" content="2024-01-12-10:32:00">'

    assert hints(head) == (Hint("published", "2024-01-12 10:32:00", "html_meta"),)


def test_the_name_of_a_source_comes_without_its_label():
    head = '<meta name="source" content="来源：人民网">'

    assert hints(head) == (Hint("source_name", "人民网", "html_meta"),)


@pytest.mark.parametrize(("author", "found"), [("石门县卫生健康局", 1), ("小王", 0), ("", 0)])
def test_an_author_is_an_issuer_only_when_it_is_a_body(author, found):
    assert len(hints(f'<meta name="Author" content="{author}">')) == found


def test_the_title_of_the_window_is_a_hint_of_its_own():
    assert hints("<title>\n工作总结_石门县\n</title>") == (Hint("title", "工作总结_石门县", "html_title"),)


def test_the_canonical_address_is_a_hint():
    head = (
        '<link rel="stylesheet" href="a.css"><link rel="canonical" href="https://www.shimen.gov.cn/1.html">'
    )

    assert hints(head) == (Hint("source_url", "https://www.shimen.gov.cn/1.html", "html_meta"),)


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0031)http://www.shimen.gov.cn/1.html -->",
        "<!--\n Page saved with SingleFile \n url: http://www.shimen.gov.cn/1.html \n saved date: Mon -->",
    ],
)
def test_the_address_a_browser_notes_is_a_hint(comment):
    expected = Hint("source_url", "http://www.shimen.gov.cn/1.html", "mht_header")

    assert hints("", f"<!DOCTYPE html>\n{comment}\n") == (expected,)


@pytest.mark.parametrize(
    "address", ["about:internet", "file:///C:/1.html", "./1.html", "http://" + "a" * 400]
)
def test_addresses_that_are_not_of_the_web_are_no_hints(address):
    head = f'<link rel="canonical" href="{address}"><meta name="url" content="{address}">'

    assert hints(head, f"<!-- saved from url=(0014){address} -->") == ()


def test_a_page_without_a_word_on_itself_has_no_hints():
    assert hints("<title> </title>") == ()


def test_what_is_read_says_how_it_was_read():
    extracted = read(f"<p>{FIRST}</p>")

    assert (extracted.media_type, extracted.extractor, extracted.encoding) == ("text/html", "html", "utf-8")
