"""Works as rows of the archive's tables, written fast into an empty database."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from django.conf import settings
from django.db import transaction

from archive.divisions import load_divisions
from archive.models import Evidence, Region, Report, Revision, Section, SourceFile
from archive.text.gloss import find_glosses
from tests.bench.search.works import Piece, Place, Work, works

BATCH = 100  # reports written at a time


@dataclass
class _Rows:
    sources: list[SourceFile] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)


def main(sections: str) -> None:
    """Fill the archive of this environment; prints how many characters it holds."""
    print(fill(int(sections)))


def fill(sections: int) -> int:
    """Write the divisions and so many sections; returns the characters of their headings and bodies."""
    load_divisions(settings.DIVISIONS_FILE)
    characters, first = 0, 1
    made = works(places(), sections)
    while batch := list(islice(made, BATCH)):
        rows = _rows(batch, first)
        _write(rows)
        first += len(rows.sections)
        characters += sum(len(piece.label + piece.heading + piece.body) for w in batch for piece in w.pieces)
    return characters


def places() -> list[Place]:
    """Return the divisions reports come from: mostly counties, in the order of their codes."""
    rows = Region.objects.order_by("code", "valid_from").values_list(
        "pk", "code", "name", "valid_from", "valid_to"
    )
    return [Place(pk, code, name, first, last or 9999) for pk, code, name, first, last in rows]


def _rows(batch: Iterable[Work], first: int) -> _Rows:
    rows = _Rows()
    for work in batch:
        pk = work.number + 1
        rows.sources.append(_source(pk, work))
        rows.reports.append(_report(pk, work))
        rows.revisions.append(_revision(pk, work))
        rows.evidence += _evidence(pk, work)
        keys = [first + len(rows.sections) + order for order in range(len(work.pieces))]
        rows.sections += (_section(pk, order, keys, piece) for order, piece in enumerate(work.pieces))
    return rows


@transaction.atomic
def _write(rows: _Rows) -> None:
    """Insert all rows; a report may name its text before that is there, until the transaction ends."""
    SourceFile.objects.bulk_create(rows.sources)
    Report.objects.bulk_create(rows.reports)
    Revision.objects.bulk_create(rows.revisions)
    Evidence.objects.bulk_create(rows.evidence)
    Section.objects.bulk_create(rows.sections)


def _source(pk: int, work: Work) -> SourceFile:
    content = work.text.encode()
    return SourceFile(
        pk=pk,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        name=f"{work.public_id}.txt",
        media_type="text/plain",
    )


def _report(pk: int, work: Work) -> Report:
    return Report(
        pk=pk,
        public_id=work.public_id,
        title=work.title,
        region_id=work.place.key,
        current_revision_id=pk,
        reporting_year=work.year,
        plan_year=work.year + 1,
        shelf_year=work.year,
        kind=work.kind,
        issuer=f"{work.place.name}卫生健康委员会",
        published_on=dt.date(*work.published),
        source_type=work.source,
    )


def _revision(pk: int, work: Work) -> Revision:
    return Revision(
        pk=pk,
        report_id=pk,
        number=1,
        source_file_id=pk,
        text=work.text,
        encoding="utf-8",
        main_start=0,
        main_end=len(work.text),
        defects=[[span.start, span.end, span.layer] for span in find_glosses(work.text)],
        pipeline_version="1",
    )


def _evidence(pk: int, work: Work) -> list[Evidence]:
    named = work.title.find(str(work.year))
    return [
        Evidence(
            revision_id=pk, field="title", value=work.title, rule="first_line", spans=[[0, len(work.title)]]
        ),
        Evidence(
            revision_id=pk,
            field="reporting_year",
            value=str(work.year),
            rule="title",
            spans=[[named, named + 4]],
        ),
        Evidence(revision_id=pk, field="region_code", value=work.place.code, rule="name", inferred=True),
    ]


def _section(pk: int, order: int, keys: list[int], piece: Piece) -> Section:
    heading = piece.start + len(piece.label)
    return Section(
        pk=keys[order],
        revision_id=pk,
        parent_id=None if piece.above is None else keys[piece.above],
        order=order,
        start=piece.start,
        end=piece.end,
        level=piece.level,
        machine_level=piece.level,
        label=piece.label,
        heading=piece.heading or "(前言)",
        heading_supplied=not piece.heading,
        heading_pieces=[[heading, piece.words_start]] if piece.heading else [],
        paragraphs=[[[piece.words_start, piece.end]]] if piece.body else [],
        body=piece.body,
        role=piece.role,
        machine_role=piece.role,
        topics=piece.topics,
        machine_topics=piece.topics,
    )
