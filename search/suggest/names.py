"""The names of what is held, to be asked for as fields: divisions, issuers, topics and kinds with reports."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count

from archive.lexicons import kind_labels, topic_labels
from archive.models import Report, code_prefix
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
        quoted = f'"{self.name}"' if " " in self.name else self.name
        return f"{typed_name(self.field)}:{quoted}"


@dataclass(frozen=True)
class Names:
    """All names: `listed` holds them folded, `of` what each stands for."""

    listed: WordList
    of: Mapping[str, tuple[Name, ...]]


def names() -> Names:
    """Return the names of what is held, gathered anew for every commit of the index. Raises SearchError.

    A change of a report is followed by a commit, and a commit is told from the one before faster than reports
    are counted.
    """
    return _gathered(vocabulary.commit().key)


@lru_cache(1)
def _gathered(_commit: Hashable) -> Names:
    of: dict[str, tuple[Name, ...]] = {}
    for name in (*_regions(), *_issuers(), *_topics(), *_kinds()):
        folded = fold(name.name)
        of[folded] = (*of.get(folded, ()), name)
    return Names(WordList({folded: max(one.reports for one in held) for folded, held in of.items()}), of)


def _held() -> ReportQuerySet:
    return Report.objects.published().order_by()


def _regions() -> Iterator[Name]:
    """Yield every division with reports, those above it too."""
    counts: Counter[str] = Counter()
    placed = _held().filter(region__isnull=False).values_list("region__code").annotate(reports=Count("pk"))
    for code, reports in placed:
        prefix = code_prefix(code)
        for length in LENGTHS:
            if len(prefix) >= length:
                counts[prefix[:length].ljust(6, "0")] += reports
    for code, name in division_names(counts).items():
        yield Name(FieldName.REGION, name, counts[code])


def _issuers() -> Iterator[Name]:
    for issuer, reports in _held().exclude(issuer="").values_list("issuer").annotate(reports=Count("pk")):
        yield Name(FieldName.ISSUER, issuer, reports)


def _topics() -> Iterator[Name]:
    for code, reports in vocabulary.topic_reports().items():
        if reports and code in topic_labels():
            yield Name(FieldName.TOPIC, topic_labels()[code], reports)


def _kinds() -> Iterator[Name]:
    for kind, reports in _held().values_list("kind").annotate(reports=Count("pk")):
        if kind in kind_labels():
            yield Name(FieldName.KIND, kind_labels()[kind], reports)
