"""What result pages know of a report: plain values, read for a whole page of results at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, TextField
from django.db.models.functions import Cast

from archive.models import Evidence, Report

DAMAGE = ("mojibake", "mask", "gloss")  # kinds of defects that cards name
_INFERABLE = ("region_code", "reporting_year", "plan_year")
_COLUMNS = (
    "public_id",
    "current_revision_id",
    "title",
    "shelf_year",
    "reporting_year",
    "kind",
    "source_type",
    "published_on",
    "region__name",
    "region__parent__name",
    "region__parent__parent__name",
)


@dataclass(frozen=True)
class ReportRecord:
    """A published report without its text; `region` names the divisions from the province down."""

    public_id: str
    revision_id: int
    title: str
    year: int | None
    region: tuple[str, ...]
    kind: str
    source_type: str
    published_on: date | None
    is_region_inferred: bool
    is_year_inferred: bool
    damage: frozenset[str]

    @property
    def place(self) -> str:
        """Return the name of the division, empty when unknown."""
        return self.region[-1] if self.region else ""

    @property
    def has_glosses(self) -> bool:
        """Whether the source carries pinyin glosses."""
        return "gloss" in self.damage


def read_records(public_ids: Iterable[str]) -> dict[str, ReportRecord]:
    """Return public id -> record, without those that are not published (any more); two queries."""
    rows = list(
        Report.objects.published()
        .filter(public_id__in=list(public_ids), current_revision__isnull=False)
        .annotate(defects=Cast("current_revision__defects", TextField()))
        .annotate(**{f"has_{kind}": _has_defect(kind) for kind in DAMAGE})
        .order_by()
        .values(*_COLUMNS, *(f"has_{kind}" for kind in DAMAGE))
    )
    inferred = _inferred([row["current_revision_id"] for row in rows])
    return {row["public_id"]: _record(row, inferred) for row in rows}


def _has_defect(kind: str) -> "ExpressionWrapper[Q]":
    """Ask the stored JSON for a kind of defect without handing it over: a glossed text has thousands."""
    return ExpressionWrapper(Q(defects__contains=f'"{kind}"'), output_field=BooleanField())


def _inferred(revisions: list[int]) -> set[tuple[int, str]]:
    """Return (revision, field) of what a card marks as inferred."""
    found = Evidence.objects.filter(
        revision__in=revisions, field__in=_INFERABLE, inferred=True, overridden=False
    )
    return set(found.order_by().values_list("revision_id", "field"))


def _record(row: dict[str, Any], inferred: set[tuple[int, str]]) -> ReportRecord:
    revision = row["current_revision_id"]
    names = ("region__parent__parent__name", "region__parent__name", "region__name")
    return ReportRecord(
        public_id=row["public_id"],
        revision_id=revision,
        title=row["title"],
        year=row["shelf_year"],
        region=tuple(row[name] for name in names if row[name]),
        kind=row["kind"],
        source_type=row["source_type"],
        published_on=row["published_on"],
        is_region_inferred=(revision, "region_code") in inferred,
        is_year_inferred=(revision, "reporting_year" if row["reporting_year"] else "plan_year") in inferred,
        damage=frozenset(kind for kind in DAMAGE if row[f"has_{kind}"]),
    )
