"""The preview of a waiting file at work in a browser; nothing here is stored, so tests share the file."""

import pytest

from tests.browser.serving import STAFF

PREVIEW = "/ingest/b/{batch}/1/"
NEAR = "/ingest/b/{batch}/2/"


@pytest.fixture
def preview(visit):
    return visit(PREVIEW, staff=True)


def log_in(page):
    page.locator("[name=username]").fill(STAFF["username"])
    page.locator("[name=password]").fill(STAFF["password"])
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/ingest/b/**")


def focused(page, attribute):
    return page.evaluate(f"document.activeElement.getAttribute('{attribute}')")


def test_what_must_be_decided_has_the_focus_and_leads_to_its_place(visit):
    page = visit(NEAR, staff=True).page
    assert focused(page, "role") == "alert"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#dup")


def test_a_region_is_chosen_by_keyboard(preview):
    field = preview.page.locator("#id_region_code")
    field.focus()
    preview.page.keyboard.type("枣阳")
    preview.page.locator("#region-options [role=option]").first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    preview.page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == "region-option-0"
    preview.page.keyboard.press("Enter")
    assert field.input_value() == "湖北省襄阳市枣阳市 420683"
    assert field.get_attribute("aria-expanded") == "false"
    assert preview.errors == []


def test_escape_closes_the_list_and_keeps_what_was_typed(preview):
    field = preview.page.locator("#id_region_code")
    field.focus()
    preview.page.keyboard.type("枣阳")
    preview.page.locator("#region-options [role=option]").first.wait_for()
    preview.page.keyboard.press("Escape")
    assert not preview.page.locator("#region-options").is_visible()
    assert field.input_value() == "枣阳"


def test_inputs_of_a_lost_session_are_offered_again(preview):
    page = preview.page
    page.locator("#id_title").fill("没有保存的标题")
    page.context.clear_cookies(name="sessionid")
    page.locator(".actions [name=save]").click()
    log_in(page)
    assert page.locator("#id_title").input_value() != "没有保存的标题"
    page.locator("[data-bring-back]").click()
    assert page.locator("#id_title").input_value() == "没有保存的标题"
    assert not page.locator("[data-unsaved-offer]").is_visible()


def test_inputs_that_are_not_wanted_are_forgotten(preview):
    page = preview.page
    page.locator("#id_title").fill("没有保存的标题")
    page.reload()
    page.locator("[data-throw-away]").click()
    page.reload()
    assert not page.locator("[data-unsaved-offer]").is_visible()


def test_looking_at_the_raw_text_takes_unsaved_inputs_along(preview):
    page = preview.page
    page.locator("#id_issuer").fill("某局")
    page.locator("a[href='?view=raw']").first.click()
    page.wait_for_url("**view=raw*")
    assert page.locator("#id_issuer").input_value() == "某局"
    assert not page.locator("[data-unsaved-offer]").is_visible()


def test_a_chosen_level_shows_at_once(preview):
    row = preview.page.locator("ol.outline > li").nth(1)
    row.locator("select").first.select_option("drop")
    assert "is-dropped" in row.get_attribute("class").split()
    row.locator("select").first.select_option("3")
    assert {"in2"} == {name for name in row.get_attribute("class").split() if name != "is-cut"}


@pytest.mark.parametrize("script", [True, False])
def test_a_section_is_cut_in_place_and_the_cut_taken_back(visit, script):
    page = visit(PREVIEW, staff=True, script=script).page
    before = page.locator("ol.outline > li").count()
    first = page.locator("ol.outline details").first
    first.locator("summary").press("Enter")
    first.locator("button[name=cut]").first.press("Enter")
    page.locator("button[name=uncut]").wait_for()
    assert page.locator("ol.outline > li").count() == before + 1
    assert "#r" in page.url
    page.locator("button[name=uncut]").press("Enter")
    page.locator("button[name=uncut]").wait_for(state="detached")
    assert page.locator("ol.outline > li").count() == before
