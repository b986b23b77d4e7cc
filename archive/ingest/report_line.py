"""The JSON object that `manage.py ingest --dry-run --json` prints for one input (a stable contract)."""

from typing import Any

from archive.ingest.types import Draft, Evidence, FigureDraft, SectionDraft


def line_for(draft: Draft, file: str) -> dict[str, Any]:
    """Return the object for a recognised file; offsets point into the decoded input text."""
    found = draft.metadata
    return {
        "file": file,
        "ok": True,
        "error": None,
        "title": found.title,
        "issuer": found.issuer,
        "region_code": found.region_code,
        "reporting_year": found.reporting_year,
        "plan_year": found.plan_year,
        "kind": found.kind,
        "doc_no": found.doc_no,
        "published": found.published,
        "signed": found.signed,
        "sections": [_section(section) for section in draft.sections],
        "figures": [_figure(figure) for figure in draft.figures],
        "warnings": [{"code": w.code, "message": w.message, "field": w.field} for w in draft.warnings],
        "evidence": _evidence(draft.evidence),
    }


def error_line(file: str, message: str) -> dict[str, Any]:
    """Return the object for a file that was refused, with every key present."""
    names = ("title", "issuer", "region_code", "reporting_year", "plan_year", "kind", "doc_no")
    empty: dict[str, Any] = dict.fromkeys((*names, "published", "signed"))
    lists: dict[str, Any] = {"sections": [], "figures": [], "warnings": [], "evidence": {}}
    return {"file": file, "ok": False, "error": message} | empty | lists


def _section(section: SectionDraft) -> dict[str, Any]:
    return {
        "level": section.level,
        "label": section.label,
        "heading": section.heading,
        "role": section.role,
        "topics": list(section.topics),
        "start": section.start,
        "end": section.end,
    }


def _figure(figure: FigureDraft) -> dict[str, Any]:
    value = figure.value
    return {
        "name": figure.name,
        "value": int(value) if value == value.to_integral_value() else float(value),
        "unit": figure.unit,
        "comparator": figure.comparator,
        "role": figure.role,
        "start": figure.start,
        "end": figure.end,
    }


def _evidence(items: tuple[Evidence, ...]) -> dict[str, list[dict[str, Any]]]:
    by_field: dict[str, list[dict[str, Any]]] = {}
    for item in items:
        by_field.setdefault(item.field, []).append(
            {
                "value": item.value,
                "rule": item.rule,
                "inferred": item.inferred,
                "confidence": item.confidence,
                "spans": [list(span) for span in item.spans],
                "note": item.note,
            }
        )
    return by_field
