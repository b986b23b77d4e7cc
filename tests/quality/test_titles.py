"""Titles, kinds and doubts of page heads in the forms they are met in."""

from functools import cache

from archive.ingest.cataloguing import metadata
from archive.ingest.types import Metadata
from archive.text.fold import fold
from tests.ingest.reports import read
from tests.ingest.vocabularies import vocabulary
from tests.quality.gold import floors
from tests.quality.report_titles import Head, heads, text_of


@cache
def results() -> tuple[tuple[Head, Metadata, frozenset[str]], ...]:
    """Each head with what was recognised and the codes of its doubts."""
    found = []
    for head in heads():
        report, _evidence, warnings = metadata.recognise(*read(text_of(head)), "page.txt", vocabulary())
        found.append((head, report, frozenset(warning.code for warning in warnings)))
    return tuple(found)


def bare(title: str) -> str:
    return fold(title).replace(" ", "")


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


def test_the_heads_are_many():
    assert len(results()) >= 100


def test_titles_reach_the_floor():
    right = [bare(read.title) == bare(head.title) for head, read, _codes in results() if head.title]

    assert share(right) >= floors()["titles.right"]


def test_kinds_reach_the_floor():
    assert share([r.kind == h.kind for h, r, _codes in results() if h.kind]) >= floors()["kinds.right"]


def test_what_is_no_report_is_flagged():
    flagged = ["not_a_report" in codes for h, _r, codes in results() if h.doubt == "not_a_report"]

    assert share(flagged) >= floors()["kinds.no_report_flagged"]


def test_reports_are_not_taken_for_something_else():
    spared = [not codes & {"not_a_report", "compilation"} for h, _r, codes in results() if not h.doubt]

    assert share(spared) >= floors()["kinds.reports_spared"]


def test_several_reports_in_one_page_are_flagged():
    assert all("compilation" in codes for h, _r, codes in results() if h.doubt == "compilation")
