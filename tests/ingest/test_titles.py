from archive.ingest.titles import title_of
from tests.ingest.vocabularies import lines


def title(text, name="x.txt"):
    found = title_of(lines(text), name)
    return found and found.value


def test_the_line_with_year_and_bureau_is_the_title():
    text = "您的位置：首页 > 总结计划\n某县卫健局2021年工作总结\n2021年工作总结\n"

    assert title(text) == "某县卫健局2021年工作总结"


def test_a_bureau_on_the_line_above_belongs_to_the_title():
    assert title("中阳县卫生健康局\n2024年工作总结") == "中阳县卫生健康局2024年工作总结"


def test_the_name_of_the_site_does_not():
    assert title("兴国县2023年工作总结_兴国县人民政府") == "兴国县2023年工作总结"


def test_breadcrumbs_preambles_and_headings_are_no_titles():
    text = "首页 > 工作总结\n本站整理的工作总结\n一、2021年工作总结\n导语：工作要点一文\n"

    assert title(text) is None


def test_a_gloss_is_no_part_of_the_title():
    glossed = "衛(wèi)生(shēng)健(jiàn)康(kāng)工(gōng)作要點"

    assert title(glossed) == "衛生健康工作要點"


def test_a_file_name_stands_in_for_a_missing_title():
    found = title_of(lines("正文。"), "报告\\某县2020年工作总结.docx")

    assert found is not None
    assert (found.value, found.inferred) == ("某县2020年工作总结", True)
