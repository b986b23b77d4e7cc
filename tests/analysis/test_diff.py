"""Two versions of a text: which words differ, and which passages belong together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.analysis.diff import Cut, Difference, compare
from archive.analysis.diff_passages import Passage, pair

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
