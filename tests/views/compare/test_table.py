"""The rows of the compare table: pairs with their certainty, what stays unmatched, topics and their order."""

import pytest

from archive.analysis.fingerprints import runs, share
from tests.views.compared import MCH, TCM, TCM_PLAN, end, held, layout_of, table_of

pytestmark = pytest.mark.django_db

GENERAL = ("done", "general", "前言", "总的情况。")
LONG = "全区建成中医馆六家，推广适宜技术，培训乡村医生四十名。开展冬病夏治活动，服务群众三千人次，群众满意。"


def rows_of(table):
    return [row for topic in (*table.shared, *table.single) for row in topic.rows]


def paths(cell):
    return [one.path for one in (*cell.passages, *cell.more)]


def mirrored(table):
    """What the rows hold, columns read from right to left."""
    return [
        (row.part, row.certainty, row.terms, [paths(cell) for cell in reversed(row.cells)])
        for row in rows_of(table)
    ]


def plain(table):
    return [
        (row.part, row.certainty, row.terms, [paths(cell) for cell in row.cells]) for row in rows_of(table)
    ]


def test_sections_that_belong_together_are_one_row_with_a_cell_each():
    [topic] = table_of(held(1, TCM), held(2, TCM)).shared
    [row] = topic.rows
    assert (row.id, row.part, row.sections) == ("tcm-done-1", "总结", 2)
    assert [paths(cell) for cell in row.cells] == [["1、发展中医药"]] * 2


def test_a_pair_says_how_sure_it_is_and_why():
    [row] = rows_of(table_of(held(1, TCM), held(2, TCM)))
    assert row.certainty.word in {"高", "中", "低"}
    assert 0 < float(row.certainty.share) <= 1
    assert "相近" in row.certainty.why


def test_what_was_done_is_not_set_beside_what_is_planned():
    [topic] = table_of(held(1, TCM, TCM_PLAN), held(2, TCM)).shared
    done, plan = topic.rows
    assert [bool(cell.passages) for cell in done.cells] == [True, True]
    assert [bool(cell.passages) for cell in plan.cells] == [True, False]
    assert (done.certainty is None, plan.certainty) == (False, None)


def test_an_overview_belongs_to_what_was_done():
    overview = ("overview", "tcm", "概况", "中医馆。")
    assert {row.part for row in rows_of(table_of(held(1, overview), held(2, TCM)))} == {"总结"}


def test_an_empty_cell_points_to_the_part_that_treats_the_topic():
    [topic] = table_of(held(1, TCM, MCH), held(2, TCM_PLAN, MCH), topic="tcm").shared
    done, plan = topic.rows
    assert done.cells[1].elsewhere == (("tcm-plan", "计划（未配对）"),)
    assert plan.cells[0].elsewhere == (("tcm-done", "总结（未配对）"),)


def test_terms_two_reports_share_are_named_and_marked_on_their_own_glyphs():
    other = ("done", "tcm", "发展中醫藥", "已有中醫館六家。")
    [row] = rows_of(table_of(held(1, TCM), held(2, other)))
    assert "中医馆" in row.terms
    marked = [s.text for p in row.cells[1].passages[0].text.shown for s in p if s.layers]
    assert marked == ["中醫館"]


def test_a_glossed_report_shares_its_terms():
    body = "全區建成中醫(yī)館六家，服務(wù)群衆(zhòng)，建設(shè)機構(gòu)。"
    glossed = held(2, ("done", "tcm", "發展中醫藥", body), defects=[[0, 4, "gloss"]])
    [row] = rows_of(table_of(held(1, TCM), glossed))
    assert "中医馆" in row.terms


def test_topics_of_a_single_report_come_after_the_shared_ones():
    table = table_of(held(1, MCH, TCM), held(2, TCM))
    assert [topic.code for topic in table.shared] == ["tcm"]
    assert [topic.code for topic in table.single] == ["mch"]
    [row] = table.single[0].rows
    assert row.certainty is None
    assert row.cells[1].look_for == "妇幼"


def test_pairs_and_unmatched_sections_are_counted():
    table = table_of(held(1, TCM, TCM_PLAN, MCH), held(2, TCM, MCH), held(3, GENERAL))
    assert (table.pairs, table.unmatched) == (2, 2)


def test_the_topic_most_reports_treat_comes_first_and_the_general_one_last():
    table = table_of(held(1, GENERAL, MCH, TCM), held(2, GENERAL, TCM), held(3, TCM, MCH, GENERAL))
    assert [topic.code for topic in table.shared] == ["tcm", "mch", "general"]


def test_a_section_without_topic_is_not_lost():
    loose = ("", "", "其他", "别的事情。")
    table = table_of(held(1, TCM, loose), held(2, TCM))
    assert [topic.code for topic in table.single] == ["general"]


def test_a_heading_whose_text_stands_in_its_children_has_no_cell_of_its_own():
    report = held(1, ("done", "tcm", "中医", ""), TCM)
    parent, child = report.current_revision.sections.all()
    child.parent = parent
    child.save()
    [row] = rows_of(table_of(report, held(2, TCM)))
    assert paths(row.cells[0]) == ["1 › 2、发展中医药"]


