"""The tables of indicators, figures, marks and pairs; indicators are edited through their service."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from archive.admin_tables import ReadOnlyAdmin
from archive.forms.indicators import IndicatorForm
from archive.models import Figure, Indicator
from archive.services import ServiceError
from archive.services.indicators import remove_indicator, save_indicator, switch_indicator
from archive.services.shipped_indicators import is_changed


class IndicatorAdmin(admin.ModelAdmin[Indicator]):
    """The lexicon, an indicator with its names a page; figures are grouped anew by every change."""

    form = IndicatorForm
    list_display = ("name", "slug", "measure", "unit", "topic", "is_active", "changed")
    list_filter = ("is_active", "measure", "topic")
    search_fields = ("name", "slug", "aliases__term")
    fields = (
        "slug",
        "name",
        "definition",
        "measure",
        "unit",
        "units",
        "topic",
        "terms",
        "without",
        "is_active",
        "seen",
    )

    @admin.display(description=_("本馆改过"), boolean=True)
    def changed(self, one: Indicator) -> bool:
        """Tell whether staff changed a shipped indicator."""
        return is_changed(one)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("slug",) if obj else ()  # a code is part of page addresses

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Leave out deleting many at once: each is looked at by the service."""
        return {name: act for name, act in super().get_actions(request).items() if name != "delete_selected"}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.shipped)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Say in one sentence what the service refused after the form had let it pass."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ServiceError as error:
            self.message_user(request, str(error), messages.ERROR)
            return redirect(request.get_full_path())

    def save_model(self, request: HttpRequest, obj: Indicator, form: Any, change: Any) -> None:
        """Hand what was typed to the service, which audits it and groups the figures anew."""
        held = Indicator.objects.get(pk=obj.pk) if change else None
        active = form.cleaned_data["is_active"]
        slug = form.cleaned_data.get("slug", "")
        saved = save_indicator(wording=form.wording(), by=request.user, slug=slug, held=held)
        if saved.is_active != active:
            saved = switch_indicator(held=saved, by=request.user, active=active)
        obj.pk = saved.pk

    def delete_model(self, request: HttpRequest, obj: Indicator) -> None:
        remove_indicator(held=obj, by=request.user)


class FigureAdmin(ReadOnlyAdmin):
    """Numbers found in reports; what a person says of one is said on the page of its report."""

    list_display = ("name", "quoted", "value", "unit", "role", "indicator", "indicator_qualifier", "flags")
    list_filter = ("role", "comparator", "by_hand", "dismissed")
    search_fields = ("name", "revision__report__public_id", "indicator__name")
    list_select_related = ("indicator",)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Figure]:
        return super().get_queryset(request).defer("revision__text")


class CoverageMarkAdmin(ReadOnlyAdmin):
    """Reports looked for in vain."""

    list_display = ("region_code", "year", "checked_on", "note", "source_url", "by", "at")
    list_filter = ("year",)
    search_fields = ("region_code", "note")
    list_select_related = ("by",)


class SavedPairAdmin(ReadOnlyAdmin):
    """What people said about two sections."""

    list_display = ("left", "left_anchor", "right", "right_anchor", "apart", "by", "at")
    list_filter = ("apart",)
    search_fields = ("left__public_id", "right__public_id")
    list_select_related = ("left", "right", "by")
