"""Staff upload a file, look at what was recognised, publish it, and readers find it at once."""

import pytest

from tests.browser.test_every_page import faults_at_every_width

REPORT = """雨山区卫生健康局2031年工作总结和2032年工作计划

一、2031年工作总结
（一）扎实推进家庭医生签约服务。全区签约居民32031人，重点人群签约率达到81.5%。
（二）加强中医药服务能力建设。新建琉璃井中医馆2个。
二、存在的问题
基层人才不足，设备老化。
三、2032年工作计划
（一）继续推进医共体建设。力争县域内就诊率达到90%以上。
"""


@pytest.fixture
def preview(visit):
    """The preview of a freshly uploaded file; uploading the same bytes again leads to the same place."""
    opened = visit("/ingest/upload/", staff=True)
    file = {"name": "雨山区2031.txt", "mimeType": "text/plain", "buffer": REPORT.encode()}
    opened.page.locator("input[type=file]").set_input_files(file)
    opened.page.locator("main button[type=submit]").first.press("Enter")
    opened.page.wait_for_load_state("load")
    return opened


def test_an_uploaded_report_is_shown_then_published_then_found(preview, visit):
    page = preview.page
    assert page.locator("ol.outline > li").count() >= 6
    assert faults_at_every_width(page) == {}
    page.locator("button[name=publish]").press("Enter")
    page.wait_for_url("**/r/**")
    assert preview.errors == []
    results = visit("/search?q=琉璃井").page
    assert "2031" in results.locator("main").inner_text()
    assert results.locator("main mark").first.inner_text() == "琉璃井"


def test_a_file_that_is_no_report_gets_one_plain_sentence(visit):
    page = visit("/ingest/upload/", staff=True).page
    page.locator("input[type=file]").set_input_files(
        {"name": "空.txt", "mimeType": "text/plain", "buffer": b""}
    )
    page.locator("main button[type=submit]").first.press("Enter")
    assert "空" in page.locator("[role=alert]").inner_text()


def test_readers_are_sent_to_log_in(visit):
    page = visit("/ingest/upload/").page
    assert "/login/" in page.url
