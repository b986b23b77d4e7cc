"""What to offer when nothing matched: each condition dropped in turn, with what that would find."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from search.engine import FILTER_OF, Count
from search.query import ParsedQuery, parse
from search.request import Filters, SearchRequest
from search.results import Suggestion

Counter = Callable[[SearchRequest, ParsedQuery], Count]


def suggestions(request: SearchRequest, query: ParsedQuery, count: Counter) -> tuple[Suggestion, ...]:
    """Return the ways out of an empty result: filters, then words, then the unit.

    When no single step finds anything, each word alone without filters is offered too.
    `count` gives the totals of a request.
    """
    base = replace(request, page=1)
    steps = [*_without_filters(base), *_without_words(base, query)]
    offered = [_counted(step, count) for step in steps]
    wider = [_counted(step, count) for step in _wider_unit(base, query)]
    if not any(suggestion.reports for suggestion in offered + wider):
        alone = (_counted(step, count) for step in _words_alone(base, query))
        offered += [suggestion for suggestion in alone if suggestion.reports]
    return (*offered, *wider)


def _counted(step: tuple[str, str, SearchRequest], count: Counter) -> Suggestion:
    kind, label, request = step
    found = count(request, parse(request.query))
    return Suggestion(kind, label, request, found.reports, found.sections)


def _without_filters(request: SearchRequest) -> Iterator[tuple[str, str, SearchRequest]]:
    labels = {
        "regions": _("不限地区"),
        "years": _("不限年份"),
        "kinds": _("不限种类"),
        "roles": _("不限章节角色"),
        "topics": _("不限主题"),
        "sources": _("不限来源"),
    }
    used = [name for name in FILTER_OF.values() if getattr(request.filters, name)]
    for name in used:
        without = replace(request, filters=request.filters.without(name))
        if request.query or without.filters != Filters():
            yield "without_filter", labels[name], without
    if len(used) > 1 and request.query:
        yield "without_filter", _("不加任何筛选"), replace(request, filters=Filters())


def _without_words(request: SearchRequest, query: ParsedQuery) -> Iterator[tuple[str, str, SearchRequest]]:
    for term in query.terms:
        shorter = query.without(term)
        if shorter:
            yield "without_word", shorter.typed, replace(request, query=shorter.typed)


def _wider_unit(request: SearchRequest, query: ParsedQuery) -> Iterator[tuple[str, str, SearchRequest]]:
    if request.unit == "section" and len(query.required) > 1:
        yield "wider_unit", _("词可以分散在同一报告的不同章节"), replace(request, unit="report")


def _words_alone(request: SearchRequest, query: ParsedQuery) -> Iterator[tuple[str, str, SearchRequest]]:
    for term in query.required:
        yield (
            "without_word",
            term.typed,
            replace(request, query=term.typed, filters=Filters(), unit="report"),
        )
