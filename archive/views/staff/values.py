"""Metadata values as a person reads them: names for codes, and a word for what is not known."""

from django.utils.translation import gettext as _

from archive import lexicons
from archive.corrections import Corrections
from archive.ingest.types import Draft
from archive.models import region_display


def in_words(draft: Draft, name: str, corrections: Corrections) -> str:
    """Return the value of the field `name` with `corrections` in force, in words."""
    value = corrections.values.get(name, getattr(draft.metadata, name))
    if name == "kind":
        return lexicons.kind_labels().get(value, value)
    if name == "source_type":
        return lexicons.source_labels().get(value, value) or _("未详")
    if name == "region_code":
        return region_display(value or "") or _("未详")
    return str(value) if value else _("未详")


def machine_values(draft: Draft, corrections: Corrections) -> dict[str, tuple[str]]:
    """Return what the machine said, one value for each field a person corrected."""
    return {name: (in_words(draft, name, Corrections()),) for name in corrections.values}
