"""The plain tables behind the archive, for staff: search and filter everywhere, machine values read-only.

Corrections to a report go through services, so they are audited and reach the index; what services own is
shown here and cannot be typed over.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive import services
from archive.models import AuditEvent, Evidence, Intake, Region, Report, Revision, Section, SourceFile

admin.site.site_header = _("卫健工作报告档案：数据表")
admin.site.site_title = _("数据表")
admin.site.index_title = _("数据表")
admin.site.index_template = "admin/archive_index.html"

_AMENDABLE = (
    "title",
    "reporting_year",
    "plan_year",
    "kind",
    "issuer",
    "doc_no",
    "index_no",
    "source_name",
    "source_url",
    "source_type",
)


class ReadOnlyAdmin(admin.ModelAdmin[Any]):
    """A table that is looked at, never typed into."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Region)
class RegionAdmin(ReadOnlyAdmin):
    """Divisions come from the division table."""

    list_display = ("code", "name", "level", "parent", "valid_from", "valid_to")
    list_filter = ("level",)
    search_fields = ("code", "name")
    list_select_related = ("parent",)


class EvidenceInline(admin.TabularInline[Evidence, Revision]):
    """Why each value was chosen."""

    model = Evidence
    extra = 0
    can_delete = False
    fields = readonly_fields = ("field", "value", "rule", "inferred", "confidence", "note", "overridden")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    """Reports; metadata may be corrected, everything else is kept by services."""

    list_display = ("public_id", "title", "region", "reporting_year", "plan_year", "kind", "state")
    list_filter = ("state", "kind", "source_type", "reporting_year")
    search_fields = ("public_id", "title", "issuer", "doc_no", "region__name")
    list_select_related = ("region",)
    readonly_fields = (
        "public_id",
        "state",
        "region",
        "issuer_inferred",
        "reporting_year_claimed",
        "published_on",
        "published_time",
        "signed_on",
        "current_revision",
        "withdrawn_reason",
        "created_at",
    )
    fields = (*_AMENDABLE, *readonly_fields)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("archive.change_report")

    def save_model(self, request: HttpRequest, obj: Report, form: Any, change: Any) -> None:
        """Hand the changed values to the service, which audits and announces them."""
        values = {name: form.cleaned_data[name] for name in form.changed_data if name in _AMENDABLE}
        if values:
            services.amend(report=Report.objects.get(pk=obj.pk), values=values, by=request.user)


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    """Immutable texts."""

    list_display = ("report", "number", "source_file", "encoding", "published_at", "published_by")
    search_fields = ("report__public_id", "report__title")
    list_select_related = ("report", "source_file", "published_by")
    inlines = (EvidenceInline,)


@admin.register(Section)
class SectionAdmin(ReadOnlyAdmin):
    """Nodes of section trees."""

    list_display = ("revision", "order", "level", "label", "heading", "role", "topics")
    list_filter = ("role", "level")
    search_fields = ("heading", "revision__report__public_id")
    list_select_related = ("revision__report",)


@admin.register(SourceFile)
class SourceFileAdmin(ReadOnlyAdmin):
    """Received bytes by checksum."""

    list_display = ("name", "sha256", "size", "media_type", "received_at")
    search_fields = ("name", "sha256")


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    """Grounds of every recognised value."""

    list_display = ("revision", "field", "value", "rule", "inferred", "confidence", "overridden")
    list_filter = ("field", "inferred", "overridden")
    search_fields = ("revision__report__public_id", "value")
    list_select_related = ("revision__report",)


@admin.register(Intake)
class IntakeAdmin(ReadOnlyAdmin):
    """Files on their way in."""

    list_display = ("name", "state", "received_by", "received_at", "report")
    list_filter = ("state",)
    search_fields = ("name", "source_file__sha256")
    list_select_related = ("received_by", "report")


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    """The append-only record."""

    list_display = ("at", "actor", "action", "subject", "report")
    list_filter = ("action", "actor")
    search_fields = ("subject", "report__public_id")
    list_select_related = ("actor", "report")
