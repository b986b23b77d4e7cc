"""Indicators, the numbers found in reports, and which number is of which indicator."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models.report import Report, Revision
from archive.models.section import Section


class Indicator(models.Model):
    """Something reports measure under several names, so that its numbers can stand side by side.

    Shipped ones come from seeds/lexicons/indicators.tsv; `shipped` keeps the row as it came, empty for those
    staff added, so that a later load tells what staff changed. `units` and `without` hold words separated by
    a vertical bar: the units a number of it may have, and words that make a name another thing.
    """

    class Measure(models.TextChoices):
        COUNT = "count", _("数量")
        RATE = "rate", _("比率")
        AMOUNT = "amount", _("金额")
        INDEX = "index", _("指数")

    slug = models.SlugField(_("代码"), max_length=60, unique=True)
    name = models.CharField(_("名称"), max_length=60, unique=True)
    definition = models.CharField(_("定义"), max_length=300)
    unit = models.CharField(_("单位"), max_length=20, blank=True)
    measure = models.CharField(_("类型"), max_length=10, choices=Measure, default=Measure.COUNT)
    topic = models.CharField(_("主题"), max_length=40, blank=True)
    units = models.CharField(_("可有的单位"), max_length=200, blank=True)
    without = models.CharField(_("不含的词"), max_length=300, blank=True)
    order = models.PositiveIntegerField(_("次序"), default=0)
    is_active = models.BooleanField(_("启用"), default=True)
    shipped = models.JSONField(default=dict, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("指标")
        verbose_name_plural = _("指标")
        ordering: ClassVar[list[str]] = ["order", "slug"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the page of its numbers."""
        return reverse("indicator", args=[self.slug])


class IndicatorAlias(models.Model):
    """A further name of an indicator."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="aliases", verbose_name=_("指标"))
    term = models.CharField(_("别名"), max_length=60)

    class Meta:
        verbose_name = _("别名")
        verbose_name_plural = _("别名")
        ordering: ClassVar[list[str]] = ["indicator", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["indicator", "term"], name="indicator_alias"),
        ]

    def __str__(self) -> str:
        return self.term


class FigureQuerySet(models.QuerySet["Figure"]):
    """Questions asked of figures."""

    def published(self) -> "FigureQuerySet":
        """Return what anybody may read: figures of the current text of published reports, not set aside."""
        return self.filter(
            revision__report__state=Report.State.PUBLISHED,
            revision__report__current_revision=models.F("revision"),
            dismissed=False,
        )


class Figure(models.Model):
    """One number of a revision; see `FigureDraft` for what the columns mean. Offsets point into its text.

    `dismissed` and `by_hand` are a person's word: not a figure of the report at all; of this indicator (or
    none), whatever the lexicon says. The machine's reading is never changed.
    """

    class Role(models.TextChoices):
        ACTUAL = "actual", _("实绩")
        TARGET = "target", _("目标")
        PLAN = "plan", _("计划")
        DELTA = "delta", _("增减")
        FROM = "from", _("此前")
        TO = "to", _("变为")

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="figures", verbose_name=_("版本"))
    section = models.ForeignKey(
        Section, models.SET_NULL, null=True, blank=True, related_name="figures", verbose_name=_("章节")
    )
    order = models.PositiveIntegerField(_("次序"))
    start = models.PositiveIntegerField(_("起"))
    end = models.PositiveIntegerField(_("止"))
    quoted = models.CharField(_("原文"), max_length=80)
    name = models.CharField(_("名称"), max_length=120, blank=True)
    name_spans = models.JSONField(default=list, editable=False)
    name_rule = models.CharField(_("名称依据"), max_length=20, blank=True)
    sentence_start = models.PositiveIntegerField(editable=False)
    sentence_end = models.PositiveIntegerField(editable=False)
    value = models.DecimalField(_("数值"), max_digits=24, decimal_places=6)
    unit = models.CharField(_("单位"), max_length=20, blank=True)
    unit_supplied = models.CharField(_("推补的单位"), max_length=20, blank=True)
    comparator = models.CharField(_("比较"), max_length=10, default="eq")
    role = models.CharField(_("性质"), max_length=10, choices=Role, default=Role.ACTUAL)
    qualifier = models.CharField(_("限定"), max_length=120, blank=True)
    whole = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="parts")
    flags = models.JSONField(_("存疑"), default=list)
    indicator = models.ForeignKey(
        Indicator, models.SET_NULL, null=True, blank=True, related_name="figures", verbose_name=_("指标")
    )
    indicator_qualifier = models.CharField(_("指标限定"), max_length=120, blank=True)
    by_hand = models.BooleanField(_("指标由人工指定"), default=False)
    dismissed = models.BooleanField(_("已由人工剔除"), default=False)

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("指标数值")
        verbose_name_plural = _("指标数值")
        ordering: ClassVar[list[str]] = ["revision", "order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["revision", "order"], name="figure_order"),
        ]
        # Which texts speak of an indicator, and how, without reading the rows.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["indicator", "revision", "dismissed", "role"], name="figure_indicator"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.quoted}"

    @property
    def anchor(self) -> str:
        """Return the permanent anchor of the number on the report page."""
        return f"f{self.start}"

    @property
    def is_level(self) -> bool:
        """Tell whether this says how much there is, not a change, a goal or what there was before."""
        return self.role in (self.Role.ACTUAL, self.Role.TO)
