"""What must hold of the store, the database and the index together; read only."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from archive import storage
from archive.models import Report, Section, SourceFile
from search import indexing


@dataclass(frozen=True)
class Finding:
    """One check: what was looked at, how many, and which of them are at fault."""

    label: str
    checked: int
    faults: tuple[str, ...]


def findings() -> list[Finding]:
    """Run every check. Raises SearchError when the index cannot be read."""
    return [_originals(), _revisions(), _sections(), *_index()]


def _originals() -> Finding:
    sources = SourceFile.objects.order_by("sha256").values_list("sha256", flat=True)
    faults = tuple(sha256 for sha256 in sources.iterator() if not storage.intact(sha256))
    return Finding(_("原件缺失或校验不符"), sources.count(), faults)


def _revisions() -> Finding:
    reports = Report.objects.order_by("public_id")
    faults = reports.filter(current_revision__isnull=True).values_list("public_id", flat=True)
    return Finding(_("没有版本的报告"), reports.count(), tuple(faults))


def _sections() -> Finding:
    reports = Report.objects.filter(current_revision__isnull=False).order_by("public_id")
    sections = Section.objects.filter(revision=OuterRef("current_revision"))
    faults = reports.filter(~Exists(sections)).values_list("public_id", flat=True)
    return Finding(_("没有章节的报告"), reports.count(), tuple(faults))


def _index() -> list[Finding]:
    found = indexing.difference()
    damaged, looked_at = indexing.damaged()
    published = Report.objects.published().count()
    return [
        Finding(_("损坏的索引文件"), looked_at, tuple(damaged)),
        Finding(_("索引缺少或过时的报告"), published, found.stale),
        Finding(_("索引中多余的报告"), published, found.alien),
    ]
