"""The division table as the coverage grid needs it: which rows a level has, and in which years each stood.

A row is a code. A code is reused when a division is renamed, so that a row may have borne several names; a
division that got another code has a row for each. What the table has in its first year is taken to have stood
before it: the table does not tell of that time. A division stands in a year if it does at its end: of one
that is replaced, the last year falls to its successor, so that each place is expected once a year.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.db.models import Count, Max, Sum
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from archive.models import Region

PROVINCE, CITY, COUNTY = "province", "city", "county"
LEVELS = (PROVINCE, CITY, COUNTY)
_OPEN = 9999  # the last year of a division in force
_KEPT_ANSWERS = 7
Span = tuple[int, int]  # first and last year, both included


@dataclass(frozen=True, slots=True)
class Place:
    """A code of the table: `names` with the years each was borne, `spans` in which any of them stood."""

    code: str
    names: tuple[tuple[str, Span], ...]
    spans: tuple[Span, ...]

    def stood_in(self, year: int) -> bool:
        """Whether there was such a division at the end of `year`."""
        return any(first <= year <= last for first, last in self.spans)

    def years_within(self, first: int, last: int) -> int:
        """Return in how many of these years, both included, it stood."""
        return sum(max(0, min(last, b) - max(first, a) + 1) for a, b in self.spans)

    def name_by(self, year: int) -> str:
        """Return the name borne in `year`, or else the last before it, or else the first."""
        begun = [name for name, (first, _last) in self.names if first <= year]
        return begun[-1] if begun else self.names[0][0]


class Places:
    """All codes of the division table, and the rows of the three levels."""

    def __init__(
        self,
        regions: Iterable[tuple[int, str, str, int, int | None]],
        successions: Iterable[tuple[int, int]] = (),
    ) -> None:
        """Take (key, code, name, first year, year of the end or None), earliest first.

        `successions` are pairs of keys: what was there, and what took its place or a part of it.
        """
        found: dict[str, list[tuple[str, Span]]] = {}
        self._codes: dict[int, str] = {}  # by the key of the row
        rows = list(regions)
        earliest = min((begun for _key, _code, _name, begun, _ended in rows), default=0)
        for key, code, name, begun, ended in rows:
            self._codes[key] = code
            span = (0 if begun == earliest else begun, _OPEN if ended is None else ended - 1)
            found.setdefault(code, []).append((name, span))
        self._places = {
            code: Place(code, tuple(names), _joined(span for _name, span in names))
            for code, names in found.items()
        }
        self.size = len(self._codes)
        self._divided = {code[:2] for code in found if level_of(code) == CITY}
        self._row_codes = {level: {code: self._row_code(code, level) for code in found} for level in LEVELS}
        self._rows = {level: self._rows_of(level) for level in LEVELS}

        self._with_counties = {one.code[:n] for one in self._rows[COUNTY] for n in (2, 4)}
        self._standing: dict[Span, dict[str, int]] = {}
        self._before: dict[str, list[str]] = defaultdict(list)
        self._after: dict[str, list[str]] = defaultdict(list)
        for key, heir in successions:
            self._link(self._codes[key], self._codes[heir])

    def _link(self, before: str, after: str) -> None:
        if before != after and after not in self._after[before]:
            self._after[before].append(after)
            self._before[after].append(before)

    def get(self, code: str) -> Place | None:
        """Return what a code stands for, None for one the table lacks."""
        return self._places.get(code)

    def code_of(self, key: int) -> str:
        """Return the code of a `Region` row."""
        return self._codes[key]

    def rows(self, level: str) -> tuple[Place, ...]:
        """Return the rows of a level, those of a province together, by code.

        A province without prefectures (北京, 香港) and a county directly under its province (济源) have a
        row at the level of cities too.
        """
        return self._rows[level]

    def rows_of_codes(self, level: str) -> Mapping[str, str]:
        """Return for every code that of the row of `level` it lies in, or is; empty where there is none."""
        return self._row_codes[level]

    def row_of(self, code: str, level: str) -> str:
        """Return the code of the row of `level` that a division lies in, or is; empty if there is none."""
        return self._row_codes[level].get(code, "")

    def _row_code(self, code: str, level: str) -> str:
        if level == PROVINCE:
            province = f"{code[:2]}0000"
            return province if province in self._places else ""
        if level == CITY:
            return self._city_row(code)
        return code if level_of(code) == COUNTY else ""

    def is_undivided(self, code: str) -> bool:
        """Whether a province has no prefectures."""
        return level_of(code) == PROVINCE and code[:2] not in self._divided

    def has_counties(self, code: str) -> bool:
        """Whether counties lie below a province or prefecture, now or once."""
        prefix = code[:2] if level_of(code) == PROVINCE else code[:4]
        return level_of(code) != COUNTY and prefix in self._with_counties

    def standing(self, first: int, last: int) -> Mapping[str, int]:
        """Return for every code in how many of these years it stood; the last few answers are kept."""
        asked = (first, last)
        kept = self._standing.get(asked)
        if kept is None:
            kept = {code: place.years_within(first, last) for code, place in self._places.items()}
            self._standing = {**dict([*self._standing.items()][-_KEPT_ANSWERS:]), asked: kept}
        return kept

    def before(self, code: str) -> tuple[str, ...]:
        """Return the other codes that a division took the place of, or of a part of which."""
        return tuple(sorted(self._before.get(code, ())))

    def after(self, code: str) -> tuple[str, ...]:
        """Return the other codes that took the place of a division, or of a part of it."""
        return tuple(sorted(self._after.get(code, ())))

    def path(self, code: str) -> tuple[Place, ...]:
        """Return the province, the city and the division itself, each once."""
        codes = dict.fromkeys([f"{code[:2]}0000", f"{code[:4]}00", code])
        return tuple(self._places[one] for one in codes if one in self._places)

    def full_name(self, code: str, year: int) -> str:
        """Return the names from the province down, run together, as borne in `year`."""
        return "".join(one.name_by(year) for one in self.path(code))

    def _city_row(self, code: str) -> str:
        if level_of(code) == CITY:
            return code
        if code[:2] not in self._divided:
            return self._row_code(code, PROVINCE)
        if level_of(code) == PROVINCE:
            return ""
        above = f"{code[:4]}00"
        return above if above in self._places and level_of(above) == CITY else code

    def _rows_of(self, level: str) -> tuple[Place, ...]:
        codes = set(self._row_codes[level].values()) - {""}
        return tuple(self._places[code] for code in sorted(codes))


def level_of(code: str) -> str:
    """Return the level a code is of by its zeros."""
    if code.endswith("0000"):
        return PROVINCE
    return CITY if code.endswith("00") else COUNTY


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that touch made one, empty ones left out."""
    joined: list[Span] = []
    for first, last in sorted(span for span in spans if span[0] <= span[1]):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)


class _Kept:
    """The table as last read by this process, with the state it was in."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.state: object = None
        self.places: Places | None = None


_kept = _Kept()


def places() -> Places:
    """Return the division table; read anew only when it has changed."""
    state = _state()
    with _kept.lock:
        if _kept.places is None or _kept.state != state:
            rows = Region.objects.order_by("valid_from", "code", "pk")
            columns = rows.values_list("pk", "code", "name", "valid_from", "valid_to")
            links = Region.successors.through.objects.values_list("from_region", "to_region")
            _kept.places, _kept.state = Places(columns, links), state
        return _kept.places


def _state() -> object:
    found = Region.objects.aggregate(Count("pk"), Max("pk"), Sum("valid_from"), Sum("valid_to"))
    return tuple(found.values())


@receiver([post_save, post_delete], sender=Region)
def _forget(**_kwargs: Any) -> None:
    with _kept.lock:
        _kept.places = None
