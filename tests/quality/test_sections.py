"""Section trees of the seeds against gold; floors may only be lowered by an edit that says why."""

import pytest

from archive.text.fold import fold
from tests.quality.gold import Case, comparable, floors, section_cases

CASES = section_cases()
each_seed = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


def matched(case):
    """Pairs of gold node and section that agree in start, level and label."""
    ours = {(s.start, s.level, fold(s.label)): s for s in case.sections}
    keys = ((n["start"], n["level"], fold(n["label"])) for n in case.gold["sections"])
    return [(node, ours[key]) for node, key in zip(case.gold["sections"], keys, strict=True) if key in ours]


def count(agrees):
    return sum(agrees(case, node, section) for case in CASES for node, section in matched(case))


def test_start_level_and_label_reach_the_floor():
    assert sum(len(matched(case)) for case in CASES) >= floors()["sections.nodes"]


def test_no_section_is_invented():
    extra = sum(len(case.sections) - len(matched(case)) for case in CASES)

    assert extra <= floors()["sections.extra"]


def test_headings_reach_the_floor():
    def same(case, node, section):
        return comparable(section.heading) == comparable(node["heading"])

    assert count(same) >= floors()["sections.headings"]


def test_ends_reach_the_floor():
    def same(case, node, section):
        return section.end == node["end"]

    assert count(same) >= floors()["sections.ends"]


def test_parents_reach_the_floor():
    def same(case: Case, node, section):
        ids = [None if s.parent is None else case.gold["sections"][s.parent]["id"] for s in [section]]
        return ids == [node["parent"]]

    assert count(same) >= floors()["sections.parents"]


def test_bodies_reach_the_floor():
    def same(case, node, section):
        text = case.cleaned.extracted.text
        body = "".join(text[p.start : p.end] for pieces in section.paragraphs for p in pieces)
        return comparable(body)[:20] == comparable(node["body20"])[:20]

    assert count(same) >= floors()["sections.bodies"]


@each_seed
def test_headings_in_parentheses_are_marked_as_supplied(case):
    supplied = [s.heading_supplied for s in case.sections]

    assert supplied == [n["heading"].startswith("(") for n in case.gold["sections"]]


@each_seed
def test_lost_labels_are_marked_as_supplied(case):
    supplied = [s.label_supplied for s in case.sections]

    assert supplied == [n["label_lost"] for n in case.gold["sections"]]


@each_seed
def test_the_report_has_the_limits_people_gave_it(case):
    assert list(case.cleaned.main) == case.gold["main"]


@each_seed
def test_all_that_people_dropped_is_dropped(case):
    text = case.cleaned.extracted.text
    ours = {i for d in case.cleaned.dropped for i in range(d.start, d.end)}
    theirs = {i for d in case.gold["dropped"] for i in range(d["start"], d["end"])}

    assert {i for i in ours ^ theirs if not text[i].isspace()} == set()
