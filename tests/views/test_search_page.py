"""The search page over the five seeds, with the real engine."""

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from django.core.management import call_command
from django.test import Client

from archive import services
from archive.models import Report
from search import service
from search.engine import SearchError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _seeds(archive_with_seeds):
    """Every test asks the archive of the five seeds."""


def get(address: str, status: int = 200) -> str:
    response = Client().get(address)
    assert response.status_code == status
    return response.content.decode()


def search(**params) -> str:
    response = Client().get("/search", params, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def heading(page: str) -> str:
    [found] = re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    return unescape(" ".join(found.split()))


def reports_found(page: str) -> int:
    number = re.match(r"(\d+) 份报告", heading(page))
    return int(number[1]) if number else 0


class Links(HTMLParser):
    """Collects (class, href, text, rel) of the links of a page."""

    def __init__(self, html: str):
        super().__init__()
        self.found: list[dict[str, str]] = []
        self.open = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.open = True
            self.found.append({"class": "", "rel": "", "text": ""} | dict(attrs))

    def handle_endtag(self, tag):
        if tag == "a":
            self.open = False

    def handle_data(self, data):
        if self.open:
            self.found[-1]["text"] += data


def facet_links(page: str) -> list[dict[str, str]]:
    return [link for link in Links(page).found if link["class"] == "fv"]


def total_of(link: dict[str, str]) -> int:
    return int(re.findall(r"(\d+) 份", link["text"])[-1])


def test_the_heading_and_the_status_tell_how_many_reports_were_found():
    page = search(q="中医馆")
    assert heading(page) == "3 份报告提到“中医馆”"
    assert re.search(r'role="status">\s*共 3 份报告、\d+ 个章节，第 1 页，共 1 页', page)
    assert "<title>中医馆（第 1 页，共 1 页） - 检索 - 卫健工作报告档案</title>" in page


def test_a_traditional_query_finds_the_same_and_marks_the_glyphs_of_the_source():
    page = search(q="中醫館")
    assert heading(page).startswith("3 份")
    assert "<mark>中医馆</mark>" in page
    assert "<mark>中醫(yī)館</mark>" in page


def test_a_section_hit_opens_at_its_anchor_with_the_query_carried():
    page = search(q="中医馆")
    links = [link["href"] for link in Links(page).found]
    assert any(re.fullmatch(r"/r/[^?]+/\?q=%E4%B8%AD[^#]+#s\d+", href) for href in links)
    assert any(href.endswith("#cite") for href in links)


def test_a_section_that_lacks_a_word_says_which_it_holds():
    page = search(q="中医馆 托位")
    assert "本节只提到：" in page
    assert "本节只提到：" not in search(q="中医馆")


def test_what_was_inferred_is_marked_and_supplied():
    page = search(q="中医馆", region="350922")
    assert "rc__guess" in page
    assert "〔福建省宁德市古田县，2021 年度〕" in page
    assert "地区据正文推断" in page
    assert "年份据正文推断" in page
    assert "含乱码，已标出" in page


def test_what_the_source_says_is_not_marked_as_inferred():
    page = search(q="中医馆", region="340504")
    assert "rc__guess" not in page
    assert "据正文推断" not in page
    assert '<span class="tag tag--official">政府网站</span>' in page


def test_a_traditional_source_says_so_to_readers_of_the_page_aloud():
    assert 'lang="zh-Hant"' in search(q="中医馆", region="350922")
    assert 'lang="zh-Hant"' not in search(q="中医馆", region="340504")


def test_every_card_can_be_added_to_a_comparison_without_scripts():
    page = search(q="中医馆")
    assert page.count('type="checkbox" name="r"') == 3
    assert re.search(r'<form[^>]*id="cmp"[^>]*action="/compare"', page)
    assert "<button" in page.partition('id="cmp"')[2]


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=医疗",
        "/search?topic=tcm",
        "/search?q=医疗&region=34",
        "/search?q=健康&kind=summary_plan",
        "/search?q=健康&topic=tcm",
        "/search?q=健康&topic=tcm&role=plan",
        "/search?q=医疗&year=2020-2022",
        "/search?q=医疗+健康&unit=section",
    ],
)
def test_every_facet_link_leads_to_as_many_reports_as_it_says(address):
    page = get(address)
    links = facet_links(page)
    assert links
    for link in links:
        assert link["rel"] == "nofollow"
        assert link["href"] != address
        if "aria-current" not in link:
            assert total_of(link) == reports_found(get(link["href"])), link


def test_a_selected_value_leads_to_the_search_without_it():
    [link] = [one for one in facet_links(get("/search?q=医疗&region=34")) if "aria-current" in one]
    assert link["href"] == "/search?q=%E5%8C%BB%E7%96%97"


def test_year_bars_lead_to_the_reports_they_count():
    page = get("/search?q=医疗")
    bars = [one for one in Links(page).found if "年，" in one["text"]]
    assert len(bars) > 1
    for bar in bars:
        assert total_of(bar) == reports_found(get(bar["href"]))


