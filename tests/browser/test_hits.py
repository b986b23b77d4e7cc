"""From hit to hit on a report: by links without a script, by keys with one."""

from playwright.sync_api import expect

QUERY = "卫生"


def marked(visit, **options):
    return visit(f"/r/{{a}}/?q={QUERY}", **options).page


def at(page) -> str:
    return page.evaluate("location.hash")


def test_hits_are_walked_by_links_alone_without_a_script(visit):
    page = marked(visit, script=False)
    page.locator(".hitnav a[href='#hit-1']").click()
    for number in (2, 3):
        page.locator("mark:target + .step a").last.click()
        assert page.url.endswith(f"#hit-{number}")
    page.locator("mark:target + .step a").first.click()
    assert page.url.endswith("#hit-2")


def test_the_links_of_a_hit_are_the_next_stop_of_the_keyboard_and_no_others_are(visit):
    page = marked(visit, script=False)
    page.locator(".hitnav a[href='#hit-1']").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.step') !== null")
    assert page.locator(".step:visible").count() == 1


def test_keys_walk_round_and_say_where(visit):
    page = marked(visit)
    total = page.locator("mark[id^='hit-']").count()
    assert total > 2
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(page.locator(".hitnav b")).to_contain_text(f"/ {total}")
    first = at(page)
    page.keyboard.press("p")
    page.keyboard.press("Shift+P")
    assert at(page) == first
    page.evaluate("location.hash = 'hit-1'")
    page.keyboard.press("p")
    assert at(page) == f"#hit-{total}"
    page.keyboard.press("n")
    assert at(page) == "#hit-1"
    expect(page.locator("[data-hit-status]")).to_have_text(f"第 1 处命中，共 {total} 处")


def test_the_keys_can_be_switched_off_and_stay_off(visit):
    page = marked(visit)
    page.locator("[data-hit-keys]").click()
    page.keyboard.press("n")
    assert at(page) == ""
    page.reload()
    assert page.locator("[data-hit-keys]").get_attribute("aria-pressed") == "false"
    page.keyboard.press("n")
    assert at(page) == ""


def test_a_section_of_the_results_opens_in_its_place_with_its_marks(visit):
    page = visit("/search?q=中醫館&strict=0").page
    link = page.locator(".hit__path a").first
    anchor = link.get_attribute("href").partition("#")[2]
    link.click()
    page.wait_for_url("**/r/**")
    assert at(page) == f"#{anchor}"
    assert page.locator(f"#{anchor} mark").count() > 0


def test_a_long_facet_is_filtered_by_typing(visit):
    page = visit("/search?q=卫生").page
    box = page.locator(".facet[data-facet=topic] .facet__filter")
    values = page.locator(".facet[data-facet=topic] .fl > li:visible")
    before = values.count()
    box.fill("中医")
    assert 0 < values.count() < before
    assert all("中医" in text for text in values.all_inner_texts())
    box.fill("")
    assert values.count() >= before
