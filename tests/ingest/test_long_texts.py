"""Long and monotonous texts are read in one pass; a slip back to quadratic work would hang here."""

from itertools import pairwise

import pytest

from archive.ingest.mending.repair import propose_from_outline, propose_repairs
from archive.ingest.pipeline import run
from archive.ingest.types import RawFile
from tests.ingest.reports import read
from tests.ingest.vocabularies import vocabulary

TEXTS = {
    "blanks": " " * 300_000,
    "wide blanks before a word": "\u3000" * 200_000 + "医改",
    "digits": "5" * 200_000,
    "open brackets": "（" * 60_000,
    "quotation marks": "“" * 60_000,
    "question marks": "?" * 100_000,
    "dots": "1." * 60_000,
    "entities": "&nbsp;" * 3_000,
    "adverts begun": "更多范文" * 20_000,
    "addresses": "范文www.a.b" * 3_000,
    "spaced letters": "工 作 " * 15_000,
    "labels in one line": "全县工作。一、工作推进（一）抓落实。1、推进工作；2、推进" * 400,
    "labels": "一、\n" * 3_000,
    "lost brackets": "（一\n" * 3_000,
    "decimals": "1.1 工作\n" * 3_000,
    "yearbook": "【概况】全县工作。\n" * 4_000,
    "page markers": "全县工作\n— 2 —\n" * 5_000,
    "contents": "目录\n" + "一、工作\n" * 3_000,
    "titles": "县卫生局工作总结\n" * 3_000,
    "bopomofo": "ㄔ" * 100_000,
    "one wrapped paragraph": "全县医疗卫生工作稳步推进能力提升群众满意度医共体\n" * 3_000,
    "tabs": "甲\t" * 40_000,
    "lines of one character": "甲\n" * 10_000,
    "labels and nothing else": "一、\n（一）\n1、\n" * 1_500,
    "numbered titles": "县卫生局工作总结1\n一、工作\n" * 2_000,
    "yearbook in one line": "全县工作。【概况】" * 4_000,
    "headings of problems": "一、存在问题和困难\n人才不足。\n" * 2_000,
    "townships": "吴店镇、七方镇、杨当镇、" * 3_000,
    "divisions": "安徽省马鞍山市雨山区" * 3_000,
    "years": "2023年至2024年" * 4_000,
    "glosses": "卫(wèi)生" * 10_000,
}
# One section for each repeat: no label is passed over, and no list is searched from its beginning.
REPEATED = {
    "headings": ("一、概况\n", 4_000),
    "headings and bodies": ("一、概况\n全县工作。\n", 3_000),
    "titles of a yearbook": ("【概况】全县工作。\n", 3_000),
    "titles of a yearbook in one line": ("【概况】全县工作。", 3_000),
    "labels in one line": ("一、工作推进。", 3_000),
    "two ranks in one line": ("一、工作。（一）抓落实。", 3_000),
    "six ranks": ("第一章 工作\n一、工作\n（一）工作\n1、工作\n（1）工作\n①工作\n", 600),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_long_text_is_read_to_its_end(name):
    text = TEXTS[name]
    cleaned, sections = read(text)
    repairs = (*propose_repairs(text), *propose_from_outline(cleaned, sections))

    assert all(a.start <= b.start for a, b in pairwise(sections))
    assert all(0 <= repair.start < repair.end <= len(text) for repair in repairs)


@pytest.mark.parametrize("name", REPEATED)
def test_every_repeat_of_a_label_is_a_section(name):
    text, times = REPEATED[name]
    few, one_more, many = (len(read(text * count)[1]) for count in (5, 6, times))

    assert one_more > few
    assert many - few == (one_more - few) * (times - 5)


@pytest.mark.parametrize("name", [*TEXTS, *REPEATED])
def test_a_long_text_is_recognised_to_its_end(name):
    text = "全县卫生工作。\n" * 20 + (TEXTS[name][:20_000] if name in TEXTS else REPEATED[name][0] * 300)
    draft = run(RawFile("x.txt", text.encode()), vocabulary())

    length = len(draft.extracted.text)
    assert draft.sections[-1].end <= length
    assert all(0 <= span.start < span.end <= length for found in draft.evidence for span in found.spans)
