"""Reading forms in both scripts."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.text import scripts
from archive.text.scripts import (
    convert_with_map,
    detect_script,
    to_hans,
    to_hant,
    to_simplified,
    to_traditional,
    widen_punctuation,
)

SEEDS = sorted((Path(__file__).parents[2] / "seeds" / "reports").glob("*.txt"))


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("衞生監督", "卫生监督"),
        ("衛生監督", "卫生监督"),
        ("答覆", "答复"),
        ("著力發展", "着力发展"),
        ("裏裡", "里里"),
    ],
)
def test_traditional_text_reads_simplified(traditional, simplified):
    assert to_hans(traditional) == simplified


def test_simplified_text_stays_as_it_is():
    assert to_hans("显著成效，著名，覆盖率") == "显著成效，著名，覆盖率"


def test_traditional_forms_follow_the_phrase():
    assert to_hant("头发发展，干部干净，联系") == "頭髮發展，幹部乾淨，聯繫"


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_the_script_of_each_seed_is_recognised(path):
    expected = "hant" if path.name.startswith("004") else "hans"
    assert detect_script(path.read_text(encoding="utf-8")) == expected


@pytest.mark.parametrize("text", ["", "2024", "工作"])
def test_a_text_that_does_not_tell_counts_as_simplified(text):
    assert detect_script(text) == "hans"


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
@pytest.mark.parametrize("convert", [to_simplified, to_traditional])
def test_reading_forms_of_the_seeds_keep_every_offset(path, convert):
    text = path.read_text(encoding="utf-8")
    assert len(convert(text)) == len(text)


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("健康,卫生;医改:成效", "健康，卫生；医改：成效"),
        ("(一)总结!吗?", "（一）总结！吗？"),
        ("影像(DR)达98%,0岁", "影像（DR）达98%，0岁"),
        ("率(98%)上升", "率（98%）上升"),
        ("共1,234人,11:03发布", "共1,234人，11:03发布"),
        ("2020-2024:5", "2020-2024:5"),
        ("重点??平,专科???,带动", "重点??平，专科???，带动"),
        ("see (a, b): c", "see (a, b): c"),
        ("“引”,文", "“引”，文"),
        ("左(\n右)", "左（\n右）"),
        ("(DR)", "(DR)"),
    ],
)
def test_punctuation_widens_only_beside_chinese(narrow, wide):
    assert widen_punctuation(narrow) == wide


@settings(deadline=None)
@given(st.text(alphabet="卫生，1a,:;()?! \n%“", max_size=40))
def test_widening_moves_no_character(text):
    wide = widen_punctuation(text)
    assert wide.translate(str.maketrans("，：；（）？！", ",:;()?!")) == text.replace("，", ",")
    assert widen_punctuation(wide) == wide or len(wide) == len(text)


def test_the_map_of_an_even_conversion_is_the_identity():
    assert convert_with_map("衛生，發展", "hans") == ("卫生，发展", [0, 1, 2, 3, 4, 5])


def test_the_map_of_a_longer_conversion_stays_within_its_clause(monkeypatch):
    monkeypatch.setattr(scripts, "to_hant", lambda text: text.replace("两字", "四個字了"))
    assert convert_with_map("前，两字。后", "hant") == ("前，四個字了。后", [0, 1, 2, 2, 3, 3, 4, 5, 6])


@settings(deadline=None)
@given(st.text(alphabet="卫生發展，头发着力。 1a\n", max_size=40), st.sampled_from(["hans", "hant"]))
def test_a_map_has_an_ascending_offset_for_every_character(text, script):
    converted, offsets = convert_with_map(text, script)
    assert len(offsets) == len(converted) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)
