"""Which sections staff say belong together, or do not."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.report import Report


class SavedPair(models.Model):
    """A person's word on two sections of two reports: a pair, or (`apart`) no pair.

    Sections are named by their anchors; `left` is the report with the smaller public id.
    """

    left = models.ForeignKey(Report, models.CASCADE, related_name="+", verbose_name=_("报告"))
    left_anchor = models.CharField(_("章节"), max_length=12)
    right = models.ForeignKey(Report, models.CASCADE, related_name="+", verbose_name=_("另一份报告"))
    right_anchor = models.CharField(_("另一章节"), max_length=12)
    apart = models.BooleanField(_("不配对"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("时间"), auto_now=True)

    class Meta:
        verbose_name = _("人工配对")
        verbose_name_plural = _("人工配对")
        ordering: ClassVar[list[str]] = ["left", "right", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["left", "left_anchor", "right", "right_anchor"], name="saved_pair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.left_anchor} {self.right_anchor}"
