"""Invented pages in the layouts of real sites: both years and the values of header and signature."""

import json
from functools import cache
from typing import Any

import pytest

from archive.ingest.pipeline import run
from archive.ingest.types import RawFile
from tests.ingest.vocabularies import vocabulary
from tests.quality.gold import GOLD, floors

PAGES = [json.loads(line) for line in (GOLD / "dated_pages.jsonl").read_text("utf-8").splitlines()]
YEARS = ("reporting_year", "plan_year")
HEADER = ("published", "signed", "doc_no", "index_no", "issuer", "source_name", "source_type")


@cache
def wrong(number: int) -> dict[str, Any]:
    """What was read otherwise than expected, by field."""
    page = PAGES[number]
    found = run(RawFile("x.txt", page["text"].encode()), vocabulary()).metadata
    expected = page["expect"]
    return {key: getattr(found, key) for key in expected if getattr(found, key) != expected[key]}


def test_both_years_of_a_page_are_right():
    right = [number for number in range(len(PAGES)) if not {*wrong(number)} & {*YEARS}]

    assert len(right) >= floors()["years.pages"] * len(PAGES), [wrong(n) for n in range(len(PAGES))]


@pytest.mark.parametrize("field", HEADER)
def test_each_field_of_header_and_signature_is_right(field):
    asked = [number for number, page in enumerate(PAGES) if field in page["expect"]]
    missed = [PAGES[number]["id"] for number in asked if field in wrong(number)]

    assert len(missed) <= len(asked) * (1 - floors()["years.headers"]), missed
