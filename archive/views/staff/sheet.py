"""One waiting file as a person works on it: the draft, the forms over it, the corrections they mean."""

from dataclasses import dataclass

from django.http import QueryDict

from archive.corrections import Corrections
from archive.forms import MetadataForm, changed_values, metadata_initial
from archive.ingest.types import Draft
from archive.models import Intake
from archive.views.staff.outline import Outline, shown_outline

WITH_OUTLINE = "outline"  # posted by pages that show the outline; others leave it as kept


@dataclass(frozen=True)
class Sheet:
    """A draft under its forms; `kept` are the corrections already stored."""

    intake: Intake
    draft: Draft
    kept: Corrections
    form: MetadataForm
    outline: Outline

    def is_valid(self) -> bool:
        """Tell whether everything posted can be kept."""
        return all([self.form.is_valid(), self.outline.is_valid()])

    def corrections(self) -> Corrections:
        """Return the corrections a valid post means."""
        values = changed_values(self.form, self.draft.metadata)
        return Corrections(values, self.outline.changes(), self.outline.cuts)


def sheet_of(intake: Intake, draft: Draft, kept: Corrections | None = None) -> Sheet:
    """Return the sheet with the corrections stored, or with `kept` in their place."""
    if kept is None:
        kept = Corrections.from_json(intake.corrections)
    form = MetadataForm(initial=metadata_initial(draft.metadata, kept))
    return Sheet(intake, draft, kept, form, shown_outline(draft, kept))


def posted_sheet(intake: Intake, draft: Draft, posted: QueryDict) -> Sheet:
    """Return the sheet as a person posted it."""
    kept = Corrections.from_json(intake.corrections)
    form = MetadataForm(posted, initial=metadata_initial(draft.metadata, kept))
    outline = shown_outline(draft, kept, posted if WITH_OUTLINE in posted else None)
    return Sheet(intake, draft, kept, form, outline)
