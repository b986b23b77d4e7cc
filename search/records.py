"""What result pages know of a report: plain values, read for a whole page of results at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q, TextField
from django.db.models.functions import Cast

from archive.models import Evidence, Report, Revision
from search import prepared
from search.prepared import Prepared

KEPT = 20_000  # reports, at some hundred bytes each
DAMAGE = ("mojibake", "mask", "gloss")  # kinds of defects that cards name
_INFERABLE = ("region_code", "reporting_year", "plan_year")
_COLUMNS = (
    "public_id",
    "current_revision_id",
    "updated_at",
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
_REPORTS = Prepared(
    lambda ids: (
        Report.objects.published()
        .filter(public_id__in=ids, current_revision__isnull=False)
        .order_by()
        .values_list(*_COLUMNS)
    ),
    prepared.text,
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
    published_on: str  # as 2023-02-22, empty when unknown
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
    """Return public id -> record, without those that are not published (any more).

    One query, and two more for reports not met since they last changed.
    """
    rows = [dict(zip(_COLUMNS, row, strict=True)) for row in _REPORTS.rows(list(public_ids))]
    known = _known({(row["current_revision_id"], row["updated_at"]) for row in rows})
    return {row["public_id"]: _record(row, known[row["current_revision_id"]]) for row in rows}


class _Known(NamedTuple):
    """What was recognised of one revision."""

    damage: frozenset[str]
    inferred: frozenset[str]


_Key = tuple[int, object]  # a revision, and when its report last changed
_kept: dict[_Key, _Known] = {}


def _known(keys: Collection[_Key]) -> dict[int, _Known]:
    """Return revision -> what was recognised; kept, for it is long to read and changes with its report."""
    found = {key: _kept[key] for key in keys if key in _kept}
    missing = {
        revision: (revision, changed) for revision, changed in keys if (revision, changed) not in found
    }
    if missing:
        read = {missing[revision]: known for revision, known in _read_known(list(missing)).items()}
        if len(_kept) > KEPT:
            _kept.clear()
        _kept.update(read)
        found |= read
    return {revision: known for (revision, _changed), known in found.items()}


def _read_known(revisions: list[int]) -> dict[int, _Known]:
    damaged = (
        Revision.objects.filter(pk__in=revisions)
        .annotate(found=Cast("defects", TextField()))
        .annotate(**{f"has_{kind}": _has_defect(kind) for kind in DAMAGE})
        .order_by()
        .values("pk", *(f"has_{kind}" for kind in DAMAGE))
    )
    evidence = Evidence.objects.filter(
        revision__in=revisions, field__in=_INFERABLE, inferred=True, overridden=False
    )
    inferred: dict[int, set[str]] = defaultdict(set)
    for revision, field in evidence.order_by().values_list("revision_id", "field"):
        inferred[revision].add(field)
    return {
        row["pk"]: _Known(
            frozenset(kind for kind in DAMAGE if row[f"has_{kind}"]), frozenset(inferred[row["pk"]])
        )
        for row in damaged
    }


def _has_defect(kind: str) -> "ExpressionWrapper[Q]":
    """Ask the stored JSON for a kind of defect without handing it over: a glossed text has thousands."""
    return ExpressionWrapper(Q(found__contains=f'"{kind}"'), output_field=BooleanField())


def _record(row: dict[str, Any], known: _Known) -> ReportRecord:
    names = ("region__parent__parent__name", "region__parent__name", "region__name")
    return ReportRecord(
        public_id=row["public_id"],
        revision_id=row["current_revision_id"],
        title=row["title"],
        year=row["shelf_year"],
        region=tuple(row[name] for name in names if row[name]),
        kind=row["kind"],
        source_type=row["source_type"],
        published_on=str(row["published_on"] or ""),
        is_region_inferred="region_code" in known.inferred,
        is_year_inferred=("reporting_year" if row["reporting_year"] else "plan_year") in known.inferred,
        damage=known.damage,
    )
