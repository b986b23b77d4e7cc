from archive.ingest.extractors.docx import MEDIA_TYPE, extract
from archive.ingest.types import Options, RawFile
from tests.ingest.extractors.word_files import paragraph, paragraphs, table, word_file


def read(content):
    return extract(RawFile("报告.docx", content), Options())


def lines(body, **roots):
    return read(word_file(body, **roots)).text.split("\n")


def test_each_paragraph_is_a_line():
    extracted = read(word_file(paragraphs("标题\n\n一、总体情况\n全年工作平稳。")))

    assert extracted.text == "标题\n\n一、总体情况\n全年工作平稳。"
    assert (extracted.media_type, extracted.extractor) == (MEDIA_TYPE, "docx")


def test_a_table_is_one_line_a_row():
    extracted = read(word_file(paragraph("前") + table(["指标", "数值"], ["床位", "120"]) + paragraph("后")))

    assert extracted.text == "前\n指标\t数值\n床位\t120\n后"
    (span,) = extracted.tables
    assert extracted.text[span.start : span.end] == "指标\t数值\n床位\t120"
