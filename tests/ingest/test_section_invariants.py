"""Whatever the text, sections keep to the source and lose none of it."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.reports import read, spans_of, uncovered, uses

SEEDS = sorted((Path(__file__).parents[2] / "seeds" / "reports").glob("*.txt"))

PARTS = st.sampled_from(
    [
        *("一、", "二、", "三、", "四、", "（一）", "(二)", "㈠", "三)", "1、", "2.", "3、", "（1）"),
        *("①", "②", "2)", "一是", "二是", "第一，", "第一部分", "第二章 ", "壹、", "十一、"),
        *("。", "！", "？", "??", "；", "：", "，", "“", "”", "（", "）", "《", "》"),
        *("\n", "\r\n", "\n\n", "\u2028", "\u3000", " ", "\t", "\u200b", "\ufeff", "\xa0"),
        *("衛(wèi)生", "醫(yī)", "(de)", "設(shè)", "系統(tǒng)", "(wèi)", "??平ㄔO(shè)"),
        *("**年", "XX县", "20xx年", "第2页", "— 3 —", "- 12 -", "卫生局工作总结第3页"),
        *("下一步工作打算", "虽然取得成绩，但仍存在一些问题。", "总之", "存在问题", "在做好上述工作的同时，"),
        *("当前位置: 首页 > 总结", "【概述】", "【正文】", "相关推荐", "上一篇：办法", "目录"),
        *("中阳县卫生健康局", "2025年1月7日", "索引号：", "发布时间：2022-04-23", "<p></p>"),
        *(
            "（更多范文请关注某网www.example.com）",
            "&nbsp;",
            "&ldquo;",
            "&permil;",
            "工 作 总 结",
            "\u3000\u3000",
        ),
        *(
            "（一",
            "—、",
            "二，",
            "三 ",
            "1.1 ",
            "1.2 ",
            "Ⅰ、",
            "A. ",
            "B. ",
            "甲、",
            "乙、",
            "【概况】",
            "◆ ",
            "篇1",
            "篇2",
        ),
        *("卫生健康工作", "深化医改", "完成率98.6%", "全县", "医共体", "1.2万人", "9"),
    ]
)
TEXTS = st.one_of(st.lists(PARTS, max_size=60).map("".join), st.text(max_size=200))


def assert_holds(text):
    cleaned, sections = read(text)
    assert uncovered(cleaned, sections) == []
    assert max(uses(cleaned, sections), default=0) <= 1
    for section in sections:
        assert all(0 <= s.start < s.end <= len(text) for s in spans_of(section))
    for before, after in pairwise(sections):
        assert before.start < after.start or before.label_supplied
        assert before.end == after.start


@settings(max_examples=250, deadline=None)
@given(TEXTS)
def test_any_text_is_covered_once(text):
    assert_holds(text)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SEEDS), st.data())
def test_a_damaged_report_is_covered_once(seed, data):
    text = seed.read_text(encoding="utf-8")
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, min(len(text), begin + 400)))
    assert_holds(text[:begin] + data.draw(PARTS) + text[end:])


@pytest.mark.parametrize("seed", SEEDS, ids=[path.stem[:3] for path in SEEDS])
def test_every_seed_is_covered_once(seed):
    assert_holds(seed.read_text(encoding="utf-8"))


@given(TEXTS)
@settings(max_examples=80, deadline=None)
def test_a_parent_stands_before_its_child_and_one_level_above(text):
    _, sections = read(text)
    for index, section in enumerate(sections):
        if section.parent is None:
            assert section.level <= 1
        else:
            assert section.parent < index
            assert sections[section.parent].level == section.level - 1


@given(TEXTS)
@settings(max_examples=80, deadline=None)
def test_a_heading_that_was_not_supplied_is_the_source_words(text):
    for section in read(text)[1]:
        if not section.heading_supplied:
            words = "".join(text[p.start : p.end] for p in section.heading_pieces)
            assert section.heading == words
