"""Words that name a division: the same query within the reports of that division."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from archive.text.fold import fold
from search.engine import Count
from search.language.ast import Leaf, Query, Term
from search.language.rendering import typed as as_typed
from search.request import SearchRequest
from search.results import Suggestion
from search.spelling.candidates import candidates
from search.suggest.names import Name, names
from search.suggest.offers import Step, Tally
from search.suggest.trees import exchanged, runs

RUNS = 4  # words looked at
MOST = 3  # divisions of one name, or like it
NEAREST = 2  # most points of unlikeness of a misspelt name

Way = Mapping[Leaf, Name]


def named(request: SearchRequest, query: Query, found: Count, tally: Tally) -> list[Suggestion]:
    """Return the request with the words that name a division with reports asked for as such.

    A name may lack its 省, 市 or 县. Words that together name several divisions are first taken so together.
    Only what finds more than `found` is offered. Raises SearchError.
    """
    places = names().places
    told = [(term, places[fold(term.text)][:MOST]) for term in _words(query) if fold(term.text) in places]
    ways: list[Way] = [{term: meant[0] for term, meant in told}] if len(told) > 1 else []
    ways += [{term: name} for term, meant in told for name in meant]
    return _offered((_step(request, query, way) for way in ways), found, tally)


def misspelt(request: SearchRequest, query: Query, found: Count, tally: Tally) -> list[Suggestion]:
    """Return the request with a word like the name of a division taken for that name. Raises SearchError."""
    held = names()
    ways: list[Way] = []
    for term in _words(query):
        like = candidates(term.text, (held.placed,), MOST, in_parts=False)
        ways += [{term: held.places[one.text][0]} for one in like if one.cost <= NEAREST]
    return _offered((_step(request, query, way) for way in ways), found, tally)


def _words(query: Query) -> list[Term]:
    return [run[0] for run in runs(query.root) if len(run) == 1][:RUNS]


def _step(request: SearchRequest, query: Query, way: Way) -> Step:
    texts: dict[Leaf, str] = {leaf: name.typed for leaf, name in way.items()}
    typed = as_typed(query.root and exchanged(query.root, texts))
    left = as_typed(query.root and exchanged(query.root, dict.fromkeys(way, "")))
    shown = {"name": _("、").join(name.name for name in way.values()), "left": left}
    label = _("在“%(name)s”的报告中找“%(left)s”") if left else _("“%(name)s”的报告")
    return Step("region", label % shown, replace(request, query=typed, page=1))


def _offered(steps: Iterator[Step], found: Count, tally: Tally) -> list[Suggestion]:
    offers = (tally.offer(step) for step in dict.fromkeys(steps))
    return [offer for offer in offers if offer and offer.reports > found.reports]
