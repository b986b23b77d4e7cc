"""What staff do to the lexicon: every change checked, recorded and refused in one plain sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from archive.models import Action
from archive.services.records import About, Actor, ConflictError, ServiceError, account, record
from archive.text.fold import fold
from search.lexicon.shipped import taken
from search.lexicon.table import sources
from search.models import Relation, SynonymSet

MOST_TERMS = 16
SHORTEST, LONGEST = 2, 24  # characters of a term; a search of a whole set stays within one query


@dataclass(frozen=True)
class Wording:
    """What a set is to say."""

    relation: str
    terms: tuple[str, ...]
    note: str = ""


def faults(wording: Wording, held: SynonymSet | None = None) -> list[str]:
    """Return what is wrong with `wording`, a sentence each, for a new set or in place of what `held` says.

    A set that is switched off may share terms with others: that is looked at when it is switched on.
    """
    found = [*_faults_of_number(wording.terms), *_faults_of_terms(wording.terms)]
    return found if held and not held.active else [*found, *clashes(wording, held)]


def clashes(wording: Wording, but: SynonymSet | None = None) -> list[str]:
    """Return a sentence for each term that already finds others in another active set."""
    written = {fold(term): term for term in wording.terms}
    found = taken(sources(wording.relation, wording.terms), but) if wording.terms else {}
    return [
        _("“%(term)s”已在另一组：%(other)s。请改那一组，或先停用它。")
        % {"term": written[term], "other": _("、").join(other.terms)}
        for term, other in found.items()
    ]


@transaction.atomic
def write(
    wording: Wording, by: Actor, held: SynonymSet | None = None, seen: datetime | None = None
) -> SynonymSet:
    """Store `wording` as a new set, or in place of what `held` says; return the set.

    Raises ServiceError when it cannot be in force, ConflictError when `held` is no longer as `seen`.
    """
    one = _locked(held, seen) if held else SynonymSet()
    wrong = faults(wording, one if held else None)
    if wrong:
        raise ServiceError(wrong[0])
    return _change(one, by, relation=wording.relation, terms=list(wording.terms), note=wording.note)


@transaction.atomic
def switch(held: SynonymSet, by: Actor, *, active: bool) -> SynonymSet:
    """Put a set in force or out of it. Raises ServiceError when one of its terms is in another set by now."""
    one = _locked(held)
    wrong = clashes(wording_of(one), one) if active else []
    if wrong:
        raise ServiceError(wrong[0])
    return _change(one, by, active=active)


@transaction.atomic
def put_back(held: SynonymSet, by: Actor) -> SynonymSet:
    """Let a shipped set say again what the shipped file says, and follow it from now on.

    Raises ServiceError when it was not shipped, or when one of its terms is in another set by now.
    """
    one = _locked(held)
    if one.shipped is None:
        raise ServiceError(_("这一组不是随系统提供的。"))
    stated: dict[str, Any] = one.shipped
    wrong = clashes(Wording(stated["relation"], tuple(stated["terms"])), one)
    if wrong:
        raise ServiceError(wrong[0])
    return _change(one, by, **stated)


def wording_of(one: SynonymSet) -> Wording:
    """Return what a stored set says."""
    return Wording(one.relation, tuple(one.terms), one.note)


def _locked(held: SynonymSet, seen: datetime | None = None) -> SynonymSet:
    one = SynonymSet.objects.select_for_update().get(pk=held.pk)
    if seen is not None and one.changed_at != seen:
        raise ConflictError(_("这一组刚被别人改过，以下是现在的内容；刚才的改动没有保存。"))
    return one


def _change(one: SynonymSet, by: Actor, **values: Any) -> SynonymSet:
    """Write and record the values; what stays as it was is neither."""
    before = _in_words(one) if one.pk else {}
    for name, value in values.items():
        setattr(one, name, value)
    after = _in_words(one)
    if before != after:
        one.changed_by = account(by)
        one.save()
        record(Action.LEXICON, by, About(str(one), before=before, after=after))
    return one


def _in_words(one: SynonymSet) -> dict[str, Any]:
    return one.stated | {"relation": str(Relation(one.relation).label)}


def _faults_of_number(terms: Sequence[str]) -> list[str]:
    if len(terms) < 2:  # noqa: PLR2004  (a set of one finds nothing)
        return [_("一组至少要有两个词语，每行一个。")]
    if len(terms) > MOST_TERMS:
        return [
            _("一组最多 %(most)d 个词语，现在有 %(count)d 个。") % {"most": MOST_TERMS, "count": len(terms)}
        ]
    return []


def _faults_of_terms(terms: Sequence[str]) -> list[str]:
    found: list[str] = []
    written: dict[str, str] = {}
    for term in terms:
        values = {"term": term, "shortest": SHORTEST, "longest": LONGEST}
        if len(term) < SHORTEST:
            found.append(_("“%(term)s”太短，词语至少 %(shortest)d 个字。") % values)
        elif len(term) > LONGEST:
            found.append(_("“%(term)s”太长，词语最多 %(longest)d 个字。") % values)
        elif not any(char.isalnum() for char in term):
            found.append(_("“%(term)s”里没有文字。") % values)
        elif fold(term) in written:
            found.append(_same(written[fold(term)], term))
        written.setdefault(fold(term), term)
    return found


def _same(first: str, second: str) -> str:
    if first == second:
        return _("“%(term)s”写了两遍。") % {"term": first}
    return _("“%(first)s”和“%(second)s”检索时本来就不分，只留一个。") % {"first": first, "second": second}
