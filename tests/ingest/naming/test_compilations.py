import pytest

from archive.ingest.naming.compilations import compilation, spun


@pytest.mark.parametrize("title", ["卫生局工作总结5篇", "工作总结(精选十五篇)", "卫健局总结范文【3篇】"])
def test_a_title_that_counts_reports_is_of_a_compilation(title):
    assert compilation(title, "") is not None


@pytest.mark.parametrize(
    "page",
    [
        "第1篇 卫生局总结\n正文。\n第2篇 县卫生局总结\n正文。",
        "工作总结 篇1\n正文。\n工作总结 篇2\n正文。",
        "妇幼工作总结1\n正文。\n妇幼工作总结2\n正文。",
        "工作总结汇编(2篇)\n1.县卫生局工作总结\n第一篇 总结",
        "以下是小编为您整理的社区卫生工作总结7篇,供参考。",
    ],
)
def test_a_page_that_numbers_reports_is_a_compilation(page):
    assert compilation("工作总结", page) is not None


def test_a_collection_needs_its_parts():
    assert compilation("工作总结汇编", "正文。") is None
    assert compilation("工作总结汇编", "第一篇 总结\n正文。") is not None


@pytest.mark.parametrize(
    ("title", "page"),
    [
        ("2021年工作总结", "目录\n一、工作总结 1\n二、工作计划 5"),
        ("2021年工作总结", "发表论文12篇。\n第一篇章。"),
        ("第一篇:2021年工作总结", "第一篇:2021年工作总结\n正文。"),
    ],
)
def test_one_report_is_no_compilation(title, page):
    assert compilation(title, page) is None


def test_words_no_bureau_writes_betray_a_spun_text():
    found = spun("贯彻方案生育政策,做好流淌人口效劳。")

    assert found is not None
    assert found.code == "spun_text"
    assert "方案生育" in found.message


def test_one_odd_word_betrays_nothing():
    assert spun("开展安康教育。") is None
