"""Made reports as rows of the archive's tables, with the figures the reader of numbers finds in them."""

import datetime as dt
import hashlib
import json
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from archive.divisions import load_divisions
from archive.figure_rows import rows_of, section_draft
from archive.ingest.figures.extract import VERSION, extract_figures
from archive.models import CoverageMark, Evidence, Figure, Region, Report, Revision, Section, Snapshot
from archive.models import SourceFile as Source
from tests.bench.pages.works import YEARS, Work, works
from tests.bench.search.works import Piece, Place

BATCH = 50  # reports written at a time
MARKS = 2000


@dataclass
class _Rows:
    sources: list[Source] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


def main(reports: str, stamp: str) -> None:
    """Fill the archive of this environment; writes what it holds to a file."""
    Path(stamp).write_text(json.dumps(fill(int(reports))), encoding="utf-8")


def fill(reports: int) -> dict[str, int]:
    """Write divisions, indicators, reports and coverage marks; returns how many of each there are.

    `pairs` counts the reports that repeat the one before them.
    """
    load_divisions(settings.DIVISIONS_FILE)
    call_command("load_indicators", verbosity=0)
    made = works(places(), reports)
    counted = {"reports": 0, "sections": 0, "figures": 0, "pairs": 0, "characters": 0}
    while batch := list(islice(made, BATCH)):
        rows = _rows(batch, counted["sections"] + 1, counted["figures"] + 1)
        _write(rows)
        found = (len(batch), len(rows.sections), len(rows.figures), sum(w.like is not None for w in batch))
        for name, more in zip(counted, (*found, sum(len(w.text) for w in batch)), strict=True):
            counted[name] += more
    _mark()
    Snapshot.advance()
    return counted


def places() -> list[Place]:
    """Return the divisions of today in the order of their codes."""
    rows = Region.objects.current().order_by("code").values_list("pk", "code", "name", "valid_from")
    return [Place(pk, code, name, first, 9999) for pk, code, name, first in rows]


def _rows(batch: Iterable[Work], section: int, figure: int) -> _Rows:
    rows = _Rows()
    for work in batch:
        pk = work.number + 1
        rows.sources.append(_source(pk, work))
        rows.reports.append(_report(pk, work))
        revision = _revision(pk, work)
        rows.revisions.append(revision)
        rows.evidence += _evidence(pk, work)
        first = section + len(rows.sections)
        keys = [first + order for order in range(len(work.pieces))]
        sections = [_section(pk, order, keys, piece) for order, piece in enumerate(work.pieces)]
        rows.sections += sections
        rows.figures += _figures(revision, sections, figure + len(rows.figures))
    return rows


@transaction.atomic
def _write(rows: _Rows) -> None:
    """Insert all rows; a report may name its text before that is there, until the transaction ends."""
    Source.objects.bulk_create(rows.sources)
    Report.objects.bulk_create(rows.reports)
    Revision.objects.bulk_create(rows.revisions)
    Evidence.objects.bulk_create(rows.evidence)
    Section.objects.bulk_create(rows.sections)
    Figure.objects.bulk_create(rows.figures)


def _figures(revision: Revision, sections: list[Section], first: int) -> list[Figure]:
    """Return the figures as publishing saves them, with keys already."""
    found = extract_figures(revision.text, [section_draft(section) for section in sections])
    made = rows_of(revision, found, sections)
    for order, row in enumerate(made):
        row.pk = first + order
    for row, draft in zip(made, found, strict=True):
        row.whole_id = None if draft.whole is None else first + draft.whole
    return made


def _mark() -> None:
    """Note for some divisions and years without a report that none was public."""
    held = set(Report.objects.values_list("region__code", "shelf_year"))
    rng = random.Random(9)
    codes = [place.code for place in places()]
    drawn = dict.fromkeys((rng.choice(codes), rng.randint(*YEARS)) for _ in range(2 * MARKS))
    free = [cell for cell in drawn if cell not in held][:MARKS]
    day = dt.date(2026, 3, 1)
    CoverageMark.objects.bulk_create(
        CoverageMark(region_code=code, year=year, checked_on=day) for code, year in free
    )


def _source(pk: int, work: Work) -> Source:
    content = work.text.encode()
    return Source(
        pk=pk,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        name=f"{work.public_id}.txt",
        media_type="text/plain",
    )


def _report(pk: int, work: Work) -> Report:
    ahead = work.kind in ("plan", "key_points")
    return Report(
        pk=pk,
        public_id=work.public_id,
        title=work.title,
        region_id=work.place.key,
        current_revision_id=pk,
        topics="".join(f"|{code}|" for code in sorted({c for piece in work.pieces for c in piece.topics})),
        reporting_year=None if ahead else work.year,
        plan_year=work.year if ahead else work.year + 1,
        shelf_year=work.year,
        kind=work.kind,
        issuer=f"{work.place.name}卫生健康委员会",
        published_on=dt.date(work.year if ahead else work.year + 1, 1 + pk % 12, 1 + pk % 28),
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
        pipeline_version="1",
        figures_version=VERSION,
    )


def _evidence(pk: int, work: Work) -> list[Evidence]:
    named = work.title.find(str(work.year))
    title = [[0, len(work.title)]]
    year = [[named, named + 4]]
    return [
        Evidence(revision_id=pk, field="title", value=work.title, rule="first_line", spans=title),
        Evidence(revision_id=pk, field="reporting_year", value=str(work.year), rule="title", spans=year),
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
