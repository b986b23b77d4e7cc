"""Marking years of a division as looked for and not public (已查未公开), and taking that back."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Min, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.models import Action, CoverageMark, Region, Report, Snapshot, region_display
from archive.services.records import About, Actor, ConflictError, ServiceError, account, printable, record

MAY_MARK = ("archive.add_coveragemark", "archive.change_coveragemark")
MOST_YEARS = 60  # marked at once
_EARLIEST = 1949
_LONGEST_NOTE, _LONGEST_ADDRESS = 300, 500
_MOST_TOLD = 3  # marks told of in one sentence


@dataclass(frozen=True)
class Checked:
    """What somebody found: the day they looked, what they noted and the address they looked at."""

    checked_on: date
    note: str = ""
    source_url: str = ""


Seen = Mapping[int, str]  # year -> the digest of what its mark said on a person's page


def marks_seen(region_code: str, first: int, last: int) -> Seen:
    """Return what is marked now of the years `first` to `last` of a division, as `mark_checked` takes it."""
    return {mark.year: _digest(mark) for mark in _marks(region_code, first, last)}


@transaction.atomic
def mark_checked(  # noqa: PLR0913  (each is a part of the one question)
    *, region_code: str, first: int, last: int, checked: Checked, by: Actor, seen: Seen | None = None
) -> list[CoverageMark]:
    """Mark the years `first` to `last`, both included, of a division; marks they bear are changed.

    The mark is about the division's own bureau. `seen` are the marks the person knows of; None stands for
    all there are. Raises ConflictError when others are in force, ServiceError for an unknown division, a
    future year or day, a year in which it did not exist, and one of which a report is held. Nothing is
    marked then.
    """
    years = _years(first, last)
    _refuse_unknown(region_code, years)
    _refuse_held(region_code, years)
    values = _values(checked)
    if seen is not None:
        _refuse_unseen(list(_marks(region_code, first, last).select_for_update()), years, seen)
    place = region_display(region_code)
    marks = [_mark(region_code, place, year, values, by) for year in years]
    Snapshot.advance()
    return marks


@transaction.atomic
def take_back(*, mark: CoverageMark, by: Actor) -> None:
    """Delete a mark; the record keeps what it said. Raises ServiceError when it is gone already."""
    held = CoverageMark.objects.select_for_update().filter(pk=mark.pk).first()
    if held is None:
        raise ServiceError(_("这条标记已经取消。"))
    subject = _subject(region_display(held.region_code), held.region_code, held.year)
    record(Action.COVERAGE, by, About(subject, before=_recorded(held)))
    held.delete()
    Snapshot.advance()


def _years(first: int, last: int) -> Sequence[int]:
    if first > last:
        raise ServiceError(_("起始年度 %(first)d 晚于终止年度 %(last)d。") % {"first": first, "last": last})
    if last > timezone.localdate().year:
        raise ServiceError(_("%(year)d 年还没有到，不能标记。") % {"year": last})
    if first < _EARLIEST:
        raise ServiceError(_("年度请填 %(first)d 年以后的。") % {"first": _EARLIEST})
    if last - first >= MOST_YEARS:
        raise ServiceError(_("一次最多标记 %(most)d 个年度。") % {"most": MOST_YEARS})
    return range(first, last + 1)


def _refuse_unknown(code: str, years: Sequence[int]) -> None:
    rows = Region.objects.filter(code=code)
    if not rows.exists():
        raise ServiceError(_("没有代码为“%(code)s”的地区，请核对。") % {"code": code[:20]})
    # Before the table begins nothing is known of what there was; its first divisions stand for that time.
    begun = Region.objects.aggregate(first=Min("valid_from"))["first"]
    absent = [year for year in years if not rows.valid_in(max(year, begun)).exists()]
    if absent:
        words = {"name": region_display(code), "code": code, "years": _listed(absent)}
        raise ServiceError(_("%(years)s 年没有%(name)s（%(code)s）这个地区，不能标记。") % words)


def _refuse_held(code: str, years: Sequence[int]) -> None:
    held = Report.objects.published().filter(region__code=code, shelf_year__range=(years[0], years[-1]))
    found = sorted({year for (year,) in held.order_by().values_list("shelf_year") if year is not None})
    if found:
        words = {"name": region_display(code), "years": _listed(found)}
        raise ServiceError(_("已收录%(name)s %(years)s 年的报告，不能标记为未公开。") % words)


def _marks(code: str, first: int, last: int) -> QuerySet[CoverageMark]:
    return CoverageMark.objects.filter(region_code=code, year__range=(first, last)).order_by("year")


def _refuse_unseen(held: Sequence[CoverageMark], years: Sequence[int], seen: Seen) -> None:
    """Tell what the person would overwrite, or bring back, without having seen it."""
    unseen = [mark for mark in held if seen.get(mark.year) != _digest(mark)]
    gone = [year for year in years if year in seen and year not in {mark.year for mark in held}]
    told = [
        _("%(year)d 年已有标记（%(day)s 查询：%(note)s）")
        % {"year": mark.year, "day": mark.checked_on.isoformat(), "note": mark.note or _("没有说明")}
        for mark in unseen
    ]
    told += [_("%(year)d 年的标记刚被取消") % {"year": year} for year in gone]
    if told:
        words = {"told": _("，").join(told[:_MOST_TOLD])}
        raise ConflictError(_("%(told)s。没有保存；核对后再按一次“标记”，就以这次所填的为准。") % words)


def _listed(years: Iterable[int]) -> str:
    return _("、").join(map(str, years))


def _values(checked: Checked) -> dict[str, Any]:
    """Return the columns of a mark. Raises ServiceError."""
    if checked.checked_on > timezone.localdate():
        raise ServiceError(_("查询日期 %(day)s 还没有到。") % {"day": checked.checked_on.isoformat()})
    address = printable(checked.source_url)
    if address and not address.lower().startswith(("http://", "https://")):
        raise ServiceError(_("网址请写成 http://www.example.gov.cn/… 的样子，不详可留空。"))
    if len(address) > _LONGEST_ADDRESS:
        raise ServiceError(_("网址最长 %(most)d 个字符。") % {"most": _LONGEST_ADDRESS})
    note = printable(checked.note)
    if len(note) > _LONGEST_NOTE:
        raise ServiceError(_("说明最长 %(most)d 个字。") % {"most": _LONGEST_NOTE})
    return {"checked_on": checked.checked_on, "note": note, "source_url": address}


def _mark(code: str, place: str, year: int, values: dict[str, Any], by: Actor) -> CoverageMark:
    held = CoverageMark.objects.select_for_update().filter(region_code=code, year=year).first()
    before = _recorded(held) if held else {}
    mark, _made = CoverageMark.objects.update_or_create(
        region_code=code, year=year, defaults={**values, "by": account(by)}
    )
    about = About(_subject(place, code, year), before=before, after=_recorded(mark))
    record(Action.COVERAGE, by, about)
    return mark


def _subject(place: str, code: str, year: int) -> str:
    return _("%(place)s（%(code)s）%(year)d 年") % {"place": place, "code": code, "year": year}


def _digest(mark: CoverageMark) -> str:
    said = "\n".join(map(str, _recorded(mark).values()))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _recorded(mark: CoverageMark) -> dict[str, Any]:
    return {
        "checked_on": mark.checked_on.isoformat(),
        "note": mark.note,
        "source_url": mark.source_url,
    }
