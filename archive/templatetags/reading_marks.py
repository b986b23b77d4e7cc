"""Build the reading model inside a template, where the hits of a query are known."""

from collections.abc import Iterable, Sequence

from django import template

from archive.models import Revision, Section
from archive.text.spans import Span
from archive.views.noted_figures import ShownFigure
from archive.views.reading import Reading, read
from archive.views.script_choice import Script

register = template.Library()


@register.filter
def in_script(text: str, script: Script) -> str:
    """Return `text` in the script shown."""
    return script.convert(text) if script.convert else text


@register.simple_tag
def reading(
    revision: Revision,
    sections: list[Section],
    script: Script,
    hits: Iterable[Span] = (),
    figures: Sequence[ShownFigure] = (),
) -> Reading:
    """Return `sections` as shown in `script`, `hits` (spans into the revision text) and `figures` marked."""
    return read(revision, sections, hits, script.convert, figures)
