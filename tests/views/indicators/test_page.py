"""The list of indicators and the table of one: every number checked against the small archive."""

import re

import pytest
from django.core.cache import cache

from archive.models import Figure, Indicator, Region, Report
from tests import small_archive as small
from tests.factories import IndicatorFactory, figure_in, published_report

pytestmark = pytest.mark.usefixtures("regions")


@pytest.fixture
def held():
    cache.clear()
    return small.small_archive()


def html(client, address: str, **query) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def rate(client, **query) -> str:
    return html(client, f"/indicators/{small.RATE}/", **query)


def summary(page: str) -> str:
    (words,) = re.findall(r'class="ind-sum" role="status">([^<]*)<', page)
    return words


def row_names(page: str) -> list[str]:
    return re.findall(r'<th scope="row">(?:.*?>)??([^<>]+)(?:</a>)?</th>', page)


def amounts(page: str) -> list[str]:
    return re.findall(r'class="ind-val"><a href="[^"]*">([^<]*)</a>', page)


def roles(page: str) -> list[str]:
    (nav,) = re.findall(r'<nav class="seg ind-roles".*?</nav>', page, re.DOTALL)
    return re.findall(r">([^<>]+)</a>", nav)


def test_the_list_counts_reports_and_figures_of_every_role(client, held):
    page = html(client, "/indicators/")
    figures = small.RATES + small.MORTALITIES + small.TARGETS
    assert f"2 个指标，其中 2 个已从报告中抽取，共 {figures} 个数值" in page
    assert f"{small.REPORTS} 份报告，{small.RATES + small.TARGETS} 个数值" in page
    assert f"{small.MORTALITIES} 份报告，{small.MORTALITIES} 个数值" in page


def test_an_indicator_without_figures_says_so(client):
    IndicatorFactory(slug="nothing", name="无人提及率")
    assert "尚未抽取" in html(client, "/indicators/")
    assert summary(html(client, "/indicators/nothing/")).startswith("尚未抽取")


def test_an_archive_without_indicators_says_so(client):
    assert "还没有指标" in html(client, "/indicators/")


def test_the_list_is_grouped_by_topic_in_their_order(client):
    for slug, name, topic in (
        ("c", "丙率", ""),
        ("a", "甲率", "tcm"),
        ("b", "乙率", "mch"),
        ("d", "丁率", "odd"),
    ):
        IndicatorFactory(slug=slug, name=name, topic=topic)
    headings = re.findall(r'<h2 class="h-sec"[^>]*>([^<]*)</h2>', html(client, "/indicators/"))
    assert headings == ["妇幼健康", "中医药", "其他"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("死亡", ["死亡率（小）"]),
        ("家庭醫生", ["签约率（小）"]),  # an alias, in the other script
        ("比率", ["签约率（小）", "死亡率（小）"]),  # the definition
        ("small-mat", ["死亡率（小）"]),
        ("没有的词", []),
    ],
)
def test_the_filter_looks_into_names_aliases_and_definitions(client, held, words, names):
    page = html(client, "/indicators/", q=words)
    assert sorted(re.findall(r'<h3><a href="[^"]*">([^<]*)</a>', page)) == sorted(names)


def test_a_filter_that_finds_nothing_says_what_to_do(client, held):
    assert "没有名称、别名或定义中含“无此词”的指标" in html(client, "/indicators/", q="无此词")


def test_only_those_with_figures_can_be_listed(client, held):
    IndicatorFactory(slug="nothing", name="无人提及率")
    assert "无人提及率" in html(client, "/indicators/")
    assert "无人提及率" not in html(client, "/indicators/", held="1")
    Figure.objects.all().delete()
    cache.clear()
    assert "还没有从报告中抽取到数值" in html(client, "/indicators/", held="1")


def test_the_summary_counts_what_the_table_shows(client, held):
    page = rate(client)
    assert summary(page) == "10 份报告给出了 10 个数值，2020–2022 年，涉及 6 个地区。"
    assert len(amounts(page)) == small.RATES
    mortality = html(client, f"/indicators/{small.MORTALITY}/")
    assert summary(mortality) == "8 份报告给出了 8 个数值，2020–2023 年，涉及 5 个地区。"
    assert len(amounts(mortality)) == small.MORTALITIES


def test_rows_are_in_the_order_of_codes_with_the_names_above(client, held):
    page = rate(client)
    assert row_names(page) == ["杭州市", "安徽省", "马鞍山市", "雨山区", "广东省", "陕西省"]
    assert "<small>安徽省 › 马鞍山市</small>" in page


def test_columns_are_the_years_first_to_last_and_the_unknown_one(client, held):
    heads = re.findall(r'<th scope="col">([^<]*)</th>', rate(client))
    assert heads == ["地区", "2020", "2021", "2022", "年度未详"]


