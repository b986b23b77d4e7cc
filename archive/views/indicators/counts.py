"""The indicators with how many reports and figures there are of each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from archive import lexicons
from archive.models import Figure, Indicator, IndicatorAlias, Report, Snapshot
from archive.text.fold import fold


@dataclass(frozen=True)
class Counted:
    """An indicator and its published figures, of every kind of statement, counted."""

    slug: str
    name: str
    definition: str
    unit: str
    topic: str
    topic_name: str
    aliases: tuple[str, ...]
    reports: int
    figures: int

    @property
    def page(self) -> str:
        """The address of its numbers."""
        return reverse("indicator", args=[self.slug])

    @property
    def count_words(self) -> str:
        """How many reports and figures there are, in words."""
        if not self.figures:
            return _("尚未抽取")
        words = {"reports": f"{self.reports:,}", "figures": f"{self.figures:,}"}
        return _("%(reports)s 份报告，%(figures)s 个数值") % words

    def speaks_of(self, words: str) -> bool:
        """Whether folded `words` stand in its name, an alias or its definition."""
        return any(words in fold(text) for text in (self.name, *self.aliases, self.definition, self.slug))


@dataclass(frozen=True)
class Group:
    """The indicators of one topic; an empty code for those of none."""

    code: str
    name: str
    indicators: tuple[Counted, ...]

    @property
    def anchor(self) -> str:
        """The anchor of its heading."""
        return f"g-{self.code or 'rest'}"

    @property
    def held(self) -> tuple[Counted, ...]:
        """Those of which there are figures."""
        return tuple(one for one in self.indicators if one.figures)

    @property
    def silent(self) -> tuple[Counted, ...]:
        """Those of which nothing was found yet."""
        return tuple(one for one in self.indicators if not one.figures)


@dataclass(frozen=True)
class CountedIndicators:
    """Indicators in the order of topics, then in their own."""

    indicators: tuple[Counted, ...]

    @property
    def groups(self) -> list[Group]:
        """The indicators by topic."""
        codes = dict.fromkeys(one.topic for one in self.indicators)
        return [self._group(code) for code in codes]

    def _group(self, code: str) -> Group:
        members = tuple(one for one in self.indicators if one.topic == code)
        return Group(code, members[0].topic_name, members)


def counted_indicators(words: str = "", *, only_held: bool = False) -> CountedIndicators:
    """Return the active indicators that speak of `words`; `only_held` leaves out those without a figure."""
    rows = Indicator.objects.filter(is_active=True)
    terms = _terms()
    counts = _counts()
    folded = fold(words)
    known = list(lexicons.topic_labels())
    found = (_counted(row, tuple(terms.get(row.pk, ())), counts.get(row.pk, (0, 0))) for row in rows)
    asked = [one for one in found if one.figures or not only_held]
    chosen = [one for one in asked if not folded or one.speaks_of(folded)]
    return CountedIndicators(tuple(sorted(chosen, key=lambda one: _place(one.topic, known))))


def _place(topic: str, known: list[str]) -> int:
    return known.index(topic) if topic in known else len(known)


def _counted(row: Indicator, aliases: tuple[str, ...], counts: tuple[int, int]) -> Counted:
    topics = lexicons.topic_labels()
    topic = row.topic if row.topic in topics else ""
    return Counted(
        slug=row.slug,
        name=row.name,
        definition=row.definition,
        unit=row.unit,
        topic=topic,
        topic_name=topics.get(topic, _("其他")),
        aliases=aliases,
        reports=counts[0],
        figures=counts[1],
    )


def _terms() -> dict[int, list[str]]:
    """Return indicator key -> its further names."""
    terms: dict[int, list[str]] = defaultdict(list)
    for key, term in IndicatorAlias.objects.values_list("indicator", "term"):
        terms[key].append(term)
    return terms


def _counts() -> dict[int, tuple[int, int]]:
    """Return indicator key -> reports, figures; counted once per state of the archive."""
    state = Snapshot.objects.filter(pk=1).first()
    if state is None:
        return _count()
    key = f"indicator-counts:{state.number}:{state.at.timestamp()}"
    return cache.get_or_set(key, _count) or {}


def _count() -> dict[int, tuple[int, int]]:
    shown = Report.objects.published().values("current_revision")
    rows: Iterable[tuple[int, int, int]] = (
        Figure.objects.filter(revision__in=shown, dismissed=False, indicator__isnull=False)
        .order_by()
        .values_list("indicator")
        .annotate(Count("revision", distinct=True), Count("pk"))
    )
    return {key: (reports, figures) for key, reports, figures in rows}
