import pytest

from tests.ingest.reports import bodies, read, tree


def flags(text):
    return [s.flags for s in read(text)[1]]


def supplied(text):
    return [(s.label_supplied, s.heading_supplied) for s in read(text)[1]]


def test_words_before_the_first_label_are_the_preface():
    text = "县卫健局认真履职，成效明显。\n一、医改\n抓医改。"

    assert tree(text) == [(0, "", "(前言)"), (1, "一、", "医改")]
    assert bodies(text) == [["县卫健局认真履职，成效明显。"], ["抓医改。"]]
    assert supplied(text) == [(False, True), (False, False)]


def test_depth_counts_open_ancestors():
    text = "一、医改\n（一）医联体\n1、联合\n（1）签约\n①上门\n一是送药。\n（二）药品\n二、疾控\n1、免疫\n"

    assert [(level, label) for level, label, _ in tree(text)] == [
        *((1, "一、"), (2, "（一）"), (3, "1、"), (4, "（1）"), (5, "①"), (6, "一是")),
        *((2, "（二）"), (1, "二、"), (2, "1、")),
    ]


def test_parts_chapters_and_formal_numerals_stand_above():
    text = "第一部分 总结\n一、医改\n第二部分 计划\n壹、目标\n一、疾控\n"

    assert [level for level, _, _ in tree(text)] == [1, 2, 1, 2, 3]


def test_a_run_in_heading_ends_at_the_first_full_stop():
    text = "一、强化“健康。中国”（试点。）建设。全县推进。持续用力。\n"

    assert tree(text) == [(1, "一、", "强化“健康。中国”（试点。）建设")]
    assert bodies(text) == [["全县推进。持续用力。"]]


def test_a_run_in_heading_may_end_at_a_colon():
    text = "（一）重点工作：抓好医改和疾控，落实各项任务，提升群众满意度。\n"

    assert tree(text) == [(1, "（一）", "重点工作")]


def test_a_colon_in_a_figure_ends_nothing():
    text = "（一）男女性别比例为108：100，较上年下降，持续保持在正常范围以内，工作成效显著并受到表彰\n"

    assert tree(text)[0][2] == ""


def test_a_long_sentence_is_body_without_a_heading():
    sentence = "积极推进" + "医疗卫生服务体系建设和" * 6 + "各项工作。"

    assert tree(f"1、{sentence}") == [(1, "1、", "")]
    assert bodies(f"1、{sentence}") == [[sentence]]


def test_a_point_may_have_a_longer_heading():
    sentence = "加快推进社区卫生服务中心建设，多方争取资金，尽快完成内部装修和设施配备，确保年底前运营"

    assert tree(f"一、计划\n一是{sentence}。落实责任。")[1] == (2, "一是", sentence)


def test_points_inside_a_paragraph_stay_in_it():
    text = "（一）疫情防控。一是强化调度。二是强化排查。\n"

    assert len(tree(text)) == 1


def test_a_lost_label_between_neighbours_is_inferred():
    text = "一、医改\n抓医改。\n强化基层工作\n抓基层。\n三、疾控\n抓疾控。"

    assert tree(text)[1] == (1, "二、", "强化基层工作")
    assert supplied(text)[1] == (True, False)
    assert flags(text)[1] == ("label_inferred",)


def test_an_inferred_label_is_written_like_its_neighbours():
    text = "一、医改\n(一)医联体\n强化药品供应\n(三)医保\n"

    assert tree(text)[2] == (2, "(二)", "强化药品供应")


def test_nothing_is_inferred_when_two_lines_could_be_the_heading():
    text = "一、医改\n强化基层工作\n强化药品供应\n三、疾控\n"

    assert [label for _, label, _ in tree(text)] == ["一、", "三、"]
    assert flags(text)[1] == ("gap",)


def test_a_gap_between_lists_of_two_parents_is_none():
    text = "一、医改\n（一）医联体\n强化药品供应\n二、疾控\n（三）免疫\n"

    assert len(tree(text)) == 4


def test_a_lost_first_part_is_supplied():
    text = "（一）医改\n（二）疾控\n二、2014年工作思路\n（一）抓医改\n"

    assert tree(text)[:2] == [(1, "一、", "(工作完成情况)"), (2, "（一）", "医改")]
    assert supplied(text)[0] == (True, True)
    assert [s.start for s in read(text)[1]][:2] == [0, 0]


def test_a_lost_first_part_before_no_plan_has_an_unknown_heading():
    assert tree("（一）医改\n二、疾控\n")[0] == (1, "一、", "(标题缺失)")


def test_first_and_second_label_lost_are_both_supplied():
    text = "（一）医改\n（二）疾控\n强化基层工作\n三、存在问题\n"

    assert [label for _, label, _ in tree(text)] == ["一、", "（一）", "（二）", "二、", "三、"]


def test_a_cue_paragraph_opens_a_section():
    cue = "虽然工作快速推进，但仍存在一些问题和困难。下步重点做好以下工作："
    text = f"一、医改。抓医改。\n{cue}\n一是抓建设。落实资金。\n二是抓人才。落实编制。"

    assert tree(text) == [
        *((1, "一、", "医改"), (1, "", "(存在问题与下步工作)")),
        *((2, "一是", "抓建设"), (2, "二是", "抓人才")),
    ]
    assert bodies(text)[1] == [cue]


