"""Rows of figures: written with a text, read again later, what people said of them kept."""

import pytest
from django.core.management import call_command

from archive import services
from archive.corrections import Corrections, SectionChange
from archive.figure_rows import read_again, section_draft
from archive.ingest.figures.extract import VERSION
from archive.management.commands import figures
from archive.models import Figure, Indicator, Revision, Snapshot
from tests.factories import IndicatorFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_store")]
TEXT = """青山县卫生健康局2030年工作总结
一、妇幼健康
完成宫颈癌筛查1230人，产前筛查率达81%。受理信访7件，其中来访4件、来电3件。
二、下一步工作
新增托位351个。
"""


def published(text=TEXT, **corrections):
    intake = services.take_in(content=text.encode(), name="报告.txt", by=None)
    return services.publish(intake=intake, corrections=Corrections(**corrections), by=None)


def told(report):
    return [(row.quoted, row.role) for row in report.current_revision.figures.all()]


@pytest.fixture
def screening() -> Indicator:
    return IndicatorFactory(slug="screening", name="宫颈癌筛查", unit="人", units="人|例", measure="count")


@pytest.mark.usefixtures("screening")
def test_publishing_writes_the_figures_with_their_sections_and_indicators():
    rows = published().current_revision.figures.select_related("section", "indicator")
    first, last = rows.first(), rows.last()
    assert [row.quoted for row in rows][:2] == ["1230人", "81%"]
    assert (first.section.heading, first.indicator.slug) == ("妇幼健康", "screening")
    assert (last.quoted, last.section.heading, last.role) == ("351个", "下一步工作", "plan")
    assert {row.revision.figures_version for row in rows} == {VERSION}


def test_a_part_names_the_whole_it_is_of():
    parts = published().current_revision.figures.exclude(whole=None)
    assert {(part.quoted, part.whole.quoted) for part in parts} == {("4件", "7件"), ("3件", "7件")}


def test_sections_a_person_dropped_give_no_figures():
    start = str(TEXT.index("二、"))
    assert "351个" not in dict(told(published(sections={start: SectionChange(drop=True)})))


def test_a_section_a_person_called_work_done_gives_no_plans():
    start = str(TEXT.index("二、"))
    changed = published(sections={start: SectionChange(role="done")})
    assert dict(told(changed))["351个"] == "actual"


def test_reading_a_text_again_gives_the_same_figures():
    revision = published().current_revision
    before = list(revision.figures.values_list("start", "end", "name", "value", "role", "section"))
    assert read_again(revision) == len(before)
    assert list(revision.figures.values_list("start", "end", "name", "value", "role", "section")) == before


def test_reading_again_keeps_what_people_said(screening):
    revision = published().current_revision
    rows = revision.figures
    rows.filter(quoted="81%").update(dismissed=True)
    rows.filter(quoted="351个").update(by_hand=True, indicator=screening, indicator_qualifier="新增")
    rows.filter(quoted="1230人").update(by_hand=True, indicator=None)
    read_again(revision)
    assert revision.figures.get(quoted="81%").dismissed
    placed = revision.figures.get(quoted="351个")
    assert (placed.by_hand, placed.indicator, placed.indicator_qualifier) == (True, screening, "新增")
    freed = revision.figures.get(quoted="1230人")
    assert (freed.by_hand, freed.indicator) == (True, None)


def test_reading_again_keeps_what_people_said_of_words_now_read_longer():
    revision = published().current_revision
    row = revision.figures.get(quoted="81%")
    revision.figures.filter(pk=row.pk).update(end=row.end - 1, dismissed=True)
    read_again(revision)
    assert [row.quoted for row in revision.figures.filter(dismissed=True)] == ["81%"]


def test_a_saved_section_becomes_the_draft_it_came_from():
    intake = services.take_in(content=TEXT.encode(), name="报告.txt", by=None)
    drafts = services.draft_of(intake).sections
    report = services.publish(intake=intake, corrections=Corrections(), by=None)
    saved = [section_draft(section) for section in report.current_revision.sections.order_by("order")]
    assert [(d.start, d.end, d.paragraphs, d.role) for d in saved] == [
        (d.start, d.end, d.paragraphs, d.role) for d in drafts
    ]


def test_the_command_reads_only_texts_of_another_version_of_the_reader(capsys):
    published()
    snapshot = Snapshot.current()
    call_command("figures")
    assert "0 texts read" in capsys.readouterr().out
    assert Snapshot.current() == snapshot
    Revision.objects.update(figures_version="0")
    Figure.objects.all().delete()
    call_command("figures")
    assert "1 texts read, 6 figures" in capsys.readouterr().out
    assert Figure.objects.count() == 6
    assert Snapshot.current() != snapshot


def test_the_command_reads_everything_when_told_to(capsys):
    published()
    call_command("figures", "--all")
    assert "1 texts read" in capsys.readouterr().out


def test_every_text_read_again_is_a_change_of_its_own(monkeypatch):
    first = published()
    published(TEXT.replace("青山县", "白水县").replace("1230", "4560"))
    Revision.objects.update(figures_version="")
    number = Snapshot.objects.get().number

    def broken(revision):
        if revision.report_id != first.pk:
            raise OSError("broken")
        return read_again(revision)

    monkeypatch.setattr(figures, "read_again", broken)
    with pytest.raises(OSError, match="broken"):
        call_command("figures")
    assert Snapshot.objects.get().number == number + 1


def test_figures_of_a_withdrawn_report_change_nothing_for_readers():
    services.withdraw(report=published(), reason="核对中", by=None)
    Revision.objects.update(figures_version="")
    before = Snapshot.objects.get().number
    call_command("figures")
    assert Snapshot.objects.get().number == before
