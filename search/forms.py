"""The query string of a search read into a SearchRequest; what cannot be read is left out and said."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import cast, get_args

from django.http import QueryDict
from django.utils.translation import gettext as _

from archive.lexicons import kind_labels, role_labels, source_labels, topic_labels
from archive.models import Region, code_prefix
from archive.text.invisible import without_invisible
from search.language.bends import MAX_TYPED
from search.request import Filters, SearchRequest, Sort, Unit, YearRange

# More than the query parser reads, also when a space at the end is dropped: it sees that there was more and
# says so, on every page of the results.
QUERY_LIMIT = MAX_TYPED + 2
UNKNOWN_REGION = "00"  # selects the reports whose region nobody could tell
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
YEARS = re.compile(r"((?:19|20)[0-9]{2})?\s*[-–—~]\s*((?:19|20)[0-9]{2})?")
CODE = re.compile(r"[0-9]{2}(?:[0-9]{2}){0,2}")


@dataclass(frozen=True)
class Asked:
    """A request, and one plain sentence for each parameter that could not be read."""

    request: SearchRequest
    complaints: tuple[str, ...] = ()


def read(params: QueryDict) -> Asked:
    """Read a query string. Never raises: unreadable values are dropped with a complaint."""
    complaints: list[str] = []
    request = SearchRequest(
        query=_query(params),
        filters=_filters(params, complaints),
        unit=cast("Unit", _choice(params, "unit", get_args(Unit), complaints)),
        sort=cast("Sort", _choice(params, "sort", get_args(Sort), complaints)),
        page=_page(params, complaints),
        verbatim=_flag(params, "only", complaints),
        strict=_flag(params, "strict", complaints),
    )
    return Asked(request, tuple(dict.fromkeys(complaints)))


def _query(params: QueryDict) -> str:
    seen = without_invisible(params.get("q", ""))
    printable = "".join(c if c.isprintable() else " " for c in seen)
    return " ".join(printable.split())[:QUERY_LIMIT].rstrip()


def _filters(params: QueryDict, complaints: list[str]) -> Filters:
    def kept(key: str, known: Callable[[str], bool], sentence: str) -> tuple[str, ...]:
        values = [v.strip() for v in params.getlist(key) if v.strip()]
        complaints.extend(sentence % {"value": v[:20]} for v in values if not known(v))
        return tuple(sorted({v for v in values if known(v)}))

    regions = kept("region", _is_region, _("没有代码为“%(value)s”的地区，已忽略这项。"))
    return Filters(
        regions=tuple(sorted({code_prefix(code) for code in regions})),
        years=_years(params, complaints),
        kinds=kept("kind", kind_labels().__contains__, _("没有名为“%(value)s”的种类，已忽略这项。")),
        roles=kept("role", role_labels().__contains__, _("没有名为“%(value)s”的章节角色，已忽略这项。")),
        topics=kept("topic", topic_labels().__contains__, _("没有名为“%(value)s”的主题，已忽略这项。")),
        sources=kept("source", source_labels().__contains__, _("没有名为“%(value)s”的来源，已忽略这项。")),
    )


def _is_region(code: str) -> bool:
    return code == UNKNOWN_REGION or (bool(CODE.fullmatch(code)) and Region.objects.within(code).exists())


def _years(params: QueryDict, complaints: list[str]) -> tuple[YearRange, ...]:
    typed = [v.strip() for v in params.getlist("year") if v.strip()]
    ends = [params.get(key, "").strip() for key in ("y1", "y2")]
    if any(ends):
        # The range form replaces whatever years were selected before.
        typed = ["-".join(ends)]
    ranges = set()
    for value in typed:
        years = year_range(value)
        if years is None:
            complaints.append(_("看不懂年份“%(value)s”，已忽略这项。") % {"value": value[:20]})
        else:
            ranges.add(years)
    return tuple(sorted(ranges, key=lambda r: (r.first or 0, r.last or 0)))


def year_range(value: str) -> YearRange | None:
    """Read `2022`, `2013-2024`, `2013-` or `-2024`; None for anything else. Swapped ends are put right."""
    if YEAR.fullmatch(value):
        return YearRange(int(value), int(value))
    ends = YEARS.fullmatch(value)
    if ends is None or not any(ends.groups()):
        return None
    first, last = (int(end) if end else None for end in ends.groups())
    if first and last and first > last:
        first, last = last, first
    return YearRange(first, last)


def _choice(params: QueryDict, key: str, choices: Iterable[str], complaints: list[str]) -> str:
    """Return the value of `key`, or the first choice when it is missing or unknown."""
    default, *others = choices
    value = params.get(key, "").strip() or default
    if value in (default, *others):
        return value
    names = {"unit": _("命中范围"), "sort": _("排序")}
    sentence = _("没有“%(value)s”这种%(what)s，已按默认处理。")
    complaints.append(sentence % {"value": value[:20], "what": names[key]})
    return default


def _flag(params: QueryDict, key: str, complaints: list[str]) -> bool:
    """Return whether `key` is set to 1; anything but 1 and 0 is left out."""
    value = params.get(key, "").strip()
    if value not in {"", "0", "1"}:
        names = {"only": _("只查原词"), "strict": _("严格字形")}
        sentence = _("看不懂“%(what)s”的值“%(value)s”，已忽略这项。")
        complaints.append(sentence % {"value": value[:20], "what": names[key]})
    return value == "1"


def _page(params: QueryDict, complaints: list[str]) -> int:
    value = params.get("page", "").strip() or "1"
    # Longer numbers than any archive has pages would only overflow further down.
    if re.fullmatch(r"[0-9]{1,6}", value) and int(value) > 0:
        return int(value)
    complaints.append(_("看不懂页码“%(value)s”，这是第一页。") % {"value": value[:20]})
    return 1
