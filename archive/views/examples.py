"""Example searches for the front page, each known to find something in the holdings."""

from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from django.core.cache import cache
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from archive.models import Region, Report, Section
from archive.views.holdings import holdings_key, short_name

CANDIDATES = ("家庭医生", "紧密型医共体", "中医药", "疫情防控", "老年人", "村卫生室")
SHOWN = 3


@dataclass(frozen=True)
class Example:
    """A search to try: the words shown and the address that runs it."""

    words: str
    address: str


def example_searches() -> list[Example]:
    """Return up to three searches that find something; none while there is no search page."""
    try:
        search = reverse("search")
    except NoReverseMatch:
        return []
    key = holdings_key()
    found = cache.get_or_set(f"examples:{key}", _find) if key else []
    return [Example(words, f"{search}?{urlencode(query)}") for words, query in found or []]


def _find() -> list[tuple[str, dict[str, str]]]:
    shown = Report.objects.published().values("current_revision")
    sections = Section.objects.filter(revision__in=shown).order_by("-pk")
    places = sections.values_list("revision__report__region__code", flat=True)
    found = ((word, places.filter(body__contains=word).first()) for word in CANDIDATES)
    held = list(islice(((word, code) for word, code in found if code), SHOWN))
    return [_example(position, word, code) for position, (word, code) in enumerate(held)]


def _example(position: int, word: str, code: str) -> tuple[str, dict[str, str]]:
    """Show a different trick each time: a word, a phrase in quotation marks, a region."""
    if position == 0:
        return word, {"q": word}
    if position == 1:
        return f"“{word}”", {"q": f'"{word}"'}
    province = Region.objects.filter(code=f"{code[:2]}0000").first()
    if province is None:
        return word, {"q": word}
    words = _("%(word)s 地区：%(region)s") % {"word": word, "region": short_name(province.name)}
    return words, {"q": word, "region": code[:2]}
