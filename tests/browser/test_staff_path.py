"""Staff upload a file, look at what was recognised, publish it, and readers find it at once."""

import pytest

from tests.browser.test_every_page import faults_at_every_width
from tests.browser.test_keyboard import press_and_load, tab_to

REPORT = """雨山区卫生健康局2031年工作总结和2032年工作计划

一、2031年工作总结
（一）扎实推进家庭医生签约服务。全区签约居民32031人，重点人群签约率达到81.5%。
（二）加强中医药服务能力建设。新建琉璃井中医馆2个。
二、存在的问题
基层人才不足，设备老化。
三、2032年工作计划
（一）继续推进医共体建设。力争县域内就诊率达到90%以上。
"""


def chosen(name, text):
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


@pytest.fixture
def batch(visit):
    """The batch of a freshly uploaded file, read to the end."""
    opened = visit("/ingest/upload/", staff=True)
    opened.page.locator("input[type=file]").set_input_files(chosen("雨山区2031.txt", REPORT))
    opened.page.locator("main button[type=submit]").first.press("Enter")
    opened.page.wait_for_selector("tr[data-state]:not([data-state=queued])")
    return opened


def test_an_uploaded_report_is_published_by_keyboard_alone_then_found(visit):
    opened = visit("/ingest/upload/", staff=True)
    page = opened.page
    tab_to(page, "input[type=file]")
    own = f"{REPORT}（三）改善群众就医环境。\n"  # other tests leave the same report on the shelf
    page.locator("input[type=file]").set_input_files(chosen("雨山区2031.txt", own))
    tab_to(page, "main button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_selector("tr[data-state=waiting]")
    tab_to(page, "tr[data-state=waiting] td:last-child a")
    press_and_load(page, "Enter")
    assert page.locator("ol.outline > li").count() >= 6
    tab_to(page, "button[name=publish]", limit=400)
    press_and_load(page, "Enter")
    page.wait_for_url("**/r/**")
    assert opened.errors == []
    results = visit("/search?q=琉璃井").page
    assert "2031" in results.locator("main").inner_text()
    assert results.locator("main mark").first.inner_text() == "琉璃井"


def test_the_same_file_again_is_a_duplicate_with_a_link(batch):
    page = batch.page
    again = page.locator("tr[data-state]").last
    assert again.get_attribute("data-state") in ("waiting", "duplicate")
    assert faults_at_every_width(page) == {}
    assert batch.errors == []


def test_many_files_are_sent_and_every_row_settles(visit):
    opened = visit("/ingest/upload/", staff=True)
    page = opened.page
    texts = [REPORT.replace("2031", str(2040 + n)).replace("琉璃井", f"第{n}处") for n in range(7)]
    files = [chosen(f"{n}.txt", text) for n, text in enumerate(texts)]
    files += [chosen("空.txt", ""), chosen("又.txt", texts[2])]
    page.locator("input[type=file]").set_input_files(files)
    page.locator("main button[type=submit]").first.press("Enter")
    settled = page.locator("tr[data-state]:not([data-state=queued])")
    settled.nth(8).wait_for()
    states = page.eval_on_selector_all("tr[data-state]", "rows => rows.map(row => row.dataset.state)")
    assert sorted(states) == ["duplicate", "failed", *["waiting"] * 7]
    assert opened.errors == []


def test_a_lost_connection_is_said_and_the_file_can_be_sent_again(visit):
    opened = visit("/ingest/upload/", staff=True)
    page = opened.page
    page.route("**/files/", lambda route: route.abort())
    page.locator("input[type=file]").set_input_files(chosen("断线.txt", REPORT.replace("2031", "2051")))
    page.locator("main button[type=submit]").first.press("Enter")
    page.get_by_text("连接中断，请重试。").wait_for()
    page.unroute("**/files/")
    page.get_by_role("button", name="重试").click()
    page.wait_for_selector("tr[data-state=waiting]")


def test_a_file_that_is_no_report_gets_one_plain_sentence(visit):
    page = visit("/ingest/upload/", staff=True).page
    page.locator("input[type=file]").set_input_files(chosen("空.txt", ""))
    page.locator("main button[type=submit]").first.press("Enter")
    page.wait_for_selector("tr[data-state=failed]")
    assert "文件为空" in page.locator("tr[data-state=failed]").inner_text()


def test_without_scripts_a_batch_is_uploaded_and_changed_in_bulk(visit):
    page = visit("/ingest/upload/", staff=True, script=False).page
    texts = [REPORT.replace("2031", str(year)).replace("琉璃井", f"{year}号") for year in (2061, 2062)]
    page.locator("input[type=file]").set_input_files(
        [chosen(f"无脚本{n}.txt", text) for n, text in enumerate(texts)]
    )
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/ingest/b/**")
    for _ in range(60):
        if not page.locator("tr[data-state=queued]").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    page.locator("input[name=scope][value=all]").check()
    page.locator("#bulk_reporting_year").fill("2060")
    page.locator("button[name=set]").click()
    assert page.locator("h1").inner_text() == "将改动 2 份"
    page.get_by_role("button", name="确认设置").click()
    assert "已设置 2 份。" in page.locator("main").inner_text()
    page.get_by_role("button", name="撤销").click()
    assert "已撤销，2 份恢复原状。" in page.locator("main").inner_text()


def test_readers_are_sent_to_log_in(visit):
    page = visit("/ingest/upload/").page
    assert "/login/" in page.url


def test_the_question_before_a_bulk_change_is_accessible(visit):
    opened = visit("/ingest/b/{batch}/", staff=True)
    page = opened.page
    page.get_by_role("button", name="全部勾选").click()
    page.locator("#bulk_reporting_year").fill("2028")
    page.locator("button[name=set]").click()
    page.get_by_role("heading", name="将改动 3 份").wait_for()
    assert faults_at_every_width(page) == {}
    assert opened.errors == []
