"""What the archive holds, counted: the figures of the home page and the browse pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Max
from django.db.models.functions import Substr

from archive.models import Region, Report, Section
from archive.models.report import ReportQuerySet

HEAT_STEPS = (1, 2, 5, 10, 20)  # smallest count of each shade of the grid
_PROVINCE_SUFFIX = re.compile(r"(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)$")


@dataclass(frozen=True)
class Cell:
    """Reports of one province and year; `shade` is 0 (none) to 5."""

    year: int
    reports: int
    shade: int


@dataclass(frozen=True)
class GridRow:
    """One province of the grid: division code, short name, a cell for every year."""

    code: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """Provinces by years, first held year to last; `unplaced` reports lack a year or a region."""

    years: tuple[int, ...]
    rows: tuple[GridRow, ...]
    unplaced: int


@dataclass(frozen=True)
class TopicCount:
    """How many sections and reports treat a topic."""

    code: str
    sections: int
    reports: int


def listed_reports() -> ReportQuerySet:
    """Return published reports with all that a line of a list shows."""
    return (
        Report.objects.published()
        .select_related("region__parent__parent", "current_revision")
        .defer("current_revision__text")
        .prefetch_related("current_revision__evidence")
    )


def short_name(province: str) -> str:
    """Return a province's name as used in tables: 安徽省 -> 安徽."""
    return _PROVINCE_SUFFIX.sub("", province) or province


def division_names(codes: Iterable[str]) -> dict[str, str]:
    """Return code -> name; of the names a code has borne, today's or else the latest."""
    rows = Region.objects.filter(code__in=set(codes)).order_by("valid_from")
    names: dict[str, str] = {}
    for region in sorted(rows, key=lambda row: row.valid_to is None):
        names[region.code] = region.name
    return names


def province_grid() -> Grid:
    """Count published reports by province and shelf year, in one query and the names."""
    placed = Report.objects.published().filter(region__isnull=False, shelf_year__isnull=False)
    counted = (
        placed.annotate(province=Substr("region__code", 1, 2))
        .order_by()
        .values_list("province", "shelf_year")
        .annotate(Count("pk"))
    )
    counts: dict[str, dict[int, int]] = defaultdict(dict)
    for province, year, reports in counted:
        counts[f"{province}0000"][year] = reports
    held = sorted({year for by_year in counts.values() for year in by_year})
    years = tuple(range(held[0], held[-1] + 1)) if held else ()
    total = Report.objects.published().count()
    unplaced = total - sum(sum(by_year.values()) for by_year in counts.values())
    return Grid(years, _grid_rows(counts, years), unplaced)


def _grid_rows(counts: Mapping[str, Mapping[int, int]], years: tuple[int, ...]) -> tuple[GridRow, ...]:
    names = division_names(counts)
    fullest_first = sorted(counts, key=lambda code: (-sum(counts[code].values()), code))
    return tuple(
        GridRow(
            code,
            short_name(names.get(code, code)),
            tuple(_cell(year, counts[code].get(year, 0)) for year in years),
        )
        for code in fullest_first
    )


def _cell(year: int, reports: int) -> Cell:
    return Cell(year, reports, sum(reports >= step for step in HEAT_STEPS))


def topic_counts() -> list[TopicCount]:
    """Return the topics of the current revisions, most reports first, `general` last.

    Counting reads every section, so the answer is kept until a report changes.
    """
    key = holdings_key()
    return (cache.get_or_set(f"topic-counts:{key}", _count_topics) or []) if key else []


def holdings_key() -> str:
    """Return a text that changes whenever a published report does; empty when none is held."""
    state = Report.objects.published().aggregate(reports=Count("pk"), latest=Max("updated_at"))
    return f"{state['reports']}:{state['latest'].timestamp()}" if state["reports"] else ""


def _count_topics() -> list[TopicCount]:
    shown = Report.objects.published().values("current_revision")
    rows = Section.objects.filter(revision__in=shown).values_list("revision_id", "topics")
    sections: Counter[str] = Counter()
    reports: dict[str, set[int]] = defaultdict(set)
    for revision, topics in rows.iterator():
        sections.update(topics)
        for topic in topics:
            reports[topic].add(revision)
    found = [TopicCount(code, sections[code], len(reports[code])) for code in sections]
    return sorted(found, key=_by_weight)


def _by_weight(topic: TopicCount) -> tuple[bool, int, int, str]:
    """Order topics by reports, then sections; the catch-all comes last."""
    return topic.code == "general", -topic.reports, -topic.sections, topic.code
