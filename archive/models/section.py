"""The section tree of a revision."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models.report import Revision


class Section(models.Model):
    """A node of a revision's section tree; all offsets point into `Revision.text` (end exclusive).

    `heading_pieces` is [[start, end], …]; `paragraphs` is a list of paragraphs, each [[start, end], …]: the
    pieces of one paragraph glued over removed page furniture. `heading_text` and `body` repeat those words
    for display lists and the index; they are derived and never edited.
    """

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="sections", verbose_name=_("版本"))
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    order = models.PositiveIntegerField(_("次序"))
    start = models.PositiveIntegerField(_("起"))
    end = models.PositiveIntegerField(_("止"))
    level = models.PositiveSmallIntegerField(_("层级"))
    machine_level = models.PositiveSmallIntegerField(_("机器层级"), editable=False)
    label = models.CharField(_("序号"), max_length=20, blank=True)
    label_supplied = models.BooleanField(_("序号为推补"), default=False)
    heading = models.CharField(_("标题"), max_length=300, blank=True)
    heading_supplied = models.BooleanField(_("标题为推补"), default=False)
    heading_pieces = models.JSONField(default=list, editable=False)
    paragraphs = models.JSONField(default=list, editable=False)
    body = models.TextField(_("正文"), blank=True, editable=False)
    role = models.CharField(_("章节角色"), max_length=20, blank=True, db_index=True)
    machine_role = models.CharField(_("机器角色"), max_length=20, blank=True, editable=False)
    topics = models.JSONField(_("主题"), default=list)
    machine_topics = models.JSONField(_("机器主题"), default=list, editable=False)
    flags = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name = _("章节")
        verbose_name_plural = _("章节")
        ordering: ClassVar[list[str]] = ["revision", "order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["revision", "order"], name="section_order"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the stand-alone page of this section."""
        return reverse("section", args=[self.revision.report.public_id, self.anchor])

    @property
    def anchor(self) -> str:
        """Return the permanent anchor; a supplied node sharing its start with a real one takes an `x`."""
        return f"s{self.start}x" if "virtual" in self.flags else f"s{self.start}"

    @property
    def title(self) -> str:
        """Return label and heading as shown in lists."""
        return f"{self.label}{self.heading}"

    def label_span(self, text: str) -> tuple[int, int] | None:
        """Return where the revision's `text` has the label; None when it was supplied or read otherwise."""
        if self.label_supplied or not self.label or not text.startswith(self.label, self.start):
            return None
        return self.start, self.start + len(self.label)

    @property
    def primary_topic(self) -> str:
        """Return the first topic code, or an empty string."""
        return self.topics[0] if self.topics else ""
