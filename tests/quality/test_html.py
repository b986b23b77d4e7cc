"""Seed reports inside made web pages: what is kept, what leaks in, and what the pipeline finds in it."""

from functools import cache
from itertools import cycle

import pytest

from archive.ingest.extractors import html, mht
from archive.ingest.pipeline import run
from archive.ingest.types import Extracted, Options, RawFile
from archive.text.fold import fold
from tests.ingest.mht_files import image, part, web_archive
from tests.ingest.vocabularies import vocabulary
from tests.quality.gold import floors
from tests.quality.html_layouts import LAYOUTS
from tests.quality.html_pages import ENCODINGS, FURNITURE, TABLE, Report, inked, reports

REPORTS = reports()
UTF8 = ENCODINGS[0]
TRANSFERS = ("quoted-printable", "8bit", "base64", "8bit")  # four against three encodings: every pair comes
ROWS = "\n".join("\t".join(row) for row in TABLE)
each_report = pytest.mark.parametrize("report", REPORTS, ids=[report.seed.name[:3] for report in REPORTS])


@cache
def pages() -> list[tuple[Report, Extracted]]:
    """Every report in every layout and every encoding that can write it, read."""
    return [
        (report, html.extract(RawFile("page.html", content), Options()))
        for report in REPORTS
        for layout in LAYOUTS
        for encoding in ENCODINGS
        if (content := encoded(layout(report, encoding.declared), encoding.codec)) is not None
    ]


def encoded(source: str, codec: str) -> bytes | None:
    """The page in an encoding, the odd character as a number; None where most characters would be."""
    content = source.encode(codec, "xmlcharrefreplace")
    return content if content.count(b"&#") < len(source) / 20 else None


def share_kept(texts) -> float:
    """The share of the texts, given by a function of the report, that are lines of their own."""
    wanted = kept = 0
    for report, extracted in pages():
        lines = {inked(line) for line in extracted.text.split("\n")}
        wanted += len(texts(report))
        kept += sum(inked(text) in lines for text in texts(report))
    return kept / wanted


def test_there_are_pages_in_every_encoding():
    read = {extracted.encoding for _, extracted in pages()}

    assert read == {"utf-8", "gb18030", "big5hkscs"}
    assert len(pages()) >= len(REPORTS) * len(LAYOUTS) * (len(ENCODINGS) - 1)


def test_paragraphs_reach_the_floor():
    assert share_kept(lambda report: report.paragraphs) >= floors()["html.paragraphs"]


def test_headings_on_their_own_line_reach_the_floor():
    assert share_kept(lambda report: report.headings) >= floors()["html.headings"]


def test_titles_reach_the_floor():
    assert share_kept(lambda report: [report.title]) >= floors()["html.titles"]


def test_tables_reach_the_floor():
    found = [ROWS in [text.text[slice(*span)] for span in text.tables] for _, text in pages()]

    assert sum(found) / len(found) >= floors()["html.tables"]


def test_furniture_stays_under_the_ceiling():
    leaked = [
        line
        for _, extracted in pages()
        for line in extracted.text.split("\n")
        if any(word in line for word in FURNITURE)
    ]

    assert len(leaked) / len(pages()) <= floors()["html.furniture_a_page"], leaked


@each_report
def test_sections_through_the_pipeline_are_those_of_the_text(report):
    expected = sections(RawFile(report.seed.name, report.seed.read_bytes()))
    pages_of_it = (layout(report, UTF8.declared).encode() for layout in LAYOUTS)
    agreeing = [len(expected & sections(RawFile("a.html", page))) for page in pages_of_it]

    assert sum(agreeing) / (len(expected) * len(LAYOUTS)) >= floors()["html.sections"]


def sections(raw: RawFile) -> set[tuple[int, str, str, int]]:
    draft = run(raw, vocabulary())
    return {
        (section.level, fold(section.label), inked(section.heading), at)
        for at, section in enumerate(draft.sections)
    }


@each_report
def test_a_web_archive_reads_like_the_page_in_it(report):
    ways = zip(LAYOUTS, cycle(ENCODINGS[:3]), cycle(TRANSFERS), strict=False)
    for layout, encoding, transfer in ways:
        content = layout(report, encoding.declared).encode(encoding.codec)
        page = html.extract(RawFile("page.html", content), Options())
        archived = web_archive(part(content, encoding=transfer), image())
        extracted = mht.extract(RawFile("page.mht", archived), Options())

        assert (extracted.text, extracted.tables) == (page.text, page.tables)
