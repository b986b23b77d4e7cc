"""Every page, wide and narrow, light and dark: accessible, inside its width, quiet in the console."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.pages import PAGES

WIDTHS = (1280, 390, 320)
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
pages = pytest.mark.parametrize("name", PAGES)


def faults(page, **options) -> list[str]:
    """What axe-core finds (rule, place, markup of each violation), and whether it scrolls sideways."""
    found = Axe().run(page, options=options or None).response["violations"]
    wrong = [f"{v['id']}: {node['target']} {node['html'][:160]}" for v in found for node in v["nodes"]]
    return [*wrong, "scrolls sideways"] if page.evaluate(SIDEWAYS) else wrong


def faults_at_every_width(page, **options) -> dict[int, list[str]]:
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if wrong := faults(page, **options):
            found[width] = wrong
    return found


@pages
def test_page_is_accessible_fits_and_is_quiet(visit, name):
    listed = PAGES[name]
    opened = visit(listed.path, staff=listed.staff)
    assert faults_at_every_width(opened.page) == {}
    assert opened.errors == []


@pages
def test_page_has_contrast_in_the_dark(visit, name):
    listed = PAGES[name]
    page = visit(listed.path, scheme="dark", staff=listed.staff).page
    assert faults_at_every_width(page, runOnly=["color-contrast"]) == {}


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
