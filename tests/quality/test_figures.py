"""Figures of the seeds against two files of gold; floors may only be lowered by an edit that says why.

indicators.jsonl was there before the extraction; figures_more.jsonl was labelled before it first read those
reports.
"""

import re

import pytest

from archive.text.fold import fold
from archive.text.gloss import strip_glosses
from tests.quality.figures_gold import (
    figures_of,
    has_comparator,
    has_name,
    has_role,
    has_span,
    outcome,
)
from tests.quality.gold import floors, section_cases
from tests.quality.mutations import SAME_LABELS, in_report

CASES = section_cases()
each_gold = pytest.mark.parametrize("name", ["indicators", "figures_more"])
each_seed = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


def reached(name, measure, value):
    assert value >= floors()[f"figures.{name}.{measure}"]


@each_gold
def test_what_is_extracted_is_right(name):
    reached(name, "precision", outcome(f"{name}.jsonl").precision)


@each_gold
def test_the_figures_people_saw_are_extracted(name):
    reached(name, "recall", outcome(f"{name}.jsonl").recall)


@each_gold
@pytest.mark.parametrize(
    ("measure", "agrees"),
    [("names", has_name), ("comparators", has_comparator), ("roles", has_role), ("spans", has_span)],
    ids=["names", "comparators", "roles", "spans"],
)
def test_figures_say_what_people_say_of_them(name, measure, agrees):
    reached(name, measure, outcome(f"{name}.jsonl").share(agrees))


MUTATIONS = {
    name: SAME_LABELS[name]
    for name in (
        "full-width digits",
        "traditional",
        "traditional as in Taiwan",
        "simplified",
        "half-width marks",
        "wrapped and indented",
        "wrapped and apart",
        "carriage returns",
        "blank lines removed",
        "ideographic spaces before",
        "page markers",
    )
} | {
    "soft hyphens": in_report(lambda text: re.sub(r"(?<=\d)(?=[人个%家])", "\u200b", text)),
    "full-width per cent": in_report(lambda text: text.replace("%", "％").replace(".", "．")),
}


def said(case, text):
    """What the figures say, whatever the script and width it is written in."""
    return [
        (f.value, f.unit, f.comparator, f.role, re.sub(r"\s", "", fold(strip_glosses(f.name, 1).text)))
        for f in figures_of(case, text)
    ]


@each_seed
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_report_written_otherwise_has_the_same_figures(case, mutation):
    as_received = said(case, case.cleaned.extracted.text)
    changed = said(case, MUTATIONS[mutation](case))
    same = sum(ours == theirs for ours, theirs in zip(as_received, changed, strict=False))

    assert same / max(len(as_received), len(changed)) >= floors()[f"figures.mutations.{mutation}"]