def test_nothing_with_a_single_choice_is_drawn():
    page = search(q="启航托育中心")
    assert heading(page).startswith("1 份")
    assert '<nav class="years"' not in page
    assert 'data-facet="region"' not in page
    assert 'name="y1"' not in page


def test_chips_remove_one_condition_each():
    page = get("/search?q=医疗&region=34&kind=summary_plan")
    chips = [link for link in Links(page).found if link["class"] == "chip"]
    assert [chip["href"] for chip in chips] == [
        "/search?q=%E5%8C%BB%E7%96%97&kind=summary_plan",
        "/search?q=%E5%8C%BB%E7%96%97&region=34",
    ]
    assert 'name="robots" content="noindex"' in page
    assert 'name="robots"' not in get("/search?q=医疗&region=34")


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("/search?region=34&q=a", "/search?q=a&region=34"),
        ("/search?q=a&sort=rel&page=1&unit=report", "/search?q=a"),
        ("/search?q=a&region=340000", "/search?q=a&region=34"),
        ("/search?q=a&topic=tcm&topic=mch", "/search?q=a&topic=mch&topic=tcm"),
        ("/search?q=a&year=2010&y1=2013&y2=2014", "/search?q=a&year=2013-2014"),
        ("/search?q=a&y1=&y2=2014", "/search?q=a&year=-2014"),
        ("/search?q=a&utm_source=mail", "/search?q=a"),
        ("/search?q=", "/search"),
    ],
)
def test_an_address_is_put_into_its_canonical_order(typed, canonical):
    response = Client().get(typed)
    assert (response.status_code, response.headers["Location"]) == (302, canonical)


def test_a_canonical_address_stays():
    address = "/search?q=a&region=34&year=2013-2024&topic=tcm&sort=new&unit=section"
    assert Client().get(address).status_code == 200


def test_sorting_by_year_puts_the_newest_or_the_oldest_first():
    years = [
        re.findall(r'class="rc__year[^"]*">(\d{4})', get(f"/search?q=医疗&sort={sort}"))
        for sort in ("new", "old")
    ]
    assert years[0] == sorted(years[0], reverse=True)
    assert years[1] == sorted(years[1])
    assert len(years[0]) > 1


def test_words_in_one_section_find_no_more_reports_than_words_in_one_report():
    wide = reports_found(get("/search?q=中医馆+托位"))
    narrow = reports_found(get("/search?q=中医馆+托位&unit=section"))
    assert wide > narrow


def test_nothing_found_says_which_condition_killed_it_with_counts():
    page = get("/search?q=中医馆&region=42")
    assert heading(page) == "没有报告提到“中医馆”"
    assert "湖北省共收录 1 份报告，均已查过。" in page
    assert re.search(r">不限地区</a>：3 份", page)
    assert '<a href="/browse/420000/">查看湖北省的收录情况</a>' in page
    assert "<title>没有结果：中医馆 - 检索 - " in page


def test_reports_of_unknown_region_can_be_asked_for():
    page = get("/search?q=医疗&region=00")
    assert "本档案共收录 5 份报告，均已查过。" in page
    assert "地区未详" in page


def test_every_suggestion_leads_to_as_many_reports_as_it_says():
    page = get("/search?q=血液透析+托育+智慧助医&region=34")
    offered = re.findall(r'<li><a href="([^"]+)" rel="nofollow">[^<]+</a>：(\d+) 份', page)
    assert any(int(count) for _href, count in offered)
    for href, count in offered:
        assert reports_found(get(unescape(href))) == int(count)


def test_several_words_that_never_meet_are_counted_in_the_heading():
    page = get("/search?q=血液透析+智慧助医+没有这个词")
    assert heading(page) == "没有报告同时包含这 3 个词"


def test_words_that_meet_in_no_section_offer_the_wider_unit():
    page = get("/search?q=中医馆+托位&unit=section")
    assert heading(page) == "没有章节同时包含这 2 个词"
    assert "放宽命中范围" in page


def test_filters_that_exclude_each_other_are_said_to():
    assert heading(get("/search?region=34&year=2013")) == "没有报告符合这些筛选条件"


def test_filters_alone_list_the_reports_that_have_them():
    assert heading(get("/search?region=34")) == "1 份报告符合筛选"


def test_without_words_there_are_ways_to_browse():
    page = get("/search")
    assert heading(page) == "检索全部报告"
    assert "/search?topic=" in page
    assert "/browse/" in page
    assert "/help/" in page


def test_an_empty_archive_says_so():
    for report in Report.objects.all():
        services.withdraw(report=report, reason="测试", by=None)
    assert "还没有收录报告" in get("/search")


@pytest.mark.parametrize(
    ("query_string", "sentence"),
    [
        ("page=abc", "看不懂页码“abc”"),
        ("year=xx", "看不懂年份“xx”"),
        ("unit=?", "没有“?”这种命中范围"),
        ("sort=best", "没有“best”这种排序"),
        ("region=99", "没有代码为“99”的地区"),
        ("topic=nonsense", "没有名为“nonsense”的主题"),
    ],
)
def test_a_parameter_nobody_can_read_is_said_and_the_search_goes_on(query_string, sentence):
    page = get(f"/search?q=中医馆&{query_string}")
    assert sentence in unescape(page)
    assert heading(page).startswith("3 份")


