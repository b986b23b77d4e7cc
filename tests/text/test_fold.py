"""Folding: length kept, idempotent, character by character, and what it unites."""

from functools import cache

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.text import fold as folding
from archive.text import fold_table
from archive.text.fold import TABLE_PATH, fold, table_checksum
from archive.text.fold_table import _follow, build_table, render_table

HAN = [
    (0x2E80, 0x2FDF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x323AF),
]


@cache
def every_char() -> str:
    astral = "".join(map(chr, range(0x20000, 0x2A6E0))) + "".join(map(chr, range(0x2F800, 0x2FA20)))
    return "".join(chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000) + astral


def test_every_character_folds_to_exactly_one():
    assert len(every_char()) > 100_000
    assert all(len(fold(char)) == 1 for char in every_char())


def test_folding_every_character_twice_changes_nothing_more():
    once = fold(every_char())
    assert fold(once) == once


@pytest.mark.parametrize(("first", "last"), HAN)
def test_a_han_character_folds_to_a_visible_character(first, last):
    assert not any(fold(chr(code)).isspace() for code in range(first, last + 1))


@pytest.mark.parametrize("converter", ["t2s", "hk2s", "tw2s"])
def test_a_han_character_folds_as_what_a_converter_simplifies_it_to(converter):
    convert = opencc.OpenCC(converter).convert
    every = [chr(code) for first, last in HAN for code in range(first, last + 1)]
    assert [char for char in every if fold(char) != fold(convert(char))] == []


@settings(deadline=None)
@given(st.text(), st.text())
def test_folding_a_join_is_joining_the_folds(one, other):
    assert fold(one + other) == fold(one) + fold(other)


@settings(deadline=None)
@given(st.text())
def test_folding_keeps_length_and_is_idempotent(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("source", "folded"),
    [
        ("衞生衛生卫生", "卫生卫生卫生"),
        ("巿民⽣活⻓期", "市民生活长期"),
        ("１２Ａ　ｂ", "12a b"),
        ("著力着力", "着力着力"),
        ("答覆復查複查复查", "答复复查复查复查"),
        ("瞭解了解", "了解了解"),
        ("臺灣台湾", "台湾台湾"),
        ("裡裏里為爲为", "里里里为为为"),
        ("什麼什麽什么", "什么什么什么"),
        ("二○二四年", "二〇二四年"),
        ("（一）甲，乙：“丙”；丁！？", '(一)甲,乙:"丙";丁!?'),
        ("「引」『文』", '"引""文"'),
        ("中卫〔2024〕124号", "中卫[2024]124号"),
        ("2020—2024～５％", "2020-2024~5%"),
        ("實施実施", "实施实施"),
        ("併發症並发症竝發症倂發症", "并发症并发症并发症并发症"),
        ("情緒情緖", "情绪情绪"),
        ("合併合幷", "合并合并"),
        ("月餅月餠", "月饼月饼"),
        ("復甦甦醒", "复苏苏醒"),
        ("髙血壓", "高血压"),
        ("吿知靑少年硏究戸籍", "告知青少年研究户籍"),
        ("彊化鄕村淸潔", "强化乡村清洁"),
        ("唇顎裂唇颚裂唇腭裂", "唇腭裂唇腭裂唇腭裂"),
        ("鯰魚鲶鱼鲇鱼", "鲇鱼鲇鱼鲇鱼"),
    ],
)
def test_forms_that_mean_the_same_fold_alike(source, folded):
    assert fold(source) == folded


@pytest.mark.parametrize("text", ["……㎡℃‰①Ⅱ"[:5], "给予余缺什么里程", "。、《》", "\n\t\r"])
def test_what_has_its_own_meaning_stays(text):
    assert fold(text) == text


def test_everyday_simplified_characters_rarely_change():
    everyday = bytes(byte for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) for byte in (high, low))
    level_one = everyday.decode("gb2312", "ignore")
    changed = {char for char in level_one if fold(char) != char}
    assert changed <= set("覆著乾薹拚捱摺後徵")


def test_the_committed_table_is_what_the_generator_writes():
    assert TABLE_PATH.read_text(encoding="utf-8") == render_table(build_table())


def test_the_generator_refuses_foldings_that_run_in_a_circle():
    with pytest.raises(ValueError, match="circle"):
        _follow("甲", {"甲": "乙", "乙": "甲"})


def test_the_generator_writes_the_table_it_built(monkeypatch, tmp_path):
    monkeypatch.setattr(fold_table, "TABLE_PATH", tmp_path / "table.txt")
    fold_table.main()
    assert (tmp_path / "table.txt").read_bytes() == TABLE_PATH.read_bytes()


def test_the_table_holds_no_bare_space_an_editor_could_trim():
    lines = TABLE_PATH.read_text(encoding="utf-8").split("\n")
    assert not any(char.isspace() and char != "\t" for line in lines for char in line)


def test_another_folding_has_another_checksum(monkeypatch, tmp_path):
    committed = table_checksum()
    (tmp_path / "table.txt").write_text("a\tA\n", encoding="utf-8")
    monkeypatch.setattr(folding, "TABLE_PATH", tmp_path / "table.txt")
    assert len(committed) == len(table_checksum()) == 8
    assert committed != table_checksum()
