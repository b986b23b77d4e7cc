"""What the index is given of the database."""

import pytest

from archive.models import Report, Section
from archive.text.fold import fold
from archive.text.gloss import strip_glosses
from search import documents
from search.backends.writing.characters import FIELD_GAP
from search.marks import gloss_floor
from search.search_indexes import SectionIndex

pytestmark = pytest.mark.usefixtures("archive_with_seeds")


def test_the_stream_of_documents_is_what_haystack_prepares_one_by_one():
    streamed = list(documents.documents_of(documents.readable()))
    index = SectionIndex()
    prepared = {one.pk: index.full_prepare(one) for one in index.index_queryset()}
    assert len(streamed) == Section.objects.count()
    assert all(one == prepared[int(str(one["django_id"]))] for one in streamed)


def test_documents_of_a_report_follow_one_another_in_order(monkeypatch):
    monkeypatch.setattr(documents, "REPORTS_AT_ONCE", 2)
    met = [(one["report"], one["order"]) for one in documents.documents_of(documents.readable())]
    reports = list(dict.fromkeys(report for report, _order in met))
    assert met == sorted(met, key=lambda pair: (reports.index(pair[0]), pair[1]))


def test_texts_are_the_documents_own_without_glosses():
    for report in Report.objects.select_related("current_revision"):
        floor = gloss_floor(report.current_revision.text)
        for one in documents.documents_of(documents.readable().filter(pk=report.pk)):
            section = Section.objects.get(pk=one["django_id"])
            heading, _gap, body = one["chars"].partition(FIELD_GAP)
            assert body == strip_glosses(section.body, floor).text
            assert section.heading_supplied or section.heading in heading or floor == 0
            assert one["doc_no"] == fold(report.doc_no)
            assert one["issuer"] == fold(report.issuer or report.issuer_inferred)


def test_only_what_anybody_may_read_is_given():
    hidden, headless = Report.objects.all()[:2]
    Report.objects.filter(pk=hidden.pk).update(state="withdrawn")
    Report.objects.filter(pk=headless.pk).update(current_revision=None)
    given = {one["report"] for one in documents.documents_of(documents.readable())}
    assert len(given) == 3
    assert not given & {hidden.public_id, headless.public_id}


def test_a_report_of_no_known_place_and_time_has_marked_columns():
    report = Report.objects.select_related("region")[0]
    report.region = report.published_on = report.shelf_year = None
    columns = documents.report_columns(report, 0)
    assert (columns["region"], columns["year"]) == (documents.UNKNOWN_REGION, 0)
    assert "published" not in columns


def test_what_shows_nothing_is_left_out_of_a_document():
    section = Section.objects.exclude(body="")[0]
    section.body = "医\u200b共\u00ad体\ufeff"
    assert documents.document(section, {}, 0)["chars"].endswith(f"{FIELD_GAP}医共体")
    report = Report.objects.select_related("region")[0]
    report.title, report.issuer, report.doc_no = "总\u200b结", "卫\u00ad健委", "\ufeff卫〔2024〕1号"
    columns = documents.report_columns(report, 0)
    assert (columns["title"], columns["issuer"], columns["doc_no"]) == ("总结", "卫健委", "卫[2024]1号")


def test_a_gap_in_a_text_is_a_space():
    section = Section.objects.exclude(body="")[0]
    section.body = f"卫{FIELD_GAP}生"
    chars = documents.document(section, {}, 0)["chars"]
    assert chars.endswith(f"{FIELD_GAP}卫 生")
    assert chars.count(FIELD_GAP) == 1
