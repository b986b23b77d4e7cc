"""The coverage grid in a narrow window: it opens at the newest years and keeps its names in sight."""

GRID = "/coverage/?in=340500&from=2005&to=2025"


def test_it_opens_at_the_newest_years_without_a_script(visit):
    page = visit(GRID, width=390, script=False).page
    newest = page.get_by_role("columnheader", name="2025").bounding_box()
    oldest = page.get_by_role("columnheader", name="2005").bounding_box()
    assert newest["x"] + newest["width"] <= 390
    assert oldest["x"] + oldest["width"] < 0


def test_names_stay_in_sight_while_the_years_scroll(visit):
    page = visit(GRID, width=390).page
    name = page.get_by_role("rowheader", name="雨山区")
    before = name.bounding_box()["x"]
    region = page.get_by_role("region", name="地区 × 年度")
    region.focus()  # can be scrolled with the arrow keys
    assert region.evaluate("one => { one.scrollLeft = -200; return one.scrollLeft }") < 0
    assert abs(name.bounding_box()["x"] - before) < 1


def test_a_count_is_reached_and_opened_by_keyboard(visit):
    page = visit("/coverage/?in=340500&from=2022&to=2022").page
    page.get_by_role("link", name="雨山区 2022 年，1 份").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/coverage/340504/2022/")
    assert page.get_by_role("listitem").filter(has_text="2022").count() >= 1


def test_staff_mark_and_take_back_from_an_empty_cell(visit):
    page = visit("/coverage/?in=340500&from=2019&to=2019", staff=True).page
    page.get_by_role("link", name="花山区 2019 年，未收录，去标记").click()
    page.get_by_label("说明").fill("网站没有这一年")
    page.get_by_role("button", name="标记", exact=True).click()
    page.get_by_text("已标记 1 个年度").wait_for()
    page.goto(page.url.replace("/ingest/coverage/", "/coverage/?in=340500&from=2019&to=2019"))
    assert page.locator(".is-checked a").get_attribute("title").endswith("网站没有这一年")
    page.goto(page.url.partition("/coverage/")[0] + "/ingest/coverage/")
    page.get_by_role("button", name="取消标记").click()
    page.get_by_text("标记已取消").wait_for()
