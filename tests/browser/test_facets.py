"""The box that narrows a long facet down: letters in any case, and never an empty list without a word."""

from playwright.sync_api import expect

LONG = ".facet[data-filter]"


def test_values_are_found_in_any_case_and_width_and_none_is_said_so(visit):
    opened = visit("/search?q=卫生")
    page = opened.page
    facet = page.locator(LONG).first
    box = facet.locator("input[type=search]")
    values = facet.locator(".fl > li")
    values.first.locator(".fv > span").evaluate("(label) => { label.textContent = 'ICU 建设'; }")
    everything = values.count()
    for typed in ("icu", "ＩＣＵ建"):
        box.fill(typed)
        expect(facet.locator(".fl > li:not([hidden])")).to_have_count(1)
        expect(facet.get_by_role("status")).to_have_text("")
    box.fill("没有这样的")
    expect(facet.get_by_role("status")).to_have_text("没有这样的选项")
    box.fill("")
    expect(facet.locator(".fl > li:not([hidden])")).to_have_count(everything)
    assert opened.errors == []
