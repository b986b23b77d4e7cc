"""The division of pages drawn across the table: right where they tell it, silent where they do not."""

from collections import Counter
from functools import cache

import pytest

from archive.ingest.cataloguing import metadata
from tests.ingest.reports import read
from tests.ingest.vocabularies import vocabulary
from tests.quality.gold import floors
from tests.quality.region_pages import Page, pages, township_pages


def found_in(page: Page) -> str | None:
    return metadata.recognise(*read(page.text), "page.txt", vocabulary())[0].region_code


@cache
def results() -> tuple[tuple[Page, str | None], ...]:
    """Each page with the code found for it."""
    return tuple((page, found_in(page)) for page in pages())


@cache
def township_results() -> tuple[tuple[Page, str | None], ...]:
    return tuple((page, found_in(page)) for page in township_pages())


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


def test_the_pages_are_many_and_of_every_make():
    made = Counter(page.made for page, _code in results())

    assert len(results()) >= 120
    assert len(made) >= 20


def test_what_a_page_tells_is_found():
    assert share([code == page.code for page, code in results() if page.code]) >= floors()["regions.told"]


def test_what_a_page_does_not_tell_is_left_open():
    assert share([code is None for page, code in results() if not page.code]) >= floors()["regions.silent"]


def test_hardly_a_page_is_filed_wrongly():
    wrong = [code is not None and code != page.code for page, code in results()]

    assert share(wrong) <= 1 - floors()["regions.not_wrong"]


@pytest.mark.parametrize("made", ["title", "label", "signature", "shared name, parent in title"])
def test_a_division_named_outright_is_always_found(made):
    missed = [(page.text[:30], code) for page, code in results() if page.made == made and code != page.code]

    assert missed == []


def test_townships_tell_a_masked_county():
    right = [code == page.code for page, code in township_results() if page.code]

    assert share(right) >= floors()["regions.townships"]


def test_townships_hardly_ever_tell_another():
    wrong = [code is not None and code != page.code for page, code in township_results()]

    assert share(wrong) <= 1 - floors()["regions.townships_not_wrong"]
