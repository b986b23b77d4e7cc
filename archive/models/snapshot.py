"""The number of the state of everything readers can see."""

from typing import ClassVar

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone


class Snapshot(models.Model):
    """One row, counted up by every change readers can see, in the transaction of that change.

    What only staff can see moves nothing, so the number tells nothing about drafts.
    """

    number = models.PositiveBigIntegerField(default=0, editable=False)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%Y%m%d}-{self.number}"

    @classmethod
    def advance(cls) -> None:
        """Count one change; call it inside the transaction of the change."""
        with transaction.atomic():
            cls.objects.get_or_create(pk=1)
            cls.objects.filter(pk=1).update(number=F("number") + 1, at=timezone.now())

    @classmethod
    def current(cls) -> str:
        """Return the name of the state in force, such as `20261122-17`; `0` before anything was published."""
        row = cls.objects.filter(pk=1).first()
        return str(row) if row else "0"
