"""Help, and what is shown when something is not there."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.urls import reverse

from archive.views import pages
from tests.factories import ReportFactory
from tests.quality.gold import floors

pytestmark = pytest.mark.django_db


def test_help_links_its_examples_to_the_search(client):
    shown = client.get(reverse("help")).content.decode()
    assert f'href="{reverse("search")}?q=%22%E7%AD%BE%E7%BA%A6%E6%9C%8D%E5%8A%A1%22"' in shown


def test_help_counts_what_is_held(client):
    ReportFactory.create_batch(2)
    assert "现收录 2 份报告" in client.get(reverse("help")).content.decode()


def test_an_unknown_address_offers_a_search_in_plain_words(client):
    response = client.get("/nowhere/")
    shown = response.content.decode()
    assert response.status_code == 404
    assert "<h1>没有这个页面</h1>" in shown
    assert 'role="search"' in shown
    assert "404" not in shown[: shown.index("</title>")]


def test_a_refusal_is_in_plain_words():
    request = RequestFactory().get("/")
    response = pages.forbidden(request, PermissionDenied())
    assert response.status_code == 403
    assert "没有权限" in response.content.decode()


def test_a_failure_page_needs_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        response = pages.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "出了点问题" in response.content.decode()


@pytest.mark.parametrize("name", ["home", "browse", "help"])
def test_pages_are_whole(client, name):
    shown = client.get(reverse(name)).content.decode()
    assert shown.count("<h1") == shown.count("<main") == shown.count("</html>") == 1
    assert 'class="skip' in shown


def test_the_open_page_is_marked_in_the_navigation(client):
    shown = client.get(reverse("browse")).content.decode()
    assert f'<a href="{reverse("browse")}" aria-current="page">浏览</a>' in shown


def test_intake_is_offered_to_those_who_may_publish(client, staff_client):
    link = f'<a href="{reverse("intake_list")}">入库</a>'
    assert link not in client.get(reverse("help")).content.decode()
    assert link in staff_client.get(reverse("help")).content.decode()


@pytest.mark.parametrize("name", ["home", "browse", "help"])
def test_pages_are_only_read(client, name):
    assert client.post(reverse(name)).status_code == 405


def test_browsers_asking_for_the_old_icon_address_are_led_to_it(client):
    assert client.get("/favicon.ico").url.endswith("img/icon.svg")


def test_crawlers_are_kept_out_of_staff_pages(client):
    page = client.get("/robots.txt")
    assert page["Content-Type"] == "text/plain; charset=utf-8"
    assert "Disallow: /ingest/" in page.content.decode().splitlines()


def test_help_says_how_files_are_read(client):
    shown = client.get(reverse("help")).content.decode()
    assert 'id="exports"' in shown
    assert 'pd.read_csv(f, comment="#"' in shown
    assert f'href="{reverse("browse_csv")}"' in shown


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (r"都对上了 (\d+)%", ["figures.indicators.precision", "figures.indicators.recall"]),
        (r"名称一字不差的占 (\d+)%", ["figures.indicators.names"]),
        (r"归到的有 (\d+)% 归对，该归的有 (\d+)% 归到", ["indicators.precision", "indicators.recall"]),
        (r"有 (\d+)% 是对的，该配的找到 (\d+)%", ["pairing.precision", "pairing.recall"]),
        (r"分别是 (\d+)% 和 (\d+)%", ["pairing.unseen_precision", "pairing.unseen_recall"]),
        (r"首要主题 (\d+)% 与", ["topics.primary"]),
        (r"归对的占 (\d+)%，该归的归到 (\d+)%", ["topics.precision", "topics.recall"]),
        (r"在 (\d+)% 到 (\d+)% 之间", ["topics.held_out_vouched", "topics.held_out_reweighted"]),
    ],
)
def test_help_promises_no_more_than_is_measured(client, words, names):
    said = re.search(words, client.get(reverse("help")).content.decode()).groups()
    measured = [round(100 * floors()[name]) for name in names]
    assert all(int(one) <= least for one, least in zip(said * len(names), measured, strict=False))