def test_a_page_beyond_the_end_is_the_last_one_and_says_so():
    page = get("/search?q=中医馆&page=99")
    assert "结果只有 1 页，这是最后一页。" in page
    assert heading(page).startswith("3 份")


@pytest.mark.parametrize(
    "query", ['"', "-", "--", "AND OR (", "*", "\\", "<script>", "%", "a" * 3000, "\x00医"]
)
def test_nothing_typed_can_break_the_page(query):
    page = search(q=query)
    assert "<script>alert" not in page
    assert "<h1" in page


def test_markup_in_the_words_is_escaped():
    assert "<b>医</b>" not in search(q="<b>医</b>")


def test_the_words_stay_in_the_box_and_the_filters_with_them():
    page = get("/search?q=医疗&region=34&unit=section")
    form = page.partition('role="search"')[2].partition("</form>")[0]
    assert 'value="医疗"' in form
    assert 'name="region" value="34"' in form
    assert 'name="unit" value="section"' in form


def test_a_broken_index_is_an_apology_and_the_operator_line_is_for_the_log(monkeypatch, caplog):
    def broken(*args, **kwargs):
        raise SearchError("the search index is damaged, run: manage.py reindex")

    monkeypatch.setattr(service, "search", broken)
    page = get("/search?q=医", 503)
    assert "请稍后再试" in page
    assert "manage.py reindex --check" in page
    assert "damaged" not in page
    assert "the search index is damaged" in caplog.text
    assert heading(page) == "暂时不能检索"


def test_a_withdrawn_report_is_no_longer_found(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw(report=Report.objects.get(region__code="340504"), reason="测试", by=None)
    assert heading(search(q="中医馆")).startswith("2 份")


def test_a_short_page_size_pages_through_all_results(monkeypatch):
    real = service.search

    def two_a_page(request, **kwargs):
        return real(replace(request, page_size=2), **kwargs)

    monkeypatch.setattr(service, "search", two_a_page)
    first, second = get("/search?q=中医馆"), get("/search?q=中医馆&page=2")
    assert (first.count("<article"), second.count("<article")) == (2, 1)
    assert 'rel="next"' in first
    assert 'rel="prev"' in second
    assert "（第 2 页，共 2 页）" in second


@pytest.mark.parametrize(
    ("query", "said"),
    [("((", "括号"), ("%", "单独的标点或符号"), ("😀", "单独的标点或符号"), ('"', "引号没有成对")],
)
def test_nothing_but_signs_leads_to_the_start_and_says_so(client, archive_with_seeds, query, said):
    page = client.get("/search", {"q": query}).content.decode()
    assert "均已查过" not in page
    assert said in page


def test_excluding_a_word_of_every_report_is_said_as_it_is(client, archive_with_seeds):
    page = client.get("/search", {"q": "-卫生"}).content.decode()
    assert "排除“卫生”之后没有剩下的报告" in page


def test_nothing_of_a_card_is_escaped_twice():
    page = get("/search?q=中医馆")
    assert "&lt;" not in page
    assert "&amp;#" not in page


def test_the_way_to_a_report_carries_how_its_words_were_searched():
    page = get("/search?q=中医馆&only=1&strict=1")
    links = [link["href"] for link in Links(page).found if link["href"].startswith("/r/")]
    assert links
    assert all("?q=%E4%B8%AD%E5%8C%BB%E9%A6%86&only=1&strict=1" in href for href in links)


def test_only_the_typed_word_can_be_searched_and_the_way_back_is_there():
    call_command("load_synonyms", verbosity=0)
    page = get("/search?q=中医馆")
    [narrow] = [link for link in Links(page).found if link["text"] == "只查原词"]
    only = get(narrow["href"])
    assert "国医堂</mark>" in page
    assert "国医堂</mark>" not in only
    [back] = [link for link in Links(only).found if link["text"] == "也查同义词"]
    assert reports_found(get(back["href"])) == reports_found(page) > reports_found(only)


def test_strict_glyphs_are_one_link_away_and_back():
    page = get("/search?q=衛生")
    [strict] = [link for link in Links(page).found if link["class"] == "toggle"]
    assert reports_found(get(strict["href"])) < reports_found(page)
    [back] = [link for link in Links(get(strict["href"])).found if link["class"] == "toggle"]
    assert "aria-current" in back
    assert back["href"] == "/search?q=%E8%A1%9B%E7%94%9F"


def test_a_report_opened_with_strict_glyphs_marks_only_those():
    report = Report.objects.get(region__code="350922")
    loose, strict = (get(f"{report.get_absolute_url()}?q=中医館{flag}") for flag in ("", "&strict=1"))
    assert '<mark id="hit-1">' in loose
    assert '<mark id="hit-1">' not in strict
