"""What typed values of fields mean: codes of the archive's lists, years, divisions, or folded text."""

import re
from collections.abc import Callable, Mapping
from functools import partial

from django.utils.translation import gettext as _

from archive.lexicons import kind_labels, role_labels, source_labels, topic_labels
from archive.text.fold import fold
from search.language.ast import FieldName
from search.language.names import SECTION
from search.language.parser import Resolved
from search.language.places import place

_YEAR = r"(?:19|20)[0-9]{2}"
_YEARS = re.compile(rf"(?P<first>{_YEAR})?年?(?P<to>\s*(?:-|~|至|到|\.\.)\s*)?(?P<last>{_YEAR})?年?")
_BRACKETS = (("[", "]"), ("(", ")"))  # folded; 〔〕 and 【】 are the first pair
_LABELS: Mapping[str, Callable[[], Mapping[str, str]]] = {
    FieldName.KIND: kind_labels,
    FieldName.TOPIC: topic_labels,
    FieldName.ROLE: role_labels,
    FieldName.SOURCE: source_labels,
}


def resolve(asked: str, typed: str) -> Resolved:
    """Return what the value `typed` of the field `asked` (a FieldName or SECTION) means.

    Codes and labels are known in either script; a part of a label means every label that has it. No values
    where nothing of that name is known.
    """
    name = FieldName(asked) if asked != SECTION else FieldName.HEADING
    if asked == SECTION and _exactly(role_labels(), fold(typed)):
        name = FieldName.ROLE
    if name in _LABELS:
        return _coded(name, typed)
    return {FieldName.REGION: _region, FieldName.YEAR: _years}.get(name, partial(_text, name))(typed)


def _text(name: FieldName, typed: str) -> Resolved:
    folded = fold(typed)
    values: tuple[str, ...] = (folded,)
    if name is FieldName.DOC_NO:  # 〔2020〕, [2020] and (2020) are one
        opened, closed = re.compile(r"[\[(]"), re.compile(r"[\])]")
        values = tuple(dict.fromkeys(closed.sub(b, opened.sub(a, folded)) for a, b in _BRACKETS))
    return Resolved(name, values, typed)


def _region(typed: str) -> Resolved:
    found = place(typed)
    return Resolved(FieldName.REGION, found.prefixes, found.label or typed)


def _coded(name: FieldName, typed: str) -> Resolved:
    labels = _LABELS[name]()
    codes = _exactly(labels, fold(typed)) or _partly(labels, fold(typed))
    return Resolved(name, codes, "、".join(labels[code] for code in codes) or typed)


def _exactly(labels: Mapping[str, str], folded: str) -> tuple[str, ...]:
    return tuple(code for code, label in labels.items() if folded in (fold(code), fold(label)))


def _partly(labels: Mapping[str, str], folded: str) -> tuple[str, ...]:
    return tuple(code for code, label in labels.items() if folded in fold(label))


def _years(typed: str) -> Resolved:
    """Read `2022`, `2013-2024`, `2013-`, `-2024`, with 年 and 至 too. Swapped ends are put right."""
    match = _YEARS.fullmatch(fold(typed).strip())
    first, last = (match["first"] or "", match["last"] or "") if match else ("", "")
    if match is None or not (first or last) or bool(first and last) > bool(match["to"]):
        return Resolved(FieldName.YEAR, (), typed)
    if not match["to"]:
        first = last = first or last
    if first and last and first > last:
        first, last = last, first
    return Resolved(FieldName.YEAR, (f"{first}-{last}",), _shown_years(first, last))


def _shown_years(first: str, last: str) -> str:
    if first and last:
        return first if first == last else f"{first}–{last}"
    return _("%(year)s 年起") % {"year": first} if first else _("%(year)s 年止") % {"year": last}
