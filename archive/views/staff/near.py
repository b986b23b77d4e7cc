"""Held reports that a waiting file resembles, and the decisions posted about them."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from archive import services
from archive.models import Intake, Resemblance

CHOICES = [
    (choice.value, choice.label) for choice in Resemblance.Decision if choice != Resemblance.Decision.OPEN
]


@dataclass(frozen=True)
class NearRow:
    """A held report, how much of it is shared, and the decision in the form."""

    noted: Resemblance
    decision: str

    @property
    def name(self) -> str:
        """The name of the field that decides about it."""
        return field_of(self.noted)


def field_of(noted: Resemblance) -> str:
    """Return the name of the form field that decides about a resemblance."""
    return f"same-{noted.report.public_id}"


def near_rows(intake: Intake, posted: QueryDict | None = None) -> list[NearRow]:
    """Return the resemblances of a file, the decisions as posted where they were."""
    found = intake.resemblances.select_related("report__region__parent__parent")
    sent = {} if posted is None else posted.dict()
    return [NearRow(one, str(sent.get(field_of(one), one.decision))) for one in found]


def keep_decisions(request: HttpRequest, intake: Intake) -> None:
    """Store the decisions posted with the form. Raises ServiceError when one cannot be taken."""
    for row in near_rows(intake, request.POST):
        if row.decision and row.decision != row.noted.decision:
            services.decide(intake=intake, report=row.noted.report, decision=row.decision, by=request.user)
