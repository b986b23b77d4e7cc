"""A report as text, as JSON and as received."""

import pytest
from django.urls import reverse

from archive import storage
from tests.factories import RegionFactory, published_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return published_report(
        ("一、", "服务", "卫生,服务"),
        ("（一）", "基层", "基层", {"level": 2, "topics": ["primary"], "role": "done"}),
        region=RegionFactory(),
        evidence=[{"field": "title", "value": "题", "spans": [[0, 2]], "inferred": False}],
    )


def get(client, name, report, *more, **params):
    return client.get(reverse(name, args=[report.public_id, *more]), params)


def test_text_is_the_sources_own(client, report):
    response = get(client, "report_txt", report)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == report.current_revision.text


def test_text_can_be_had_in_another_script(client, report):
    assert "衛生，服務" in get(client, "report_txt", report, s="hant").content.decode()


def test_text_leaves_page_furniture_out(client, report):
    revision = report.current_revision
    revision.main_start = 2
    revision.save()
    assert not get(client, "report_txt", report).content.decode().startswith("一、")


def test_json_holds_metadata_with_evidence_and_sections_with_offsets(client, report):
    answer = get(client, "report_json", report).json()
    assert (answer["id"], answer["region_code"]) == (report.public_id, "340504")
    title = next(field for field in answer["metadata"] if field["field"] == "title")
    assert (title["quotes"], title["inferred"]) == (["一、"], False)
    second = answer["sections"][1]
    text = report.current_revision.text
    assert text[second["start"] : second["end"]] == "（一）基层基层"
    assert (second["topics"], second["role"]) == (["primary"], "done")


def test_json_keeps_chinese_readable(client, report):
    assert "卫生" in get(client, "report_json", report).content.decode()


def test_original_is_the_very_bytes_and_only_ever_a_download(client, report):
    source = report.current_revision.source_file
    source.sha256 = storage.store("<script>原件".encode("gbk"))
    source.save()
    response = get(client, "original", report, 1)
    assert response.content == "<script>原件".encode("gbk")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/octet-stream"


def test_a_missing_original_is_not_found(client, report):
    assert get(client, "original", report, 1).status_code == 404
    assert get(client, "original", report, 9).status_code == 404
