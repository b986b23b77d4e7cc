"""Sections and reports like a given one."""

import pytest

from archive import services
from archive.models import Report, Section
from search import indexing
from search.backends.resemblance import reports_with, sections_with
from search.engine import SearchError
from search.suggest import similar
from search.suggest.keywords import keywords
from search.suggest.similar import similar_reports, similar_sections
from tests.search.corpus import Corpus, Part, Work


@pytest.fixture
def medicine(archive_with_seeds) -> Section:
    """The section on Chinese medicine of the report of 雨山区; what other tests made of it is forgotten."""
    similar.forget()
    sections = Section.objects.filter(revision__report__public_id__startswith="340504")
    return sections.get(heading__contains="基层中医药服务能力")


def test_sections_on_the_same_matter_come_first(medicine):
    alike = similar_sections(medicine)
    assert "中医药" in alike[0].section.heading
    assert len({one.report.pk for one in alike}) == len(alike)


def test_neither_the_report_itself_nor_reposts_of_it_are_like_it(medicine):
    first = similar_sections(medicine)[0].report
    Report.objects.filter(pk=first.pk).update(repost_of=medicine.revision.report)
    assert medicine.revision.report not in [one.report for one in similar_sections(medicine)]
    assert first not in [one.report for one in similar_sections(medicine)]
    assert first not in similar_reports(medicine.revision)


def test_withdrawn_reports_are_like_nothing(medicine):
    first = similar_sections(medicine)[0].report
    services.withdraw(report=first, reason="撤下", by=None)
    assert first not in [one.report for one in similar_sections(medicine)]
    indexing.replace([first.public_id])
    assert first not in [one.report for one in similar_sections(medicine)]
    assert first not in similar_reports(medicine.revision)


def test_reports_are_like_one_another(medicine):
    alike = similar_reports(medicine.revision)
    assert alike
    assert medicine.revision.report not in alike


def test_without_an_index_nothing_is_alike(medicine, monkeypatch):
    def broken():
        raise SearchError("damaged")

    for place in ("vocabulary.generation", "resemblance.generation"):
        with monkeypatch.context() as patch:
            patch.setattr(f"search.backends.{place}", broken)
            assert similar_sections(medicine) == []
            assert similar_reports(medicine.revision) == []
    assert similar_sections(medicine)


def test_a_section_of_no_telling_words_is_like_nothing(medicine):
    Section.objects.filter(pk=medicine.pk).update(heading="一、", body="")
    assert similar_sections(Section.objects.get(pk=medicine.pk)) == []


def test_the_pages_list_what_is_alike(client, medicine):
    page = client.get(medicine.get_absolute_url()).content.decode()
    assert "相似章节" in page
    assert "六、加强中医药传承和建设" in page
    assert "相似报告" in client.get(medicine.revision.report.get_absolute_url()).content.decode()


def test_numbers_and_single_characters_tell_nothing(archive_with_seeds):
    assert set(keywords(["2022年中医药和癌在3个托育机构"], 9)) == {"中医药", "托育机构"}


@pytest.mark.usefixtures("fresh_index", "db")
def test_scores_follow_how_many_of_the_words_a_text_holds():
    parts = (Part("", "托育服务和中医药服务"), Part("", "托育，各项工作有序推进"), Part("", "疫苗接种"))
    Corpus([Work("甲", parts), Work("乙", (Part("", "中医药"),))]).write()
    found = sections_with({"托育": 1.0, "中医药": 1.0}, 9)
    assert [like.section_id for like in found] == [0, 100, 1]
    assert [like.public_id for like in reports_with({"托育": 1.0, "中医药": 1.0}, 9)] == ["r0", "r1"]
    assert sections_with({"没有": 1.0}, 9) == []


@pytest.mark.usefixtures("fresh_index", "db")
def test_an_empty_index_holds_nothing_alike():
    assert sections_with({"托育": 1.0}, 9) == []
