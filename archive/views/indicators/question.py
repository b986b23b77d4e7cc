"""What a reader asks of an indicator: where, when, and which kind of statement."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.models import Figure, Region
from archive.services.records import printable
from archive.views.successions import held_regions

ALL = "all"
LEVELS = "levels"
GROUPS = {
    LEVELS: (Figure.Role.ACTUAL, Figure.Role.TO),
    "goals": (Figure.Role.TARGET, Figure.Role.PLAN),
    "changes": (Figure.Role.DELTA, Figure.Role.FROM),
}
GROUP_NAMES = {
    LEVELS: gettext_lazy("实绩"),
    "goals": gettext_lazy("目标与计划"),
    "changes": gettext_lazy("增减与此前"),
}
UNKNOWN_REGION = "000000"
_REGION = re.compile(r"[0-9]{2}(?:[0-9]{2}){0,2}")
_YEARS = re.compile(r"((?:19|20)[0-9]{2})?([-–—~至])?((?:19|20)[0-9]{2})?")
_LONGEST = 40  # of what is told back


@dataclass(frozen=True)
class Question:
    """Restrictions on the figures of an indicator; `years` are first and last, None where open.

    `places` are the divisions with reports that lie in the region, then or today; `complaints` are whole
    sentences on what could not be used.
    """

    region: str = ""
    region_name: str = ""
    places: tuple[int, ...] = ()
    years: tuple[int | None, int | None] = (None, None)
    role: str = LEVELS
    complaints: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        """Whether place or time is restricted."""
        return bool(self.region) or self.years != (None, None)

    @property
    def year_words(self) -> str:
        """The years as they stand in the address: 2020, 2013-2024, 2013-."""
        first, last = self.years
        if first == last:
            return str(first or "")
        return f"{first or ''}-{last or ''}"

    @property
    def parameters(self) -> str:
        """The question as a query string, in one order, what goes without saying left out."""
        role = "" if self.role == LEVELS else self.role
        named = (("region", self.region), ("year", self.year_words), ("role", role))
        return urlencode([(name, value) for name, value in named if value])

    @property
    def place_and_time(self) -> Q:
        """The restriction of reports by division and year."""
        wanted = Q()
        if self.region == UNKNOWN_REGION:
            wanted &= Q(region__isnull=True)
        elif self.region:
            wanted &= Q(region__in=self.places)
        first, last = self.years
        if first is not None:
            wanted &= Q(shelf_year__gte=first)
        if last is not None:
            wanted &= Q(shelf_year__lte=last)
        return wanted

    @property
    def of_role(self) -> Q:
        """The restriction of figures by kind of statement."""
        return Q() if self.role == ALL else Q(role__in=GROUPS[self.role])


def asked(query: QueryDict, *, all_roles: bool = False) -> Question:
    """Return the question of an address; `all_roles` allows ?role=all."""
    region, name, about_region = _region(_typed(query, "region"))
    years, about_years = _years(_typed(query, "year"))
    role, about_role = _role(_typed(query, "role"), all_roles=all_roles)
    complaints = tuple(filter(None, (about_region, about_years, about_role)))
    places = tuple(one.pk for one in held_regions() if one.lies_in(region)) if region else ()
    return Question(region, name, places, years, role, complaints)


def _typed(query: QueryDict, name: str) -> str:
    return printable(query.get(name, "")).strip()


def _region(text: str) -> tuple[str, str, str]:
    if not text:
        return "", "", ""
    code = text.ljust(6, "0")
    if code == UNKNOWN_REGION:
        return code, _("地区未详"), ""
    found = None
    if _REGION.fullmatch(text):
        rows = Region.objects.filter(code=code).select_related("parent__parent")
        found = max(rows, key=lambda row: (row.valid_to is None, row.valid_from), default=None)
    if found is None:
        said = _("没有代码为“%(code)s”的地区，已列出全部地区；请从列表中选择。") % {"code": text[:_LONGEST]}
        return "", "", said
    return code, found.full_name, ""


def _years(text: str) -> tuple[tuple[int | None, int | None], str]:
    found = _YEARS.fullmatch(text)
    if not text or found is None or not (found[1] or found[3]) or (found[1] and found[3] and not found[2]):
        said = _("年度“%(year)s”看不懂，未作条件；请写成 2020 或 2013-2024。") % {"year": text[:_LONGEST]}
        return (None, None), said if text else ""
    if not found[2]:
        return (int(found[1]), int(found[1])), ""
    first, last = (int(year) if year else None for year in (found[1], found[3]))
    if first is not None and last is not None and first > last:
        first, last = last, first
    return (first, last), ""


def _role(text: str, *, all_roles: bool) -> tuple[str, str]:
    if not text or text in GROUPS or (all_roles and text == ALL):
        return text or LEVELS, ""
    if text == ALL:
        return LEVELS, _("实绩、目标与增减分开列出，已列出实绩；CSV 可以下载全部。")
    known = "、".join(f"{code}（{name}）" for code, name in GROUP_NAMES.items())
    said = _("没有“%(role)s”这种性质，已列出实绩；可用的有 %(known)s。")
    return LEVELS, said % {"role": text[:_LONGEST], "known": known}
