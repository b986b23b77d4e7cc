"""What a person changed about a draft: keys, cuts, merges, levels, and back from JSON."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.corrections import (
    LONGEST_HEADING,
    Corrections,
    SectionChange,
    corrected_metadata,
    corrected_sections,
    heading_of,
    outline,
    parents_by_level,
)
from archive.ingest.types import Metadata, SectionDraft, TextSpan

TEXT = "前言一段。\n一、工作\n甲段\n乙段\n丙段很长" + "字" * LONGEST_HEADING + "\n二、问题\n丁段\n"


def span(words: str) -> TextSpan:
    start = TEXT.index(words)
    return TextSpan(start, start + len(words))


def section(level: int, label: str, heading: str, *paragraphs: str) -> SectionDraft:
    pieces = tuple((span(words),) for words in paragraphs)
    start = TEXT.index(label + heading) if heading else pieces[0][0].start
    named = TextSpan(start + len(label), start + len(label + heading))
    head = (named,) if heading else ()
    end = pieces[-1][-1].end if pieces else named.end
    return SectionDraft(
        level, label, heading, start, end, heading_pieces=head, paragraphs=pieces, topics=("a",)
    )


LONG = "丙段很长" + "字" * LONGEST_HEADING
SECTIONS = (
    section(0, "", "", "前言一段。"),
    section(1, "一、", "工作", "甲段", "乙段", LONG),
    section(1, "二、", "问题", "丁段"),
)
SECOND, THIRD = (str(one.start) for one in SECTIONS[1:])


def start(words: str) -> int:
    return TEXT.index(words)


def bodies(found) -> list[list[str]]:
    return [
        ["".join(TEXT[a:b] for a, b in pieces) for pieces in current.paragraphs]
        for _machine, current in found
    ]


def test_parents_follow_levels():
    assert parents_by_level([0, 1, 2, 2, 3, 1, 2]) == [None, None, 1, 1, 3, None, 5]


def test_a_skipped_level_hangs_on_the_nearest_higher_node():
    assert parents_by_level([1, 3, 2]) == [None, 0, 0]


def test_without_corrections_everything_stays():
    found = corrected_sections(SECTIONS, Corrections())
    assert [machine for machine, _current in found] == list(SECTIONS)
    assert bodies(found) == [["前言一段。"], ["甲段", "乙段", LONG], ["丁段"]]


def test_sections_are_named_by_where_they_start():
    assert [node.key for node in outline(SECTIONS, Corrections())] == ["0", SECOND, THIRD]


def test_a_supplied_node_that_shares_its_start_has_a_key_of_its_own():
    supplied = SectionDraft(1, "", "(工作)", SECTIONS[1].start, SECTIONS[1].end, heading_supplied=True)
    nodes = outline((supplied, SECTIONS[1]), Corrections())
    assert [node.key for node in nodes] == [f"{SECOND}x", SECOND]


def test_keys_stay_when_another_section_is_cut_or_dropped():
    changed = Corrections(sections={"0": SectionChange(drop=True)}, cuts=(start("乙段"),))
    assert {"0", SECOND, THIRD} < {node.key for node in outline(SECTIONS, changed)}


def test_a_cut_begins_a_section_of_its_own_that_takes_the_rest():
    found = corrected_sections(SECTIONS, Corrections(cuts=(start("乙段"),)))
    assert bodies(found) == [["前言一段。"], ["甲段"], [LONG], ["丁段"]]
    cut = found[2][1]
    assert (cut.start, cut.label, cut.level) == (start("乙段"), "", 1)
    assert heading_of(cut, TEXT) == "乙段"
    assert "cut" in cut.flags
    assert found[1][1].end == cut.start


def test_a_long_paragraph_at_a_cut_stays_body():
    found = corrected_sections(SECTIONS, Corrections(cuts=(start("丙段"),)))
    assert bodies(found)[2] == [LONG]
    assert heading_of(found[2][1], TEXT) == ""


def test_a_short_last_paragraph_at_a_cut_stays_body():
    found = corrected_sections(SECTIONS[2:], Corrections(cuts=(start("丁段"),)))
    assert bodies(found) == [[], ["丁段"]]


def test_several_cuts_make_several_sections():
    found = corrected_sections(SECTIONS, Corrections(cuts=(start("乙段"), start("丙段"))))
    assert [current.start for _machine, current in found][1:4] == [int(SECOND), start("乙段"), start("丙段")]


def test_a_cut_where_a_section_begins_anyway_changes_nothing():
    cuts = Corrections(cuts=(0, 10_000))
    assert corrected_sections(SECTIONS, cuts) == corrected_sections(SECTIONS, Corrections())


def test_a_cut_section_is_changed_by_its_own_key():
    key = str(start("乙段"))
    changed = Corrections(sections={key: SectionChange(level=2, role="plan", topic="b")}, cuts=(int(key),))
    current = corrected_sections(SECTIONS, changed)[2][1]
    assert (current.level, current.role, current.topics, current.parent) == (2, "plan", ("b", "a"), 1)


def test_a_merged_section_gives_its_words_to_the_one_before():
    found = corrected_sections(SECTIONS, Corrections(sections={THIRD: SectionChange(merge=True)}))
    assert bodies(found)[1] == ["甲段", "乙段", LONG, "二、问题", "丁段"]
    assert found[1][1].end == SECTIONS[2].end


def test_merging_goes_past_what_was_dropped():
    changes = {SECOND: SectionChange(drop=True), THIRD: SectionChange(merge=True)}
    assert bodies(corrected_sections(SECTIONS, Corrections(sections=changes))) == [
        ["前言一段。", "二、问题", "丁段"]
    ]


def test_the_first_section_has_nothing_to_be_merged_into():
    found = corrected_sections(SECTIONS, Corrections(sections={"0": SectionChange(merge=True)}))
    assert len(found) == len(SECTIONS)


def test_values_in_force_replace_the_machines():
    found = corrected_metadata(Metadata(title="甲", kind="plan"), Corrections(values={"title": "乙"}))
    assert (found.title, found.kind) == ("乙", "plan")


def test_a_value_that_may_not_be_corrected_is_refused():
    with pytest.raises(ValueError, match="published_time"):
        corrected_metadata(Metadata(), Corrections(values={"published_time": "1"}))


changes = st.builds(
    SectionChange,
    level=st.none() | st.integers(0, 6),
    role=st.none() | st.sampled_from(["", "plan"]),
    topic=st.none() | st.sampled_from(["", "tcm"]),
    drop=st.booleans(),
    merge=st.booleans(),
)
corrections = st.builds(
    Corrections,
    values=st.just({"title": "题"}),
    sections=st.dictionaries(st.sampled_from(["0", SECOND, THIRD, str(start("乙段"))]), changes),
    cuts=st.lists(st.sampled_from([start("乙段"), start("丙段"), start("丁段")]), unique=True).map(tuple),
)


@given(corrections)
def test_corrections_come_back_from_json(wanted):
    assert Corrections.from_json(wanted.as_json()) == wanted


@given(corrections)
def test_no_word_is_lost_or_doubled_unless_dropped(wanted):
    dropped = any(node.change.drop for node in outline(SECTIONS, wanted))
    kept = [
        "".join(TEXT[a:b] for a, b in pieces)
        for _machine, current in corrected_sections(SECTIONS, wanted)
        for pieces in (current.heading_pieces, *current.paragraphs)
    ]
    words = "".join(kept)
    for once in ("前言一段。", "工作", "甲段", "乙段", LONG, "问题", "丁段"):
        assert words.count(once) == 1 or (dropped and once not in words)
