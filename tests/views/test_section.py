"""The stand-alone page of a section."""

import pytest
from django.urls import reverse

from tests.factories import RevisionFactory, SectionFactory, published_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    made = published_report(
        ("", "", "前面的话"),
        ("一、", "服务", "服务的话"),
        ("（一）", "基层", "基层的话", {"level": 2}),
        ("二、", "计划", "计划的话"),
    )
    _, first, below, _ = made.current_revision.sections.all()
    below.parent = first
    below.save()
    return made


def get(client, report, position, **params):
    section = list(report.current_revision.sections.all())[position]
    return client.get(section.get_absolute_url(), params).content.decode()


def test_a_section_comes_with_what_lies_below_it_and_no_more(client, report):
    shown = get(client, report, 1)
    assert "服务的话" in shown
    assert "基层的话" in shown
    assert "计划的话" not in shown
    assert shown.count("<h1") == 1


def test_neighbours_skip_what_is_already_shown(client, report):
    sections = list(report.current_revision.sections.all())
    shown = get(client, report, 1)
    assert f'href="{sections[0].get_absolute_url()}" rel="prev"' in shown
    assert f'href="{sections[3].get_absolute_url()}" rel="next"' in shown


def test_the_first_has_nothing_before_it_and_the_last_nothing_after(client, report):
    assert 'rel="prev"' not in get(client, report, 0)
    assert 'rel="next"' not in get(client, report, 3)


def test_the_path_leads_up_to_the_report(client, report):
    above = list(report.current_revision.sections.all())[1]
    assert f'href="{above.get_absolute_url()}"' in get(client, report, 2)


def test_the_report_is_the_canonical_address(client, report):
    address = f"http://testserver{report.get_absolute_url()}"
    assert f'<link rel="canonical" href="{address}">' in get(client, report, 2)


def test_the_citation_names_the_address_of_the_section(client, report):
    section = report.current_revision.sections.get(heading="基层")
    assert f"http://testserver{section.get_absolute_url()}.</p>" in get(client, report, 2)


def test_title_and_neighbours_follow_the_script(client):
    report = published_report(("一、", "医疗,服务", "正文"), ("二、", "计划", "正文"))
    shown = get(client, report, 0, s="hant")
    assert "醫療，服務" in shown
    assert "計劃" in shown


def test_an_unknown_anchor_leads_to_the_report(client, report):
    response = client.get(reverse("section", args=[report.public_id, "s999"]))
    assert (response.status_code, response["Location"]) == (302, report.get_absolute_url())


def test_an_anchor_of_an_older_revision_leads_to_the_same_heading(client, report):
    old = report.revisions.get().sections.get(heading="计划")
    newer = RevisionFactory(report=report, number=2, text="新二、计划")
    kept = SectionFactory(
        revision=newer, start=1, end=5, label="二、", heading="计划", heading_pieces=[[3, 5]]
    )
    report.current_revision = newer
    report.save()
    response = client.get(reverse("section", args=[report.public_id, old.anchor]))
    assert response["Location"] == kept.get_absolute_url()
    gone = report.revisions.get(number=1).sections.get(heading="服务")
    response = client.get(reverse("section", args=[report.public_id, gone.anchor]))
    assert response["Location"] == report.get_absolute_url()
