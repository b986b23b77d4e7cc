"""The list of reports as a file, against an archive of known counts."""

import csv
import io

import pytest
from django.urls import reverse

from archive.models import Report, Snapshot
from tests import small_archive as small
from tests.factories import EvidenceFactory, published_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions")]


@pytest.fixture
def held():
    return small.small_archive()


def text_of(client, **asked) -> str:
    response = client.get(reverse("browse_csv"), asked)
    assert response.status_code == 200, response.content.decode()
    return response.getvalue().decode("utf-8-sig")


def rows(client, **asked) -> list[dict[str, str]]:
    lines = io.StringIO(text_of(client, **asked), newline="")
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def test_every_published_report_has_one_row(client, held):
    found = rows(client)
    assert len(found) == small.REPORTS
    assert {row["报告编号"] for row in found} == {report.public_id for report in held.reports}
    assert small.HIDDEN_TITLE not in text_of(client)


@pytest.mark.parametrize("code", sorted(small.BY_PROVINCE))
def test_a_division_brings_all_below_it(client, held, code):
    assert len(rows(client, region=code)) == len(rows(client, region=code[:2])) == small.BY_PROVINCE[code]


@pytest.mark.parametrize("year", sorted(small.BY_YEAR))
def test_a_year_narrows(client, held, year):
    assert len(rows(client, year=year)) == small.BY_YEAR[year]


@pytest.mark.parametrize("kind", sorted(small.BY_KIND))
def test_a_kind_narrows(client, held, kind):
    found = rows(client, kind=kind)
    assert {row["种类代码"] for row in found} == {kind}
    assert len(found) == small.BY_KIND[kind]


def test_conditions_add_up(client, held):
    assert len(rows(client, region="340504", year=2022, kind="plan", topic="mch")) == 1
    assert not rows(client, region="340504", year=2022, topic="tcm")


def test_reports_of_no_known_division_have_a_code_of_their_own(client, held):
    published_report(title="不知何处", region=None, public_id="000000-nd-aaaa")
    assert [row["标题"] for row in rows(client, region="000000")] == ["不知何处"]


def test_a_row_says_all_that_is_known(client):
    region = small.Region.objects.current().get(code="340504")
    report = published_report(
        ("一、", "医疗", "看病。"),
        evidence=[{"field": "reporting_year"}, {"field": "region_code", "overridden": True}],
        title='=HYPERLINK("http://x")',
        region=region,
        issuer="",
        issuer_inferred="雨山区卫健委",
        source_url="@evil",
        source_type="gov",
    )
    [row] = rows(client)
    page = f"http://testserver/r/{report.public_id}/"
    source = report.current_revision.source_file
    said = {
        "报告编号": report.public_id,
        "标题": '\'=HYPERLINK("http://x")',
        "地区代码": "340504",
        "地区": "安徽省马鞍山市雨山区",
        "归档年度": "2022",
        "报告年度": "2022",
        "计划年度": "",
        "种类": "年度总结",
        "发布机构": "",
        "推断的发布机构": "雨山区卫健委",
        "来源网址": "'@evil",
        "推断的项目": "报告年度",
        "版本": "1",
        "原件 SHA-256": source.sha256,
        "原件字节数": "100",
        "固定链接": page,
        "本版链接": f"{page}v1/",
        "原件链接": f"{page}v1/original",
    }
    assert {name: row[name] for name in said} == said


def test_what_a_hidden_report_was_copied_from_stays_hidden(client, held):
    shown, hidden = held.reports[:2]
    Report.objects.filter(pk=shown.pk).update(repost_of=hidden)
    assert hidden.public_id in {row["转载自"] for row in rows(client)}
    Report.objects.filter(pk=hidden.pk).update(state=Report.State.WITHDRAWN)
    assert {row["转载自"] for row in rows(client)} == {""}


def test_a_report_without_a_text_has_a_row_too(client):
    small.published_report(title="甲")
    Report.objects.update(current_revision=None)
    [row] = rows(client)
    assert (row["标题"], row["版本"], row["本版链接"]) == ("甲", "", "")


def test_the_order_can_be_chosen(client, held):
    years = [row["归档年度"] for row in rows(client, sort="old")]
    assert years == sorted(years, key=lambda year: (not year, year))
    codes = [row["地区代码"] for row in rows(client, sort="region")]
    assert codes == sorted(codes)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"region": "999999"}, "没有代码为“999999”的地区"),
        ({"region": "99"}, "没有代码为“99”的地区"),
        ({"region": "\0"}, "没有代码为“"),
        ({"year": "去年"}, "看不懂年份“去年”"),
        ({"year": "20２2"}, "看不懂年份"),
        ({"topic": "x" * 99}, f"没有代码为“{'x' * 20}”的主题"),
        ({"kind": "<b>"}, "没有代码为“<b>”的种类"),
        ({"sort": "up"}, "没有“up”这种排序"),
    ],
)
def test_a_wrong_condition_is_refused_in_words(client, asked, said):
    response = client.get(reverse("browse_csv"), asked)
    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert said in response.content.decode()


def test_the_file_says_what_was_asked_in_one_order(client, held):
    text = text_of(client, kind="plan", year=" 2022", region="34")
    assert "# 检索条件：region=340000&year=2022&kind=plan\r\n" in text
    assert f"# 馆藏快照：{Snapshot.current()}\r\n" in text


def test_asking_again_gives_the_same_bytes_or_none(client, held):
    first = client.get(reverse("browse_csv"))
    assert first.getvalue() == client.get(reverse("browse_csv")).getvalue()
    again = client.get(reverse("browse_csv"), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.getvalue() == b""


def test_head_tells_of_the_file_without_reading_it(client, held, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        response = client.head(reverse("browse_csv"))
    assert response["X-Archive-Snapshot"] == Snapshot.current()


def test_many_reports_take_no_more_queries(client, held, django_assert_max_num_queries):
    for report in held.reports:
        EvidenceFactory(revision=report.current_revision, field="kind")
    with django_assert_max_num_queries(8):
        rows(client)


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("/browse/", ""),
        ("/browse/?kind=plan&sort=old", "?kind=plan&amp;sort=old"),
        ("/browse/340500/", "?region=340500"),
        ("/browse/340504/2022/", "?region=340504&amp;year=2022"),
        ("/topic/mch/", "?topic=mch"),
        ("/year/2022/", "?year=2022"),
        ("/kind/plan/", "?kind=plan"),
    ],
)
def test_each_list_leads_to_its_file(client, held, page, asked):
    assert f'href="/browse.csv{asked}"' in client.get(page).content.decode()


def test_an_empty_list_leads_to_no_file(client):
    assert "browse.csv" not in client.get("/browse/").content.decode()


def test_an_overridden_guess_is_no_guess(client):
    report = published_report(title="甲")
    EvidenceFactory(revision=report.current_revision, field="kind", overridden=True)
    assert rows(client)[0]["推断的项目"] == ""
