"""Index against database: replace reports, rebuild everything, compare and mend."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from django.conf import settings
from django.db.models import Count
from haystack import connections

from archive.models import Section
from search.backends import pending, store
from search.backends.opening import generation
from search.backends.packed.segments import Segment
from search.documents import UNKNOWN_REGION, documents_of, readable, state_of
from search.engine import SearchError
from search.marks import matching_form

_EVERY_GLOSS = 1  # whether a text is glossed at all does not matter to comparing titles


class Card(NamedTuple):
    """What must agree of a report; `title` without glosses, `year` 0 when unknown.

    `changed` stands for everything else: every service that changes a report or its text sets it.
    """

    revision: int
    sections: int
    title: str
    region: str
    year: int
    changed: str


@dataclass(frozen=True)
class Difference:
    """Reports the index lacks or holds wrongly (`stale`) and reports it should not hold (`alien`)."""

    stale: tuple[str, ...]
    alien: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.stale or self.alien)


def replace(public_ids: Iterable[str]) -> None:
    """Make the index hold exactly what the database says of these reports.

    Earlier changes that could not be written are written too. An index that is missing is built whole. What
    fails is left for the next one that succeeds. Raises SearchError, OSError.
    """
    pending.leave(settings.INDEX_DIR, public_ids)
    marks = pending.left(settings.INDEX_DIR)
    wanted = {public_id for named in marks.values() for public_id in named}
    if store.current_name(settings.INDEX_DIR) is None:
        rebuild()
    else:
        _backend().replace(wanted, documents_of(readable().filter(public_id__in=wanted)))
    pending.settle(settings.INDEX_DIR, marks)


def withhold() -> None:
    """Keep readers from counting withdrawn reports that could not be taken out of the index.

    Raises OSError.
    """
    named = {one for marked in pending.left(settings.INDEX_DIR).values() for one in marked}
    found = readable().filter(public_id__in=named).values_list("public_id", flat=True)
    pending.hide(settings.INDEX_DIR, sorted(named - set(found)))


def rebuild(jobs: int = 1, written: Callable[[int], object] = lambda _count: None) -> int:
    """Write the whole index afresh and switch to it; returns the number of sections.

    `jobs` processes share the work; `written` is told of sections taken in. What changed in the database
    meanwhile is put right after the switch. Raises SearchError.
    """
    marks = pending.left(settings.INDEX_DIR)
    count: int = _backend().rebuild(documents_of(readable()), jobs, written)
    pending.settle(settings.INDEX_DIR, marks)
    mend()
    return count


def total() -> int:
    """Return how many sections the index should hold."""
    return Section.objects.filter(revision__in=readable().values("current_revision")).count()


def outdated() -> bool:
    """Tell whether the index must be built anew: of another schema version, missing or damaged.

    Reads every byte of it.
    """
    try:
        return bool(damaged()[0])
    except SearchError:
        return True


def damaged() -> tuple[list[str], int]:
    """Return the damaged files of the index, and how many segments were looked at. Raises SearchError."""
    return _backend().damaged(), len(generation().segments)


def difference() -> Difference:
    """Compare database and index, without reading texts: see Card.

    Raises SearchError.
    """
    wanted, held = _published(), _indexed()
    stale = sorted(report for report, card in wanted.items() if held.get(report) != card)
    return Difference(tuple(stale), tuple(sorted(held.keys() - wanted.keys())))


def mend() -> Difference:
    """Put right what `difference` finds; returns what it was."""
    found = difference()
    if found or pending.left(settings.INDEX_DIR):
        replace([*found.stale, *found.alien])
    return found


def _published() -> dict[str, Card]:
    rows = (
        readable()
        .annotate(sections=Count("current_revision__sections"))
        .filter(sections__gt=0)
        .values_list(
            *("public_id", "current_revision_id", "sections", "title", "region__code", "shelf_year"),
            "updated_at",
        )
    )
    return {
        public_id: Card(
            revision, sections, _comparable(title), code or UNKNOWN_REGION, year or 0, state_of(changed)
        )
        for public_id, revision, sections, title, code, year, changed in rows
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
                cards[row.public_id] = Card(
                    -1 if twice else revision, held, title, row.region, row.year, row.changed
                )
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
