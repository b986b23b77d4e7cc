"""From place to place of a difference: by links without a script, by keys with one; marks survive print."""

import pytest
from playwright.sync_api import expect

FORCED = "/compare?mode=diff&r={a}&r={b}&force=1"


def differing(visit, more="", **options):
    return visit(f"{FORCED}{more}", **options).page


def at(page) -> str:
    return page.evaluate("location.hash")


@pytest.mark.parametrize("more", ["", "&layout=unified"])
def test_places_are_walked_by_links_alone_without_a_script(visit, more):
    page = differing(visit, more, script=False)
    page.get_by_role("link", name="第一处").click()
    for number in (2, 3):
        page.locator(":target + .step a").last.click()
        assert page.url.endswith(f"#d-{number}")
    page.locator(":target + .step a").first.click()
    assert page.url.endswith("#d-2")


def test_the_links_of_a_place_are_the_next_stop_of_the_keyboard_and_no_others_are(visit):
    page = differing(visit, script=False)
    page.get_by_role("link", name="第一处").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.step') !== null")
    assert page.locator(".step:visible").count() == 1


def test_keys_walk_round_and_say_where(visit):
    page = differing(visit, "&only=1")
    total = page.locator(".dv [id^='d-']").count()
    assert total > 2
    page.keyboard.press("n")
    expect(page.locator("[data-step-status]")).to_have_text(f"第 1 处，共 {total} 处")
    page.keyboard.press("n")
    assert at(page) == "#d-2"
    page.keyboard.press("p")
    page.keyboard.press("p")
    assert at(page) == f"#d-{total}"
    page.keyboard.press("n")
    assert at(page) == "#d-1"


def test_the_place_reached_is_in_sight_and_has_the_focus(visit):
    page = differing(visit)
    page.emulate_media(reduced_motion="reduce")
    for _time in range(3):
        page.keyboard.press("n")
    expect(page.locator("#d-3")).to_be_in_viewport()
    expect(page.locator("#d-3")).to_be_focused()


def test_keys_can_be_switched_off(visit):
    page = differing(visit)
    button = page.get_by_role("button", name="按键")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    page.keyboard.press("n")
    assert at(page) == ""
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "false")


def test_without_a_script_there_is_no_button_for_keys(visit):
    page = differing(visit, script=False)
    expect(page.locator("[data-step-keys]")).to_be_hidden()


def test_signs_and_lines_tell_marks_apart_without_colour(visit):
    page = differing(visit)
    page.emulate_media(media="print")
    told = "(e) => [getComputedStyle(e, '::before').content, getComputedStyle(e).textDecorationLine]"
    assert page.locator("del").first.evaluate(told) == ['"−"', "line-through"]
    assert page.locator("ins").first.evaluate(told) == ['"+"', "underline"]
    assert page.locator(".step:visible").count() == 0


def test_a_narrow_screen_has_one_side_below_the_other(visit):
    page = differing(visit)
    page.set_viewport_size({"width": 390, "height": 900})
    row = (
        page.locator(".dv__row:not(.is-same)")
        .filter(has=page.locator("del"))
        .filter(has=page.locator("ins"))
        .first
    )
    upper, lower = (row.locator(".dv__cell").nth(at).bounding_box() for at in (0, 1))
    assert upper["y"] + upper["height"] <= lower["y"]
    assert upper["x"] == lower["x"]
