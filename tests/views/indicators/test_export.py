"""Figures and indicators as files: a row for each, with all that leads back to the sentence."""

import csv
import io

import pytest
from django.core.cache import cache

from archive.models import Figure
from tests import small_archive as small
from tests.factories import IndicatorFactory, figure_in, published_report

pytestmark = pytest.mark.usefixtures("regions")


@pytest.fixture
def held():
    cache.clear()
    return small.small_archive()


def lines(client, address: str, **query) -> list[list[str]]:
    answer = client.get(address, query)
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return [row for row in csv.reader(io.StringIO(text)) if not row[0].startswith("#")]


def rows(client, address: str, **query) -> list[dict[str, str]]:
    heads, *found = lines(client, address, **query)
    return [dict(zip(heads, row, strict=True)) for row in found]


RATE = f"/indicators/{small.RATE}.csv"


def test_a_row_of_an_indicator_leads_back_to_its_sentence(client, held):
    (row,) = rows(client, RATE, region="33")
    report = held.reports[9]
    start = report.current_revision.text.index("81.2%")
    assert row == {
        "地区代码": "330100",
        "地区": "浙江省杭州市",
        "年度": "2021",
        "报告编号": report.public_id,
        "固定链接": f"http://testserver/r/{report.public_id}/#f{start}",
        "指标": "签约率（小）",
        "原文名称": "家庭医生签约率",
        "限定": "",
        "性质": "实绩",
        "原文数值": "81.2%",
        "比较": "",
        "数值": "81.2",
        "单位": "%",
        "推补的单位": "",
        "折算数值": "81.2",
        "折算单位": "%",
        "存疑": "",
        "把握": "高",
        "原句": "一、医疗服务推进分级诊疗，家庭医生签约率为81.2%",
        "发布机构": "杭州市卫生健康委员会",
        "来源网址": "",
    }


def test_the_file_has_the_rows_of_the_page_asked_the_same_way(client, held):
    assert len(rows(client, RATE)) == small.RATES
    assert len(rows(client, RATE, role="goals")) == small.TARGETS
    assert len(rows(client, RATE, role="all")) == small.RATES + small.TARGETS
    assert len(rows(client, RATE, region="34", year="2022")) == 4


def test_rows_are_in_a_fixed_order_and_the_same_bytes_come_again(client, held):
    codes = [row["地区代码"] for row in rows(client, RATE)]
    assert codes == sorted(codes)
    first, second = (b"".join(client.get(RATE).streaming_content) for _ in range(2))
    assert first == second
    assert first.startswith("\ufeff".encode())


def test_a_rate_is_converted_to_the_unit_of_its_indicator(client):
    permille = IndicatorFactory(slug="permille", name="献血率", unit="%", units="%|‰")
    report = published_report(("一、", "献血", "献血率约9.09‰，投入10万元。"), source_url="=HYPERLINK(1)")
    figure_in(
        report, "约9.09‰", value="9.09", unit="‰", comparator="approx", indicator=permille, flags=["fused"]
    )
    (row,) = rows(client, "/indicators/permille.csv")
    assert [row[head] for head in ("比较", "数值", "单位", "折算数值", "折算单位")] == [
        "约",
        "9.09",
        "‰",
        "0.909",
        "%",
    ]
    assert row["存疑"].startswith("数字疑为粘连")
    assert row["把握"] == "低"
    assert row["地区"] == row["地区代码"] == ""
    assert row["来源网址"].startswith("'=")


def test_what_is_hidden_is_in_no_file(client, held):
    addresses = (RATE, f"/r/{held.reports[5].public_id}/figures.csv", "/indicators.csv")
    for address in addresses:
        assert "99.9" not in b"".join(client.get(address).streaming_content).decode()


@pytest.mark.parametrize("query", [{"region": "99"}, {"year": "abc"}, {"role": "x"}])
def test_a_file_is_not_made_of_a_question_that_cannot_be_read(client, held, query):
    answer = client.get(RATE, query)
    assert answer.status_code == 400
    assert answer.content.decode().startswith("没有生成文件")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert next(iter(query.values())) in answer.content.decode()


def test_the_file_of_a_report_has_all_its_figures_of_indicators_or_not(client, held):
    report = held.reports[0]
    figure_in(report, "9.1/10万", name="别的", value=1, order=99)
    found = rows(client, f"/r/{report.public_id}/figures.csv")
    assert [row["指标"] for row in found] == ["签约率（小）", "死亡率（小）", "", "签约率（小）"]
    assert {row["报告编号"] for row in found} == {report.public_id}


def test_a_withdrawn_report_has_no_file_of_figures(client, held):
    assert client.get(f"/r/{held.withdrawn.public_id}/figures.csv").status_code == 410


def test_the_list_as_a_file_has_the_counts_of_the_page(client, held):
    found = {row["代码"]: row for row in rows(client, "/indicators.csv")}
    assert found[small.RATE]["报告数"] == str(small.REPORTS)
    assert found[small.RATE]["数值数"] == str(small.RATES + small.TARGETS)
    assert found[small.RATE]["别名"] == "家庭医生签约率（小）"
    assert found[small.MORTALITY]["页面"] == f"http://testserver/indicators/{small.MORTALITY}/"
    assert [row["代码"] for row in rows(client, "/indicators.csv", q="死亡")] == [small.MORTALITY]


def test_the_list_as_a_file_can_leave_out_those_without_figures(client, held):
    Figure.objects.filter(indicator=held.mortality).delete()
    assert [row["代码"] for row in rows(client, "/indicators.csv", held="1")] == [small.RATE]
    answer = client.get("/indicators.csv", {"q": "率", "held": "1"})
    assert "held=1" in b"".join(answer.streaming_content).decode()


def test_an_indicator_out_of_force_is_not_named_among_the_figures_of_a_report(client):
    report = published_report(("一、", "甲", "共10人。"))
    off = IndicatorFactory(slug="off", name="停用的指标", is_active=False)
    figure_in(
        report, "10人", indicator=off, by_hand=True, indicator_qualifier="所限", name="人数", qualifier="乙"
    )
    (row,) = rows(client, f"/r/{report.public_id}/figures.csv")
    assert (row["指标"], row["原文名称"], row["限定"]) == ("", "人数", "乙")
