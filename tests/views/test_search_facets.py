"""Every count of a facet, over a varied archive: it is what the link beside it finds."""

import random
import re
from html import unescape

import pytest
from django.core.management import call_command
from django.test import Client

from archive.models import Region
from tests.factories import published_report
from tests.search.conftest import fresh_index  # noqa: F401  (a fixture)

pytestmark = pytest.mark.django_db

PLACES = ("340504", "340503", "340500", "340102", "350902", "429004", "429005", "110101", None)
KINDS = ("summary", "plan", "summary_plan")
TOPICS = ("tcm", "mch", "epidemic")
ROLES = ("done", "plan", "problem")
WORDS = ("中医馆", "托育", "医共体", "签约")
VALUE = re.compile(
    r'<a class="fv" rel="nofollow" href="([^"]*)"( aria-current="true")?><span>(.*?)</span>'
    r"<b>(?:<span class=\"vh\">加选后</span>共 )?(\d+)<span class=\"vh\"> 份，(\d+) 个章节</span></b>"
)
TOTALS = re.compile(r"共 (\d+) 份报告、(\d+) 个章节")
ADDRESSES = (
    "/search?q=中医馆",
    "/search?q=中医馆&unit=section",
    "/search?q=中医馆+托育",
    "/search?q=中医馆+托育&unit=section",
    "/search?q=中医馆+OR+托育&topic=tcm",
    "/search?q=中医馆&topic=tcm&topic=mch",
    "/search?q=中医馆&topic=tcm&role=done&unit=section",
    "/search?q=托育+-签约&region=34",
    "/search?q=托育&region=3405&region=42",
    "/search?q=总结&kind=plan",
    "/search?q=总结&year=2019-2021&kind=plan&kind=summary",
    "/search?topic=tcm&role=plan",
    "/search?q=托育&region=00",
    "/search?q=托育&region=42&source=gov",
)


@pytest.fixture
def varied(regions, fresh_index):  # noqa: F811
    """Forty reports that differ in everything facets count."""
    rng = random.Random(4)
    codes = {code: Region.objects.filter(code=code).latest("valid_from") for code in PLACES if code}
    for number in range(40):
        parts = [
            (
                f"{'一二三四'[at]}、",
                "".join(rng.sample(WORDS, 1)),
                "，".join(rng.sample(WORDS, rng.randint(1, 3))),
                {"topics": rng.sample(TOPICS, rng.randint(0, 2)), "role": rng.choice(ROLES)},
            )
            for at in range(rng.randint(1, 4))
        ]
        published_report(
            *parts,
            title=f"{2015 + number % 9}年工作{rng.choice(('总结', '托育总结', '计划'))}",
            region=codes.get(rng.choice(PLACES) or ""),
            reporting_year=2015 + number % 9,
            kind=rng.choice(KINDS),
            source_type=rng.choice(("gov", "repost", "")),
        )
    call_command("reindex", verbosity=0)


def values(page: str) -> list[tuple[str, bool, str, tuple[int, int]]]:
    return [
        (unescape(url), bool(current), label, (int(reports), int(sections)))
        for url, current, label, reports, sections in VALUE.findall(page)
    ]


def totals(page: str) -> tuple[int, int]:
    found = TOTALS.search(page)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def get(address: str) -> str:
    response = Client().get(address, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_every_count_is_what_its_link_finds(varied):
    followed = 0
    for address in ADDRESSES:
        for url, is_current, label, counted in values(get(address)):
            if not is_current:
                assert (label, totals(get(url))) == (label, counted), f"{address} -> {url}"
                followed += 1
    assert followed > 150


def test_a_selected_value_without_a_report_stays_to_be_removed(varied):
    page = get("/search?q=中医馆&region=430102&region=34")
    zero = [one for one in values(page) if one[1] and one[3] == (0, 0)]
    assert [totals(get(url)) for url, *_rest in zero] == [totals(get("/search?q=中医馆&region=34"))]


def test_divisions_open_from_province_to_county_by_clicks(varied):
    page = get("/search?q=托育")
    for code in ("34", "3405", "340504"):
        [url] = [url for url, *_rest in values(page) if url.endswith(f"region={code}")]
        page = get(url)
    assert totals(page)[0] > 0


def test_counties_of_a_province_without_cities_stand_below_it(varied):
    labels = [label for _url, _current, label, _count in values(get("/search?q=托育&region=42"))]
    assert "天门市" in labels or "仙桃市" in labels or "潜江市" in labels
