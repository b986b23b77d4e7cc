"""Words related to what was found, over the five seeds."""

import pytest

from search import service
from search.engine import SearchError
from search.language.reading import read
from search.request import SearchRequest
from search.suggest.keywords import excess
from search.suggest.related import SHOWN, related

pytestmark = pytest.mark.usefixtures("archive_with_seeds")


def words(query):
    return [one.word for one in related(SearchRequest(query), read(query), service.count)]


def test_words_of_the_found_sections_are_offered_and_not_those_asked_for():
    found = words("中医馆")
    assert "中医药适宜技术" in found
    assert not any("中医馆" in word for word in found)
    assert len(found) <= SHOWN


def test_words_are_shown_as_people_write_them():
    assert not any("复盖" in word for word in words("中医馆"))


def test_no_word_repeats_another():
    found = words("托育")
    assert found
    assert not any(one != other and one in other for one in found for other in found)


def test_each_leads_to_a_search_that_finds_what_it_says():
    for one in related(SearchRequest("中医馆 OR 托育"), read("中医馆 OR 托育"), service.count):
        assert one.request.query == f"(中医馆 OR 托育) {one.word}"
        assert service.search(one.request).reports == one.reports > 0


def test_a_result_of_nothing_has_no_related_words():
    assert words("没有这样的词") == []


def test_what_is_everywhere_is_no_surprise_and_what_is_here_alone_is():
    surplus = excess({"卫生": 1, "中医馆": 3}, 3)
    assert "卫生" not in surplus
    assert surplus["中医馆"] > 3.84


def test_the_page_lists_links_and_the_part_only_the_list(client):
    page = client.get("/search/related", {"q": "中医馆", "region": "34"}).content.decode()
    assert "<h1" in page
    assert 'href="/search?q=%E4%B8%AD%E5%8C%BB%E9%A6%86&amp;region=34"' in page
    part = client.get("/search/related", {"q": "中医馆", "part": "list"}).content.decode()
    assert part.lstrip().startswith("<ul")
    assert "/search?q=%E4%B8%AD%E5%8C%BB%E9%A6%86+" in part


def test_without_words_the_way_leads_to_the_search_page(client):
    assert client.get("/search/related").headers["Location"] == "/search"


def test_the_result_page_leads_to_related_words(client):
    page = client.get("/search?q=中医馆").content.decode()
    assert "/search/related?q=%E4%B8%AD%E5%8C%BB%E9%A6%86" in page
    assert "/search/related" not in client.get("/search?region=34").content.decode()


def test_an_index_out_of_use_is_said_so(client, monkeypatch):
    def broken(*_args):
        raise SearchError("damaged")

    monkeypatch.setattr("search.suggest.views.related", broken)
    assert client.get("/search/related?q=中医").status_code == 503
