"""Grouping figures anew by the lexicon."""

import pytest

from archive.figure_groups import regroup
from archive.models import Figure
from tests.factories import IndicatorAliasFactory, IndicatorFactory, figure_in, published_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return published_report(("", "", "公办托位110个，托位751个，托位30%，入托106人。"))


@pytest.fixture
def places():
    return IndicatorFactory(slug="places", name="托位数", unit="个", units="个", measure="count")


def figures_of(report):
    figure_in(report, "110个", name="公办托位", unit="个", order=0)
    figure_in(report, "751个", name="托位", unit="", unit_supplied="个", order=1)
    figure_in(report, "30%", name="托位", unit="%", order=2)
    figure_in(report, "106人", name="入托", unit="人", order=3)


def grouped():
    rows = Figure.objects.order_by("order").values_list("indicator__slug", "indicator_qualifier")
    return [tuple(row) for row in rows]


def test_figures_move_to_where_the_lexicon_has_them_and_back(report, places):
    figures_of(report)
    alias = IndicatorAliasFactory(indicator=places, term="托位")
    assert regroup() == 2
    assert grouped() == [("places", "公办"), ("places", ""), (None, ""), (None, "")]
    assert regroup() == 0
    alias.delete()
    assert regroup() == 2
    assert grouped() == [(None, "")] * 4


def test_figures_of_one_name_move_whatever_they_held_before(report, places):
    IndicatorAliasFactory(indicator=places, term="托位")
    other = IndicatorFactory()
    for order, held in enumerate((None, other, places)):
        figure_in(report, "751个", name="托位", unit="个", order=order, indicator=held)
    assert regroup() == 2
    assert grouped() == [("places", "")] * 3


def test_what_a_person_placed_stays(report, places):
    IndicatorAliasFactory(indicator=places, term="托位")
    figure_in(report, "751个", name="托位", unit="个", by_hand=True)
    assert regroup() == 0
    assert grouped() == [(None, "")]


def test_more_figures_than_go_into_one_question_move_in_few_questions(
    report, places, django_assert_max_num_queries
):
    start = figure_in(report, "751个", name="托位", unit="个", order=0)
    Figure.objects.bulk_create(
        Figure(
            revision=start.revision,
            order=order,
            start=0,
            end=1,
            sentence_start=0,
            sentence_end=1,
            value=1,
            name="托位",
            unit="个",
        )
        for order in range(1, 1200)
    )
    IndicatorAliasFactory(indicator=places, term="托位")
    with django_assert_max_num_queries(14):
        assert regroup() == 1200


def test_what_narrows_is_cut_to_its_column(report, places):
    IndicatorAliasFactory(indicator=places, term="托位")
    figure_in(report, "751个", name="公办托位", unit="个", qualifier="很" * 120)
    regroup()
    assert len(Figure.objects.get().indicator_qualifier) == 120
    assert regroup() == 0
