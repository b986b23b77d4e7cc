"""The page of a report: card, text, marks, versions."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from archive.lexicons import kind_labels
from archive.models import Report, Revision
from archive.views.card import card_rows, citation
from archive.views.shelf import LONGEST_STRIP, kin_years
from tests.factories import RegionFactory, ReportFactory, RevisionFactory, SectionFactory, published_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions")]


def held(report: Report) -> Revision:
    """Return the revision readers see."""
    assert report.current_revision is not None
    return report.current_revision


def html(client, report, name="report", *more, **params) -> str:
    response = client.get(reverse(name, args=[report.public_id, *more]), params)
    return response.content.decode().replace("<wbr>", "")


@pytest.fixture
def report():
    return published_report(
        ("", "", "2022年以来,工作有序。"),
        ("一、", "提升服务", "建成中医馆,中医馆很好。", {"topics": ["tcm"], "role": "done"}),
        ("（一）", "基层", "二是抓小", {"level": 2}),
        region=RegionFactory(),
        plan_year=2023,
        issuer="雨山区卫健委",
        published_on=dt.date(2023, 2, 22),
        published_time="15:52:00",
    )


def test_page_carries_title_place_and_metadata(client, report):
    shown = html(client, report)
    assert re.search(r"<h1[^>]*>\s*雨山区卫健委2022年工作总结\s*</h1>", shown)
    assert f'href="{reverse("browse_region_year", args=["340504", 2022])}"' in shown
    assert "（兼 2023 年计划）" in shown
    assert "2023-02-22 15:52" in shown


def test_every_section_has_its_anchor_and_its_link(client, report):
    shown = html(client, report)
    for section in report.current_revision.sections.all():
        assert f'id="{section.anchor}"' in shown
        assert f'href="#{section.anchor}"' in shown
        assert reverse("section", args=[report.public_id, section.anchor]) in shown


def test_sections_link_to_their_topics_in_the_margin(client, report):
    assert f'href="{reverse("topic", args=["tcm"])}"' in html(client, report)


def test_supplied_headings_stand_in_tortoise_shell_brackets(client, report):
    assert re.search(r'class="supplied">〔前言〕', html(client, report))


@pytest.mark.parametrize(
    ("script", "text", "lang"),
    [
        ("hans", "2022年以来，工作有序。", "zh-Hans"),
        ("hant", "2022年以來，工作有序。", "zh-Hant"),
        ("orig", "2022年以来,工作有序。", "zh-Hans"),
        ("nonsense", "2022年以来，工作有序。", "zh-Hans"),
    ],
)
def test_text_is_shown_in_the_script_asked_for(client, report, script, text, lang):
    shown = html(client, report, s=script)
    assert text in shown
    assert f'<article class="prose" lang="{lang}">' in shown


def test_hits_of_the_query_are_marked_and_numbered(client, report):
    shown = html(client, report, q="中医馆")
    assert re.findall(r'<mark id="(hit-\d)">中医馆</mark>', shown) == ["hit-1", "hit-2"]
    assert '<b class="num">2</b>' in shown


def test_a_query_without_hits_is_said_to_have_none(client, report):
    assert "正文中没有“血液透析”" in html(client, report, q="血液透析")


def test_what_was_inferred_is_marked_and_explained_with_its_quote(client):
    report = published_report(
        ("", "甲", "新兖镇卫生院"),
        region=RegionFactory(),
        evidence=[{"field": "region_code", "spans": [[1, 4]], "note": "按正文中的乡镇名推断"}],
    )
    shown = html(client, report)
    assert 'href="#why-region_code">推断</a>' in shown
    assert "按正文中的乡镇名推断" in shown
    assert '<q lang="zh">新兖镇</q>' in shown


def test_a_corrected_value_keeps_the_machines_beside_it(client):
    report = published_report(
        ("", "甲", "a"),
        kind="summary",
        evidence=[{"field": "kind", "value": "plan", "overridden": True}],
    )
    rows = {row.field: row for row in card_rows(report, held(report))}
    assert rows["kind"].machine == kind_labels()["plan"]
    assert not rows["kind"].inferred
    assert "由工作人员更正" in html(client, report)


def test_machine_values_are_shown_in_words():
    report = published_report(
        ("", "甲", "a"),
        evidence=[
            {"field": "region_code", "value": "340000", "overridden": True},
            {"field": "title", "value": "别的标题", "overridden": True},
            {"field": "doc_no", "value": "", "overridden": True},
        ],
    )
    machine = {row.field: row.machine for row in card_rows(report, held(report))}
    assert machine["region_code"] == "安徽省 340000"
    assert machine["title"] == "别的标题"
    assert machine["doc_no"] == "未识别"


def test_a_guessed_issuer_counts_as_inferred():
    report = published_report(("", "甲", "a"), issuer_inferred="雨山区卫健委")
    (issuer,) = [row for row in card_rows(report, held(report)) if row.field == "issuer"]
    assert (issuer.value, issuer.inferred) == ("雨山区卫健委", True)


def test_only_web_addresses_become_links(client):
    bad = published_report(("", "甲", "a"), source_url="javascript:alert(1)", source_type="gov")
    assert 'href="javascript' not in html(client, bad)
    good = published_report(("", "甲", "a"), source_url="https://example.org/1", source_type="gov")
    assert 'href="https://example.org/1"' in html(client, good)


def test_text_that_looks_like_markup_is_escaped(client):
    report = published_report(("", "<b>甲", "<script>alert(1)</script>"), title="<i>题")
    shown = html(client, report, q="alert")
    assert "<script>alert" not in shown
    assert "<i>题" not in shown


def test_citation_names_issuer_date_version_and_permanent_address(report):
    cited = citation(report, held(report), "http://x/r/1/", "2026-11-22")
    assert cited == (
        "雨山区卫健委.雨山区卫健委2022年工作总结[EB/OL].(2023-02-22)[2026-11-22]."
        "卫健工作报告档案，第 1 版，http://x/r/1/."
    )


@pytest.mark.parametrize(
    ("inferred", "shown"), [("某局", "〔某局〕.题[EB/OL].["), ("", "〔发布机构未详〕.题[EB/OL].[")]
)
def test_citation_brackets_an_issuer_the_source_does_not_name(inferred, shown):
    report = published_report(("", "甲", "a"), title="题", issuer_inferred=inferred)
    assert citation(report, held(report), "x", "y").startswith(shown)


def test_strip_of_years_is_hidden_while_one_year_is_held(report):
    assert kin_years(report) == []
    assert kin_years(ReportFactory(region=None)) == []


def test_strip_of_years_shows_what_is_held_and_what_is_not(client, report):
    older = ReportFactory(region=report.region, reporting_year=2020)
    strip = [(one.year, one.address, one.current) for one in kin_years(report)]
    assert strip == [
        (2020, older.get_absolute_url(), False),
        (2021, "", False),
        (2022, report.get_absolute_url(), True),
    ]
    assert "雨山区历年报告" in html(client, report)


def test_a_very_long_strip_leaves_empty_years_out(report):
    ReportFactory(region=report.region, reporting_year=2022 - LONGEST_STRIP)
    assert len(kin_years(report)) == 2


def test_a_withdrawn_report_is_gone_with_card_and_reason_on_every_address(client, report):
    Report.objects.filter(pk=report.pk).update(state="withdrawn", withdrawn_reason="发布机构要求")
    addresses: list[tuple[str, list[int | str]]] = [
        ("report", []),
        ("history", []),
        ("revision", [1]),
        ("section", ["s0"]),
        ("report_txt", []),
        ("report_json", []),
        ("original", [1]),
    ]
    for name, more in addresses:
        response = client.get(reverse(name, args=[report.public_id, *more]))
        shown = response.content.decode()
        assert response.status_code == 410, name
        assert "发布机构要求" in shown
        assert "中医馆" not in shown


@pytest.mark.parametrize("name", ["report", "history", "report_txt", "report_json"])
def test_an_unknown_report_is_not_found(client, name):
    assert client.get(reverse(name, args=["340504-2022-ffff"])).status_code == 404


@pytest.mark.parametrize("name", ["report", "report_txt", "report_json"])
def test_a_report_without_text_is_not_found(client, name):
    assert client.get(reverse(name, args=[ReportFactory().public_id])).status_code == 404


def test_an_older_revision_points_to_the_newest(client, report):
    newer = RevisionFactory(report=report, number=2, text="新")
    SectionFactory(revision=newer, start=0, end=1, heading="新", heading_pieces=[[0, 1]])
    report.current_revision = newer
    report.save()
    assert "已有更新的版本" in html(client, report, "revision", 1)
    assert "已有更新的版本" not in html(client, report)


def test_history_lists_every_revision_with_its_checksum(client, report):
    RevisionFactory(report=report, number=2)
    shown = html(client, report, "history")
    for revision in report.revisions.all():
        assert revision.source_file.sha256 in shown
        assert reverse("revision", args=[report.public_id, revision.number]) in shown


def test_a_text_without_sections_says_so(client):
    assert "未能识别章节" in html(client, published_report())


def test_page_has_no_inline_style_or_script(client, report):
    shown = html(client, report)
    assert " style=" not in shown
    assert "<script>" not in shown


def test_the_number_of_queries_does_not_grow_with_the_sections(client, django_assert_max_num_queries):
    parts = [("", f"第{number}节", "正文", {"topics": ["tcm"]}) for number in range(40)]
    long = published_report(*parts, region=RegionFactory())
    # One of them asks for the figures; one asks why there is no index, which there is outside tests.
    with django_assert_max_num_queries(10):
        html(client, long)


def test_every_hit_links_to_the_one_before_and_after_and_round(client, report):
    shown = html(client, report, q="中医馆")
    steps = re.findall(r'class="step"[^>]*><a href="#(hit-\d)".*?<a href="#(hit-\d)"', shown)
    assert steps == [("hit-2", "hit-2"), ("hit-1", "hit-1")]


def test_a_single_hit_has_nowhere_to_go(client):
    report = published_report(("一、", "服务", "中医馆"))
    assert 'class="step"' not in html(client, report, q="中医馆")


def test_the_title_and_the_labels_of_a_report_are_marked_too(client):
    report = published_report(("（十一）", "中医馆", "正文"), title="2022年工作总结")
    assert "<mark>工作总结</mark>" in html(client, report, q="工作总结")
    assert re.search(r'<mark id="hit-1">（十一）</mark>', html(client, report, q='"（十一）"'))


def test_hits_in_sections_too_deep_for_the_contents_count_where_they_stand_below(client):
    report = published_report(
        ("一、", "服务", "正文"),
        ("（一）", "基层", "正文", {"level": 2}),
        ("1.", "站点", "正文", {"level": 3}),
        ("(1)", "设备", "中医馆", {"level": 4}),
    )
    shown = html(client, report, q="中医馆")
    contents = shown.partition('id="toc"')[2].partition("</nav>")[0]
    assert re.search(r"站点\s*</span><b>1<", contents)


def test_the_way_to_other_hits_adds_nothing_to_the_words_of_a_text(client, report):
    shown = html(client, report, q="中医馆")
    without = re.sub(r'<span class="step".*?</span></span>|<span class="step".*?</a></span>', "", shown)
    assert re.search(r"建成<mark[^>]*>中医馆</mark>，<mark[^>]*>中医馆</mark>很好", without)
