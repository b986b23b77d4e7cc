"""The tables of the archive, one module per aggregate."""

from archive.models.intake import AuditEvent, Intake
from archive.models.region import Region, code_prefix, region_display
from archive.models.report import Evidence, Report, Revision, SourceFile
from archive.models.section import Section

__all__ = [
    "AuditEvent",
    "Evidence",
    "Intake",
    "Region",
    "Report",
    "Revision",
    "Section",
    "SourceFile",
    "code_prefix",
    "region_display",
]
