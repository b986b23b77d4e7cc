"""The ways out of an empty result: each condition dropped in turn, with what that would find."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from archive.text.fold import fold
from search.engine import FILTER_OF
from search.language.ast import Field, Leaf, Query, Term, leaves
from search.language.rendering import typed as written
from search.language.rendering import without
from search.language.scattering import scattered
from search.request import Filters, SearchRequest
from search.results import Suggestion
from search.suggest.offers import Step, Tally
from search.suggest.reading import read


def escapes(request: SearchRequest, query: Query, tally: Tally) -> list[Suggestion]:
    """Return the ways out: without filters, without words, in a wider unit, less strictly.

    When no single step finds anything, each word alone without filters is offered too. A word that is in no
    report at all is named as such where dropping it helps.
    """
    base = replace(request, page=1)
    steps = [*_without_filters(base, query), *_without_words(base, query), *_looser(base, query)]
    offered = _offered(steps, tally)
    if not any(suggestion.reports for suggestion in offered):
        alone = _offered(_words_alone(base, query), tally)
        offered += [suggestion for suggestion in alone if suggestion.reports]
    return [_blamed(suggestion, base, tally) for suggestion in offered]


def _offered(steps: Iterable[Step], tally: Tally) -> list[Suggestion]:
    found = (tally.offer(step) for step in dict.fromkeys(steps))
    return [suggestion for suggestion in found if suggestion]


def _without_filters(request: SearchRequest, query: Query) -> Iterator[Step]:
    """Drop filters of the page and typed fields: one at a time, then all together."""
    used = [name for name in FILTER_OF.values() if getattr(request.filters, name)]
    for name in used:
        fewer = replace(request, filters=request.filters.without(name))
        if query or fewer.filters != Filters():
            yield Step("without_filter", _labels()[name], fewer)
    fields = _conditions(query, Field)
    for field in fields:
        typed = written(without(query.root, field))
        if typed or request.filters != Filters():
            label = _("不限“%(condition)s”") % {"condition": field.typed}
            yield Step("without_filter", label, replace(request, query=typed))
    bare = _without_fields(query, fields)
    if len(used) + len(fields) > 1 and bare:
        yield Step("without_filter", _("不加任何筛选"), replace(request, query=bare, filters=Filters()))


def _labels() -> dict[str, str]:
    return {
        "regions": _("不限地区"),
        "years": _("不限年份"),
        "kinds": _("不限种类"),
        "roles": _("不限章节角色"),
        "topics": _("不限主题"),
        "sources": _("不限来源"),
    }


def _conditions(query: Query, kind: type[Term] | type[Field]) -> list[Leaf]:
    """Return the leaves of one kind, wanted or not, an equal one once."""
    return list(dict.fromkeys(leaf for leaf in leaves(query.root) if isinstance(leaf, kind)))


def _without_fields(query: Query, fields: Iterable[Leaf]) -> str:
    root = query.root
    for field in fields:
        root = without(root, field)
    return written(root)


def _without_words(request: SearchRequest, query: Query) -> Iterator[Step]:
    for term in _conditions(query, Term):
        typed = written(without(query.root, term))
        if typed:
            yield Step("without_word", typed, replace(request, query=typed))


def _looser(request: SearchRequest, query: Query) -> Iterator[Step]:
    if request.unit == "section" and len(_conditions(query, Term)) > 1:
        yield Step("wider_unit", _("词可以分散在同一报告的不同章节"), replace(request, unit="report"))
    if request.strict:
        yield Step("looser", _("不论字形，繁简异体都算"), replace(request, strict=False))
    if request.verbatim:
        yield Step("looser", _("同义词和分散的词也算"), replace(request, verbatim=False))


def _words_alone(request: SearchRequest, query: Query) -> Iterator[Step]:
    """Offer each term without the others, and the words of one that was typed without spaces."""
    for term in query.terms:
        parts = [part for part in scattered(fold(term.text)) if len(part) > 1]
        for typed in (term.typed, *parts):
            yield Step("without_word", typed, _alone(request, typed))


def _alone(request: SearchRequest, typed: str) -> SearchRequest:
    return replace(request, query=typed, filters=Filters(), unit="report")


def _blamed(suggestion: Suggestion, request: SearchRequest, tally: Tally) -> Suggestion:
    """Name the dropped word in the label when no report has it."""
    if suggestion.kind != "without_word" or not suggestion.reports:
        return suggestion
    kept = {term.typed for term in read(suggestion.request).terms}
    dropped = [term for term in read(request).terms if term.typed not in kept]
    if len(dropped) != 1:
        return suggestion
    found = tally.of(_alone(request, dropped[0].typed))
    if found is None or found.reports:
        return suggestion
    label = _("%(query)s（没有报告提到“%(word)s”）") % {"query": suggestion.label, "word": dropped[0].text}
    return replace(suggestion, label=label)
