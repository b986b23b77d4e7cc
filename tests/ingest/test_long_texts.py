"""Long and monotonous texts are read in one pass; a slip back to quadratic work would hang here."""

from itertools import pairwise

import pytest

from archive.ingest.repair import propose_from_outline, propose_repairs
from tests.ingest.reports import read

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
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_long_text_is_read_to_its_end(name):
    text = TEXTS[name]
    cleaned, sections = read(text)
    repairs = (*propose_repairs(text), *propose_from_outline(cleaned, sections))

    assert all(a.start <= b.start for a, b in pairwise(sections))
    assert all(0 <= repair.start < repair.end <= len(text) for repair in repairs)
