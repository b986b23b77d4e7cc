"""Index against database: replace reports, rebuild everything, compare and mend."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from django.conf import settings
from django.db.models import Count
from django.utils import timezone
from haystack import connections

from archive.models import Report, Section
from search.backends import store
from search.backends.opening import generation
from search.backends.packed.segments import Segment
from search.documents import UNKNOWN_REGION, documents_of, readable
from search.marks import matching_form

_EVERY_GLOSS = 1  # whether a text is glossed at all does not matter to comparing titles


class Card(NamedTuple):
    """What must agree of a report; `title` without glosses, `year` 0 when unknown."""

    revision: int
    sections: int
    title: str
    region: str
    year: int


@dataclass(frozen=True)
class Difference:
    """Reports the index lacks or holds wrongly (`stale`) and reports it should not hold (`alien`)."""

    stale: tuple[str, ...]
    alien: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.stale or self.alien)


def replace(public_ids: Iterable[str]) -> None:
    """Make the index hold exactly what the database says of these reports. Raises SearchError."""
    wanted = list(public_ids)
    _backend().replace(wanted, documents_of(readable().filter(public_id__in=wanted)))


def rebuild(jobs: int = 1, written: Callable[[int], object] = lambda _count: None) -> int:
    """Write the whole index afresh and switch to it; returns the number of sections.

    `jobs` processes share the work; `written` is told of sections taken in. What changed in the database
    meanwhile is put right after the switch. Raises SearchError.
    """
    begun = timezone.now()
    count: int = _backend().rebuild(documents_of(readable()), jobs, written)
    changed = Report.objects.filter(updated_at__gte=begun).values_list("public_id", flat=True)
    if changed:
        replace(changed)
    mend()
    return count


def total() -> int:
    """Return how many sections the index should hold."""
    return Section.objects.filter(revision__in=readable().values("current_revision")).count()


def outdated() -> bool:
    """Tell whether the index was written by another version of the schema."""
    name = store.current_name(settings.INDEX_DIR)
    return name is not None and not store.is_readable(name)


def damaged() -> tuple[list[str], int]:
    """Return the damaged files of the index, and how many segments were looked at. Raises SearchError."""
    return _backend().damaged(), len(generation().segments)


def difference() -> Difference:
    """Compare database and index: revision and number of sections of each report, title, place and year.

    Raises SearchError.
    """
    wanted, held = _published(), _indexed()
    stale = sorted(report for report, card in wanted.items() if held.get(report) != card)
    return Difference(tuple(stale), tuple(sorted(held.keys() - wanted.keys())))


def mend() -> Difference:
    """Put right what `difference` finds; returns what it was."""
    found = difference()
    if found:
        replace([*found.stale, *found.alien])
    return found


def _published() -> dict[str, Card]:
    rows = (
        readable()
        .annotate(sections=Count("current_revision__sections"))
        .filter(sections__gt=0)
        .values_list(*("public_id", "current_revision_id", "sections", "title", "region__code", "shelf_year"))
    )
    return {
        public_id: Card(revision, sections, _comparable(title), code or UNKNOWN_REGION, year or 0)
        for public_id, revision, sections, title, code, year in rows
    }


def _indexed() -> dict[str, Card]:
    cards: dict[str, Card] = {}
    for segment in generation().segments:
        sections, revisions = _holdings(segment)
        for row, held, revision in zip(segment.reports, sections, revisions, strict=True):
            if held:
                # One that is held twice is held wrongly.
                twice = row.public_id in cards
                title = _comparable(row.title)
                cards[row.public_id] = Card(-1 if twice else revision, held, title, row.region, row.year)
    return cards


def _holdings(segment: Segment) -> tuple[list[int], list[int]]:
    """Return of each report of a segment how many sections are not deleted, and the revision of the last."""
    live = np.ones(segment.size, dtype=np.bool_)
    live[segment.deleted] = False
    owners = segment.report_of[live]
    revisions = np.zeros(len(segment.reports), dtype=np.int64)
    revisions[owners] = segment.revision_ids[live]
    return np.bincount(owners, minlength=len(segment.reports)).tolist(), revisions.tolist()


def _comparable(title: str) -> str:
    return matching_form(title, _EVERY_GLOSS)


def _backend() -> Any:
    return connections["default"].get_backend()
