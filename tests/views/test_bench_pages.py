"""The benchmark of the pages over a small archive: what it makes is true, and what it times has rows."""

import pytest
from django.core.management import call_command

from archive.models import CoverageMark, Figure, Indicator, Report, Section, Snapshot
from tests.bench.pages import addresses, asking, measured, table
from tests.bench.pages.rows import fill
from tests.bench.pages.works import works
from tests.bench.search.works import Place
from tests.conftest import forget_index

REPORTS = 24
PLACES = [Place(1, "340000", "安徽省", 1981, 9999), Place(2, "340504", "雨山区", 1981, 9999)]


@pytest.fixture
def made(regions, monkeypatch):
    """Some reports of two divisions, with every year between that has none marked."""
    rows = [regions.objects.current().get(code=code) for code in ("340000", "340504")]
    places = [Place(row.pk, row.code, row.name, row.valid_from, 9999) for row in rows]
    monkeypatch.setattr("tests.bench.pages.rows.places", lambda: places)
    monkeypatch.setattr("tests.bench.pages.rows.MARKS", 500)
    monkeypatch.setattr("tests.bench.pages.rows.load_divisions", lambda _path: None)
    return fill(REPORTS)


def test_as_many_rows_are_made_as_are_said(made):
    assert made["reports"] == Report.objects.published().count() == REPORTS
    assert made["sections"] == Section.objects.count()
    assert made["figures"] == Figure.objects.published().count() > 10 * REPORTS
    assert CoverageMark.objects.count() == 2 * 21 - REPORTS
    assert Snapshot.current() != "0"


def test_figures_and_sections_stand_where_they_say(made):
    for figure in Figure.objects.select_related("revision", "section")[:500]:
        text = figure.revision.text
        assert text[figure.start : figure.end] == figure.quoted
        assert figure.section.start <= figure.start < figure.section.end
    for section in Section.objects.select_related("revision")[:300]:
        text = section.revision.text
        assert [text[start:end] for [[start, end]] in section.paragraphs] == [section.body] * bool(
            section.body
        )


def test_numbers_are_of_indicators(made):
    assert Indicator.objects.filter(figures__isnull=False).distinct().count() > 20


def test_the_same_reports_are_made_in_every_run():
    one, other = ([work.text for work in works(PLACES, 20)] for _ in range(2))
    assert one == other
    assert len(set(one)) == 20


def test_some_reports_take_up_most_of_the_year_before():
    held = {work.number: work for work in works(PLACES, 40)}
    pairs = [(held[work.like], work) for work in held.values() if work.like is not None]
    assert pairs
    for before, work in pairs:
        bodies = {piece.body for piece in before.pieces}
        assert sum(piece.body in bodies for piece in work.pieces) > len(work.pieces) / 2


def test_pages_and_files_are_timed(made, settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    kinds = [kind for kind in addresses.kinds(7) if len(kind.paths) > measured.CHANGED]
    assert {"report page", "compare four of one division", "coverage, counties"} <= {
        one.name for one in kinds
    }
    assert all(len(set(kind.paths)) == len(kind.paths) for kind in kinds)
    run = {"date": "", "machine": {}, "held": made, "pages": measured.pages(kinds)}
    run["files"] = measured.files(addresses.files())
    assert run["files"]["reports"]["rows"] == REPORTS
    said = table.rendered(run)
    assert all(kind.name in said for kind in kinds)


def test_an_answer_without_rows_is_not_timed(client, made):
    with pytest.raises(asking.UnusableError, match="status 404"):
        asking.ask(client, "/r/340504-2022-none/", "id=")
    with pytest.raises(asking.UnusableError, match="0 rows"):
        asking.ask(client, "/help/", "<no such thing")
    with pytest.raises(asking.UnusableError, match="0 rows"):
        asking.load(client, "/browse.csv?year=1999")


def test_a_page_over_the_limit_is_told():
    usual = {"p50": 1.0, "p95": table.LIMIT + 1}
    assert table.missed({"pages": {"report page": {"usual": usual}}}) == ["report page: 201 ms"]


def test_found_sections_are_timed_once_indexed(made, settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    forget_index()
    call_command("reindex", verbosity=0)
    found = measured.files(addresses.found())
    forget_index()
    assert all(one["rows"] for one in found.values())
