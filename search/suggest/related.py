"""Words that stand in what was found more often than elsewhere: ways to go on from a result."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from archive.models import Section
from archive.text.fold import fold
from archive.text.gloss import strip_glosses
from archive.text.segment import health_terms
from search.backends.execution import executor
from search.language.ast import Or, Query
from search.language.rendering import typed as as_typed
from search.request import SearchRequest
from search.spelling.written import written
from search.suggest.keywords import counted, excess

SHOWN = 8
REPORTS = 12  # whose best sections are the sample
SECTIONS = 2  # of each
READ = 300  # characters of a section
MANY = 10  # sections of which a word must be in two
OWN = 2  # how much more a term of health work is worth than any other word
TELLING = 3.84  # least log-likelihood: chance has it in one of twenty words


@dataclass(frozen=True)
class Related:
    """A word and the search that asks for it as well."""

    word: str
    request: SearchRequest
    reports: int


def related(request: SearchRequest, query: Query, count: Callable[[SearchRequest], int]) -> list[Related]:
    """Return at most SHOWN words that tell the best sections found from all others, most telling first.

    Words of the query and what only repeats another word are left out, and so is what finds nothing
    together with the query; `count` tells how many reports a request finds. Raises SearchError.
    """
    sample = _sample(request, query)
    least = 1 if len(sample) < MANY else 2
    often = {word: times for word, times in counted(sample).items() if times >= least}
    surplus = excess(often, max(len(sample), 1))
    worths = {word: worth * (OWN if word in health_terms() else 1) for word, worth in surplus.items()}
    telling = sorted((word for word in worths if surplus[word] >= TELLING), key=lambda w: (-worths[w], w))
    offered = []
    base = f"({as_typed(query.root)})" if isinstance(query.root, Or) else as_typed(query.root)
    for word in map(written, _apart(telling, [fold(term.text) for term in query.terms])[:SHOWN]):
        narrower = replace(request, query=f"{base} {word}", page=1)
        offered.append(Related(word, narrower, count(narrower)))
    return [one for one in offered if one.reports]


def _sample(request: SearchRequest, query: Query) -> list[str]:
    best = replace(request, page=1, page_size=REPORTS, sort="rel")
    reports = executor.execute(best, query, sections=SECTIONS).reports
    shown = [section.section_id for report in reports for section in report.sections]
    rows = Section.objects.filter(pk__in=shown).values_list("heading", "body")
    return [strip_glosses(f"{heading}\n{body[:READ]}").text for heading, body in rows]


def _apart(words: Iterable[str], typed: Iterable[str]) -> list[str]:
    """Return the words that neither hold another one before them nor are part of it."""
    taken, kept = list(typed), []
    for word in words:
        if not any(word in other or other in word for other in taken):
            taken.append(word)
            kept.append(word)
    return kept