def test_years_nobody_speaks_of_are_columns_too(client, held):
    heads = re.findall(r'<th scope="col">([^<]*)</th>', rate(client, region="340504"))
    assert heads == ["地区", "2020", "2021", "2022"]
    Figure.objects.filter(revision__report__shelf_year=2021).delete()
    assert re.findall(r'<th scope="col">([^<]*)</th>', rate(client, region="340504")) == heads


def test_several_values_of_a_division_and_year_are_listed(client, held):
    cell = rate(client, region="340504", year="2022")
    assert amounts(cell) == ["68.3%", "68.9%"]


def test_a_report_that_is_silent_differs_from_no_report(client, held):
    page = html(client, f"/indicators/{small.MORTALITY}/", region="34")
    assert page.count("未载</span>") == 0  # 340500 has no value at all, so it has no row
    Figure.objects.filter(indicator=held.mortality, revision__report=held.reports[0]).delete()
    page = html(client, f"/indicators/{small.MORTALITY}/", region="34")
    assert page.count("未载</span>") == 1  # the province in 2021: its report says nothing now


def test_each_value_leads_to_its_number_and_its_sentence_is_quoted(client, held):
    page = rate(client, region="33")
    report = held.reports[9]
    start = report.current_revision.text.index("81.2%")
    assert f'<a href="/r/{report.public_id}/#f{start}">81.2%</a>' in page
    assert "家庭医生签约率为<b>81.2%</b>" in page
    assert f'id="f{start}">81.2%</span>' in html(client, f"/r/{report.public_id}/")


def test_levels_goals_and_changes_are_kept_apart(client, held):
    assert roles(rate(client)) == ["实绩 10", "目标与计划 12", "增减与此前 0"]
    goals = rate(client, role="goals")
    assert summary(goals).startswith("12 份报告给出了 12 个数值")
    assert set(amounts(goals)) == {"不低于 95%"}
    assert goals.count('<small class="supplied">计划</small>') == 12
    assert summary(rate(client, role="changes")) == "没有这种性质的数值，请看其他性质。"


def test_what_a_number_rose_from_is_no_level(client, held):
    report = held.reports[9]
    was, now = {"value": 80, "role": "from"}, {"value": 81, "role": "to"}
    figure_in(report, "81.2%", indicator=held.rate, unit="%", **was)
    figure_in(report, "81.2%", indicator=held.rate, unit="%", **now)
    assert roles(rate(client)) == ["实绩 11", "目标与计划 12", "增减与此前 1"]


@pytest.mark.parametrize(
    ("query", "figures"),
    [
        ({"region": "34"}, 7),
        ({"region": "340000"}, 7),
        ({"region": "3405"}, 5),
        ({"region": "340504"}, 4),
        ({"year": "2021"}, 3),
        ({"year": "2020-2021"}, 4),
        ({"year": "2021-2020"}, 4),
        ({"year": "-2020"}, 1),
        ({"year": "2022-"}, 5),
        ({"region": "34", "year": "2022"}, 4),
    ],
)
def test_place_and_time_narrow(client, held, query, figures):
    page = rate(client, **query)
    assert len(amounts(page)) == figures
    assert f"{figures} 个数值" in summary(page)


def test_reports_of_unknown_place_have_a_row_of_their_own(client, held):
    Report.objects.filter(pk=held.reports[9].pk).update(region=None)
    page = rate(client)
    assert row_names(page)[-1] == "地区未详"
    assert summary(page).endswith("涉及 5 个地区。")
    assert amounts(rate(client, region="000000")) == ["81.2%"]


def test_a_division_has_the_reports_of_those_it_has_replaced(client, held):
    county = Region.objects.get(code="341421")  # of 巢湖市 until 2011, of 合肥市 since
    Report.objects.filter(pk=held.reports[9].pk).update(region=county)
    page = rate(client, region="340100")
    assert amounts(page) == ["81.2%"]
    assert "<small>安徽省 › 巢湖市，2011 年止</small>" in page


def test_nothing_found_says_what_to_change(client, held):
    assert summary(rate(client, year="1999")) == "没有符合条件的数值；可以放宽地区或年度。"


def test_what_is_hidden_neither_shows_nor_counts(client, held):
    for address in ("/indicators/", f"/indicators/{small.RATE}/"):
        assert "99.9" not in html(client, address)
    assert held.withdrawn.public_id not in rate(client)


