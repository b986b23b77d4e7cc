"""The small archive holds what its constants say."""

from collections import Counter

import pytest

from archive.models import CoverageMark, Figure, Report
from tests import small_archive as small

pytestmark = pytest.mark.usefixtures("regions")


@pytest.fixture
def held():
    return small.small_archive()


def test_the_holdings_are_as_many_as_said(held):
    shown = Report.objects.published().select_related("region")
    assert len(shown) == len(held.reports) == small.REPORTS
    assert Counter(report.region.code[:2] + "0000" for report in shown) == small.BY_PROVINCE
    assert Counter(report.shelf_year for report in shown if report.shelf_year) == small.BY_YEAR
    assert Counter(report.kind for report in shown) == small.BY_KIND
    assert len({(r.region.code, r.shelf_year) for r in shown if r.shelf_year}) == small.CELLS


def test_the_figures_are_as_many_as_said(held):
    shown = Figure.objects.published()
    assert shown.filter(indicator=held.rate, role="actual").count() == small.RATES
    assert shown.filter(indicator=held.mortality).count() == small.MORTALITIES
    assert shown.filter(role="plan").count() == small.TARGETS


def test_what_is_hidden_is_held_but_not_published(held):
    hidden = Figure.objects.filter(value=small.HIDDEN_VALUE)
    assert hidden.count() == 3
    assert not Figure.objects.published().filter(value=small.HIDDEN_VALUE).exists()
    assert held.withdrawn not in Report.objects.published()


def test_each_figure_stands_where_it_says(held):
    for figure in Figure.objects.filter(dismissed=False).select_related("revision", "section"):
        text = figure.revision.text
        assert text[figure.start : figure.end] == figure.quoted
        assert figure.section.start <= figure.start < figure.section.end
        assert [text[start:end] for start, end in figure.name_spans] == [figure.name]


def test_the_marks_are_of_cells_without_reports(held):
    marks = set(CoverageMark.objects.values_list("region_code", "year"))
    assert marks == set(small.MARKED)
    assert not marks & {(code, year) for code, year, *_rest in small.HELD}
