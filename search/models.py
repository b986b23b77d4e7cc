"""Which words are searched for which: the sets of the lexicon, shipped with the archive or added by staff."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from archive.text.fold import fold


class Relation(models.TextChoices):
    """What the terms of a set are to each other, and which of them finds which."""

    EQUAL = "equal", _("同义")
    SHORT = "short", _("简称")
    LINEAGE = "lineage", _("沿革")
    SIMILAR = "similar", _("近义")
    ONE_WAY = "one-way", _("单向")  # the first also finds the others; they do not find it
    REGIONAL = "regional", _("地区用语")  # the others also find the first; it does not find them


class Origin(models.TextChoices):
    """Where a set comes from."""

    SHIPPED = "shipped", _("随系统")
    STAFF = "staff", _("本馆添加")


class SynonymSet(models.Model):
    """Terms searched for one another. Every write renews the stamp of the lexicon, so readers load it again.

    A shipped set keeps what the shipped file says beside what is in force: while the two agree the set
    follows the file, and once staff changed it the file changes only `shipped`.
    """

    relation = models.CharField(_("关系"), max_length=10, choices=Relation, default=Relation.EQUAL)
    terms = models.JSONField(_("词语"), default=list)
    folded = models.TextField(editable=False)  # each term folded, between line ends: searched with `contains`
    note = models.CharField(_("说明或来源"), max_length=200, blank=True)
    active = models.BooleanField(_("启用"), default=True)
    origin = models.CharField(_("来历"), max_length=10, choices=Origin, default=Origin.STAFF)
    name = models.CharField(_("随附名"), max_length=80, null=True, blank=True, unique=True, editable=False)
    shipped = models.JSONField(_("随附内容"), null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(_("修改时间"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("修改者"),
    )

    class Meta:
        verbose_name = _("同义词组")
        verbose_name_plural = _("同义词组")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return " = ".join(self.terms)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row, its folded terms and a new stamp, all or nothing."""
        self.folded = folded_lines(self.terms)
        with transaction.atomic():
            super().save(*args, **kwargs)
            LexiconStamp.renew()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Take the row away and renew the stamp."""
        with transaction.atomic():
            LexiconStamp.renew()
            return super().delete(*args, **kwargs)

    @property
    def stated(self) -> dict[str, Any]:
        """Return what the set says, as `shipped` and the audit record keep it."""
        return {
            "relation": self.relation,
            "terms": list(self.terms),
            "note": self.note,
            "active": self.active,
        }

    @property
    def is_changed(self) -> bool:
        """Tell whether staff made a shipped set say something else than the file does."""
        return self.shipped is not None and self.stated != self.shipped


class LexiconStamp(models.Model):
    """One row whose value is another after every change of the lexicon.

    A random value and not a counter: a database put back from a copy never repeats the stamp of a later
    state that some process still remembers.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    value = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.value

    @classmethod
    def renew(cls) -> None:
        """Write another value."""
        cls.objects.update_or_create(id=1, defaults={"value": uuid.uuid4().hex})


def folded_lines(terms: Iterable[str]) -> str:
    """Return the folded `terms` between line ends, so that a whole term is found as a substring."""
    return "".join(f"\n{fold(term)}" for term in terms) + "\n"
