"""Haystack's own door to the archive: SearchQuerySet in, its result objects out, our executor in between.

A result is a section. Filters of Haystack become clauses of the query language, so `SearchQuerySet()` and the
search page can never disagree on what matches.
"""

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from haystack.backends.whoosh_backend import WhooshSearchQuery
from haystack.models import SearchResult

from search.backends.execution import executor
from search.backends.execution.columns import Columns
from search.backends.execution.corpus import corpus
from search.engine import FACETS, SearchError
from search.language.ast import Query
from search.language.reading import read
from search.request import SearchRequest, Sort

EVERYTHING = "*"
MOST = 1_000_000  # results of a query without limits

# Haystack's name of a field -> its name in the query language; the content has none.
LANGUAGE_NAMES = {
    "content": "",
    "text": "",
    "title": "title",
    "region": "region",
    "year": "year",
    "kind": "kind",
    "role": "role",
    "topics": "topic",
    "source": "source",
    "issuer": "issuer",
    "doc_no": "doc_no",
}
OPERATORS = {"AND", "OR", "NOT"}
SORTS: Mapping[str, Sort] = {"-year": "new", "year": "old", "region": "region"}


class ArchiveSearchQuery(WhooshSearchQuery):
    """Writes the filters of a SearchQuerySet in the query language."""

    def build_query_fragment(self, field: str, filter_type: str, value: Any) -> str:
        """Return one clause. Raises SearchError for a field or a filter the language has no words for."""
        name = LANGUAGE_NAMES.get(field)
        if name is None:
            raise SearchError(f"the archive cannot be searched by the field {field}")
        if hasattr(value, "prepare"):
            prepared = value.prepare(self)
            return f"{name}:({prepared})" if name else f"({prepared})"
        return _content_clause(filter_type, value) if not name else _field_clause(name, filter_type, value)

    def matching_all_fragment(self) -> str:
        """Return what asks for everything."""
        return EVERYTHING

    def clean(self, query_fragment: str) -> str:
        """Return a fragment with its operators quoted away."""
        return " ".join(_quoted(word) for word in query_fragment.split())


def answer(query_string: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what Haystack expects of a backend: results, hits, facets. Raises SearchError.

    `options` are the keyword arguments of `SearchBackend.search`.
    """
    models = options.get("models")
    if models and "section" not in {model._meta.model_name for model in models}:  # noqa: SLF001
        return {"results": [], "hits": 0}
    query = _read([query_string, *(options.get("narrow_queries") or ())])
    request = SearchRequest(unit="section", sort=_sort(options.get("sort_by")))
    start = options.get("start_offset") or 0
    end = options.get("end_offset") or MOST
    total, found, facets = executor.sections(request, query, start, end)
    make, columns = options.get("result_class") or SearchResult, corpus().columns
    return {
        "results": [_result(make, columns, document, score) for document, score in found],
        "hits": total.sections,
        "facets": {"fields": _facets(options.get("facets") or (), facets), "dates": {}, "queries": {}},
        "spelling_suggestion": None,
    }


def _content_clause(filter_type: str, value: Any) -> str:
    words = str(value)
    match filter_type:
        case "exact":
            return f'"{words}"'
        case "startswith":
            return " ".join(f"{word}*" for word in words.split())
        case "content" | "contains":
            return f"({words})"
        case "in":
            return "(" + " OR ".join(f'"{word}"' for word in value) + ")"
        case _:
            raise SearchError(f"the archive cannot search its texts by {filter_type}")


def _field_clause(name: str, filter_type: str, value: Any) -> str:
    match filter_type:
        case "in":
            clause = " OR ".join(f'{name}:"{one}"' for one in value)
        case "range":
            first, last = value
            clause = f"{name}:{first}-{last}"
        case "gte":
            clause = f"{name}:{value}-"
        case "gt":
            clause = f"{name}:{int(value) + 1}-"
        case "lte":
            clause = f"{name}:-{value}"
        case "lt":
            clause = f"{name}:-{int(value) - 1}"
        case _:
            clause = f'{name}:"{value}"'
    return f"({clause})"


def _quoted(word: str) -> str:
    special = any(char in word for char in '()"*:|!&~') or word in OPERATORS or word.startswith("-")
    return f'"{word}"' if special else word


def _read(parts: Iterable[str]) -> Query:
    asked = [part for part in parts if part != EVERYTHING]
    return read(" AND ".join(f"({part})" for part in asked)) if asked else Query(EVERYTHING, None)


def _sort(names: Sequence[str] | None) -> Sort:
    if not names:
        return "rel"
    try:
        return SORTS[names[0]]
    except KeyError:
        raise SearchError(f"the archive cannot be sorted by {names[0]}") from None


def _result(make: Any, columns: Columns, document: int, score: float) -> Any:
    section, report = columns.section(document), columns.reports[int(columns.report_of[document])]
    return make(
        "archive",
        "section",
        section.section_id,
        score,
        report=report.public_id,
        revision=section.revision_id,
        anchor=section.anchor,
        title=report.title,
        region=report.region,
        year=report.year,
        kind=report.kind,
        source=report.source,
    )


def _facets(names: Iterable[str], counted: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    wanted = {name: LANGUAGE_NAMES.get(name, name) for name in names}
    return {name: _ordered(counted[ours]) for name, ours in wanted.items() if ours in FACETS}


def _ordered(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return values with their sections, most first."""
    by_name = sorted(counts.items())
    return sorted(by_name, key=itemgetter(1), reverse=True)
