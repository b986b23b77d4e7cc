"""Whatever is typed, a search answers: in the service and on the page."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.request import SearchRequest
from search.service import search

pytestmark = pytest.mark.usefixtures("archive_with_seeds")
pace = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
SIGNS = [
    "AND",
    "OR",
    "NOT",
    "-",
    "!",
    "|",
    "(",
    ")",
    "（",
    '"',
    "“",
    "~8",
    "~0",
    "*",
    " ",
    " ",
    "、",
    "，",
    ":",
    "\0",
]
WORDS = [
    "卫生",
    "衛生",
    "1,200",
    "a-b",
    "12*",
    "2020-",
    "安徽",
    "火星",
    "癌",
    "公共卫生监测",
    "中醫(yī)館",
    "😀",
    "𠀀",
]
NAMES = ["标题:", "小标题:", "机构:", "文号:", "地区：", "年份:", "种类:", "主题:", "章节:", "角色:", "来源:"]
hostile = st.one_of(
    st.lists(st.sampled_from(SIGNS + WORDS + NAMES), max_size=20).map("".join),
    st.text(max_size=60),
    st.text('卫衛a1９ 　-!&|()（"”「~*：，。/—\\%', max_size=60),
)


@pace
@given(hostile, st.sampled_from(["report", "section"]), st.booleans(), st.booleans())
def test_any_query_is_answered(query, unit, verbatim, strict):
    page = search(SearchRequest(query, unit=unit, verbatim=verbatim, strict=strict))
    assert page.reports <= 5
    assert bool(page.interpreted) == bool(page.query)
    if query.strip() and not page.query and query.isprintable():
        assert page.notices


@pytest.mark.parametrize(
    "query",
    [
        "((",
        ")(",
        '"',
        "OR",
        "NOT",
        "-",
        "*",
        "~8",
        "地区:",
        "地区:火星",
        "(" * 400,
        "-" * 400,
        '"a"' * 200,
        "：" * 9,
        "\0",
        "😀",
    ],
)
def test_the_page_of_a_malformed_query_says_so_in_sentences(client, query):
    response = client.get(reverse("search"), {"q": query}, follow=True)
    assert response.status_code == 200
    if query.strip("\0"):
        assert "。" in response.content.decode()


@pytest.mark.parametrize(
    "query", ["公共" * 150, '"' + "卫 " * 140 + '"~100', "卫 OR " * 50, "-卫 " * 80, "卫*" * 90]
)
def test_long_queries_are_cut_and_answered(query):
    assert search(SearchRequest(query)).interpreted
