"""What the index is given: one document per section of what anybody may read."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from archive.models import Report, Revision, Section
from archive.text.fold import fold
from archive.text.gloss import strip_glosses
from archive.text.invisible import without_invisible
from search.backends.writing.characters import FIELD_GAP
from search.marks import gloss_floor

UNKNOWN_REGION = "000000"
REPORTS_AT_ONCE = 50
_READ = (
    *("id", "revision_id", "order", "start", "label", "label_supplied", "heading", "heading_supplied"),
    *("body", "role", "topics", "flags"),
)

Document = dict[str, Any]


def readable() -> QuerySet[Report]:
    """Return the reports whose sections belong into the index."""
    return Report.objects.published().filter(current_revision__isnull=False)


def documents_of(reports: QuerySet[Report]) -> Iterator[Document]:
    """Yield the documents of reports, those of one report together, in the order of its sections."""
    chosen = reports.select_related("region").order_by("pk").iterator(chunk_size=REPORTS_AT_ONCE)
    while some := list(islice(chosen, REPORTS_AT_ONCE)):
        yield from _documents(some)


def document(section: Section, columns: Document, floor: int) -> Document:
    """Return the document of a section of a report with these columns; None is left out of it."""
    parts = (source_heading(section), section.body)
    heading, body = (strip_glosses(part.replace(FIELD_GAP, " "), floor).text for part in parts)
    return columns | {
        "id": f"archive.section.{section.pk}",
        "django_ct": "archive.section",
        "django_id": str(section.pk),
        "text": f"{heading}\n{body}",
        "chars": f"{heading}{FIELD_GAP}{body}",
        "revision": section.revision_id,
        "anchor": section.anchor,
        "order": section.order,
        "role": section.role,
        "topics": section.topics,
    }


def report_columns(report: Report, floor: int) -> Document:
    """Return what the documents of a report have in common."""
    columns = {
        "report": report.public_id,
        "title": strip_glosses(report.title, floor).text,
        "region": report.region.code if report.region else UNKNOWN_REGION,
        "year": report.shelf_year or 0,
        "kind": report.kind,
        "source": report.source_type,
        # Read or inferred: who looks for a bureau means both, and the page says which it is.
        "issuer": fold(without_invisible(report.issuer or report.issuer_inferred)),
        "doc_no": fold(without_invisible(report.doc_no)),
        "published": report.published_on,
        "changed": state_of(report.updated_at),
    }
    return {name: value for name, value in columns.items() if value is not None}


def state_of(changed: datetime) -> str:
    """Return what tells the state a report was in from every other: when it was last changed."""
    return changed.astimezone(UTC).isoformat(timespec="microseconds")


def source_heading(section: Section) -> str:
    """Return label and heading as far as the source has them; supplied ones are not its words."""
    label = "" if section.label_supplied else section.label
    return label + ("" if section.heading_supplied else section.heading)


def _documents(reports: list[Report]) -> Iterator[Document]:
    revisions = [report.current_revision_id or 0 for report in reports]
    texts = Revision.objects.filter(pk__in=revisions).values_list("pk", "text")
    floors = {revision: gloss_floor(text) for revision, text in texts}
    sections: defaultdict[int, list[Section]] = defaultdict(list)
    for section in Section.objects.filter(revision__in=revisions).only(*_READ).order_by("order"):
        sections[section.revision_id].append(section)
    for report in reports:
        revision = report.current_revision_id or 0
        columns = report_columns(report, floors[revision])
        for section in sections[revision]:
            yield document(section, columns, floors[revision])
