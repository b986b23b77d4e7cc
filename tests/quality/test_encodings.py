"""Texts in every usual encoding, whole, cut off and damaged: read as what they are."""

import pytest

from archive.ingest.errors import IngestError
from archive.ingest.files.decode import decode
from tests.ingest.encodings import Case, cases
from tests.quality.gold import floors

CASES = list(cases())


def is_right(case: Case) -> bool:
    try:
        text, encoding = decode(case.content)
    except IngestError:
        return False
    if case.text is not None and text != case.text:
        return False
    return encoding == case.encoding and set(case.lines) <= set(text.splitlines())


def test_the_cases_cover_what_they_should():
    assert len(CASES) >= floors()["encodings.cases"]
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("kind", ["cut", "damaged", "gbk", "big5", "utf-16-le", "utf-8-sig"])
def test_every_way_to_write_and_to_spoil_is_there(kind):
    assert sum(kind in case.name for case in CASES) >= floors()["encodings.cases_of_a_kind"]


def test_every_case_is_read_right():
    wrong = [case.name for case in CASES if not is_right(case)]

    assert len(CASES) - len(wrong) >= floors()["encodings.right"], wrong
