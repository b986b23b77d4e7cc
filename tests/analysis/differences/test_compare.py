"""Two versions of a text: which words differ, and which passages belong together."""

import sys
import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.analysis.differences.compare import Cut, Difference, compare
from archive.analysis.differences.passages import Passage, pair

GLOSSED = "衛(wèi)生(shēng)工作有序推進(jìn)，醫(yī)院改革順利開(kāi)展，成效顯(xiǎn)著。"

texts = st.text(alphabet="甲乙丙丁卫衛生健康，,。;；\n 12ab", max_size=60)


def changed(stretches) -> list[str]:
    return [one.text for one in stretches if one.changed]


def headings(*names):
    return [Passage(name, f"{name}的内容各不相同，另有{name}若干条说明文字。") for name in names]


def test_equal_texts_do_not_differ():
    found = compare("甲。乙。", "甲。乙。")
    assert found == Difference((Cut("甲。乙。", "甲。乙。"),))
    assert found.is_same


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("卫生健康工作。", "衞生健康工作。"),
        ("推进改革,落实政策.", "推进改革，落实政策．"),
        ("ＡＢＣ工作１２", "abc工作12"),
        ("推进改革。\n落实政策。", "推进改革。落实政策。"),
        ("推进 改革。", "推进改革。"),
    ],
)
def test_script_width_case_and_blanks_make_no_difference(left, right):
    assert compare(left, right).is_same


def test_a_changed_word_is_marked_on_both_sides_and_counted_once():
    found = compare(
        "全区人口稳定。新建中医馆4个，覆盖率达到81%。", "全区人口稳定。新建国医堂4个，覆盖率达到81%。"
    )
    assert changed(found.left) == ["中医馆"]
    assert changed(found.right) == ["国医堂"]
    assert found.places == 1


def test_lines_broken_elsewhere_make_no_difference_beside_a_real_one():
    found = compare("新建卫\n生室4个，\n覆盖率达\n到81%。", "新建卫生室5个，覆盖率达到81%。\n")
    assert (changed(found.left), changed(found.right)) == (["4"], ["5"])


def test_numbers_are_compared_whole():
    found = compare("服务居民31025人次。", "服务居民32025人次。")
    assert (changed(found.left), changed(found.right)) == (["31025"], ["32025"])


def test_a_sentence_only_one_side_has_is_marked_there():
    found = compare("甲事已办。乙事已办。", "甲事已办。丙事正在办理之中。乙事已办。")
    assert changed(found.left) == []
    assert changed(found.right) == ["丙事正在办理之中。"]


def test_sentences_without_likeness_are_replaced_whole():
    found = compare("推进医共体建设。", "天气晴朗无云雾；")
    assert changed(found.left) == ["推进医共体建设。"]
    assert changed(found.right) == ["天气晴朗无云雾；"]


def test_a_very_long_stretch_of_other_words_is_shown_whole_instead_of_word_by_word():
    ours, theirs = "甲乙丙" * 5000, "丁乙戊" * 5000
    found = compare(ours, theirs)
    assert (changed(found.left), changed(found.right)) == ([ours], [theirs])


def test_an_empty_side_lacks_everything():
    found = compare("", "甲乙。")
    assert (found.left, changed(found.right)) == ((), ["甲乙。"])
    assert compare("", "").is_same


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (GLOSSED, "卫生工作有序推进，医院改革顺利开展，成效显著。"),
        ("推\u200b进改\ufeff革。", "推进改革。"),
        ("“健康雨山”行动", "「健康雨山」行动"),
    ],
)
def test_glosses_what_shows_nothing_and_the_form_of_quotes_make_no_difference(left, right):
    assert compare(left, right).is_same


@pytest.mark.parametrize(
    ("left", "right", "gone", "come"),
    [
        ("卫生工作", "衛生工作", ["卫生"], ["衛生"]),
        ("改革,发展", "改革，发展", [","], ["，"]),
        ("改革 发展", "改革发展", [" "], []),
        ("改革\u200b", "改革", ["\u200b"], []),
        ("Ａ甲", "a甲", ["Ａ"], ["a"]),
    ],
)
def test_every_character_counts_when_strict(left, right, gone, come):
    found = compare(left, right, strict=True)
    assert (changed(found.left), changed(found.right)) == (gone, come)


