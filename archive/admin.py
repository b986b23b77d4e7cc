"""The plain tables behind the archive, for staff: search and filter everywhere, machine values read-only.

Corrections to a report go through services, so they are audited and reach the index; what services own is
shown here and cannot be typed over.
"""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from archive import services
from archive.admin_figures import CoverageMarkAdmin, FigureAdmin, IndicatorAdmin, SavedPairAdmin
from archive.admin_tables import ReadOnlyAdmin
from archive.models import (
    AuditEvent,
    Batch,
    CoverageMark,
    Evidence,
    Figure,
    Indicator,
    Intake,
    Operation,
    Region,
    Report,
    Resemblance,
    Revision,
    SavedPair,
    Section,
    SourceFile,
)
from archive.services import accounts

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


@admin.register(Batch)
class BatchAdmin(ReadOnlyAdmin):
    """Files handed in together."""

    list_display = ("__str__", "origin", "started_by", "started_at")
    list_filter = ("origin",)
    list_select_related = ("started_by",)


@admin.register(Operation)
class OperationAdmin(ReadOnlyAdmin):
    """Decisions about many files, and whether they were undone."""

    list_display = ("__str__", "kind", "batch", "by", "at", "undone_by", "undone_at")
    list_filter = ("kind",)
    list_select_related = ("batch", "by", "undone_by")


@admin.register(Resemblance)
class ResemblanceAdmin(ReadOnlyAdmin):
    """Near duplicates and what was decided about them."""

    list_display = ("intake", "report", "share", "decision", "decided_by")
    list_filter = ("decision",)
    list_select_related = ("intake", "report", "decided_by")


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    """The append-only record."""

    list_display = ("at", "actor", "action", "subject", "report", "operation")
    list_filter = ("action", "actor")
    search_fields = ("subject", "report__public_id")
    list_select_related = ("actor", "report", "operation")


admin.site.register(Indicator, IndicatorAdmin)
admin.site.register(Figure, FigureAdmin)
admin.site.register(CoverageMark, CoverageMarkAdmin)
admin.site.register(SavedPair, SavedPairAdmin)
admin.site.unregister(User)
admin.site.unregister(Group)


_BEFORE = "archive.rights_before"  # in `request.META`: what the account or role was before the change


class RecordedAdmin(admin.ModelAdmin[Any]):
    """Accounts and roles: every change goes into the append-only record, from what to what."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        held = self.get_queryset(request).filter(pk=obj.pk).first()
        request.META[_BEFORE] = accounts.rights_of(held) if held else {}
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        after = accounts.rights_of(form.instance)
        accounts.record_rights(form.instance, request.user, request.META[_BEFORE], after)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        before = accounts.rights_of(obj)
        with transaction.atomic():
            super().delete_model(request, obj)
            accounts.record_rights(obj, request.user, before, {})

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for one in queryset:
            self.delete_model(request, one)


@admin.register(User)
class AccountAdmin(RecordedAdmin, UserAdmin[User]):
    """Accounts; who is no superuser cannot make one, nor hand out single permissions."""

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        fixed = tuple(super().get_readonly_fields(request, obj))
        return fixed if request.user.is_superuser else (*fixed, "is_superuser", "user_permissions")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        # Else its password could be set and the account taken over.
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002  (Django's name)
        """Set a password, and record that it was set."""
        with transaction.atomic():
            before = User.objects.filter(pk=id).first() if id.isdecimal() else None
            response = super().user_change_password(request, id, form_url)
            if before and User.objects.get(pk=before.pk).password != before.password:
                accounts.record_password(before, request.user)
        return response


@admin.register(Group)
class RoleAdmin(RecordedAdmin, GroupAdmin):
    """The roles and their permissions."""
