"""Related words come into the result page by themselves, and by their link without a script."""

from playwright.sync_api import expect


def test_the_words_take_the_place_of_their_link(visit):
    opened = visit("/search?q=中医馆")
    place = opened.page.locator("[data-related]")
    place.scroll_into_view_if_needed()
    expect(place.locator("li a").first).to_be_visible()
    assert place.locator("p").count() == 0
    with opened.page.expect_navigation():
        place.locator("li a").first.click()
    assert "%E4%B8%AD%E5%8C%BB%E9%A6%86+" in opened.page.url
    assert opened.errors == []


def test_without_a_script_the_link_leads_to_the_words(visit):
    page = visit("/search?q=中医馆", script=False).page
    page.locator("[data-related] a").click()
    assert page.locator("main ul li a").count() > 0
    page.get_by_role("link", name="回到检索结果").click()
    assert page.url.endswith("/search?q=%E4%B8%AD%E5%8C%BB%E9%A6%86")


def test_the_link_stays_when_the_words_cannot_be_fetched(visit):
    page = visit("/browse/").page
    page.route("**/search/related*", lambda route: route.abort())
    page.goto(page.url.replace("/browse/", "/search?q=中医馆"))
    place = page.locator("[data-related]")
    place.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    assert place.locator("a").count() == 1