@pytest.mark.parametrize(
    ("left", "right", "gone", "come"),
    [
        ("覆盖率达95.88%，排名第一。", "覆盖率达96.1%，排名第一。", ["95.88%"], ["96.1%"]),
        ("投入1,200万元。", "投入1,300万元。", ["1,200"], ["1,300"]),
        ("死亡率为5.1‰。", "死亡率为5.2‰。", ["5.1‰"], ["5.2‰"]),
        ("新建一百二十家。", "新建一百三十家。", ["一百二十"], ["一百三十"]),
        ("共12\t34张。", "共1\t234张。", ["12", "34"], ["1", "234"]),
    ],
)
def test_a_number_is_one_word(left, right, gone, come):
    found = compare(left, right)
    assert (changed(found.left), changed(found.right)) == (gone, come)


def test_what_was_added_between_like_signs_is_cut_as_a_reader_would():
    found = compare("一是抓管理。三是抓落实。", "一是抓管理。二是抓好队伍。三是抓落实。")
    assert changed(found.right) == ["二是抓好队伍。"]
    found = compare("全区（不含街道）稳定。", "全区（含乡镇）（不含街道）稳定。")
    assert changed(found.right) == ["（含乡镇）"]


MOVED = "丙事等了又等终于开工，年底可以建成使用。"


def test_a_passage_that_stands_elsewhere_is_told_as_moved():
    others = "甲事已办，一切顺利。乙事正在办理之中，等待验收。丁事已完成，群众满意。"
    found = compare(others + MOVED, MOVED + others)
    assert (found.places, found.moves, found.deleted, found.inserted, found.alike) == (1, 1, 0, 0, 1.0)
    assert [(cut.left, cut.right) for cut in found.cuts if cut.move] == [("", MOVED), (MOVED, "")]


def test_what_changed_inside_a_passage_moved_is_one_place_on_both_sides():
    others = "甲事已办，一切顺利。乙事正在办理之中，等待验收。丁事已完成，群众满意。"
    ours, theirs = f"{MOVED}共投入30万元。", f"{MOVED}共投入45万元。"
    found = compare(ours + others, others + theirs)
    inner = [(cut.left, cut.right, cut.place) for cut in found.cuts if cut.move and cut.changed]
    assert (found.places, found.moves) == (2, 1)
    assert inner == [("30", "", 2), ("", "45", 2)]


def test_a_passage_moved_takes_along_the_sentences_beside_it_that_are_alike():
    others = "甲事已办，一切顺利，各方反映良好。乙事正在办理之中，等待上级验收合格。丁事已完成，群众满意。"
    ours = f"（三）推进基层建设各项工作。{MOVED}全年共投入资金30万元。"
    theirs = f"（二）推进基层建设各项工作。{MOVED}全年共投入资金45万元。"
    found = compare(ours + others, others + theirs)
    assert "".join(cut.left for cut in found.cuts if cut.move) == ours
    assert [cut.left for cut in found.cuts if cut.changed and cut.left] == ["三", "30"]


def test_a_long_stretch_around_a_passage_moved_is_compared_by_its_clauses():
    ours = [f"第{at}件事由甲处办理，已经完成任务，资金到位{at}万元。" for at in range(120)]
    theirs = [one.replace("甲处", "乙处") for one in ours]
    stayed = "".join(f"第{at}项大事另行安排，逐项落实到人，年内必须完成。" for at in range(300))
    found = compare("".join([*ours[:60], MOVED, *ours[60:], stayed]), "".join([*theirs, stayed, MOVED]))
    assert (found.moves, found.places) == (1, 121)
    assert set(changed(found.left)) == {"甲", MOVED}


def test_a_short_sentence_that_stands_elsewhere_is_not_told_as_moved():
    assert compare("特此报告。甲事已办。乙事已办。", "甲事已办。乙事已办。特此报告。").moves == 0


