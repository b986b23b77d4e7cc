"""The lexicon among the plain tables for staff, to look at; its own pages edit and record it."""

from django.contrib import admin

from archive.admin_tables import ReadOnlyAdmin
from search.models import SynonymSet


@admin.register(SynonymSet)
class SynonymSetAdmin(ReadOnlyAdmin):
    """Sets of words searched for one another."""

    list_display = ("__str__", "relation", "note", "origin", "active", "changed_at", "changed_by")
    list_filter = ("relation", "origin", "active")
    search_fields = ("folded", "note")
    list_select_related = ("changed_by",)
