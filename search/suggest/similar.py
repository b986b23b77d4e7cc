"""Sections and reports like a given one: those that hold most of the words that tell it from others."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q
from django.db.models.functions import Substr

from archive.models import Report, Revision, Section
from search.backends import vocabulary
from search.backends.resemblance import Like, reports_with, sections_with
from search.engine import SearchError
from search.suggest.keywords import keywords

SHOWN = 5
LOOKED_AT = 40  # best matches, its own report and reposts of it among them
ALIKE = 0.12  # share of the score of the text itself that one like it must reach
WORDS = 12  # that stand for a section
REPORT_WORDS = 14  # that stand for a report
PART_READ = 100  # characters of each section that stand for it in the words of a report
TEXT_READ = 1200  # characters of a text its words are taken from
REMEMBERED = 1024
_SHOWN_OF_REPORTS = ("public_id", "title", "shelf_year", "current_revision_id", "region__name")


@dataclass(frozen=True)
class SimilarSection:
    """A section of another report."""

    report: Report
    section: Section


def similar_sections(section: Section) -> list[SimilarSection]:
    """Return at most SHOWN sections like this one, one of a report, best first; none without an index."""
    own = section.revision.report
    likes = _others(_likes(_sections_like, section.pk), _same_work(own))
    best = {like.public_id: like.section_id for like in reversed(likes)}
    reports = _published(list(dict.fromkeys(like.public_id for like in likes))[:SHOWN])
    sections = Section.objects.in_bulk([best[public_id] for public_id in reports])
    return [
        SimilarSection(report, sections[best[public_id]])
        for public_id, report in reports.items()
        if best[public_id] in sections and sections[best[public_id]].revision_id == report.current_revision_id
    ]


def similar_reports(revision: Revision) -> list[Report]:
    """Return at most SHOWN reports like this text, best first; none without an index."""
    likes = _others(_likes(_reports_like, revision.pk), _same_work(revision.report))
    return list(_published([like.public_id for like in likes][:SHOWN]).values())


def forget() -> None:
    """Drop what is remembered of the index."""
    _sections_like.cache_clear()
    _reports_like.cache_clear()


def _likes(find: Callable[[Hashable, int], tuple[Like, ...]], pk: int) -> tuple[Like, ...]:
    """Ask of the newest commit; while the index cannot be used there is nothing to tell."""
    try:
        return find(vocabulary.commit().key, pk)
    except SearchError:
        return ()


@lru_cache(REMEMBERED)
def _sections_like(_commit: Hashable, pk: int) -> tuple[Like, ...]:
    section = Section.objects.get(pk=pk)
    words = keywords([section.heading, section.body[:TEXT_READ]], WORDS)
    return _alike(sections_with(words, LOOKED_AT)) if words else ()


@lru_cache(REMEMBERED)
def _reports_like(_commit: Hashable, revision: int) -> tuple[Like, ...]:
    rows = Section.objects.filter(revision=revision).values_list("heading", Substr("body", 1, PART_READ))
    parts = [f"{heading}\n{start}" for heading, start in rows]
    words = keywords(["\n".join(parts)[:TEXT_READ]], REPORT_WORDS)
    return _alike(reports_with(words, LOOKED_AT)) if words else ()


def _alike(likes: list[Like]) -> tuple[Like, ...]:
    """Keep what comes near the best match, which is the text itself."""
    floor = likes[0].score * ALIKE if likes else 0.0
    return tuple(like for like in likes if like.score >= floor)


def _same_work(report: Report) -> set[str]:
    """Return the report, what it was taken from and what was taken from it."""
    first = report.repost_of_id or report.pk
    family = Report.objects.filter(Q(pk__in=(first, report.pk)) | Q(repost_of__in=(first, report.pk)))
    return set(family.values_list("public_id", flat=True))


def _others(likes: Iterable[Like], same_work: set[str]) -> list[Like]:
    return [like for like in likes if like.public_id not in same_work]


def _published(public_ids: list[str]) -> dict[str, Report]:
    """Return public id -> report in the order given; withdrawn since the index was read are left out."""
    rows = Report.objects.published().filter(public_id__in=public_ids).select_related("region")
    reports = {report.public_id: report for report in rows.only(*_SHOWN_OF_REPORTS)}
    return {public_id: reports[public_id] for public_id in public_ids if public_id in reports}
