"""Live counts of the searches a page shows as examples."""

from collections.abc import Hashable
from functools import lru_cache

from django import template
from django.http import QueryDict

from search import forms, lexicon, service
from search.backends.opening import generation
from search.engine import SearchError

register = template.Library()

_REMEMBERED = 256


@register.simple_tag
def reports_found(address: str) -> int | None:
    """Return how many reports the query string `address` finds; None while no search can be made."""
    try:
        return _counted((generation().key, lexicon.version()), address)
    except SearchError:
        return None


@lru_cache(_REMEMBERED)
def _counted(_versions: tuple[Hashable, str], address: str) -> int:
    return service.count(forms.read(QueryDict(address)).request)
