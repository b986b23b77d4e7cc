"""What staff do to the lexicon of indicators: every change checked, recorded and refused in one sentence.

After each, every figure no person has placed is asked for again, so that all pages agree with the lexicon.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from archive import lexicons
from archive.analysis.measures import same_unit
from archive.analysis.name_words import squeeze
from archive.figure_groups import regroup
from archive.models import Action, Indicator, IndicatorAlias, Snapshot
from archive.services.records import About, Actor, ConflictError, ServiceError, record

SHORTEST, LONGEST = 2, 60  # characters of a name
MOST_ALIASES = 80
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FIELDS = ("name", "definition", "unit", "measure", "topic", "units", "without")


@dataclass(frozen=True)
class IndicatorWording:
    """What an indicator is to say; lists of words as lists, the rest as the columns have it."""

    name: str
    definition: str
    measure: str
    unit: str = ""
    topic: str = ""
    units: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def columns(self) -> dict[str, str]:
        """The values of the columns of its row."""
        lists = {"units": "|".join(self.units), "without": "|".join(self.without)}
        return {field: getattr(self, field) for field in _FIELDS} | lists


def wording_of(one: Indicator) -> IndicatorWording:
    """Return what a stored indicator says."""
    return IndicatorWording(
        **{field: getattr(one, field) for field in _FIELDS if field not in ("units", "without")},
        units=tuple(filter(None, one.units.split("|"))),
        without=tuple(filter(None, one.without.split("|"))),
        aliases=tuple(alias.term for alias in one.aliases.all()),
    )


def indicator_faults(wording: IndicatorWording, held: Indicator | None = None) -> list[str]:
    """Return what is wrong with `wording`, a sentence each, in place of what `held` says if given.

    The names of one that is switched off may be another's too: that is looked at when it is switched on.
    """
    found = list(_faults_of_names(wording))
    if len(wording.aliases) > MOST_ALIASES:
        found.append(_("别名最多 %(most)d 个。") % {"most": MOST_ALIASES})
    if not wording.definition:
        found.append(_("请写一句定义：数的是什么，占什么的比例。"))
    if wording.topic and wording.topic not in lexicons.topic_labels():
        found.append(_("没有“%(topic)s”这个主题。") % {"topic": wording.topic})
    if _others(held).filter(name=wording.name).exists():
        found.append(_("已有名为“%(name)s”的指标。") % {"name": wording.name})
    return found if held and not held.is_active else [*found, *clashing_names(wording, held)]


def clashing_names(wording: IndicatorWording, but: Indicator | None = None) -> list[str]:
    """Return a sentence for each name that is another active indicator's in one of the same units."""
    wanted = {squeeze(name).text: name for name in (wording.name, *wording.aliases)}
    units = set(map(same_unit, wording.units))
    found = []
    for other in _others(but).filter(is_active=True).prefetch_related("aliases"):
        theirs = wording_of(other)
        if units and theirs.units and units.isdisjoint(map(same_unit, theirs.units)):
            continue
        for name in (theirs.name, *theirs.aliases):
            if squeeze(name).text in wanted:
                words = {"name": wanted[squeeze(name).text], "other": other.name}
                found.append(_("“%(name)s”已是指标“%(other)s”的名称。请改那一个，或先停用它。") % words)
    return list(dict.fromkeys(found))


@transaction.atomic
def save_indicator(
    *,
    wording: IndicatorWording,
    by: Actor,
    slug: str = "",
    held: Indicator | None = None,
    seen: datetime | None = None,
) -> Indicator:
    """Store `wording` as the new indicator `slug`, or in place of what `held` says; return it.

    Raises ServiceError when it cannot be in force, ConflictError when `held` is no longer as `seen`.
    """
    one = _locked(held, seen) if held else Indicator(slug=_free_slug(slug), order=_last())
    wrong = indicator_faults(wording, one if held else None)
    if wrong:
        raise ServiceError(wrong[0])
    return _change(one, by, wording=wording)


@transaction.atomic
def switch_indicator(*, held: Indicator, by: Actor, active: bool) -> Indicator:
    """Put an indicator in force or out of it. Raises ServiceError when a name of it is another's by now."""
    one = _locked(held)
    wrong = clashing_names(wording_of(one), one) if active else []
    if wrong:
        raise ServiceError(wrong[0])
    return _change(one, by, active=active)


