"""A waiting file as readers would see it, made of rows that are never saved."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from archive import rows
from archive.corrections import corrected_metadata
from archive.models import Report, Revision, Section
from archive.views.card import CardRow, rows_with_evidence, short_fields, web_address
from archive.views.script_choice import SCRIPTS, script_of
from archive.views.staff.sheet import Sheet


@dataclass(frozen=True)
class Reader:
    """What would be published of a file: nothing of it is in the database."""

    report: Report
    revision: Revision
    sections: list[Section]
    rows: list[CardRow]


def reader_of(sheet: Sheet) -> Reader:
    """Return what would be published, with the corrections stored so far in force."""
    report = Report()
    rows.apply(report, corrected_metadata(sheet.draft.metadata, sheet.kept))
    report.shelf_year = report.reporting_year or report.plan_year
    revision = rows.revision_of(sheet.draft)
    sections = rows.sections_of(revision, sheet.draft, sheet.kept)
    evidence = rows.evidence_of(revision, sheet.draft, sheet.kept)
    return Reader(report, revision, sections, rows_with_evidence(report, evidence, revision.text))


def reader_context(request: HttpRequest, sheet: Sheet) -> dict[str, Any]:
    """Return what the reading templates need."""
    shown = reader_of(sheet)
    return {
        "report": shown.report,
        "revision": shown.revision,
        "sections": shown.sections,
        "characters": sum(len(section.body) + len(section.heading) for section in shown.sections),
        "rows": shown.rows,
        "card_fields": short_fields(shown.report, shown.rows),
        "source_link": web_address(shown.report.source_url),
        "script": script_of(request, shown.revision.text),
        "scripts": SCRIPTS.values(),
    }
