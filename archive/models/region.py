"""Administrative divisions of GB/T 2260 with the years each was valid."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RegionQuerySet(models.QuerySet["Region"]):
    """Questions asked of the division table."""

    def valid_in(self, year: int) -> "RegionQuerySet":
        """Return divisions in force at some time in `year`."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=year), valid_from__lte=year)

    def current(self) -> "RegionQuerySet":
        """Return the divisions in force today."""
        return self.filter(valid_to__isnull=True)

    def within(self, prefix: str) -> "RegionQuerySet":
        """Return the division with this code and all below it (`34`, `340500`, `340504` all work)."""
        return self.filter(code__startswith=code_prefix(prefix))


def code_prefix(code: str) -> str:
    """Return the digits of a division code that its descendants share: 340000 -> 34, 340500 -> 3405."""
    if len(code) == 6 and code.endswith("0000"):  # noqa: PLR2004
        return code[:2]
    if len(code) == 6 and code.endswith("00"):  # noqa: PLR2004
        return code[:4]
    return code


class Region(models.Model):
    """One row of the division table; codes are reused, so (code, valid_from, name) identifies it."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("省级")
        PREFECTURE = "prefecture", _("地级")
        COUNTY = "county", _("县级")

    code = models.CharField(_("区划代码"), max_length=6, db_index=True)
    name = models.CharField(_("名称"), max_length=40, db_index=True)
    level = models.CharField(_("级别"), max_length=10, choices=Level)
    valid_from = models.PositiveSmallIntegerField(_("启用年份"))
    valid_to = models.PositiveSmallIntegerField(_("弃用年份"), null=True, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级"),
    )
    successors = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="predecessors",
        verbose_name=_("后继"),
    )

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("地区")
        verbose_name_plural = _("地区")
        ordering: ClassVar[list[str]] = ["code", "valid_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["code", "valid_from", "name"], name="region_row"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.code}"

    @property
    def ancestors(self) -> list["Region"]:
        """Return the divisions above this one, from the province down."""
        above: list[Region] = []
        region = self.parent
        while region is not None:
            above.insert(0, region)
            region = region.parent
        return above

    @property
    def lineage(self) -> list["Region"]:
        """Return the ancestors and the division itself."""
        return [*self.ancestors, self]

    @property
    def full_name(self) -> str:
        """Return the names from the province down, run together as on an envelope."""
        return "".join(region.name for region in self.lineage)


def region_display(code: str) -> str:
    """Return the full name of the division now (or last) bearing `code`, or an empty string."""
    region = Region.objects.filter(code=code).order_by("-valid_from").first() if code else None
    return region.full_name if region else ""