def test_pages_hold_few_rows(client, held, monkeypatch):
    monkeypatch.setattr("archive.views.indicators.page.ROWS", 4)
    first, second = rate(client), rate(client, page="2")
    assert row_names(first) + row_names(second) == [*row_names(first)[:4], "广东省", "陕西省"]
    assert "第 2 页，共 2 页" in second
    assert summary(first) == summary(second)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"region": "99"}, "没有代码为“99”的地区"),
        ({"region": "abc"}, "没有代码为“abc”的地区"),
        ({"region": "3"}, "没有代码为“3”的地区"),
        ({"year": "abc"}, "年度“abc”看不懂"),
        ({"year": "20202021"}, "年度“20202021”看不懂"),
        ({"year": "-"}, "年度“-”看不懂"),
        ({"role": "x"}, "没有“x”这种性质"),
        ({"role": "all"}, "实绩、目标与增减分开列出"),
        ({"page": "0"}, "没有第“0”页"),
        ({"page": "99"}, "没有第“99”页"),
        ({"page": "x"}, "没有第“x”页"),
    ],
)
def test_what_cannot_be_read_is_told_and_left_out(client, held, query, said):
    page = rate(client, **query)
    assert said in page
    assert len(amounts(page)) == small.RATES


def test_hostile_words_are_escaped_everywhere(client):
    bad = "<script>alert(1)</script>"
    row = IndicatorFactory(slug="bad", name=bad, definition=bad, unit="<b>")
    report = published_report(("一、", "标题", f"签约率{bad}50%。"), title=bad)
    figure_in(report, f"{bad}50%", indicator=row, indicator_qualifier=bad, unit="<i>", name=bad)
    pages = [
        html(client, address) for address in ("/indicators/", "/indicators/bad/", f"/r/{report.public_id}/")
    ]
    pages += [html(client, f"/indicators/bad/?region={bad}&year={bad}&role={bad}&page={bad}")]
    pages += [html(client, "/indicators/", q=bad)]
    for page in pages:
        assert bad not in page
        assert "<i>" not in page
        assert "&lt;script&gt;" in page


@pytest.mark.parametrize("address", ["/indicators/no-such/", "/indicators/no-such.csv"])
def test_an_unknown_indicator_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_an_indicator_switched_off_is_not_found(client, held):
    Indicator.objects.filter(pk=held.rate.pk).update(is_active=False)
    assert client.get(f"/indicators/{small.RATE}/").status_code == 404
    assert client.get(f"/indicators/{small.RATE}.csv").status_code == 404
    assert "签约率（小）" not in html(client, "/indicators/")
    report = html(client, f"/r/{held.reports[9].public_id}/")
    assert "签约率（小）" not in report
    assert 'class="fig" id="f' in report


def test_the_number_of_queries_does_not_grow_with_the_figures(client, held, django_assert_max_num_queries):
    rate(client)
    with django_assert_max_num_queries(7):
        rate(client)
    with django_assert_max_num_queries(10):
        rate(client, region="34")


def listed(page: str) -> tuple[list[str], list[str]]:
    """The names a list shows at once, and those it folds."""
    folded = "".join(re.findall(r"<summary>尚未抽取到数值的.*?</section>", page, re.DOTALL))
    names = [re.findall(r'<h3><a href="[^"]*">([^<]*)</a>', part) for part in (page, folded)]
    return [name for name in names[0] if name not in names[1]], names[1]


def test_the_list_folds_what_has_no_numbers_by_topic_and_counts_it(client, held):
    for number in range(3):
        IndicatorFactory(slug=f"none{number}", name=f"无人提及{number}", topic="mch")
    page = html(client, "/indicators/")
    shown, folded = listed(page)
    assert (len(shown), len(folded)) == (2, 3)
    assert "<summary>尚未抽取到数值的 3 个指标</summary>" in page
    assert '<details class="ind-more">' in page


def test_what_is_looked_for_by_a_word_is_not_folded(client):
    IndicatorFactory(slug="none", name="无人提及率")
    assert '<details class="ind-more" open>' in html(client, "/indicators/", q="提及")


def test_the_further_names_of_an_indicator_are_folded_and_all_there(client):
    one = IndicatorFactory(slug="many", name="多名率")
    for number in range(9):
        one.aliases.create(term=f"又名{number}")
    for address, told in (("/indicators/", "又作 9 个名称"), ("/indicators/many/", "报告中又作 9 个名称")):
        page = html(client, address)
        assert f"<summary>{told}</summary>" in page
        assert "又名0、又名1、又名2、又名3、又名4、又名5、又名6、又名7、又名8" in page


@pytest.mark.parametrize("query", [{"region": "\0x"}, {"year": "20\0zz"}, {"role": "a\x07b"}])
def test_signs_nobody_sees_are_not_told_back(client, held, query):
    page = rate(client, **query)
    assert 'class="notice notice--zhu"' in page
    assert not re.search(r"[\x00-\x08]", page)


def test_where_there_are_only_other_kinds_of_numbers_these_are_pointed_at(client):
    report = published_report(("一、", "甲", "共10人。"))
    one = IndicatorFactory(slug="people", name="人数")
    figure_in(report, "10人", indicator=one, value=10, unit="人")
    year = str(report.shelf_year or 2020)
    assert "请看其他性质" in summary(html(client, "/indicators/people/", role="goals", year=f"1990-{year}"))
    assert "放宽" in summary(html(client, "/indicators/people/", year="1990"))
