"""Reading the division table of seeds/regions into Region rows.

Source: yescallop/areacodes (CC0), GB/T 2260 divisions 1981 to 2025 with successors.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from archive.models import Region

_LEVELS = {"省级": "province", "地级": "prefecture", "县级": "county"}


@dataclass(frozen=True)
class Division:
    """One row of the table; `successors` are (code, year) pairs, year None where the table gives none."""

    code: str
    name: str
    level: str
    valid_from: int
    valid_to: int | None
    successors: tuple[tuple[str, int | None], ...]


def read_divisions(path: Path) -> list[Division]:
    """Return the rows of the table in file order. Raises ValueError at a row that cannot be read."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [_division(row) for row in csv.DictReader(stream)]


def _division(row: dict[str, str]) -> Division:
    until = row["变更/弃用时间"]
    return Division(
        code=row["代码"],
        name=row["名称"],
        level=_LEVELS[row["级别"]],
        valid_from=int(row["启用时间"]),
        valid_to=int(until) if until else None,
        successors=tuple(_successor(part) for part in row["新代码"].split(";") if part),
    )


def _successor(part: str) -> tuple[str, int | None]:
    code, _bracket, year = part.partition("[")
    return code, int(year.rstrip("]")) if year else None


@transaction.atomic
def load_divisions(path: Path) -> int:
    """Bring the Region table in line with the file; rows already there are kept. Return the rows added."""
    divisions = read_divisions(path)
    held = {(r.code, r.valid_from, r.name) for r in Region.objects.all()}
    missing = [d for d in divisions if (d.code, d.valid_from, d.name) not in held]
    if not missing:
        return 0
    Region.objects.bulk_create(
        Region(code=d.code, name=d.name, level=d.level, valid_from=d.valid_from, valid_to=d.valid_to)
        for d in missing
    )
    _link(divisions)
    return len(missing)


def _link(divisions: list[Division]) -> None:
    by_code: dict[str, list[Region]] = {}
    for region in Region.objects.order_by("valid_from"):
        by_code.setdefault(region.code, []).append(region)
    links = []
    changed = []
    for division in divisions:
        region = next(
            r
            for r in by_code[division.code]
            if (r.valid_from, r.name) == (division.valid_from, division.name)
        )
        region.parent = _parent(region, by_code)
        changed.append(region)
        links += [(region.pk, s.pk) for s in _successor_rows(division, region, by_code)]
    Region.objects.bulk_update(changed, ["parent"], batch_size=500)
    through = Region.successors.through
    through.objects.bulk_create(
        (through(from_region_id=a, to_region_id=b) for a, b in sorted(set(links))), ignore_conflicts=True
    )


def _parent(region: Region, by_code: dict[str, list[Region]]) -> Region | None:
    if region.level == Region.Level.PROVINCE:
        return None
    prefecture, province = f"{region.code[:4]}00", f"{region.code[:2]}0000"
    for code in (prefecture, province):
        above = [r for r in by_code.get(code, []) if r.code != region.code]
        if above:
            return _contemporary(above, region)
    return None


def _contemporary(candidates: list[Region], region: Region) -> Region:
    """Return the last candidate in force before the region's own end, else the newest."""
    until = region.valid_to or 9999
    overlapping = [c for c in candidates if c.valid_from < until and (c.valid_to or 9999) > region.valid_from]
    return (overlapping or candidates)[-1]


def _successor_rows(division: Division, region: Region, by_code: dict[str, list[Region]]) -> list[Region]:
    rows = []
    for code, year in division.successors:
        moment = year or division.valid_to or 9999
        candidates = [r for r in by_code.get(code, []) if r.pk != region.pk]
        if candidates:
            live = [r for r in candidates if r.valid_from <= moment <= (r.valid_to or 9999)]
            rows.append((live or candidates)[-1])
    return rows
