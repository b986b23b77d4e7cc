"""The names of what is held, to be asked for as fields: divisions, issuers, topics and kinds with reports."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count

from archive.ingest.geography.regions import Gazetteer
from archive.ingest.types import RegionName
from archive.lexicons import kind_labels, role_labels, source_labels, topic_labels
from archive.models import Region, Report, code_prefix
from archive.models.report import ReportQuerySet
from archive.text.fold import fold
from archive.views.holdings import division_names
from search.backends import vocabulary
from search.language.ast import FieldName
from search.language.names import typed_name
from search.spelling.wordlist import WordList

LENGTHS = (2, 4, 6)  # digits of a province, a prefecture, a county


@dataclass(frozen=True)
class Name:
    """One thing held: which field asks for it, its name, and how many reports have it."""

    field: FieldName
    name: str
    reports: int

    @property
    def typed(self) -> str:
        """Return the condition as somebody would type it."""
        return self.typed_as(self.field)

    def typed_as(self, asked: str) -> str:
        """Return the condition typed with another name of the field."""
        quoted = f'"{self.name}"' if " " in self.name else self.name
        return f"{typed_name(asked)}:{quoted}"


@dataclass(frozen=True)
class Names:
    """All names: `listed` holds them folded, `of` what each stands for.

    `placed` and `places` are the same of divisions alone, which go by their short names too.
    """

    listed: WordList
    of: Mapping[str, tuple[Name, ...]]
    placed: WordList
    places: Mapping[str, tuple[Name, ...]]


def names() -> Names:
    """Return the names of what is held, gathered anew for every commit of the index. Raises SearchError.

    A change of a report is followed by a commit, and a commit is told from the one before faster than reports
    are counted.
    """
    return _gathered(vocabulary.commit().key)


@lru_cache(1)
def _gathered(_commit: Hashable) -> Names:
    regions = _regions()
    of = _by_name((name.name, name) for name in (*regions.values(), *_issuers(), *_labels()))
    places = _by_name((called, regions[code]) for called, code in _called(regions))
    return Names(_weighed(of), of, _weighed(places), places)


def _by_name(called: Iterable[tuple[str, Name]]) -> dict[str, tuple[Name, ...]]:
    """Return what goes by each folded name, most reports first, an equal one once."""
    of: dict[str, list[Name]] = {}
    for text, name in called:
        of.setdefault(fold(text), []).append(name)
    return {
        text: tuple(dict.fromkeys(sorted(held, key=lambda name: -name.reports))) for text, held in of.items()
    }


def _called(codes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what divisions go by, and their codes: names of any year, in full and without 省, 市 or 县."""
    rows = Region.objects.filter(code__in=set(codes)).order_by("pk")
    told = rows.values_list("code", "name", "level", "valid_from", "valid_to")
    table = Gazetteer(RegionName(*row, ()) for row in told)
    for known in (table.by_name, table.by_stem):
        for called, of_name in known.items():
            yield from ((called, row.code) for row in of_name)


def _weighed(of: Mapping[str, tuple[Name, ...]]) -> WordList:
    return WordList({text: held[0].reports for text, held in of.items()})


def _held() -> ReportQuerySet:
    return Report.objects.published().order_by()


def _regions() -> dict[str, Name]:
    """Return code -> every division with reports, those above it too."""
    counts: Counter[str] = Counter()
    placed = _held().filter(region__isnull=False).values_list("region__code").annotate(reports=Count("pk"))
    for code, reports in placed:
        prefix = code_prefix(code)
        for length in LENGTHS:
            if len(prefix) >= length:
                counts[prefix[:length].ljust(6, "0")] += reports
    return {code: Name(FieldName.REGION, name, counts[code]) for code, name in division_names(counts).items()}


def _issuers() -> Iterator[Name]:
    for issuer, reports in _held().exclude(issuer="").values_list("issuer").annotate(reports=Count("pk")):
        yield Name(FieldName.ISSUER, issuer, reports)


def _labels() -> Iterator[Name]:
    """Yield what reports and their sections are sorted by."""
    for code, reports in vocabulary.topic_reports().items():
        if reports and code in topic_labels():
            yield Name(FieldName.TOPIC, topic_labels()[code], reports)
    for field, column, labels in (
        (FieldName.KIND, "kind", kind_labels()),
        (FieldName.SOURCE, "source_type", source_labels()),
    ):
        for code, reports in _held().values_list(column).annotate(reports=Count("pk")):
            if code in labels:
                yield Name(field, labels[code], reports)
    for label in role_labels().values():  # of sections: reports with one are counted when it is offered
        yield Name(FieldName.ROLE, label, 1)
