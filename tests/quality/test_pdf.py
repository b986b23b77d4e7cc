"""The seeds printed to PDF in the styles of offices and read again, against their own text."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import product

import pytest

from archive.ingest.cleaning.clean import clean
from archive.ingest.extractors import pdf
from archive.ingest.sectioning.labels import match_label
from archive.ingest.sectioning.sections import sectionize
from archive.ingest.types import Extracted, Options, RawFile
from archive.text.fold import fold
from tests.ingest.extractors.pdf_layouts import LAYOUTS, Table, printed
from tests.quality.gold import SEEDS, floors

NAMES = [path.name for path in sorted(SEEDS.glob("*.txt"))]
TABLES = {
    3: Table((("指标名称", "2022年", "2023年"), ("门诊人次", "12.3万", "13.5万"), ("住院人次", "", "1.8万"))),
    7: Table((("单位", "床位", "医生"), ("县医院", "500", "210"), ("中医院", "120", "85")), ruled=False),
}
LONGEST_HEADING = 40
# What the layouts print beside the report, as it would look among its lines.
FURNITURE = re.compile(
    r"—\d+—|第\d+页共\d+页|-\d+-|内部资料2024年第\d+期|内部文件|卫生健康局文件|\d{1,3}(?:/\d+)?"
)
each_layout = pytest.mark.parametrize("layout", LAYOUTS)


@dataclass(frozen=True)
class Reading:
    """A seed as it went to the printer and as it came back."""

    source: tuple[str, ...]
    extracted: Extracted
    pages: int

    @property
    def lines(self):
        return [bare(line) for line in self.extracted.text.split("\n")]


def bare(text):
    return "".join(text.split())


@cache
def source(name):
    text = (SEEDS / name).read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip())


@cache
def reading(name, layout, *, tables=False):
    paragraphs = list(source(name))
    for place in sorted(TABLES if tables else (), reverse=True):
        paragraphs.insert(place, TABLES[place])
    content, pages = printed(paragraphs, LAYOUTS[layout])
    return Reading(source(name), pdf.extract(RawFile(name, content), Options()), pages)


def nodes(text):
    sections = sectionize(clean(Extracted(text, "utf-8")))
    return Counter((s.level, bare(fold(s.label)), bare(fold(s.heading))) for s in sections)


@each_layout
def test_the_sections_of_a_seed_come_back(layout):
    shares = []
    for name in NAMES:
        theirs = nodes("\n".join(source(name)))
        ours = nodes(reading(name, layout).extracted.text)
        shares.append((theirs & ours).total() / (theirs | ours).total())

    assert min(shares) >= floors()["pdf.sections"]


@each_layout
def test_paragraphs_are_kept_whole(layout):
    found = [bare(line) in reading(name, layout).lines for name in NAMES for line in source(name)]

    assert sum(found) / len(found) >= floors()["pdf.paragraphs_kept"]


@each_layout
def test_headings_stand_on_their_own_line(layout):
    headings = [
        (name, bare(line))
        for name in NAMES
        for line in source(name)
        if len(line) <= LONGEST_HEADING and match_label(fold(line)) and "。" not in line
    ]
    found = [heading in reading(name, layout).lines for name, heading in headings]

    assert len(headings) > 20
    assert sum(found) / len(found) >= floors()["pdf.headings_on_own_line"]


@each_layout
def test_page_furniture_is_gone(layout):
    markers = pages = 0
    for name in NAMES:
        read = reading(name, layout)
        printed_lines = set(map(bare, read.source))
        markers += sum(bool(FURNITURE.fullmatch(x)) for x in read.lines if x not in printed_lines)
        pages += read.pages

    assert markers / pages <= floors()["pdf.furniture_per_page"]


@each_layout
def test_no_furniture_stands_inside_a_paragraph(layout):
    """Each character of a seed comes back once, in order, and nothing else does."""
    differing = 0
    for name in NAMES:
        theirs = Counter("".join(map(bare, source(name))))
        ours = Counter("".join(reading(name, layout).lines))
        differing += (theirs - ours).total() + (ours - theirs).total()

    assert differing <= 20  # 003 holds a page number of its own


@each_layout
def test_tables_come_back_cell_by_cell(layout):
    wanted = ["\n".join("\t".join(row) for row in table.rows) for table in TABLES.values()]
    found = []
    for name in NAMES[:2]:
        extracted = reading(name, layout, tables=True).extracted
        tables = [extracted.text[table.start : table.end] for table in extracted.tables]
        found += [table in tables for table in wanted]

    assert sum(found) / len(found) >= floors()["pdf.tables"]


@pytest.mark.parametrize(("name", "layout"), list(product(NAMES, LAYOUTS)))
def test_every_page_begins_where_its_first_words_stand(name, layout):
    read = reading(name, layout)

    assert len(read.extracted.pages) == read.pages
    assert list(read.extracted.pages) == sorted(set(read.extracted.pages))