@pytest.mark.parametrize(
    ("cue", "heading"),
    [
        ("存在的主要问题是人才不足，设备陈旧，资金缺口较大，亟待解决。", "(存在问题)"),
        ("下一步，我局将继续深化医改，抓好疾控，办好实事，服务群众。", "(下步工作)"),
        ("总之，全局上下团结一心，圆满完成了全年各项目标任务。", "(结语)"),
    ],
)
def test_the_supplied_heading_says_what_the_cue_opens(cue, heading):
    assert tree(f"一、医改。抓医改。\n{cue}")[1] == (1, "", heading)


def test_a_closing_cue_under_nested_parts_is_second_level():
    text = "一、医改\n（一）医联体。抓签约。\n在做好上述工作的同时，我们还抓好信访。\n二、计划\n抓落实。"

    assert tree(text)[2] == (2, "", "(结语)")


def test_a_cue_right_under_an_empty_heading_is_its_body():
    text = "一、其他工作\n在抓好以上工作的同时，统筹兼顾。"

    assert tree(text) == [(1, "一、", "其他工作")]


def test_an_unlabelled_cue_heading_keeps_its_own_words():
    text = "一、医改\n抓医改。\n存在的主要问题\n人才不足。"

    assert tree(text)[1] == (1, "", "存在的主要问题")
    assert supplied(text)[1] == (False, False)
    assert bodies(text)[1] == ["人才不足。"]


def test_a_list_goes_on_after_a_cue():
    text = "一、医改。抓医改。\n下一步，我局将抓好医改。\n二、疾控。抓疾控。"

    assert [(level, label) for level, label, _ in tree(text)] == [(1, "一、"), (1, ""), (1, "二、")]


def test_a_list_that_starts_anew_belongs_to_the_cue():
    text = "一、医改。抓医改。\n存在的问题主要有以下几个方面，需要解决。\n一、人才不足。缺人。"

    assert tree(text)[2] == (2, "一、", "人才不足")


def test_odd_numbers_are_flagged():
    text = "二、医改\n四、疾控\n三、妇幼\n一、老龄\n"

    assert flags(text) == [("starts_at_2",), ("gap",), ("repeat",), ("restart",)]


def test_a_stray_number_is_body():
    text = "一、医改\n抓医改工作落实。\n7、完成率98.6%，其中签约1.2万人。\n"

    assert bodies(text) == [["抓医改工作落实。", "7、完成率98.6%，其中签约1.2万人。"]]


def test_labels_in_a_collapsed_page_are_found():
    text = (
        "2022年，县卫生健康局推进医改。一、工作完成情况（一）医共体建设。门诊量增长。"
        "（二）疾病预防控制。处置疫情。二、存在问题。人才不足。三、工作计划。抓落实。"
    )

    assert [label for _, label, _ in tree(text)] == ["", "一、", "（一）", "（二）", "二、", "三、"]


def test_references_to_labels_split_nothing():
    labelled = "一、医改\n二、疾控\n三、妇幼\n四、老龄\n五、党建\n"
    text = labelled + "按照第（一）项和第（二）项要求，参见（三）和（四）。"

    assert len(tree(text)) == 5


def test_a_gloss_is_part_of_the_heading_and_not_of_its_length():
    text = "一、醫(yī)療服務(wù)信息化水平。衛(wèi)生體系統(tǒng)質(zhì)量設(shè)備。"
    (section,) = read(text)[1]

    assert section.heading == "醫(yī)療服務(wù)信息化水平"
    assert bodies(text) == [["衛(wèi)生體系統(tǒng)質(zhì)量設(shè)備。"]]


def test_question_marks_of_lost_characters_end_no_heading():
    assert tree("（一）推進???共體建設。全縣推進。")[0][2] == "推進???共體建設"


def test_a_heading_cut_by_a_page_is_joined():
    text = "一、深化医药卫生\n— 2 —\n体制改革。全县推进。"
    (section,) = read(text)[1]

    assert section.heading == "深化医药卫生体制改革"
    assert len(section.heading_pieces) == 2


@pytest.mark.parametrize(
    ("glued", "heading", "body"),
    [
        ("存在问题人才不足。", "存在问题", "人才不足。"),
        ("2023年工作计划深化医改。", "2023年工作计划", "深化医改。"),
        ("2006年卫生工作回顾2006年,我局推进医改。", "2006年卫生工作回顾", "2006年,我局推进医改。"),
        ("抓好落实 人才不足。", "抓好落实", "人才不足。"),
    ],
)
def test_a_heading_run_into_its_body_by_a_collapsed_page_is_told_apart(glued, heading, body):
    text = (
        f"今年以来，推进医改。一、医改（一）医联体。抓签约。（二）药品。抓集采。二、{glued}三、党建。抓学习。"
    )
    found = [i for i, (_, label, _) in enumerate(tree(text)) if label == "二、"]

    assert tree(text)[found[0]] == (1, "二、", heading)
    assert bodies(text)[found[0]] == [body]


def test_a_title_glued_to_the_first_label_is_told_apart():
    first = "一、上半年工作1.医改工作。推进。2.疾控工作。落实。"
    text = f"县卫健委2024年上半年工作总结{first}二、下半年计划。抓落实。"

    assert [label for _, label, _ in tree(text)] == ["", "一、", "1.", "2.", "二、"]
