"""What the coverage page is asked: read from an address, each thing that cannot be told in one sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from archive import lexicons
from archive.views.coverage.places import CITY, COUNTY, LEVELS, PROVINCE, Places, level_of

EARLIEST = 1949
ALL, OWN = "all", "own"
LEVEL_NAMES: Mapping[str, StrOrPromise] = {
    PROVINCE: gettext_lazy("省级"),
    CITY: gettext_lazy("地级"),
    COUNTY: gettext_lazy("县级"),
}
_SHORT_CODES = (2, 4)
_CODE_LENGTH = 6


@dataclass(frozen=True)
class Question:
    """Rows of `level` inside the division `within` (empty: everywhere) in the years `first` to `last`.

    A year of 0 leaves the choice to the holdings. `scope` is ALL for the reports of a division and everything
    below it, OWN for those of its own bureau.
    """

    level: str = PROVINCE
    within: str = ""
    first: int = 0
    last: int = 0
    kind: str = ""
    source: str = ""
    topic: str = ""
    scope: str = ALL

    @property
    def narrows(self) -> bool:
        """Whether only some of the reports are asked for."""
        return bool(self.kind or self.source or self.topic)

    def narrowing(self) -> dict[str, str]:
        """Return the parameters that say which reports count."""
        scope = "" if self.scope == ALL else self.scope
        asked = {"kind": self.kind, "source": self.source, "topic": self.topic, "scope": scope}
        return {name: value for name, value in asked.items() if value}

    def query(self, **changes: str | int) -> str:
        """Return the question, or one that differs by `changes`, as a query string in its one order."""
        asked = replace(self, **changes)  # type: ignore[arg-type]  # the columns' own types
        pairs = [("level", asked.level), ("in", asked.within), ("from", asked.first), ("to", asked.last)]
        return urlencode([(name, value) for name, value in pairs if value] + [*asked.narrowing().items()])


def latest_year() -> int:
    """Return the last year that may be shown: plans of next year are published in this one."""
    return _today().year + 1


def last_full_year() -> int:
    """Return the last year whose reports are to be expected."""
    return _today().year - 1


def _today() -> date:
    return timezone.localdate()


class _Reader:
    """Reads the parameters one by one; `complaints` are sentences on what was set aside."""

    def __init__(self, asked: QueryDict, places: Places) -> None:
        self.asked = asked
        self.places = places
        self.complaints: list[str] = []

    def text(self, name: str) -> str:
        return self.asked.get(name, "").strip()

    def choice(self, name: str, label: str, known: Mapping[str, StrOrPromise]) -> str:
        """Return a code of a list, empty where it is none."""
        value = self.text(name)
        if value and value not in known:
            words = {"label": label, "value": _shown(value)}
            self.complaints.append(_("没有名为“%(value)s”的%(label)s，已忽略这项。") % words)
            return ""
        return value

    def year(self, name: str) -> int:
        """Return a year, 0 where none is given or it is out of range."""
        value = self.text(name)
        if not value:
            return 0
        year = int(value) if value.isascii() and value.isdecimal() and len(value) <= len("2000") else 0
        if EARLIEST <= year <= latest_year():
            return year
        words = {"value": _shown(value), "first": EARLIEST, "last": latest_year()}
        self.complaints.append(
            _("“%(value)s”不是可查的年度，请填 %(first)d 至 %(last)d 之间的四位数字。") % words
        )
        return 0

    def years(self) -> tuple[int, int]:
        """Return the first and last year, put in order."""
        first, last = self.year("from"), self.year("to")
        if first and last and first > last:
            words = {"first": first, "last": last}
            self.complaints.append(_("起始年度 %(first)d 晚于终止年度 %(last)d，已对调。") % words)
            return last, first
        return first, last

    def within(self) -> str:
        """Return the division whose parts are asked for; a county, having none, gives what is above it."""
        value = self.text("in")
        code = value.ljust(_CODE_LENGTH, "0") if len(value) in _SHORT_CODES else value
        if not value:
            return ""
        place = self.places.get(code)
        if place is None:
            self.complaints.append(_("没有代码为“%(value)s”的地区，已显示全国。") % {"value": _shown(value)})
            return ""
        if level_of(code) != COUNTY:
            return code
        row = self.places.row_of(code, CITY)
        above = row if row != code else self.places.row_of(code, PROVINCE)
        name = place.name_by(latest_year())
        self.complaints.append(_("%(name)s以下没有再分的地区，已显示它的上级。") % {"name": name})
        return above

    def level(self, within: str) -> str:
        """Return the level asked for if the division has it, else the one below the division."""
        asked = self.text("level")
        offered = levels_within(within, self.places)
        if asked in offered:
            return asked
        if asked in LEVELS:
            place = self.places.get(within)
            words = {
                "name": place.name_by(latest_year()) if place else "",
                "asked": LEVEL_NAMES[asked],
                "shown": LEVEL_NAMES[offered[0]],
            }
            self.complaints.append(_("%(name)s之内没有%(asked)s可列，已显示%(shown)s。") % words)
        elif asked:
            words = {"value": _shown(asked), "shown": LEVEL_NAMES[offered[0]]}
            self.complaints.append(
                _("没有名为“%(value)s”的级别，已显示%(shown)s；可选省级、地级、县级。") % words
            )
        return offered[0]


def levels_within(within: str, places: Places) -> tuple[str, ...]:
    """Return the levels a division can be shown at, the one its name leads to first."""
    if not within:
        return LEVELS
    if level_of(within) == CITY:
        return (COUNTY,)
    return (COUNTY, CITY) if places.is_undivided(within) and places.has_counties(within) else (CITY, COUNTY)


def read_question(asked: QueryDict, places: Places) -> tuple[Question, list[str]]:
    """Return what an address asks for, and a sentence for everything in it that could not be taken."""
    reader = _Reader(asked, places)
    within = reader.within()
    level = reader.level(within)
    first, last = reader.years()
    question = Question(
        level=level,
        within=within,
        first=first,
        last=last,
        kind=reader.choice("kind", _("种类"), lexicons.kind_labels()),
        source=reader.choice("source", _("来源"), lexicons.source_labels()),
        topic=reader.choice("topic", _("主题"), lexicons.topic_labels()),
        scope=reader.choice("scope", _("统计口径"), {ALL: "", OWN: ""}) or ALL,
    )
    return question, reader.complaints


def other_page(asked: str | None, shown: int) -> list[str]:
    """Say that another page than the one asked for is shown, if it is."""
    if not asked or asked == str(shown):
        return []
    return [_("没有第“%(asked)s”页，已显示第 %(shown)d 页。") % {"asked": _shown(asked), "shown": shown}]


def _shown(value: str) -> str:
    """Return what was typed, short and without signs that hide or reorder text."""
    return "".join(char for char in value[:20] if char.isprintable())