@transaction.atomic
def add_alias(*, held: Indicator, term: str, by: Actor) -> Indicator:
    """Give an indicator one more name. Raises ServiceError when that cannot be."""
    one = _locked(held)
    now = wording_of(one)
    if squeeze(term).text in {squeeze(name).text for name in (now.name, *now.aliases)}:
        raise ServiceError(_("“%(term)s”已是“%(name)s”的名称。") % {"term": term, "name": one.name})
    wording = IndicatorWording(**(vars(now) | {"aliases": (*now.aliases, term)}))
    wrong = indicator_faults(wording, one)
    if wrong:
        raise ServiceError(wrong[0])
    return _change(one, by, wording=wording)


@transaction.atomic
def remove_indicator(*, held: Indicator, by: Actor) -> None:
    """Take away an indicator staff added; its figures are of none then. A shipped one is refused."""
    one = _locked(held)
    if one.shipped:
        raise ServiceError(_("“%(name)s”是随系统提供的指标，可以停用，不能删除。") % {"name": one.name})
    before = _in_words(one)
    one.delete()
    record(Action.INDICATOR, by, About(str(held), before=before))
    _settle()


def _locked(held: Indicator, seen: datetime | None = None) -> Indicator:
    one = Indicator.objects.select_for_update().filter(pk=held.pk).first()
    if one is None:
        raise ServiceError(_("这个指标已被删除。"))
    if seen is not None and one.updated_at != seen:
        raise ConflictError(_("这个指标刚被别人改过，请看过现在的内容再改；刚才的改动没有保存。"))
    return one


def _others(but: Indicator | None) -> QuerySet[Indicator]:
    return Indicator.objects.exclude(pk=but.pk) if but else Indicator.objects.all()


def _last() -> int:
    return Indicator.objects.count() + 1


def _free_slug(slug: str) -> str:
    if not _SLUG.fullmatch(slug) or len(slug) > LONGEST:
        raise ServiceError(_("代码只能用小写字母、数字和连字符，例如 maternal-deaths。"))
    if Indicator.objects.filter(slug=slug).exists():
        raise ServiceError(_("代码“%(slug)s”已经用过。") % {"slug": slug})
    return slug


def _change(
    one: Indicator, by: Actor, *, wording: IndicatorWording | None = None, active: bool | None = None
) -> Indicator:
    """Write and record; what stays as it was is neither."""
    before = _in_words(one) if one.pk else {}
    for field, value in (wording.columns if wording else {}).items():
        setattr(one, field, value)
    one.is_active = one.is_active if active is None else active
    aliases = wording.aliases if wording else tuple(before.get("aliases", ()))
    after = _in_words(one, aliases)
    if before == after:
        return one
    one.save()
    if list(aliases) != before.get("aliases"):
        one.aliases.all().delete()
        IndicatorAlias.objects.bulk_create(IndicatorAlias(indicator=one, term=term) for term in aliases)
    record(Action.INDICATOR, by, About(str(one), before=before, after=after))
    _settle()
    return one


def _settle() -> None:
    """Let every page show what the lexicon says now."""
    regroup()
    Snapshot.advance()


def _in_words(one: Indicator, aliases: tuple[str, ...] | None = None) -> dict[str, Any]:
    told = [alias.term for alias in one.aliases.all()] if aliases is None else list(aliases)
    return {field: getattr(one, field) for field in _FIELDS} | {
        "measure": str(Indicator.Measure(one.measure).label),
        "aliases": told,
        "active": one.is_active,
    }


def _faults_of_names(wording: IndicatorWording) -> Iterator[str]:
    written: dict[str, str] = {}
    for name in (wording.name, *wording.aliases):
        key = squeeze(name).text
        values = {"name": name, "shortest": SHORTEST, "longest": LONGEST, "other": written.get(key, "")}
        if len(key) < SHORTEST:
            yield _("“%(name)s”太短，名称至少 %(shortest)d 个字。") % values
        elif len(name) > LONGEST:
            yield _("“%(name)s”太长，名称最多 %(longest)d 个字。") % values
        elif key in written:
            yield _("“%(other)s”和“%(name)s”归组时本来就不分，只留一个。") % values
        if "|" in name:
            yield _("“%(name)s”里不能有竖线。") % values
        written.setdefault(key, name)
