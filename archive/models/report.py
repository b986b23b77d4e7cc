"""Reports, their immutable revisions, and the files they came from."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models.region import Region, code_prefix


class SourceFile(models.Model):
    """Received bytes, stored once under their SHA-256 and never changed."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True, editable=False)
    size = models.PositiveBigIntegerField(_("字节数"), editable=False)
    name = models.CharField(_("原文件名"), max_length=255, editable=False)
    media_type = models.CharField(_("类型"), max_length=80, editable=False)
    received_at = models.DateTimeField(_("收到时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("原件")
        verbose_name_plural = _("原件")

    def __str__(self) -> str:
        return f"{self.name} {self.sha256[:12]}"


class ReportQuerySet(models.QuerySet["Report"]):
    """Questions asked of the holdings."""

    def published(self) -> "ReportQuerySet":
        """Return what anybody may read."""
        return self.filter(state=Report.State.PUBLISHED)

    def in_region(self, code: str) -> "ReportQuerySet":
        """Return reports of a division and everything below it."""
        return self.filter(region__code__startswith=code_prefix(code))

    def of_year(self, year: int) -> "ReportQuerySet":
        """Return reports shelved under `year`."""
        return self.filter(shelf_year=year)

    def with_topic(self, code: str) -> "ReportQuerySet":
        """Return reports whose current text has a section on a topic."""
        return self.filter(topics__contains=f"|{code}|")

    def newest_first(self) -> "ReportQuerySet":
        """Order by year shelved under, newest first, unknown years last."""
        return self.order_by(models.F("shelf_year").desc(nulls_last=True), "region__code", "pk")


class Report(models.Model):
    """One work report of one bureau. Columns hold the value in force, Evidence the machine's value."""

    class State(models.TextChoices):
        PUBLISHED = "published", _("已发布")
        WITHDRAWN = "withdrawn", _("已撤下")

    public_id = models.CharField(_("编号"), max_length=24, unique=True, editable=False)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.PUBLISHED, db_index=True)
    title = models.CharField(_("标题"), max_length=300)
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("地区"),
    )
    reporting_year = models.PositiveSmallIntegerField(_("报告年度"), null=True, blank=True)
    reporting_year_claimed = models.PositiveSmallIntegerField(_("标题所称年度"), null=True, blank=True)
    plan_year = models.PositiveSmallIntegerField(_("计划年度"), null=True, blank=True)
    shelf_year = models.PositiveSmallIntegerField(
        _("归档年度"), null=True, blank=True, editable=False, db_index=True
    )
    kind = models.CharField(_("种类"), max_length=20, db_index=True)
    issuer = models.CharField(_("发布机构"), max_length=120, blank=True)
    issuer_inferred = models.CharField(_("推断的发布机构"), max_length=120, blank=True)
    doc_no = models.CharField(_("文号"), max_length=80, blank=True)
    index_no = models.CharField(_("索引号"), max_length=80, blank=True)
    published_on = models.DateField(_("发布日期"), null=True, blank=True)
    published_time = models.CharField(_("发布时刻"), max_length=8, blank=True)
    signed_on = models.DateField(_("成文日期"), null=True, blank=True)
    source_name = models.CharField(_("来源名称"), max_length=200, blank=True)
    source_url = models.CharField(_("来源网址"), max_length=500, blank=True)
    source_type = models.CharField(_("来源类型"), max_length=20, blank=True, db_index=True)
    current_revision = models.ForeignKey(
        "Revision", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    # |code|code|: the topics of the current text, kept here because its sections are many
    topics = models.CharField(_("主题"), max_length=1000, blank=True, editable=False)
    repost_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="reposts", verbose_name=_("转载自")
    )
    withdrawn_reason = models.CharField(_("撤下原因"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("收录时间"), auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("报告")
        verbose_name_plural = _("报告")
        ordering: ClassVar[list[str]] = ["-shelf_year", "public_id"]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the shelf year: the reporting year, or the plan year of a plan that sums nothing up."""
        self.shelf_year = self.reporting_year or self.plan_year
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        """Return the permanent address."""
        return reverse("report", args=[self.public_id])

    def show(self, revision: "Revision") -> None:
        """Make a text whose sections are saved the current one, saving nothing."""
        self.current_revision = revision
        codes = (code for topics in revision.sections.values_list("topics", flat=True) for code in topics)
        self.topics = "".join(f"|{code}|" for code in sorted(set(codes)))

    @property
    def inferred_fields(self) -> set[str]:
        """Return names of metadata fields whose value in force was inferred, not read (marked 推断)."""
        if self.current_revision is None:
            return set()
        return {e.field for e in self.current_revision.evidence.all() if e.inferred and not e.overridden}


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Questions asked of texts."""

    def readable(self) -> "RevisionQuerySet":
        """Return texts not taken back by an undo; the report itself may still be withdrawn."""
        return self.filter(retracted_at=None)


class Revision(models.Model):
    """One immutable text of a report, exactly as decoded from its source file."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="revisions", verbose_name=_("报告"))
    number = models.PositiveSmallIntegerField(_("版本号"))
    source_file = models.ForeignKey(
        SourceFile, models.PROTECT, related_name="revisions", verbose_name=_("原件")
    )
    text = models.TextField(_("原文"), editable=False)
    encoding = models.CharField(_("编码"), max_length=20, editable=False)
    main_start = models.PositiveIntegerField(editable=False)
    main_end = models.PositiveIntegerField(editable=False)
    dropped = models.JSONField(_("版面杂项"), default=list, editable=False)  # [start, end, reason]
    defects = models.JSONField(_("原文缺损"), default=list, editable=False)  # [start, end, kind]
    warnings = models.JSONField(_("提示"), default=list, editable=False)  # {code, message, field}
    extractor = models.CharField(_("读取方式"), max_length=20, default="txt", editable=False)
    tables = models.JSONField(_("表格"), default=list, editable=False)  # [start, end]: a line a row, tabs
    pages = models.JSONField(_("页码位置"), default=list, editable=False)  # offset where each page begins
    # [start, end, reading, kind, exact, note]: proposals beside the text, never written over it
    repairs = models.JSONField(_("修复建议"), default=list, editable=False)
    pipeline_version = models.CharField(_("识别程序版本"), max_length=20, editable=False)
    figures_version = models.CharField(_("数值识别版本"), max_length=20, blank=True, editable=False)
    published_at = models.DateTimeField(_("发布时间"), auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    retracted_at = models.DateTimeField(_("撤回时间"), null=True, blank=True, editable=False)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("版本")
        verbose_name_plural = _("版本")
        ordering: ClassVar[list[str]] = ["report", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "number"], name="revision_number"),
        ]

    def __str__(self) -> str:
        return f"{self.report.public_id} v{self.number}"


class Evidence(models.Model):
    """Why a metadata value was chosen, and what the machine said before a person corrected it."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="evidence", verbose_name=_("版本"))
    field = models.CharField(_("字段"), max_length=40)
    value = models.CharField(_("机器识别值"), max_length=500, blank=True)
    rule = models.CharField(_("依据"), max_length=60)
    inferred = models.BooleanField(_("推断"), default=False)
    confidence = models.FloatField(_("把握"), default=1.0)
    spans = models.JSONField(_("出处"), default=list)  # [[start, end], …] into Revision.text
    note = models.CharField(_("说明"), max_length=300, blank=True)
    overridden = models.BooleanField(_("已由人工更正"), default=False)

    class Meta:
        verbose_name = _("出处")
        verbose_name_plural = _("出处")
        ordering: ClassVar[list[str]] = ["revision", "field"]

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"

    @property
    def quotes(self) -> list[str]:
        """Return the words of the source the value rests on."""
        return [self.revision.text[start:end] for start, end in self.spans]
