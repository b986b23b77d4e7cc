"""Files waiting for a person to confirm what was recognised, and the append-only record of decisions."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.report import Report, SourceFile


class IntakeQuerySet(models.QuerySet["Intake"]):
    """Questions asked of the intake shelf."""

    def waiting(self) -> "IntakeQuerySet":
        """Return files that still need a decision."""
        return self.filter(state=Intake.State.WAITING)


class Intake(models.Model):
    """One received file on its way in. The draft is recomputed from the bytes; only corrections are stored.

    Nothing here is a Report, so nothing here can leak through pages, search, counts or ids.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("等待确认")
        PUBLISHED = "published", _("已发布")
        DISCARDED = "discarded", _("已放弃")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source_file = models.ForeignKey(SourceFile, models.PROTECT, related_name="intakes")
    name = models.CharField(_("文件名"), max_length=255)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.WAITING, db_index=True)
    corrections = models.JSONField(_("更正"), default=dict, blank=True)
    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="intakes")
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    received_at = models.DateTimeField(_("收到时间"), auto_now_add=True)
    decided_at = models.DateTimeField(_("处理时间"), null=True, blank=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = _("待处理文件")
        verbose_name_plural = _("待处理文件")
        ordering: ClassVar[list[str]] = ["-received_at"]
        permissions = [("publish_report", _("可以发布报告"))]

    def __str__(self) -> str:
        return self.name


class AuditEvent(models.Model):
    """Who changed what, when, from what to what. Rows are only ever added."""

    at = models.DateTimeField(_("时间"), auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("操作者"),
    )
    action = models.CharField(_("操作"), max_length=20)
    report = models.ForeignKey(
        Report,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="audit",
        verbose_name=_("报告"),
    )
    subject = models.CharField(_("对象"), max_length=255)
    before = models.JSONField(_("之前"), default=dict)
    after = models.JSONField(_("之后"), default=dict)

    class Meta:
        verbose_name = _("操作记录")
        verbose_name_plural = _("操作记录")
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Write the row once; a later change is refused."""
        if not self._state.adding:
            msg = "an audit event is never changed"
            raise TypeError(msg)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        """Refuse: the record is append-only."""
        msg = "an audit event is never deleted"
        raise TypeError(msg)
