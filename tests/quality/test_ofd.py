"""OFD files printed from the seeds in several styles: floors for what is kept of them."""

import pytest

from archive.ingest.cleaning.clean import clean
from archive.ingest.extractors.ofd import extract
from archive.ingest.sectioning.labels import match_label
from archive.ingest.sectioning.sections import sectionize
from archive.ingest.types import Extracted, Options, RawFile
from archive.text.fold import fold
from tests.ingest.extractors.ofd_files import (
    STYLES,
    content,
    ofd_file,
    printed,
    ruled_table,
    text_object,
)
from tests.quality.gold import SEEDS, floors

REPORTS = [
    [line.strip() for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    for path in sorted(SEEDS.glob("*.txt"))
]
FILES = {
    name: [extract(RawFile("a.ofd", printed(report, style)), Options()) for report in REPORTS]
    for name, style in STYLES.items()
}
each_style = pytest.mark.parametrize("files", FILES.values(), ids=FILES.keys())


def share(counts):
    pairs = list(counts)
    return sum(kept for kept, _all in pairs) / sum(whole for _kept, whole in pairs)


def kept(extracted, wanted):
    lines = set(extracted.text.split("\n"))
    return sum(line in lines for line in wanted), len(wanted)


def sections(extracted):
    return [(s.level, s.label, s.heading, s.role) for s in sectionize(clean(extracted))]


@each_style
def test_paragraphs_are_whole_again(files):
    assert share(map(kept, files, REPORTS)) >= floors()["ofd.paragraphs_kept"]


@each_style
def test_headings_stand_on_lines_of_their_own(files):
    wanted = [[line for line in r if match_label(fold(line)) and len(line) <= 40] for r in REPORTS]

    assert share(map(kept, files, wanted)) >= floors()["ofd.headings_on_own_line"]


@each_style
def test_sections_are_those_of_the_plain_text(files):
    counts = []
    for extracted, report in zip(files, REPORTS, strict=True):
        expected = sections(Extracted("\n".join(report), "utf-8"))
        counts.append(
            (sum(a == b for a, b in zip(sections(extracted), expected, strict=False)), len(expected))
        )

    assert share(counts) >= floors()["ofd.sections"]


@pytest.mark.parametrize(("name", "style"), STYLES.items(), ids=STYLES.keys())
def test_furniture_of_pages_is_left_out(name, style):
    furniture = {style.head, *(style.foot.format(page=i) for i in range(1, 40))} - {""}
    lines = [line for extracted in FILES[name] for line in extracted.text.split("\n")]
    pages = sum(len(extracted.pages) for extracted in FILES[name])

    assert sum(line in furniture for line in lines) / pages <= floors()["ofd.furniture_per_page"]


TABLES = [
    [["指标", "单位", "数值"], ["床位", "张", "120"], ["医师", "人", "88"], ["护士", "人", "97"]],
    [["序号", "任务", "科室"], ["1", "家庭医生签约", "基层股"], ["2", "疫苗接种", "疾控股"]],
    [["年份", "人均预期寿命"], ["2023", "78.6岁"], ["2024", "79.0岁"]],
]


def test_ruled_tables_are_rows_of_cells():
    right = 0
    for rows in TABLES:
        before = text_object("2024年主要卫生健康指标如下表所示，数据截至年底。", 38, 50)
        after = text_object("以上数据均来自年度统计报表，供各科室参考使用。", 38, 130)
        page = content(before + ruled_table(rows) + after)
        extracted = extract(RawFile("a.ofd", ofd_file([page])), Options())
        expected = "\n".join("\t".join(row) for row in rows)
        right += [extracted.text[t.start : t.end] for t in extracted.tables] == [expected]

    assert right / len(TABLES) >= floors()["ofd.tables"]
