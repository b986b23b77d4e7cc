"""Years read from titles that patterns make: each class has its floor."""

from collections import defaultdict

import pytest

from archive.ingest.chronology.years import title_years
from archive.text.fold import fold
from tests.quality.gold import floors
from tests.quality.year_titles import Dated, dated_titles

TITLES = list(dated_titles())
FEWEST = 82


def right(case: Dated) -> bool:
    said = title_years(fold(case.title))
    following = said.reporting.year + 1 if said.reporting and said.plan_follows else None
    plan = said.plan.year if said.plan else following
    return (said.reporting and said.reporting.year, plan) == (case.reporting, case.plan)


def test_there_are_enough_titles_of_every_class():
    assert len(TITLES) == len({case.title for case in TITLES} | {""}) - 1 >= FEWEST


def test_both_years_of_a_title_are_right():
    share = sum(map(right, TITLES)) / len(TITLES)

    assert share >= floors()["years.titles"]


@pytest.mark.parametrize("kind", sorted({case.kind for case in TITLES}))
def test_no_class_of_titles_is_given_up_for_the_others(kind):
    cases = [case for case in TITLES if case.kind == kind]
    wrong: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        if not right(case):
            wrong[kind].append(case.title)

    assert len(wrong[kind]) <= len(cases) * (1 - floors()["years.titles_of_a_class"]), wrong
