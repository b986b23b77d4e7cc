"""Files on their way in: the batch they came with, what became of each, and which reports they resemble."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.models.report import Report, SourceFile


class Batch(models.Model):
    """Files handed in together: one upload of a person, or one run of the import command."""

    class Origin(models.TextChoices):
        WEB = "web", _("网页上传")
        COMMAND = "command", _("命令行导入")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("名称"), max_length=120, blank=True)
    origin = models.CharField(_("来路"), max_length=10, choices=Origin, default=Origin.WEB)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField(_("开始时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("批次")
        verbose_name_plural = _("批次")
        ordering: ClassVar[list[str]] = ["-started_at"]

    def __str__(self) -> str:
        return self.name or _("批次 %(at)s") % {
            "at": timezone.localtime(self.started_at).strftime("%Y-%m-%d %H:%M")
        }

    def get_absolute_url(self) -> str:
        """Return the page of the batch."""
        return reverse("batch", args=[self.pk])


class IntakeQuerySet(models.QuerySet["Intake"]):
    """Questions asked of the intake shelf."""

    def queued(self) -> "IntakeQuerySet":
        """Return files that nobody has recognised yet."""
        return self.filter(state=Intake.State.QUEUED)

    def waiting(self) -> "IntakeQuerySet":
        """Return files that still need a person's decision."""
        return self.filter(state=Intake.State.WAITING)

    def for_lists(self) -> "IntakeQuerySet":
        """Return files with what lists show of each; `near` counts the near duplicates still undecided."""
        undecided = models.Q(resemblances__decision="")
        return self.select_related("report", "twin__batch", "batch").annotate(
            near=models.Count("resemblances", filter=undecided)
        )

    def open(self) -> "IntakeQuerySet":
        """Return files not yet decided, recognised or not."""
        return self.filter(state__in=(Intake.State.QUEUED, Intake.State.WAITING))


class Intake(models.Model):
    """One received file on its way in. The machine's draft is a cache; a person's corrections are kept.

    Nothing here is a Report, so nothing here can leak through pages, search, counts or ids.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("等待识别")
        WAITING = "waiting", _("等待确认")
        PUBLISHED = "published", _("已发布")
        DUPLICATE = "duplicate", _("重复")
        FAILED = "failed", _("失败")
        DISCARDED = "discarded", _("已放弃")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="intakes", verbose_name=_("批次"))
    number = models.PositiveIntegerField(_("批次内序号"))
    upload_key = models.CharField(max_length=40, blank=True, editable=False)  # repeats of one upload share it
    # None for files refused before anything was kept: empty, too large, not a format we read.
    source_file = models.ForeignKey(
        SourceFile, models.PROTECT, null=True, blank=True, related_name="intakes", verbose_name=_("原件")
    )
    name = models.CharField(_("文件名"), max_length=255)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.QUEUED, db_index=True)
    reason = models.CharField(_("原因"), max_length=300, blank=True)
    corrections = models.JSONField(_("更正"), default=dict, blank=True)
    version = models.PositiveIntegerField(_("更正次数"), default=0, editable=False)
    # The values in force as lists show them: title, region_code, reporting_year, plan_year, kind, issuer,
    # sections, characters, warnings [{code, message, field}].
    overview = models.JSONField(_("识别概要"), default=dict, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("识别次数"), default=0, editable=False)
    leased_until = models.DateTimeField(null=True, blank=True, editable=False)
    # The report made of this file, or, for a duplicate, the one that already holds its bytes.
    report = models.ForeignKey(
        Report, models.PROTECT, null=True, blank=True, related_name="intakes", verbose_name=_("报告")
    )
    # For a duplicate of a file that still waits: that file.
    twin = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    received_at = models.DateTimeField(_("收到时间"), auto_now_add=True)
    decided_at = models.DateTimeField(_("处理时间"), null=True, blank=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = _("待处理文件")
        verbose_name_plural = _("待处理文件")
        ordering: ClassVar[list[str]] = ["-received_at", "-number"]
        permissions = [("publish_report", _("可以发布、撤下和修订报告"))]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["batch", "number"], name="intake_number"),
            models.UniqueConstraint(
                fields=["batch", "upload_key"], condition=~models.Q(upload_key=""), name="intake_upload_key"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the preview page of the file."""
        return reverse("intake_preview", args=[self.batch_id, self.number])

    @property
    def is_open(self) -> bool:
        """Tell whether the file still needs recognition or a decision."""
        return self.state in (self.State.QUEUED, self.State.WAITING)

    @property
    def in_progress(self) -> bool:
        """Tell whether a worker is reading the file right now."""
        return self.state == self.State.QUEUED and bool(
            self.leased_until and self.leased_until > timezone.now()
        )


class Recognition(models.Model):
    """What the pipeline recognised in a waiting file, encoded; a cache that may be thrown away any time."""

    intake = models.OneToOneField(Intake, models.CASCADE, primary_key=True, related_name="recognition")
    pipeline_version = models.CharField(max_length=20)
    draft = models.BinaryField()

    class Meta:
        verbose_name = _("识别结果")
        verbose_name_plural = _("识别结果")

    def __str__(self) -> str:
        return str(self.intake_id)


class Resemblance(models.Model):
    """A waiting file shares most of its sentences with a held report; a person decides what that means."""

    class Decision(models.TextChoices):
        OPEN = "", _("待定")
        REVISION = "revision", _("新版本")
        REPOST = "repost", _("转载")
        DIFFERENT = "different", _("不同报告")

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="resemblances", verbose_name=_("文件"))
    report = models.ForeignKey(Report, models.PROTECT, related_name="+", verbose_name=_("报告"))
    share = models.FloatField(_("相同比例"))  # 0..1, of the shorter text's 13-character runs
    decision = models.CharField(_("处理"), max_length=10, choices=Decision, blank=True, default=Decision.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("疑似重复")
        verbose_name_plural = _("疑似重复")
        ordering: ClassVar[list[str]] = ["-share", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["intake", "report"], name="resemblance_once"),
        ]

    def __str__(self) -> str:
        return f"{self.intake} ≈ {self.report} {self.share:.0%}"

    @property
    def percent(self) -> int:
        """Return the share as a whole percentage, never rounded up to 100."""
        return int(self.share * 100)


class Fingerprint(models.Model):
    """One sampled 13-character run of a revision's sentences, hashed; finds near-duplicates by look-up."""

    revision = models.ForeignKey("archive.Revision", models.CASCADE, related_name="fingerprints")
    value = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = _("句子指纹")
        verbose_name_plural = _("句子指纹")

    def __str__(self) -> str:
        return f"{self.value:016x}"
