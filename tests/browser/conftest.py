"""One archive and one Chromium for all browser tests of a worker."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.browser.serving import STAFF, Site, serving
from tests.install import chromium

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items):
    """Keep browser tests on one worker: they share a server that is dear to set up."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[Site]:
    with serving(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, closed after each module: its event loop must not outlive the browser tests."""
    path = chromium.find()
    assert path, "no Chromium: run tests/install/browser.sh"
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))


@dataclass
class Visit:
    """A tab and every error its console showed."""

    page: Page
    errors: list[str] = field(default_factory=list)

    def note(self, message: ConsoleMessage) -> None:
        # Chromium reports the 404 of the very page a test asked for; that is no fault of the page.
        if message.type == "error" and message.location.get("url") != self.page.url:
            self.errors.append(message.text)


Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def staff_state(browser: Browser, site: Site) -> dict:
    """Cookies of a staff member, got by logging in through the page."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(site.address("/ingest/upload/"))
    page.locator("[name=username]").fill(STAFF["username"])
    page.locator("[name=password]").fill(STAFF["password"])
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/ingest/**")
    state = context.storage_state()
    context.close()
    return dict(state)


@pytest.fixture
def visit(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Open a path: `visit("/browse/", width=390, scheme="dark", script=False, staff=True)`."""
    contexts: list[BrowserContext] = []

    def go(path: str, *, width: int = 1280, scheme="light", script: bool = True, staff: bool = False):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
            locale="zh-CN",
            reduced_motion="reduce",
            storage_state=request.getfixturevalue("staff_state") if staff else None,
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        opened = Visit(context.new_page())
        opened.page.on("console", opened.note)
        opened.page.on("pageerror", lambda error: opened.errors.append(str(error)))
        opened.page.goto(site.address(path))
        return opened

    yield go
    for context in contexts:
        context.close()
