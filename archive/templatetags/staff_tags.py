"""Template filters of the staff pages."""

from collections.abc import Mapping, Sequence

from django import template

register = template.Library()


@register.filter
def for_field(evidence: Mapping[str, Sequence[object]], name: str) -> Sequence[object]:
    """Return the evidence rows of one metadata field."""
    return evidence.get(name, ())
