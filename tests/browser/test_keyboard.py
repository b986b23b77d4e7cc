"""The main job with the keyboard alone: search, narrow down, read, compare."""


def tab_to(page, selector: str, *, limit: int = 200) -> None:
    """Press Tab until the focus is on an element of `selector`; what a keyboard user does."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement?.matches(wanted) ?? false", selector):
            return
    raise AssertionError(f"no Tab leads to {selector}")


def press_and_load(page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def test_search_filter_report_compare_by_keyboard(visit):
    opened = visit("/")
    page = opened.page
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("中医")
    press_and_load(page, "Enter")

    tab_to(page, "main a[href*='kind=summary_plan']")
    press_and_load(page, "Enter")
    assert "kind=summary_plan" in page.url

    tab_to(page, "main a[href^='/r/']")
    press_and_load(page, "Enter")
    assert "/r/" in page.url
    assert page.locator("main mark").count() > 0

    page.go_back()
    for _ in range(2):
        tab_to(page, "input[type=checkbox][name=r]:not(:checked)")
        page.keyboard.press("Space")
    tab_to(page, "button[form=cmp], #cmp button")
    press_and_load(page, "Enter")
    assert page.url.count("r=") == 2
    assert page.get_by_role("table").count() == 1
    assert opened.errors == []


def test_ticked_reports_stay_ticked_on_the_next_page(visit):
    page = visit("/search?q=卫生").page
    box = page.locator("input[type=checkbox][name=r]").first
    box.check()
    chosen = box.get_attribute("value")
    page.goto(page.url.replace("q=%E5%8D%AB%E7%94%9F", "q=%E4%B8%AD%E5%8C%BB"))
    kept = page.locator(f"[name=r][value='{chosen}']")
    assert kept.count() == 1


def test_focus_is_always_visible(visit):
    page = visit("/search?q=卫生").page
    for _ in range(25):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; })()"
        )
        assert outline, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
