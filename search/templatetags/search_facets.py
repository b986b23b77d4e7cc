"""The values of a facet written out: a page has a hundred of them, too many for a template of their own."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from search.panel import Choice

register = template.Library()

_VALUE = (
    '<li><a class="fv" rel="nofollow" href="{}"{}><span>{}{}</span>'
    '<b>{}{}<span class="vh"> {}</span></b>'
    '<svg viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">'
    '<rect width="{}" height="2"/></svg></a>{}</li>'
)
_CURRENT = format_html(' aria-current="{}"', "true")
_NOTHING = format_html("{}", "")


@register.simple_tag
def facet_values(choices: Iterable[Choice]) -> SafeString:
    """Return a list item for each choice, those below it in a list of its own."""
    return _items(choices, _words())


def _words() -> Mapping[str, str]:
    hidden = '<span class="vh">{}</span>'
    return {
        "selected": format_html(hidden, _("（已选，点此移除）")),
        "counted": _("份，%(sections)d 个章节"),
        "added": format_html(f"{hidden}{{}} ", _("加选后"), _("共")),
    }


def _items(choices: Iterable[Choice], words: Mapping[str, str]) -> SafeString:
    return format_html_join("", _VALUE, (_parts(choice, words) for choice in choices))


def _parts(choice: Choice, words: Mapping[str, str]) -> tuple[object, ...]:
    """Return what stands in the gaps of `_VALUE`."""
    below = format_html("<ul>{}</ul>", _items(choice.children, words)) if choice.children else _NOTHING
    return (
        choice.url,
        _CURRENT if choice.current else _NOTHING,
        choice.label,
        words["selected"] if choice.current else _NOTHING,
        words["added"] if choice.adds else _NOTHING,
        _number(choice.total),
        words["counted"] % {"sections": choice.sections},
        _number(choice.bar),
        below,
    )


@lru_cache(1000)
def _number(number: int) -> SafeString:
    return escape(str(number))
