"""The search box completes what is typed: by keyboard, by touch, at every width, and not without a script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import faults_at_every_width

BOX = "form[role=search] input[name=q]"
LIST = "[role=listbox]"
OPTION = f"{LIST} [role=option]"


def typing(opened, text):
    """Type into the box and wait for the list."""
    opened.page.locator(BOX).press_sequentially(text)
    expect(opened.page.locator(OPTION).first).to_be_visible()
    return opened.page


def active(page):
    """The option the box points at, or None."""
    named = page.locator(BOX).get_attribute("aria-activedescendant")
    return page.locator(f"#{named}") if named else None


@pytest.mark.parametrize("path", ["/", "/search?q=中医"])
def test_arrows_and_enter_choose_and_a_second_enter_searches(visit, path):
    opened = visit(path)
    opened.page.locator(BOX).fill("")
    page = typing(opened, "weish")
    box = page.locator(BOX)
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-expanded") == "true"
    assert active(page) is None
    box.press("ArrowDown")
    assert active(page).inner_text().startswith("卫生")
    assert active(page).get_attribute("aria-selected") == "true"
    box.press("Enter")
    assert box.input_value() == "卫生"
    expect(page.locator(LIST)).to_be_hidden()
    box.press("Enter")
    expect(page).to_have_title(re.compile("^卫生"))
    assert opened.errors == []


def test_arrow_up_goes_to_the_last_option_and_back_to_the_box(visit):
    page = typing(visit("/"), "卫")
    box = page.locator(BOX)
    box.press("ArrowUp")
    assert active(page).inner_text() == page.locator(OPTION).last.inner_text()
    box.press("ArrowDown")
    assert active(page) is None
    box.press("ArrowUp")
    box.press("Home")
    assert active(page) is None


def test_escape_closes_the_list_and_keeps_what_was_typed(visit):
    page = typing(visit("/"), "卫")
    box = page.locator(BOX)
    box.press("Escape")
    expect(page.locator(LIST)).to_be_hidden()
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "卫"
    box.press("ArrowDown")
    expect(page.locator(OPTION).first).to_be_visible()


def test_only_the_last_word_is_completed(visit):
    page = typing(visit("/"), "中医 tuoy")
    page.locator(OPTION).first.click()
    assert page.locator(BOX).input_value() == "中医 托育"
    assert page.evaluate("document.activeElement.name") == "q"


def test_nothing_is_asked_while_an_input_method_composes(visit):
    page = visit("/").page
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "complete" in request.url else None)
    send = "() => document.querySelector('input[name=q]').dispatchEvent("
    box = page.locator(BOX)
    box.focus()
    page.evaluate("document.querySelector('input[name=q]').value = 'wei'")
    page.evaluate(f"({send}new InputEvent('input', {{ bubbles: true, isComposing: true }})))()")
    page.wait_for_timeout(400)
    assert asked == []
    page.evaluate(f"({send}new CompositionEvent('compositionend', {{ bubbles: true }})))()")
    expect(page.locator(OPTION).first).to_be_visible()
    assert len(asked) == 1


def test_answers_that_come_too_late_are_not_shown(visit):
    page = visit("/").page
    page.route("**/search/complete?q=*", lambda route: page.wait_for_timeout(300) or route.continue_())
    page.locator(BOX).press_sequentially("卫", delay=10)
    page.wait_for_timeout(150)
    page.locator(BOX).fill("")
    page.wait_for_timeout(600)
    expect(page.locator(LIST)).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_list_is_accessible_fits_and_moves_nothing(visit, scheme):
    opened = visit("/search?q=中医", scheme=scheme)
    page = opened.page
    below = "document.querySelector('main h1').getBoundingClientRect().top"
    before = page.evaluate(below)
    page.locator(BOX).fill("")
    typing(opened, "卫")
    assert page.evaluate(below) == before
    page.locator(BOX).press("ArrowDown")
    assert faults_at_every_width(page) == {}


def test_without_a_script_the_box_is_a_plain_field(visit):
    box = visit("/", script=False).page.locator(BOX)
    assert box.get_attribute("role") is None
