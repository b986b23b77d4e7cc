"""What staff found out about reports the archive does not hold."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CoverageMark(models.Model):
    """Somebody looked for a report of a division and year and found that none was public (已查未公开)."""

    region_code = models.CharField(_("地区代码"), max_length=6)
    year = models.PositiveSmallIntegerField(_("年度"))
    checked_on = models.DateField(_("查询日期"))
    note = models.CharField(_("说明"), max_length=300, blank=True)
    source_url = models.CharField(_("查询的网址"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("时间"), auto_now=True)

    class Meta:
        verbose_name = _("已查未公开")
        verbose_name_plural = _("已查未公开")
        ordering: ClassVar[list[str]] = ["region_code", "year"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["region_code", "year"], name="coverage_mark"),
        ]

    def __str__(self) -> str:
        return f"{self.region_code} {self.year}"
