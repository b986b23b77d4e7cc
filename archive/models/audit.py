"""The append-only record of who changed what from what to what, and the operations that can be undone."""

import uuid
from datetime import timedelta
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.models.intake import Batch, Intake
from archive.models.report import Report

UNDO_PERIOD = timedelta(days=30)


class Action(models.TextChoices):
    """What was done. A code, once used, keeps its meaning."""

    RECEIVE = "receive", _("收到")
    RETRY = "retry", _("重试")
    CORRECT = "correct", _("更正")
    DECIDE = "decide", _("判定疑似重复")
    PUBLISH = "publish", _("发布")
    REVISE = "revise", _("发布新版本")
    AMEND = "amend", _("修改报告信息")
    WITHDRAW = "withdraw", _("撤下")
    REINSTATE = "reinstate", _("恢复")
    REVERT = "revert", _("退回上一版本")
    DISCARD = "discard", _("放弃")
    RESTORE = "restore", _("取回")
    UNDO = "undo", _("撤销批量操作")
    ACCOUNT = "account", _("修改账户或权限")
    LEXICON = "lexicon", _("修改同义词")
    INDICATOR = "indicator", _("修改指标词表")
    FIGURE = "figure", _("更正指标数值")
    COVERAGE = "coverage", _("标记已查未公开")
    PAIRING = "pairing", _("保存章节配对")


class Operation(models.Model):
    """One decision about one or many files, which can be undone as a whole for 30 days."""

    class Kind(models.TextChoices):
        SET = "set", _("批量设置")
        PUBLISH = "publish", _("发布")
        DISCARD = "discard", _("放弃")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("操作"), max_length=10, choices=Kind)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="operations")
    values = models.JSONField(_("设为"), default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("时间"), auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("批量操作")
        verbose_name_plural = _("批量操作")
        ordering: ClassVar[list[str]] = ["-at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {timezone.localtime(self.at):%Y-%m-%d %H:%M}"

    @property
    def can_be_undone(self) -> bool:
        """Tell whether the operation stands and its 30 days are not over."""
        return self.undone_at is None and timezone.now() - self.at <= UNDO_PERIOD


class AppendOnly(models.QuerySet["AuditEvent"]):
    """Rows that are added and read; every other write is refused."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise TypeError("an audit event is never changed")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise TypeError("an audit event is never changed")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise TypeError("an audit event is never deleted")


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
    action = models.CharField(_("操作"), max_length=20, choices=Action, db_index=True)
    report = models.ForeignKey(
        Report,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="audit",
        verbose_name=_("报告"),
    )
    intake = models.ForeignKey(
        Intake, models.PROTECT, null=True, blank=True, related_name="audit", verbose_name=_("文件")
    )
    operation = models.ForeignKey(
        Operation, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("批量操作")
    )
    subject = models.CharField(_("对象"), max_length=255)
    before = models.JSONField(_("之前"), default=dict)
    after = models.JSONField(_("之后"), default=dict)

    objects = AppendOnly.as_manager()

    class Meta:
        verbose_name = _("操作记录")
        verbose_name_plural = _("操作记录")
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Write the row once; a later change is refused."""
        if not self._state.adding:
            raise TypeError("an audit event is never changed")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        """Refuse: the record is append-only."""
        raise TypeError("an audit event is never deleted")
