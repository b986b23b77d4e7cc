"""Rows made from confirmed drafts: how a Draft becomes Report columns, a Revision, Evidence and Sections."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from django.contrib.auth.models import User

from archive.corrections import (
    EDITABLE,
    Corrections,
    corrected_metadata,
    corrected_sections,
    heading_of,
)
from archive.figure_rows import save_figures
from archive.ingest import pipeline
from archive.ingest.figures.extract import extract_figures
from archive.ingest.types import Draft, FigureDraft, Metadata, SectionDraft
from archive.models import Evidence, Intake, Region, Report, Revision, Section

_BESIDE = ("reporting_year_claimed", "issuer_inferred", "published_time")  # beside the editable values


def region_for(code: str | None, year: int | None) -> Region | None:
    """Return the division row of `code` valid in `year` (today's when unknown), or None."""
    if not code:
        return None
    rows = Region.objects.filter(code=code).order_by("-valid_from")
    dated = rows.valid_in(year).first() if year else None
    return dated or rows.current().first() or rows.first()


def public_id(metadata: Metadata, sha256: str) -> str:
    """Return an id never given before: region code, year, and as much of the checksum as makes it unique."""
    year = metadata.reporting_year or metadata.plan_year or "nd"
    stem = f"{metadata.region_code or '000000'}-{year}-"
    for length in range(4, 11):
        candidate = stem + sha256[:length]
        if not Report.objects.filter(public_id=candidate).exists():
            return candidate
    raise RuntimeError(f"no free id for {stem}")


def apply(report: Report, metadata: Metadata) -> None:
    """Set every column of `report` from `metadata`, saving nothing."""
    apply_values(report, {name: getattr(metadata, name) for name in EDITABLE})
    report.reporting_year_claimed = metadata.reporting_year_claimed
    report.issuer_inferred = metadata.issuer_inferred or ""
    report.published_time = metadata.published_time or ""


def apply_values(report: Report, values: Mapping[str, Any]) -> None:
    """Set the named columns (see EDITABLE; dates are ISO strings), saving nothing.

    The division is always the one valid in the year then in force, whichever of the two was set.
    """
    for name, value in values.items():
        match name:
            case "published" | "signed":
                setattr(report, f"{name}_on", date.fromisoformat(value) if value else None)
            case "reporting_year" | "plan_year":
                setattr(report, name, value)
            case "region_code":
                pass  # needs the years, set below
            case _:
                setattr(report, name, value or "")
    code = values.get("region_code", report.region.code if report.region else None)
    report.region = region_for(code, report.reporting_year or report.plan_year)


def restore_values(report: Report, before: Mapping[str, Any]) -> None:
    """Set the columns of `report` as a `snapshot` tells them, saving nothing; others stay."""
    apply_values(report, {name: before[name] for name in EDITABLE if name in before})
    for name in _BESIDE:
        setattr(report, name, before.get(name, getattr(report, name)))


def add_revision(
    report: Report,
    intake: Intake,
    draft: Draft,
    corrections: Corrections,
    by: User | None,
) -> Revision:
    """Write the next revision of a saved `report` with its evidence and sections, and make it current."""
    if intake.source_file is None:
        raise ValueError("a file of which nothing was kept cannot be published")
    last = report.revisions.order_by("-number").first()
    revision = revision_of(draft)
    revision.report, revision.number = report, last.number + 1 if last else 1
    revision.source_file, revision.published_by = intake.source_file, by
    revision.save(force_insert=True)
    Evidence.objects.bulk_create(evidence_of(revision, draft, corrections))
    _save_tree(sections_of(revision, draft, corrections))
    save_figures(revision, figures_of(draft, corrections))
    report.show(revision)
    report.save()
    return revision


def _save_tree(sections: list[Section]) -> None:
    """Save rows a generation at a time: a few statements a report, not one a section."""
    generations: list[list[Section]] = []
    depth: dict[int, int] = {}  # by place in the reading order
    for row in sections:
        depth[row.order] = depth[row.parent.order] + 1 if row.parent is not None else 0
        if depth[row.order] == len(generations):
            generations.append([])
        generations[depth[row.order]].append(row)
    for generation in generations:
        for row in generation:
            row.parent = row.parent  # takes over the key the parent has got meanwhile
        Section.objects.bulk_create(generation)


def revision_of(draft: Draft) -> Revision:
    """Return the text of a draft as a revision of no report yet, saving nothing."""
    return Revision(
        text=draft.extracted.text,
        encoding=draft.extracted.encoding,
        extractor=draft.extracted.extractor,
        tables=[list(span) for span in draft.extracted.tables],
        pages=list(draft.extracted.pages),
        repairs=[[r.start, r.end, r.reading, r.kind, r.exact, r.note] for r in draft.repairs],
        main_start=draft.cleaned.main.start,
        main_end=draft.cleaned.main.end,
        dropped=[[d.start, d.end, d.reason] for d in draft.cleaned.dropped],
        defects=[[d.start, d.end, d.kind] for d in draft.cleaned.defects],
        warnings=[{"code": w.code, "message": w.message, "field": w.field} for w in draft.warnings],
        pipeline_version=pipeline.VERSION,
    )


def evidence_of(revision: Revision, draft: Draft, corrections: Corrections) -> list[Evidence]:
    """Return the evidence of a draft as rows of `revision`, saving nothing."""
    return [
        Evidence(
            revision=revision,
            field=item.field,
            value=item.value[:500],
            rule=item.rule,
            inferred=item.inferred,
            confidence=item.confidence,
            spans=[list(span) for span in item.spans],
            note=item.note[:300],
            overridden=item.field in corrections.values
            and corrections.values[item.field] != getattr(draft.metadata, item.field),
        )
        for item in draft.evidence
    ]


def figures_of(draft: Draft, corrections: Corrections) -> tuple[FigureDraft, ...]:
    """Return the figures of the sections in force: a person may have dropped some, or given others a role."""
    if not corrections.sections and not corrections.cuts:
        return draft.figures
    kept = [current for _machine, current in corrected_sections(draft.sections, corrections)]
    return extract_figures(draft.extracted.text, kept)


def sections_of(revision: Revision, draft: Draft, corrections: Corrections) -> list[Section]:
    """Return the sections in force as rows of `revision` in reading order, saving nothing.

    Parents come before their children.
    """
    # By the machine's tree, so that an anchor stays whatever people drop.
    virtual = {one for one, after in pairwise(draft.sections) if one.start == after.start}
    rows: list[Section] = []
    for order, (machine, current) in enumerate(corrected_sections(draft.sections, corrections)):
        row = _section(revision, order, machine, current)
        row.parent = rows[current.parent] if current.parent is not None else None
        row.flags = [*current.flags, *(["virtual"] if machine in virtual else [])]
        rows.append(row)
    return rows


def _section(revision: Revision, order: int, machine: SectionDraft, current: SectionDraft) -> Section:
    text = revision.text
    paragraphs = ["".join(text[a:b] for a, b in pieces) for pieces in current.paragraphs]
    return Section(
        revision=revision,
        order=order,
        start=current.start,
        end=current.end,
        level=current.level,
        machine_level=machine.level,
        label=current.label,
        label_supplied=current.label_supplied,
        heading=heading_of(current, text)[:300],
        heading_supplied=current.heading_supplied,
        heading_pieces=[list(span) for span in current.heading_pieces],
        paragraphs=[[list(span) for span in pieces] for pieces in current.paragraphs],
        body="\n".join(paragraphs),
        role=current.role,
        machine_role=machine.role,
        topics=list(current.topics),
        machine_topics=list(machine.topics),
    )


def overview(draft: Draft, corrections: Corrections) -> dict[str, Any]:
    """Return what lists show of a waiting file: the values in force, the counts, the warnings."""
    found = corrected_metadata(draft.metadata, corrections)
    names = ("title", "region_code", "reporting_year", "plan_year", "kind", "issuer")
    return {
        **{name: getattr(found, name) for name in names},
        "sections": len(corrected_sections(draft.sections, corrections)),
        "characters": len(draft.extracted.text),
        "encoding": draft.extracted.encoding,
        "warnings": [{"code": w.code, "message": w.message, "field": w.field} for w in draft.warnings],
    }


def snapshot(report: Report) -> dict[str, Any]:
    """Return the audited columns of `report` as JSON values."""
    plain = ("title", "reporting_year", "plan_year", "kind", "issuer", "doc_no", "index_no")
    source = ("source_name", "source_url", "source_type")
    return {
        **{name: getattr(report, name) for name in (*plain, *source, *_BESIDE, "withdrawn_reason")},
        "region_code": report.region.code if report.region else None,
        "published": report.published_on.isoformat() if report.published_on else None,
        "signed": report.signed_on.isoformat() if report.signed_on else None,
        "state": report.state,
        "revision": report.current_revision.number if report.current_revision else None,
        "repost_of": report.repost_of.public_id if report.repost_of else None,
    }
