"""Sections of damaged seeds against gold: floors may only be lowered by an edit that says why."""

import re
from collections import Counter

import pytest

from archive.ingest.cleaning.clean import clean
from archive.ingest.sectioning.sections import sectionize
from archive.ingest.types import Extracted
from tests.quality.gold import comparable, floors, section_cases
from tests.quality.mutations import OTHER_LABELS, SAME_LABELS

CASES = section_cases()
_MARKS = re.compile(r"[^\w*]")


def key(level, label, heading):
    return level, _MARKS.sub("", comparable(label)), _MARKS.sub("", comparable(heading))


def recovered(mutate, *, labels):
    """The share of gold sections found, and how many were found that are none."""
    found = wanted = invented = 0
    for case in CASES:
        sections = sectionize(clean(Extracted(mutate(case), "utf-8")))
        ours = Counter(key(s.level, s.label if labels else "", s.heading) for s in sections)
        gold = Counter(
            key(n["level"], n["label"] if labels else "", n["heading"]) for n in case.gold["sections"]
        )
        found += (ours & gold).total()
        invented += (ours - gold).total()
        wanted += gold.total()
    return found / wanted, invented


@pytest.mark.parametrize("name", SAME_LABELS)
def test_a_damaged_report_keeps_its_sections(name):
    share, invented = recovered(SAME_LABELS[name], labels=True)

    assert share >= floors()[f"mutations.{name}"]
    assert invented <= floors()["mutations.invented"]


@pytest.mark.parametrize("name", OTHER_LABELS)
def test_a_report_numbered_otherwise_keeps_its_sections(name):
    share, invented = recovered(OTHER_LABELS[name], labels=False)

    assert share >= floors()[f"mutations.{name}"]
    assert invented <= floors()["mutations.invented"]