def test_words_beside_a_passage_moved_are_told_apart_from_it():
    others = "甲事已办，一切顺利。乙事正在办理之中，等待验收。丁事已完成，群众满意。"
    found = compare(f"{others}戊己庚辛。{MOVED}壬癸子丑。", f"{MOVED}{others}寅卯辰巳。")
    assert changed(found.left) == [f"戊己庚辛。{MOVED}壬癸子丑。"]
    assert [cut.left for cut in found.cuts if cut.place and cut.left] == ["戊己庚辛。", MOVED, "壬癸子丑。"]
    assert found.moves == 1


SLOWED = 1 if sys.gettrace() is None else 5  # tests of coverage trace every line


def by_chance(parts, count) -> tuple[str, ...]:
    return tuple("".join(Random(seed).choices(parts, k=count)) for seed in (1, 2))


HOSTILE = {
    "one character": ("甲" * 200_000, "甲" * 199_999 + "乙"),
    "digits": ("1" * 200_000, "2" * 200_000),
    "lines": ("同一行文字。\n" * 28_000, "别的。\n" + "同一行文字。\n" * 27_000),
    "two sentences in turn": ("甲。乙。" * 50_000, "乙。甲。" * 49_000 + "丙。"),
    "clauses by chance": tuple("".join(Random(seed).choices("甲乙，", k=200_000)) for seed in (1, 2)),
    "sentences by chance": tuple(
        "".join(Random(seed).choices(["甲。", "乙。"], k=100_000)) for seed in (1, 2)
    ),
    "signs": ("!" * 200_000, "!?" * 100_000),
    "glosses": ("衛(wèi)" * 33_000, "卫生" * 100_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_repetitive_texts_take_no_long_time(name):
    left, right = HOSTILE[name]
    compare("甲乙。", "甲丙。")
    before = time.process_time()
    found = compare(left, right)
    assert time.process_time() - before < 2 * SLOWED
    assert "".join(cut.left for cut in found.cuts) == left


def test_long_texts_much_alike_are_compared_quickly():
    sentences = [f"第{at}项工作已经完成{at * 7}件，群众满意率达到{at % 97}%。" for at in range(2200)]
    changed_ones = [one.replace("完成", "办结") if at % 9 == 0 else one for at, one in enumerate(sentences)]
    compare("甲乙。", "甲丙。")
    before = time.process_time()
    found = compare("".join(sentences), "".join(changed_ones))
    assert time.process_time() - before < 0.3 * SLOWED
    assert found.places == 245


@given(texts, texts)
def test_each_side_joins_to_its_text(left, right):
    found = compare(left, right)
    assert "".join(one.text for one in found.left) == left
    assert "".join(one.text for one in found.right) == right
    assert compare(right, left).is_same == found.is_same


@given(texts)
def test_a_text_never_differs_from_itself(text):
    assert compare(text, text).is_same


def test_passages_of_one_heading_are_paired_in_order():
    left, right = headings("工作情况", "问题", "计划"), headings("工作情况", "计划", "附件")
    assert pair(left, right) == [(0, 0), (1, None), (2, 1), (None, 2)]


def test_the_script_of_a_heading_does_not_matter():
    assert pair([Passage("卫生工作", "")], [Passage("衞生工作", "")]) == [(0, 0)]


def test_a_renamed_passage_is_found_by_its_sentences():
    text = "全年新建村卫生室十二个，改造病房三千平方米。培训乡村医生四百五十人次。"
    left = [Passage("基层建设", text), Passage("计划", "明年再建。")]
    right = [Passage("新增一节", "与此无关的另外一段文字，说明别的事情。"), Passage("夯实基层", text)]
    assert pair(left, [*right, left[1]]) == [(None, 0), (0, 1), (1, 2)]


def test_passages_without_headings_are_paired_by_how_they_begin():
    left = [Passage("", "一年来，全县卫生工作有序推进。后来改了。")]
    right = [Passage("", "一年来，全县卫生工作有序推进。後來又改了一些。")]
    assert pair(left, right) == [(0, 0)]


@given(st.lists(st.sampled_from("甲乙丙丁"), max_size=6), st.lists(st.sampled_from("甲乙丙丁"), max_size=6))
def test_every_passage_stands_once_and_in_order(left, right):
    found = pair([Passage(name, name) for name in left], [Passage(name, name) for name in right])
    assert [a for a, _ in found if a is not None] == list(range(len(left)))
    assert [b for _, b in found if b is not None] == list(range(len(right)))
