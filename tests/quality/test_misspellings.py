"""How often a mistyped word of the seeds is put right, as the first offer and among the five."""

import pytest

from search.request import SearchRequest
from search.service import search
from tests.quality.gold import floors
from tests.quality.misspellings import SLIPS, Slip

pytestmark = pytest.mark.usefixtures("archive_with_seeds")


def offers(slip: Slip) -> list[str]:
    """What is offered for a slip, best first."""
    return [one.label for one in search(SearchRequest(slip.typed)).suggestions if one.kind == "spelling"]


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


def test_the_slips_are_many_and_what_was_meant_is_in_the_seeds():
    assert len(SLIPS) >= 60
    assert [slip.meant for slip in SLIPS if not search(SearchRequest(slip.meant)).reports] == []


def test_slips_are_put_right_as_often_as_pinned():
    found = [(slip.meant, offers(slip)) for slip in SLIPS]
    assert share([offered[:1] == [meant] for meant, offered in found]) >= floors()["spelling.first"]
    assert share([meant in offered for meant, offered in found]) >= floors()["spelling.among_five"]
