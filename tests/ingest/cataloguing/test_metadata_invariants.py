"""Whatever stands on a page, every value found has its reason and its place."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest.cataloguing.metadata import recognise
from tests.ingest.reports import read
from tests.ingest.vocabularies import vocabulary

PIECES = [
    "2022年",
    "二〇二二年",
    "民國112年",
    "20xx年",
    "**年",
    "112年度",
    "九八年",
    "2021.12-2022.11",
    "2019—2021年",
    "十四五",
    "年鉴",
    "工作总结",
    "工作计划",
    "下一步",
    "明年",
    "今年以来",
    "收官之年",
    "建党100周年",
    "第2篇",
    "投注",
    "衛(wèi)生",
    "云溪县卫生健康局",
    "发布日期：",
    "成文日期",
    "文号：",
    "索引号：",
    "来源：",
    "青卫健发",
    "〔2023〕4号",
    "20234号",
    "一、",
    "（一）",
    "|",
    "，",
    "。",
    "：",
    "2023-01-18",
    "2023116",
    "023年1月16日",
    "2023年1月16日印发",
    "https://a.gov.cn/202301/t20230118_1.html",
]
pages = st.lists(st.sampled_from([*PIECES, "\n", "\t", "\u3000", " "]), max_size=80).map("".join)


@settings(deadline=None, max_examples=150)
@given(pages)
def test_every_value_of_any_page_has_its_reason_and_its_place(text):
    cleaned, sections = read(text)
    found, evidence, warnings = recognise(cleaned, sections, "2022年.txt", vocabulary())

    for item in evidence:
        assert item.note
        assert 0 < item.confidence <= 1
        assert item.spans or item.inferred
        assert all(0 <= span.start < span.end <= len(text) for span in item.spans)
    assert all(warning.message.endswith("。") for warning in warnings)
    for day in filter(None, (found.published, found.signed)):
        assert dt.date.fromisoformat(day).isoformat() == day
