"""Several reports in one file, and one report twice."""

import pytest

from archive.ingest.cleaning.copies import is_spliced
from tests.ingest.reports import read, tree

BODY = "全县医疗服务能力稳步提升，群众满意度不断提高，各项工作取得明显成效。"
REPORT = f"{BODY}\n一、主要做法\n{BODY}\n二、存在不足\n{BODY}\n"


@pytest.mark.parametrize(
    "titles",
    [
        ("篇一：县卫生局总结", "篇二：区卫生局总结"),
        ("卫生局工作总结1", "卫生局工作总结2"),
        ("【篇一】", "【篇二】"),
        ("卫生局工作总结（一）", "卫生局工作总结（二）"),
        ("范文一：", "范文二："),
    ],
)
def test_numbered_titles_open_first_level_nodes(titles):
    first, second = titles
    text = f"今年以来，{BODY}\n{first}\n{REPORT}{second}\n{REPORT}"

    assert [level for level, _, _ in tree(text)] == [0, 1, 2, 2, 1, 2, 2]
    assert [heading for level, _, heading in tree(text) if level == 1] == [first, second]


def test_each_report_begins_its_numbers_anew():
    text = f"今年以来，{BODY}\n篇一：总结\n{REPORT}篇二：总结\n{REPORT}"

    assert {flag for s in read(text)[1] for flag in s.flags} == {"unlabelled"}


@pytest.mark.parametrize("title", ["白石县卫生局2011年工作总结", "2011年工作计划", "乡镇创卫工作总结篇2"])
def test_a_title_above_a_list_that_starts_anew_opens_a_node(title):
    text = REPORT + f"{title}\n" + REPORT

    assert (1, "", title) in tree(text)
    assert tree(text)[-1] == (2, "二、", "存在不足")


def test_a_list_that_starts_anew_without_a_title_is_flagged():
    assert "restart" in {flag for s in read(REPORT + REPORT)[1] for flag in s.flags}


def test_a_line_that_names_a_report_in_the_middle_opens_nothing():
    text = f"一、主要做法\n2011年工作总结\n{BODY}\n二、存在不足\n{BODY}"

    assert len(tree(text)) == 2


def test_lists_under_parts_are_no_further_reports():
    text = (
        f"第一部分 总结\n一、医改\n{BODY}\n二、疾控\n{BODY}\n2012年工作计划\n第二部分 计划\n一、医改\n{BODY}"
    )

    assert [heading for level, _, heading in tree(text) if level == 1] == ["总结", "计划"]


def long_report(topic):
    return "".join(f"{'一二三四五六'[i]}、{topic}{i}\n{topic}第{i}项工作，{BODY}\n" for i in range(6))


def test_a_report_printed_twice_is_spliced():
    assert is_spliced(read(long_report("医改") * 2)[0])


def test_reports_that_share_a_sentence_are_not():
    assert not is_spliced(read(long_report("医改") + long_report("疾控") + BODY)[0])


def test_short_lines_may_repeat():
    assert not is_spliced(read("一、医改\n抓落实。\n" * 20)[0])
