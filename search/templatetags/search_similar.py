"""What the archive holds like the section or report on the page, and the way to related words."""

from dataclasses import replace
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from archive.models import Report, Revision, Section
from search.links import query_pairs
from search.request import SearchRequest
from search.suggest import similar
from search.suggest.similar import SimilarSection

register = template.Library()


@register.simple_tag
def similar_sections(section: Section) -> list[SimilarSection]:
    """Return sections of other reports like this one, best first; none while the index cannot be used."""
    return similar.similar_sections(section) if section.pk else []


@register.simple_tag
def similar_reports(revision: Revision | None) -> list[Report]:
    """Return other reports like this text, best first; none while the index cannot be used."""
    return similar.similar_reports(revision) if revision and revision.pk else []


@register.simple_tag
def related_address(asked: SearchRequest) -> str:
    """Return the address of the words related to what a search finds; empty without words."""
    if not asked.query:
        return ""
    return f"{reverse('search_related')}?{urlencode(query_pairs(replace(asked, page=1)))}"
