"""How much a page asks for: the page, a stylesheet of the site, one of its own, and a script."""

import pytest

from tests.browser.pages import PAGES

MOST = 4
PARTS = ("document", "stylesheet", "script", "image", "font")


@pytest.mark.parametrize("name", [name for name, listed in PAGES.items() if not listed.staff])
def test_a_page_is_complete_after_four_requests(visit, name):
    page = visit(PAGES[name].path).page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.resource_type in PARTS else None)
    page.reload(wait_until="networkidle")
    assert len([url for url in asked if not url.endswith(".svg")]) <= MOST, asked