def test_many_unmatched_sections_on_one_topic_are_listed_after_the_third():
    many = [("problem", "tcm", f"第{n}个", f"缺少第{n}样东西。") for n in "甲乙丙丁戊"]
    [topic] = table_of(held(1, *many, TCM), held(2, TCM)).shared
    _done, problems = topic.rows
    assert (len(problems.cells[0].passages), len(problems.cells[0].more)) == (3, 2)
    assert problems.sections == 5


def test_the_table_narrows_to_a_topic():
    reports = held(1, TCM, TCM_PLAN, MCH), held(2, TCM, MCH)
    table = table_of(*reports, topic="mch")
    assert ([t.code for t in table.shared], table.single) == (["mch"], ())


def test_the_table_narrows_to_a_part():
    table = table_of(held(1, TCM, TCM_PLAN, MCH), held(2, TCM, MCH), role="plan")
    assert (table.shared, [t.code for t in table.single]) == ((), ["tcm"])


def test_a_pair_across_two_topics_is_found_under_either():
    other = ("done", "mch", "发展中医药", TCM[3])
    reports = held(1, TCM), held(2, other)
    pair = f"{end(reports[0])}~{end(reports[1])}"
    for topic in ("tcm", "mch"):
        [found] = table_of(*reports, pair=pair, topic=topic).shared
        assert found.code == topic


def test_swapping_the_reports_mirrors_the_rows():
    one = held(1, GENERAL, MCH, TCM, TCM_PLAN, ("done", "talent", "人才", "招聘医生八名。"))
    other = held(2, TCM, MCH, TCM_PLAN, GENERAL, ("problem", "tcm", "不足", "中医人才不足。"))
    assert plain(table_of(one, other)) == mirrored(table_of(other, one))


def test_close_sections_offer_their_differences():
    reports = held(1, ("done", "tcm", "中医", LONG)), held(2, ("done", "tcm", "中医", LONG))
    [row] = rows_of(table_of(*reports))
    [alike] = row.alike
    ids = [report.public_id for report in reports]
    assert alike.url == f"/compare?mode=diff&r={ids[0]}&r={ids[1]}&sections=s0~s0"
    assert alike.percent == 100


def test_close_sections_are_found_whatever_their_order_script_and_marks():
    other = "開展冬病夏治活動,服務羣衆三千人次,羣衆滿意。全區建成中醫館六家,推廣適宜技術,培訓鄉村醫生四十名。"
    reports = held(1, ("done", "tcm", "中医", LONG)), held(2, ("done", "tcm", "中醫", other))
    [row] = rows_of(table_of(*reports))
    [alike] = row.alike
    assert alike.percent > 60


@pytest.mark.parametrize("kept", [200, 140, 100])
def test_what_is_shared_is_measured_as_near_duplicates_are(kept):
    sentences = [f"第{n}项工作完成了{n * 37}件，群众{'十百千万'[n % 4]}人满意。" for n in range(1, 9)]
    text = "".join(sentences)
    other = text[:kept] + "另外一些从来没有在别处写过的新内容，逐条列出，各不相同，以示区别。" * 2
    expected = round(share(runs(f"中医\n{text}"), runs(f"中医\n{other}")) * 100)
    [row] = rows_of(table_of(held(1, ("done", "tcm", "中医", text)), held(2, ("done", "tcm", "中医", other))))
    assert [alike.percent for alike in row.alike] == ([expected] if expected > 60 else [])


@pytest.mark.parametrize("new", ["前言全部改写过。", "这里的开头写了全新的话，与别处全不相同。" * 2])
def test_close_sections_are_found_though_they_begin_otherwise(new):
    reports = held(1, ("done", "tcm", "中医", LONG)), held(2, ("done", "tcm", "国医", f"{new}{LONG}"))
    [row] = rows_of(table_of(*reports))
    assert [alike.percent for alike in row.alike] == [100]


def test_sections_with_a_sentence_in_common_are_not_close():
    other = f"{LONG[:21]}新建中药房两处，引进煎药设备，开设老年病专科，聘请名老中医坐诊，患者好评如潮。"
    reports = held(1, ("done", "tcm", "中医", LONG)), held(2, ("done", "tcm", "中医", other))
    [row] = rows_of(table_of(*reports))
    assert row.alike == ()


def test_sections_of_the_same_stock_phrase_offer_no_differences():
    [row] = rows_of(table_of(held(1, TCM), held(2, TCM)))
    assert row.alike == ()


def test_close_reports_offer_their_differences():
    first, second, third = (held(n, ("done", "tcm", "中医", LONG)) for n in (1, 2, 3))
    strange = held(4, MCH)
    assert len(layout_of(first, second, third, strange).alike) == 3
    [alike] = layout_of(first, strange, second).alike
    assert alike.url == f"/compare?mode=diff&r={first.public_id}&r={second.public_id}"
    assert alike.names == ("地区未详 2001", "地区未详 2002")
