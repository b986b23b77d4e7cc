"""Word files made from the seeds and from lists: floors for what is kept of them."""

import re

import pytest

from archive.ingest.cleaning.clean import clean
from archive.ingest.extractors.docx import extract
from archive.ingest.sectioning.labels import match_label
from archive.ingest.sectioning.sections import sectionize
from archive.ingest.types import Extracted, Options, RawFile
from archive.text.fold import fold
from tests.ingest.extractors.word_files import (
    cell,
    definition,
    level,
    listed,
    paragraph,
    paragraphs,
    run,
    table,
    table_row,
    word_file,
)
from tests.quality.gold import SEEDS, floors
from tests.quality.word_lists import HEADINGS, LISTS

REPORTS = [path.read_bytes().decode("utf-8").rstrip("\n") for path in sorted(SEEDS.glob("*.txt"))]
_NUMBER = re.compile("[一二三四五六七八九十]+|[0-9]+|[①-⑳]")


def read(content):
    return extract(RawFile("报告.docx", content), Options())


def labels(case):
    """The label of each paragraph of a list, as read."""
    content = word_file(case.body, numbering=case.numbering, styles=case.styles)
    return tuple(line.partition("·")[0].rstrip() for line in read(content).text.split("\n"))


@pytest.mark.parametrize(("cases", "key"), [(LISTS, "docx.lists"), (HEADINGS, "docx.heading_styles")])
def test_automatic_numbers_are_those_word_prints(cases, key):
    wrong = {case.name: labels(case) for case in cases if labels(case) != case.labels}

    assert len(cases) - len(wrong) >= floors()[key], wrong


def automatic(report):
    """The report as a Word file whose labels are automatic: typed ones become lists of their own pattern."""
    writer = _ListWriter()
    body = "".join(map(writer.paragraph, report.split("\n")))
    return word_file(body, numbering=writer.definitions + writer.lists)


class _ListWriter:
    """Turns labelled lines into list paragraphs; a number out of turn starts a list anew."""

    def __init__(self):
        self.definitions = self.lists = ""
        self._patterns = {}  # pattern -> definition key
        self._current = {}  # definition key -> list key, number
        self._count = 0

    def paragraph(self, line):
        label = match_label(fold(line))
        typed = line[: label.length] if label else ""
        number = _NUMBER.search(typed)
        if label is None or number is None or typed != typed.strip() or not line[label.length :].strip():
            return paragraph(line)
        pattern = typed[: number.start()] + "%1" + typed[number.end() :]
        key = self._key(pattern, _form(number[0]))
        return paragraph(line[label.length :], num=self._list(key, label.number))

    def _key(self, pattern, form):
        if (pattern, form) not in self._patterns:
            self._patterns[pattern, form] = len(self._patterns)
            self.definitions += definition(self._patterns[pattern, form], level(0, form, pattern))
        return self._patterns[pattern, form]

    def _list(self, key, number):
        num, last = self._current.get(key, (0, 0))
        if num == 0 or number != last + 1:
            self._count += 1
            num = self._count
            start = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{number}"/></w:lvlOverride>'
            self.lists += listed(num, key, start)
        self._current[key] = (num, number)
        return num


def _form(number):
    if number.isascii():
        return "decimal"
    return "decimalEnclosedCircle" if number in "①②③④⑤⑥⑦⑧⑨⑩" else "chineseCountingThousand"


def sections(extracted):
    return [(s.level, s.label, s.heading, s.role) for s in sectionize(clean(extracted))]


def share(counts):
    pairs = list(counts)
    return sum(kept for kept, _all in pairs) / sum(whole for _kept, whole in pairs)


def inked(text):
    return [line.strip() for line in text.split("\n") if line.strip()]


def kept_lines(text, wanted):
    lines = set(inked(text))
    return sum(line in lines for line in wanted), len(wanted)


TYPED = [read(word_file(paragraphs(report))) for report in REPORTS]
AUTOMATIC = [read(automatic(report)) for report in REPORTS]
each_way = pytest.mark.parametrize("files", [TYPED, AUTOMATIC], ids=["typed", "automatic"])


@each_way
def test_paragraphs_are_kept(files):
    counts = (kept_lines(f.text, inked(report)) for f, report in zip(files, REPORTS, strict=True))

    assert share(counts) >= floors()["docx.paragraphs_kept"]


