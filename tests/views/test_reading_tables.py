"""Tables of the source as tables, and proposed repairs beside the words: offsets and marks stay true."""

import pytest
from django.urls import reverse
from lxml import html

from archive.models import Report
from archive.text import scripts
from archive.text.spans import Span
from archive.views.reading import read
from archive.views.runs import Run
from tests.factories import published_report

pytestmark = pytest.mark.django_db

LONG = "全县卫生健康工作稳步推进，各项任务全面完成，群众满意度不断提高，服务能力明显提升。" * 3


def with_table(*lines: str, after: str = LONG) -> Report:
    """A report whose one section holds a paragraph, the lines of a table, and a paragraph."""
    table = "\n".join(lines)
    body = f"{LONG}\n{table}\n{after}"
    report = published_report(("一、", "工作情况", body))
    revision = report.current_revision
    section = revision.sections.get()
    begin = revision.text.index(LONG)
    paragraphs, position = [], begin
    for line in body.split("\n"):
        paragraphs.append([[position, position + len(line)]])
        position += len(line) + 1
    section.paragraphs = paragraphs
    section.save()
    start = begin + len(LONG) + 1
    revision.tables = [[start, start + len(table)]]
    revision.save()
    return report


def section_of(report, hits=(), convert=None):
    revision = report.current_revision
    (section,) = read(revision, list(revision.sections.all()), hits, convert).sections
    return section


def cells(block) -> list[list[str]]:
    return [["".join(run.text for run in runs) for runs in row.cells] for row in block.rows]


def repaired(received: str, reading: str, *, exact: bool) -> Report:
    report = published_report(("一、", "甲", f"推进{received}设工作"))
    start = report.current_revision.text.index(received)
    repair = [start, start + len(received), reading, "slipped_bytes", exact, ""]
    report.current_revision.repairs = [repair]
    report.current_revision.save()
    return report


def test_rows_of_a_table_stand_together_between_the_paragraphs():
    section = section_of(with_table("床位\t320\t张", "医师\t210\t人"))
    assert [bool(block.rows) for block in section.blocks] == [False, True, False]
    assert cells(section.blocks[1]) == [["床位", "320", "张"], ["医师", "210", "人"]]
    assert len(section.paragraphs) == 2


@pytest.mark.parametrize(
    ("lines", "headed"),
    [
        (("指标\t数值", "床位\t320"), True),
        (("床位\t320", "医师\t210"), False),
        (("指标\t", "床位\t320"), False),
        (("指标\t数值",), False),
    ],
)
def test_only_names_of_columns_make_a_head(lines, headed):
    assert section_of(with_table(*lines)).blocks[1].rows[0].is_head is headed


def test_short_rows_are_filled_up():
    assert cells(section_of(with_table("甲\t1\t2", "乙\t3")).blocks[1]) == [["甲", "1", "2"], ["乙", "3", ""]]


def test_a_box_around_paragraphs_is_no_table():
    section = section_of(with_table("盒子里的一段话", "又一段话"))
    assert not any(block.rows for block in section.blocks)
    assert len(section.paragraphs) == 4


def test_a_table_that_holds_the_whole_text_only_lays_out_the_page():
    report = with_table("左栏\t右栏")
    report.current_revision.tables = [[0, len(report.current_revision.text)]]
    assert not any(block.rows for block in section_of(report).blocks)


def test_hits_are_marked_inside_cells():
    report = with_table("床位\t320\t张")
    at = report.current_revision.text.index("320")
    section = section_of(report, [Span(at, at + 3, "hit")])
    assert section.hits == 1
    assert section.blocks[1].rows[0].cells[1] == (Run("320", hit=1, first=True),)


def test_the_public_pages_show_a_real_table(client):
    report = with_table("指标\t<b>数值", "床位\t320")
    section = report.current_revision.sections.get()
    for address in (report.get_absolute_url(), reverse("section", args=[report.public_id, section.anchor])):
        page = html.fromstring(client.get(address).content.decode())
        (table,) = page.xpath('//article//div[@role="region"]/table')
        assert [cell.text_content().strip() for cell in table.xpath("thead//th")] == ["指标", "<b>数值"]
        assert [cell.text_content().strip() for cell in table.xpath(".//td")] == ["床位", "320"]


@pytest.mark.parametrize(("exact", "words"), [(True, "应作“專科建”"), (False, "疑作“專科建”")])
def test_a_repair_stands_beside_the_received_words(client, exact, words):
    report = repaired("??平ㄔO", "專科建", exact=exact)
    page = html.fromstring(client.get(report.get_absolute_url(), {"s": "orig"}).content.decode())
    paragraph = page.xpath("//article//section/p")[0]
    assert paragraph.xpath('span[contains(@class, "supplied")]/text()') == [f"〔{words}〕"]
    assert "??平ㄔO" in paragraph.text_content()


def test_a_reading_is_shown_in_the_script_shown():
    section = section_of(repaired("??平ㄔO", "專科建", exact=False), convert=scripts.to_simplified)
    assert [run.supplied for run in section.paragraphs[0] if run.supplied] == ["疑作“专科建”"]


def test_words_too_many_are_said_to_be_so():
    section = section_of(repaired("12", "", exact=False))
    assert [run.supplied for run in section.paragraphs[0] if run.supplied] == ["疑为多出的字"]


def test_the_json_form_tells_tables_and_repairs(client):
    revision = client.get(reverse("report_json", args=[with_table("甲\t1").public_id])).json()["revision"]
    assert len(revision["tables"]) == 1
    repairs = client.get(reverse("report_json", args=[repaired("12", "", exact=False).public_id])).json()
    assert repairs["revision"]["repairs"][0]["kind"] == "slipped_bytes"


def test_a_repair_of_a_label_stands_beside_the_label(client):
    report = published_report(("(三", "提升服务", "正文"))
    report.current_revision.repairs = [[0, 2, "（三）", "lost_bracket", False, ""]]
    report.current_revision.save()
    page = html.fromstring(client.get(report.get_absolute_url(), {"s": "orig"}).content.decode())
    heading = page.xpath("//article//h2")[0]
    assert heading.text_content().strip().startswith("(三〔疑作“（三）”〕提升服务")
