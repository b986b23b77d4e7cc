"""The tables of the archive, one module per aggregate."""

from archive.models.audit import Action, AuditEvent, Operation
from archive.models.intake import Batch, Fingerprint, Intake, Recognition, Resemblance
from archive.models.region import Region, code_prefix, region_display
from archive.models.report import Evidence, Report, Revision, SourceFile
from archive.models.section import Section

__all__ = [
    "Action",
    "AuditEvent",
    "Batch",
    "Evidence",
    "Fingerprint",
    "Intake",
    "Operation",
    "Recognition",
    "Region",
    "Report",
    "Resemblance",
    "Revision",
    "Section",
    "SourceFile",
    "code_prefix",
    "region_display",
]
