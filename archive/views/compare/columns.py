"""The head of a report's column on the compare page."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from archive import lexicons
from archive.models import Report
from archive.text.gloss import MIN_GLOSSES


@dataclass(frozen=True)
class Column:
    """One report: what its head says, and `remove`, the address of the comparison without it."""

    report: Report
    year: str
    place: str
    kind: str
    source: str
    year_inferred: bool
    region_inferred: bool
    remove: str

    @classmethod
    def of(cls, report: Report, *, remove: str) -> "Column":
        """Describe `report`."""
        inferred = report.inferred_fields
        return cls(
            report=report,
            year=str(report.shelf_year or _("年份未详")),
            place=report.region.name if report.region else _("地区未详"),
            kind=lexicons.kind_labels().get(report.kind, report.kind),
            source=lexicons.source_labels().get(report.source_type, ""),
            year_inferred=("reporting_year" if report.reporting_year else "plan_year") in inferred,
            region_inferred="region_code" in inferred,
            remove=remove,
        )

    @property
    def name(self) -> str:
        """Return place and year as written in titles."""
        return f"{self.place} {self.year}"

    @cached_property
    def address(self) -> str:
        """Return the address of the report."""
        return self.report.get_absolute_url()

    @cached_property
    def min_glosses(self) -> int:
        """Return how many glosses a section needs to be read as glossed: one where the whole text is."""
        revision = self.report.current_revision
        defects = revision.defects if revision else []
        return 1 if any(kind == "gloss" for _start, _end, kind in defects) else MIN_GLOSSES

    @property
    def inference(self) -> str:
        """Return the clause saying what was inferred, or an empty string."""
        match self.year_inferred, self.region_inferred:
            case True, True:
                return _("年份与地区为推断")
            case True, False:
                return _("年份为推断")
            case False, True:
                return _("地区为推断")
        return ""
