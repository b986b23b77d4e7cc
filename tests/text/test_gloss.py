"""Pinyin glosses: all found in the damaged seed, none anywhere else."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.text.gloss import find_glosses, strip_glosses
from archive.text.offsets import cut
from archive.text.spans import Span

SEEDS = sorted((Path(__file__).parents[2] / "seeds" / "reports").glob("*.txt"))
GLOSSED = "衛(wèi)生健康系統(tǒng)醫(yī)院規(guī)劃網(wǎng)絡"


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_only_the_damaged_seed_has_glosses(path):
    expected = 333 if path.name.startswith("004") else 0
    assert len(find_glosses(path.read_text(encoding="utf-8"))) == expected


def test_stripping_leaves_the_authors_text():
    assert strip_glosses(GLOSSED).text == "衛生健康系統醫院規劃網絡"


def test_what_shows_nothing_is_stripped_and_hides_no_gloss():
    text = GLOSSED.replace("衛", "衛\u200b").replace("yī", "y\u00adī").replace("健康", "健\ufeff康")
    assert strip_glosses(text).text == "衛生健康系統醫院規劃網絡"
    assert [text[span.start : span.end] for span in find_glosses(text)][::2] == [
        "(wèi)",
        "(y\u00adī)",
        "(wǎng)",
    ]


def test_a_span_over_what_shows_nothing_includes_it():
    stripped = strip_glosses("医\u200b共\u2060\u2060体\ufeff好")
    assert stripped.text == "医共体好"
    assert stripped.source_span(0, 3) == (0, 6)


def test_full_width_brackets_and_toneless_syllables_go_too():
    text = GLOSSED + "健康（kāng）的(de)人"
    assert strip_glosses(text).text.endswith("健康的人")


def test_a_single_note_on_pronunciation_is_the_authors_own():
    text = "歙(shè)县卫生健康委员会"
    assert strip_glosses(text).text == text


@pytest.mark.parametrize("kept", ["分组(DRG)", "影像(dr)", "甲 (yī)", "系统(his)", "满意(wèi了)"])
def test_other_brackets_stay_in_a_glossed_text(kept):
    assert strip_glosses(GLOSSED + kept).text.endswith(kept)


def test_every_stripped_character_knows_its_source_offset():
    stripped = strip_glosses(GLOSSED)
    assert all(GLOSSED[stripped.to_source(i)] == char for i, char in enumerate(stripped.text))


def test_a_span_over_a_gloss_includes_it_and_one_beside_it_does_not():
    stripped = strip_glosses(GLOSSED)
    assert GLOSSED[slice(*stripped.source_span(0, 2))] == "衛(wèi)生"
    assert GLOSSED[slice(*stripped.source_span(0, 1))] == "衛"
    assert GLOSSED[slice(*stripped.source_span(1, 2))] == "生"


def test_the_detail_of_a_gloss_is_its_syllable():
    assert [span.detail for span in find_glosses(GLOSSED)] == [
        "wèi",
        "tǒng",
        "yī",
        "guī",
        "wǎng",
    ]


ranges = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted))


@settings(deadline=None)
@given(st.text(min_size=30, max_size=40), ranges)
def test_cutting_any_ranges_keeps_the_way_back(text, bounds):
    spans = [Span(start, end, "cut") for start, end in bounds]
    gone = {i for start, end in bounds for i in range(start, end)}
    stripped = cut(text, spans)
    kept = [i for i in range(len(text)) if i not in gone]
    assert [stripped.to_source(i) for i in range(len(stripped.text))] == kept
    assert stripped.text == "".join(text[i] for i in kept)


@settings(deadline=None)
@given(st.text(min_size=30, max_size=40), ranges, st.integers(0, 40), st.integers(0, 40))
def test_a_source_span_holds_exactly_the_characters_asked_for(text, bounds, one, other):
    spans = [Span(start, end, "cut") for start, end in bounds]
    stripped = cut(text, spans)
    start, end = sorted((min(one, len(stripped.text)), min(other, len(stripped.text))))
    first, last = stripped.source_span(start, end)
    inside = [i for i in range(len(stripped.text)) if first <= stripped.to_source(i) < last]
    assert inside == list(range(start, end))
