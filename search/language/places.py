"""Divisions by name, short name, path or code, as they are asked for in a query."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Max
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import gettext as _

from archive.ingest.geography.regions import Gazetteer, level_of
from archive.ingest.types import RegionName
from archive.models import Region, code_prefix
from archive.text.fold import fold

UNKNOWN = "00"  # the region nobody could tell
_UNKNOWN_NAMES = frozenset(map(fold, ("未详", "不详", "地区未详", UNKNOWN)))
_CODE_LENGTHS = (2, 4, 6)
_NAMED = 3  # divisions of one name that are written out


@dataclass(frozen=True)
class Place:
    """Code prefixes of the divisions meant, none without another among them, and how they are shown."""

    prefixes: tuple[str, ...]
    label: str


_LOOK_EVERY = 1.0  # seconds; counting the divisions takes longer than reading a query
_NEVER = (float("-inf"), "")
_looked = [_NEVER]  # when, and at what stamp


def stamp() -> str:
    """Return a value that is another once divisions were added or taken away, at most a second later."""
    now = time.monotonic()
    at, seen = _looked[0]
    if now - at >= _LOOK_EVERY:
        rows = Region.objects.aggregate(rows=Count("pk"), last=Max("pk"))
        seen = f"{rows['rows']}-{rows['last']}"
        # An empty table is about to be filled.
        _looked[0] = (now, seen) if rows["rows"] else _NEVER
    return seen


@receiver((post_save, post_delete), sender=Region)
def _look_again(**_kwargs: object) -> None:
    _looked[0] = _NEVER


def place(typed: str) -> Place:
    """Return the divisions `typed` names; no prefixes when there are none.

    安徽, 安徽省, 安徽马鞍山, 马鞍山花山区, 34 and 340503 are all understood, in either script, under
    names of any year. The name of a province means the province alone; a name several other divisions
    share means all of them.
    """
    return _find(stamp(), "".join(fold(typed).split()))


@lru_cache(1024)
def _find(stamp: str, name: str) -> Place:
    if name in _UNKNOWN_NAMES:
        return Place((UNKNOWN,), _("地区未详"))
    table = _table(stamp)
    if name.isdigit():
        known = len(name) in _CODE_LENGTHS and name.ljust(6, "0") in table.by_code
        codes = [name.ljust(6, "0")] if known else []
    else:
        codes = _named(table, name)
    return Place(_prefixes(codes), _label(table, codes))


@lru_cache(2)
def _table(_stamp: str) -> Gazetteer:
    rows = Region.objects.values_list("code", "name", "level", "valid_from", "valid_to")
    return Gazetteer(
        RegionName(code, name, level, first, last, ()) for code, name, level, first, last in rows
    )


def _named(table: Gazetteer, name: str) -> list[str]:
    """Return the codes of the divisions whose path ends in `name`, the longest last name first."""
    for start in range(len(name)):
        for known in (table.by_name, table.by_stem):
            rows = known.get(name[start:], [])
            codes = {row.code for row in rows if _lies_in(table, row.code, name[:start])}
            if codes:
                provinces = {code for code in codes if level_of(code) == "province"}
                return sorted(provinces or codes)
    return []


def _lies_in(table: Gazetteer, code: str, path: str) -> bool:
    """Tell whether `path` names divisions above `code`, from the nearest one up; some may be left out."""
    if not path:
        return True
    above = {"county": f"{code[:4]}00", "prefecture": f"{code[:2]}0000"}.get(level_of(code))
    if above is None:
        return False
    shorter = (path[:start] for start in range(len(path)) if _is_called(table, above, path[start:]))
    return any(_lies_in(table, above, rest) for rest in shorter) or _lies_in(table, above, path)


def _is_called(table: Gazetteer, code: str, name: str) -> bool:
    rows = (*table.by_name.get(name, ()), *table.by_stem.get(name, ()))
    return any(row.code == code for row in rows)


def _prefixes(codes: Iterable[str]) -> tuple[str, ...]:
    prefixes = {code_prefix(code) for code in codes}
    return tuple(sorted(p for p in prefixes if not any(p != q and p.startswith(q) for q in prefixes)))


def _label(table: Gazetteer, codes: list[str]) -> str:
    kept = [prefix.ljust(6, "0") for prefix in _prefixes(codes)]
    names = [table.full_name(code, None) for code in kept[:_NAMED]]
    listed = _("、").join(names)
    return (
        listed
        if len(kept) <= _NAMED
        else _("%(names)s 等 %(count)d 处") % {"names": listed, "count": len(kept)}
    )
