"""Every page, wide and narrow, light and dark: accessible, inside its width, quiet in the console."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.pages import PAGES

WIDTHS = (1280, 390, 320)
pages = pytest.mark.parametrize("name", PAGES)


def faults(page) -> list[str]:
    """What axe-core finds: rule, place and markup of each violation."""
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {node['target']} {node['html'][:160]}" for v in found for node in v["nodes"]]


@pages
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_is_accessible_and_quiet_at_every_width(visit, name, scheme):
    listed = PAGES[name]
    opened = visit(listed.path, scheme=scheme, staff=listed.staff)
    found = {}
    for width in WIDTHS:
        opened.page.set_viewport_size({"width": width, "height": 900})
        if wrong := faults(opened.page):
            found[width] = wrong
    assert found == {}
    assert opened.errors == []


@pages
@pytest.mark.parametrize("width", WIDTHS)
def test_page_does_not_scroll_sideways(visit, name, width):
    listed = PAGES[name]
    page = visit(listed.path, width=width, staff=listed.staff).page
    needed, given = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert needed <= given


@pages
def test_page_shows_its_words_without_a_script(visit, name):
    listed = PAGES[name]
    page = visit(listed.path, script=False, staff=listed.staff).page
    assert listed.words in page.locator("main").inner_text()
    assert page.locator("h1").count() == 1


@pages
def test_page_starts_with_a_skip_link_and_names_its_language(visit, name):
    listed = PAGES[name]
    page = visit(listed.path, staff=listed.staff).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#")
    assert page.evaluate("document.documentElement.lang").lower().startswith("zh")