@each_way
def test_headings_stand_on_lines_of_their_own(files):
    wanted = ([line for line in inked(r) if match_label(fold(line)) and len(line) <= 40] for r in REPORTS)
    counts = (kept_lines(f.text, headings) for f, headings in zip(files, wanted, strict=True))

    assert share(counts) >= floors()["docx.headings_on_own_line"]


@each_way
def test_sections_are_those_of_the_plain_text(files):
    counts = []
    for extracted, report in zip(files, REPORTS, strict=True):
        expected = sections(Extracted(report, "utf-8"))
        ours = sections(extracted)
        counts.append((sum(a == b for a, b in zip(ours, expected, strict=False)), len(expected)))

    assert share(counts) >= floors()["docx.sections"]


def tabular(report):
    """Rows made of the report's own words: sentences cut at commas, three cells a row."""
    words = [part.strip() for line in inked(report) for part in re.split("[,，。;；]", line) if part.strip()]
    return [words[i : i + 3] for i in range(0, len(words) - 2, 3)][:40]


def plain(rows):
    return table(*rows), rows


def spanning(rows):
    """A title over all columns."""
    title = rows[0][0]
    return table([cell(title, '<w:gridSpan w:val="3"/>')], *rows), [[title, "", ""], *rows]


def merged_down(rows):
    """The first column merged in pairs of rows."""
    marks = ('<w:vMerge w:val="restart"/>', "<w:vMerge/>")
    written = [[cell(a, marks[i % 2]), b, c] for i, (a, b, c) in enumerate(rows)]
    return table(*written), [[a if i % 2 == 0 else "", b, c] for i, (a, b, c) in enumerate(rows)]


def of_paragraphs(rows):
    """Cells of two paragraphs."""
    halves = [[(words[: len(words) // 2], words[len(words) // 2 :]) for words in row] for row in rows]
    written = [[cell("".join(map(paragraph, parts))) for parts in row] for row in halves]
    return table(*written), [
        [" ".join(part.strip() for part in parts if part.strip()) for parts in row] for row in halves
    ]


def tracked(rows):
    """Every third row deleted, the others inserted."""
    marks = ["<w:del/>" if i % 3 == 2 else "<w:ins/>" for i in range(len(rows))]
    written = "".join(table_row(row, mark) for row, mark in zip(rows, marks, strict=True))
    return f"<w:tbl>{written}</w:tbl>", [row for i, row in enumerate(rows) if i % 3 != 2]


def numbered(rows):
    """Numbers of an automatic list in a first column."""
    written = [[cell(paragraph("", num=1)), *row] for row in rows]
    return table(*written), [[str(i), *row] for i, row in enumerate(rows, 1)]


def framed(rows):
    """The table inside a frame of one cell, below a caption."""
    return table([cell(paragraph("附表") + table(*rows))]), rows


@pytest.mark.parametrize("write", [plain, spanning, merged_down, of_paragraphs, tracked, numbered, framed])
def test_tables_are_rows_of_cells(write):
    numbering = definition(0, level(0, "decimal", "%1")) + listed(1, 0)
    right = 0
    for report in REPORTS:
        markup, rows = write(tabular(report))
        body = paragraph("表前一段。") + markup + paragraph("表后一段。")
        extracted = read(word_file(body, numbering=numbering))
        expected = "\n".join("\t".join(row) for row in rows)
        right += [extracted.text[t.start : t.end] for t in extracted.tables] == [expected]

    assert right / len(REPORTS) >= floors()["docx.tables"]


def test_a_table_of_contents_is_set_aside():
    headings = ["一、2024年工作总结", "（一）医疗服务", "（二）公共卫生", "二、2025年工作计划"]
    title = "某县卫生健康局2024年工作总结和2025年工作计划"
    entries = [f"{run(heading)}<w:r><w:tab/></w:r>{run(str(i))}" for i, heading in enumerate(headings, 1)]
    entries[0] = mark("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>" + mark("separate") + entries[0]
    entries[-1] += mark("end")
    body = "\n".join(f"{heading}\n全县医疗机构持续提升服务能力，群众满意度提高。" for heading in headings)
    contents = paragraph("目  录") + "".join(map(paragraph, entries))
    extracted = read(word_file(paragraph(title) + contents + paragraph(title) + paragraphs(body)))

    assert [s.heading for s in sectionize(clean(extracted))] == [
        "2024年工作总结",
        "医疗服务",
        "公共卫生",
        "2025年工作计划",
    ]


def mark(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
