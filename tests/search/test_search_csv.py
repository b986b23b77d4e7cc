"""All that a search finds as a file: the same reports and sections as the pages, in their order."""

import csv
import io
from dataclasses import replace

import pytest
from django.core.management import call_command

from archive import services
from archive.models import Report, Snapshot
from search import service
from search.engine import SearchError
from search.request import Filters, SearchRequest

pytestmark = pytest.mark.django_db


def rows_of(response) -> list[dict[str, str]]:
    assert response.status_code == 200
    lines = io.StringIO(response.getvalue().decode("utf-8-sig"), newline="")
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def paged(request: SearchRequest) -> list[str]:
    """Addresses of the sections, page by page."""
    found: list[str] = []
    pages = service.search(request).pages
    for number in range(1, pages + 1):
        page = service.search(replace(request, page=number), sections_shown=None)
        found += [f"{hit.report}#{one.anchor}" for hit in page.hits for one in hit.sections]
    return found


@pytest.mark.parametrize("query", ["签约", "卫生", "孕产妇 健康", "heading:中医 OR 托育", "-疫情 服务"])
@pytest.mark.parametrize("unit", ["report", "section"])
@pytest.mark.parametrize("sort", ["rel", "new", "old", "region"])
def test_the_file_has_what_the_pages_have_in_their_order(archive_with_seeds, monkeypatch, query, unit, sort):
    monkeypatch.setattr(service, "AT_ONCE", 2)
    request = SearchRequest(query=query, unit=unit, sort=sort, page_size=2)
    found = service.everything(request)
    hits = [hit for batch in found.batches for hit in batch]
    assert [f"{hit.report}#{one.anchor}" for hit in hits for one in hit.sections] == paged(request)
    assert len(hits) == found.total.reports
    assert sum(len(hit.sections) for hit in hits) == found.total.sections


def test_a_row_says_where_the_hit_stands(client, archive_with_seeds):
    rows = rows_of(client.get("/search.csv", {"q": "脊柱侧弯", "sort": "new"}))
    row = next(row for row in rows if "青少年脊柱侧弯筛查项目" in row["章节"])
    report = Report.objects.get(public_id=row["报告编号"])
    assert row["标题"] == report.title
    assert row["地区代码"] == report.region.code
    assert row["地区"] == report.region.full_name
    assert row["年度"] == str(report.shelf_year)
    assert row["固定链接"].startswith(f"http://testserver/r/{report.public_id}/#s")
    assert int(row["命中处数"]) >= 1
    assert float(row["得分"]) > 0
    assert "脊柱侧弯" in row["摘录"]
    assert " › " in row["章节"]


def test_the_head_counts_and_the_rows_agree(client, archive_with_seeds):
    response = client.get("/search.csv", {"q": "医共体"})
    text = response.getvalue().decode()
    page = service.search(SearchRequest(query="医共体"))
    assert f"共 {page.reports} 份报告、{page.sections} 个章节\r\n" in text
    assert "# 检索条件：q=%E5%8C%BB%E5%85%B1%E4%BD%93\r\n" in text
    assert f"# 馆藏快照：{Snapshot.current()}\r\n" in text
    assert page.sections == len(rows_of(client.get("/search.csv", {"q": "医共体"})))


def test_filters_narrow_as_on_the_page(client, archive_with_seeds):
    rows = rows_of(client.get("/search.csv", {"q": "卫生", "region": "34"}))
    assert rows
    assert {row["地区代码"][:2] for row in rows} == {"34"}


def test_a_report_found_by_its_title_alone_has_a_row(client, archive_with_seeds):
    title = archive_with_seeds.exclude(region=None).first()
    Report.objects.filter(pk=title.pk).update(title="夔夔工作总结", issuer="", issuer_inferred="某委")
    call_command("reindex", verbosity=0)
    [row] = rows_of(client.get("/search.csv", {"q": "夔夔"}))
    assert row["固定链接"] == f"http://testserver/r/{title.public_id}/"
    assert (row["章节"], row["摘录"], row["命中处数"], row["发布机构"]) == ("", "", "1", "〔某委〕")


def test_the_same_search_gives_the_same_bytes_or_none(client, archive_with_seeds):
    first = client.get("/search.csv", {"q": "卫生 健康"})
    content = first.getvalue()
    assert client.get("/search.csv", {"q": "卫生 健康"}).getvalue() == content
    again = client.get("/search.csv", {"q": "卫生 健康"}, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_an_index_made_anew_changes_no_byte(client, archive_with_seeds):
    before = client.get("/search.csv", {"q": "卫生 健康"}).getvalue()
    call_command("reindex", verbosity=0)
    assert client.get("/search.csv", {"q": "卫生 健康"}).getvalue() == before


def test_a_withdrawn_report_is_in_no_row(
    client, archive_with_seeds, staff_user, django_capture_on_commit_callbacks
):
    report = Report.objects.get(public_id=rows_of(client.get("/search.csv", {"q": "卫生"}))[0]["报告编号"])
    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw(report=report, reason="误收", by=staff_user)
    assert report.public_id not in {
        row["报告编号"] for row in rows_of(client.get("/search.csv", {"q": "卫生"}))
    }


def test_an_address_out_of_order_leads_to_the_one_in_order(client, archive_with_seeds):
    response = client.get("/search.csv?page=3&region=34&q=卫生")
    assert response.status_code == 302
    assert response["Location"] == "/search.csv?q=%E5%8D%AB%E7%94%9F&region=34"


def test_what_could_not_be_read_is_said_in_the_file(client, archive_with_seeds):
    text = client.get("/search.csv?q=卫生&year=去年").getvalue().decode()
    assert "# 注意：看不懂年份“去年”，已忽略这项。\r\n" in text


def test_without_words_and_filters_the_way_to_the_list_is_told(client, archive_with_seeds):
    response = client.get("/search.csv")
    assert response.status_code == 400
    assert "http://testserver/browse.csv" in response.content.decode()


def test_filters_alone_find_sections_too(client, archive_with_seeds):
    rows = rows_of(client.get("/search.csv", {"topic": "tcm"}))
    assert len(rows) == service.search(SearchRequest(filters=Filters(topics=("tcm",)))).sections


def test_nothing_found_is_a_file_without_rows(client, archive_with_seeds):
    assert rows_of(client.get("/search.csv", {"q": "不存在的词语"})) == []


def test_an_index_that_cannot_be_read_is_said(client, archive_with_seeds, monkeypatch):
    def lost(_request):
        raise SearchError("gone")

    monkeypatch.setattr(service, "everything", lost)
    assert client.get("/search.csv", {"q": "卫生"}).status_code == 503


def test_the_results_lead_to_the_file(client, archive_with_seeds):
    page = client.get("/search", {"q": "卫生", "region": "34"}).content.decode()
    assert 'href="/search.csv?q=%E5%8D%AB%E7%94%9F&amp;region=34"' in page
