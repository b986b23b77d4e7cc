"""Latin letters as syllables, and the tables behind them."""

import pytest
from pypinyin.pinyin_dict import pinyin_dict

from archive.text.fold import fold
from search.spelling import readings, readings_table


@pytest.mark.parametrize(
    ("letters", "parts"),
    [
        ("weisheng", ("wei", "sheng")),
        ("Wei Sheng", ("wei", "sheng")),
        ("gonggongweisheng", ("gong", "gong", "wei", "sheng")),
        ("ggws", ("g", "g", "w", "s")),
        ("gongws", ("gong", "w", "s")),
        ("zhyy", ("zh", "y", "y")),
        ("xian", ("xian",)),
        ("xi'an", ("xi", "an")),
        ("lüyou", ("lv", "you")),
        ("nv", ("nv",)),
    ],
)
def test_letters_are_cut_into_the_fewest_syllables(letters, parts):
    assert readings.cuts(letters)[0] == parts


def test_other_ways_to_cut_are_given_after_the_best():
    assert ("xi", "an") in readings.cuts("xian")
    assert ("x", "i", "an") not in readings.cuts("xian")  # no syllable begins with i


def test_what_cannot_be_read_has_no_way():
    assert readings.cuts("uuu") == ()
    assert readings.cuts("123") == ()


def test_long_letters_are_cut_in_bounded_ways():
    assert len(readings.cuts("xianxianxianxianxianxianxianxian")) <= readings.CUTS_KEPT


def test_a_syllable_is_near_those_of_one_mixed_up_sound():
    assert set(readings.near("sheng")) == {"shen", "seng", "sen"}
    assert "nan" in readings.near("lan")
    assert readings.near("wei") == ()


def test_characters_know_their_readings_the_common_one_first():
    assert readings.of("卫") == ("wei",)
    assert readings.of("重")[0] == "zhong"
    assert "chong" in readings.of("重")
    assert readings.of("x") == ()


def test_readers_are_folded_characters():
    listed = "".join(readers.common + readers.also for readers in readings.syllables().values())
    assert fold(listed) == listed


def test_the_table_is_what_its_generator_makes():
    made = readings_table.render_table(readings_table.build_table(pinyin_dict))
    assert made == readings.READINGS_PATH.read_text(encoding="utf-8")


def test_the_generator_writes_the_table(monkeypatch, tmp_path):
    written = tmp_path / "readings.txt"
    monkeypatch.setattr(readings_table, "READINGS_PATH", written)
    readings_table.main()
    assert written.read_text(encoding="utf-8").startswith("a\t")
