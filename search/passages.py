"""What is shown of the reports found: marked titles and the passages of their best sections."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from archive.models import Section
from archive.text.spans import segments
from search import marks, prepared
from search.engine import RankedReport, RankedSection
from search.language.ast import FieldName, Query
from search.prepared import Prepared
from search.records import ReportRecord, read_records
from search.results import ReportHit, SectionHit

_TITLE = ("label", "label_supplied", "heading", "heading_supplied")
_ABOVE = ("parent__", "parent__parent__", "parent__parent__parent__")  # levels one query reads
_COLUMNS = (*_TITLE, *(f"{above}{name}" for above in _ABOVE for name in _TITLE))
_BEYOND = "parent__parent__parent__parent_id"
_READ = ("id", "body", _BEYOND, *_COLUMNS)
_SECTIONS = Prepared(
    lambda ids: Section.objects.filter(pk__in=ids).order_by().values_list(*_READ), prepared.whole_number
)


def report_hits(ranked: Iterable[RankedReport], query: Query, shown: int | None) -> tuple[ReportHit, ...]:
    """Return what is shown of `ranked`, each with its best `shown` sections (None: all).

    A report withdrawn since the index was read is left out, as is a section of a text replaced since.
    """
    reports = list(ranked)
    best = [section.section_id for report in reports for section in report.sections[:shown]]
    shower = _Shower(
        records=read_records(report.report for report in reports),
        sections=_sections(best),
        titles=marks.Marker.of(query, {FieldName.TITLE}),
        headings=marks.Marker.of(query, {FieldName.HEADING}),
        bodies=marks.Marker.of(query),
    )
    return tuple(shower.report(one, shown) for one in reports if one.report in shower.records)


def _sections(ids: list[int]) -> dict[int, dict[str, Any]]:
    """Return section id -> its words and the titles of the sections above it."""
    return {row[0]: dict(zip(_READ, row, strict=True)) for row in _SECTIONS.rows(ids)}


@dataclass(frozen=True)
class _Shower:
    """One page of results being marked."""

    records: Mapping[str, ReportRecord]
    sections: Mapping[int, dict[str, Any]]
    titles: marks.Marker
    headings: marks.Marker
    bodies: marks.Marker

    def report(self, ranked: RankedReport, shown: int | None) -> ReportHit:
        record = self.records[ranked.report]
        hits = self.titles.hits(record.title, _floor(record))
        return ReportHit(
            report=ranked.report,
            score=ranked.score,
            sections=tuple(
                self.section(section, record)
                for section in ranked.sections[:shown]
                if section.section_id in self.sections
            ),
            section_total=ranked.section_total,
            occurrences=ranked.occurrences,
            title=tuple(segments(record.title, [hit.span for hit in hits])),
            record=record,
        )

    def section(self, ranked: RankedSection, record: ReportRecord) -> SectionHit:
        row = self.sections[ranked.section_id]
        text, hits = self._passage(row, _floor(record))
        return SectionHit(
            report=ranked.report,
            revision_id=ranked.revision_id,
            anchor=ranked.anchor,
            path=_path(row),
            score=ranked.score,
            words=ranked.words,
            snippet=marks.snippet(text, hits, min_glosses=_floor(record)),
            occurrences=ranked.occurrences,
        )

    def _passage(self, row: dict[str, Any], floor: int) -> tuple[str, list[marks.Hit]]:
        """Return the text to cut a snippet from: the body, or the heading when only it has hits."""
        hits = self.bodies.hits(row["body"], floor)
        if hits:
            return row["body"], hits
        heading = _source_heading(row)
        hits = self.headings.hits(heading, floor)
        return (heading, hits) if hits or not row["body"] else (row["body"], [])


def _floor(record: ReportRecord) -> int:
    return 0 if record.has_glosses else marks.NO_GLOSSES


def _source_heading(row: dict[str, Any]) -> str:
    """Return label and heading as far as the source has them; supplied ones are not its words."""
    label = "" if row["label_supplied"] else row["label"]
    heading = "" if row["heading_supplied"] else row["heading"]
    return f"{label}{heading}"


def _path(row: dict[str, Any]) -> tuple[str, ...]:
    """Return the titles from the highest level to the section."""
    above = _path_above(row[_BEYOND]) if row[_BEYOND] else ()
    here = (_shown_title(row, prefix) for prefix in (*reversed(_ABOVE), ""))
    return (*above, *(title for title in here if title))


def _path_above(section: int) -> tuple[str, ...]:
    """Return the path of a section by its id; only outlines deeper than four levels come here."""
    return _path(Section.objects.values(_BEYOND, *_COLUMNS).get(pk=section))


def _shown_title(row: dict[str, Any], prefix: str) -> str:
    """Return label and heading, supplied ones in the brackets that say so."""
    label, heading = row[f"{prefix}label"] or "", row[f"{prefix}heading"] or ""
    label = f"〔{label}〕" if label and row[f"{prefix}label_supplied"] else label
    return label + (f"〔{heading}〕" if heading and row[f"{prefix}heading_supplied"] else heading)
