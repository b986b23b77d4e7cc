"""The tables of the archive, one module per aggregate."""

from archive.models.audit import Action, AuditEvent, Operation
from archive.models.coverage import CoverageMark
from archive.models.figure import Figure, Indicator, IndicatorAlias
from archive.models.intake import Batch, Fingerprint, Intake, Recognition, Resemblance
from archive.models.pairing import SavedPair
from archive.models.region import Region, code_prefix, region_display
from archive.models.report import Evidence, Report, Revision, SourceFile
from archive.models.section import Section
from archive.models.snapshot import Snapshot

__all__ = [
    "Action",
    "AuditEvent",
    "Batch",
    "CoverageMark",
    "Evidence",
    "Figure",
    "Fingerprint",
    "Indicator",
    "IndicatorAlias",
    "Intake",
    "Operation",
    "Recognition",
    "Region",
    "Report",
    "Resemblance",
    "Revision",
    "SavedPair",
    "Section",
    "Snapshot",
    "SourceFile",
    "code_prefix",
    "region_display",
]
