"""Index against database: replace reports, rebuild everything, compare and mend."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Count, F
from haystack import connections

from archive.models import Report, Section
from search.backends import store
from search.backends.opening import generation
from search.marks import matching_form
from search.search_indexes import UNKNOWN_REGION, SectionIndex

Holding = tuple[str, int]  # public id of a report, its revision

_EVERY_GLOSS = 1  # whether a text is glossed at all does not matter to comparing titles


class Card(NamedTuple):
    """What a hit shows of its report: folded title without glosses, division, year (0 unknown)."""

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
    sections = SectionIndex().index_queryset().filter(revision__report__public_id__in=wanted)
    _backend().replace(wanted, _documents(sections.iterator(chunk_size=200)))


def rebuild() -> int:
    """Write the whole index afresh and switch to it; returns the number of sections."""
    sections = SectionIndex().index_queryset().iterator(chunk_size=200)
    count: int = _backend().rebuild(_documents(sections))
    return count


def outdated() -> bool:
    """Tell whether the index was written by another version of the schema."""
    name = store.current_name(settings.INDEX_DIR)
    return name is not None and not store.is_readable(name)


def difference() -> Difference:
    """Compare database and index: revision and number of sections of each report, title, place and year.

    Raises SearchError.
    """
    wanted, held = _by_report(_published()), _by_report(_indexed())
    stale = {report for report, revisions in wanted.items() if held.get(report) != revisions}
    known = _indexed_cards()
    stale |= {report for report, card in _published_cards().items() if known.get(report, card) != card}
    return Difference(tuple(sorted(stale)), tuple(sorted(held.keys() - wanted.keys())))


def mend() -> Difference:
    """Put right what `difference` finds; returns what it was."""
    found = difference()
    if found:
        replace([*found.stale, *found.alien])
    return found


def _by_report(holdings: Counter[Holding]) -> dict[str, dict[int, int]]:
    """Return report -> revision -> number of sections."""
    grouped: dict[str, dict[int, int]] = {}
    for (report, revision), sections in holdings.items():
        grouped.setdefault(report, {})[revision] = sections
    return grouped


def _published() -> Counter[Holding]:
    rows = (
        Report.objects.published()
        .filter(current_revision__isnull=False)
        .annotate(sections=Count("current_revision__sections"))
        .filter(sections__gt=0)
        .values_list("public_id", F("current_revision_id"), "sections")
    )
    return Counter({(public_id, revision): n for public_id, revision, n in rows})


def _indexed() -> Counter[Holding]:
    columns = generation().columns
    return Counter(
        (columns.reports[columns.report_of[document]].public_id, row.revision_id)
        for document, row in columns.sections.items()
    )


def _published_cards() -> dict[str, Card]:
    rows = Report.objects.published().values_list("public_id", "title", "region__code", "shelf_year")
    return {
        public_id: Card(matching_form(title, _EVERY_GLOSS), code or UNKNOWN_REGION, year or 0)
        for public_id, title, code, year in rows
    }


def _indexed_cards() -> dict[str, Card]:
    return {
        row.public_id: Card(matching_form(row.title, _EVERY_GLOSS), row.region, row.year)
        for row in generation().columns.reports
    }


def _documents(sections: Iterable[Section]) -> Iterator[dict[str, Any]]:
    index = SectionIndex()
    for section in sections:
        yield index.full_prepare(section)


def _backend() -> Any:
    return connections["default"].get_backend()
