"""The sets of the lexicon as a look-up table: plain values, no database."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from archive.text.fold import fold
from search.language.ast import Reason
from search.lexicon.regional import mainland_form
from search.lexicon.tiling import Place, places
from search.models import Relation

MOST_VARIANTS = 8
LONGEST_WORD = 64
_DOUBLED = 2  # characters said twice where a form ends like what follows it
_TRIED = 200  # combinations looked at for a long compound before the rest is let go

Found = tuple[str, Reason]


@dataclass(frozen=True)
class Table:
    """Folded term -> the folded terms also searched; `as_written` has the terms as people write them."""

    forms: Mapping[str, tuple[Found, ...]] = field(default_factory=dict)
    as_written: Mapping[str, str] = field(default_factory=dict)
    longest: int = 0

    def variants(self, typed: str) -> tuple[Found, ...]:
        """Return other forms of the folded `typed`, the nearest first, at most MOST_VARIANTS.

        A form that contains the typed word or another form is left out: it would find nothing more. So are
        all forms of what is too long to be a word.
        """
        if len(typed) > LONGEST_WORD:
            return ()
        found = [*self._whole_or_inside(typed), *_regional(typed)]
        kept: dict[str, Reason] = {}
        for form, reason in found:
            if typed not in form and not any(other in form for other in kept):
                kept = {other: why for other, why in kept.items() if form not in other} | {form: reason}
        return tuple(kept.items())[:MOST_VARIANTS]

    def _whole_or_inside(self, typed: str) -> Iterator[Found]:
        if typed in self.forms:
            yield from self.forms[typed]
        else:
            yield from self._inside(typed)

    def _inside(self, typed: str) -> Iterator[Found]:
        """Yield `typed` with one known word replaced, then with more of them."""
        spots = list(places(typed, self.forms, self.longest))
        if not spots:
            return
        words = [typed[spot.start : spot.end] for spot in spots]
        choices = [
            ((word, None), *self._fitting(word, typed[spot.end :]))
            for word, spot in zip(words, spots, strict=True)
        ]
        tried = [combination for combination, _number in zip(product(*choices), range(_TRIED), strict=False)]
        for combination in sorted(tried, key=_replaced):
            reasons = [reason for _form, reason in combination if reason]
            if reasons:
                yield _with_forms(typed, spots, [form for form, _reason in combination]), reasons[0]

    def _fitting(self, word: str, after: str) -> Iterator[Found]:
        """Yield the forms of `word` that may stand before `after`: no 新型冠状病毒 before 病毒."""
        return (found for found in self.forms[word] if not after.startswith(found[0][-_DOUBLED:]))


def build(sets: Iterable[tuple[str, list[str]]]) -> Table:
    """Return the table of `sets`: the relation and the terms of each, as people write them."""
    forms: dict[str, list[Found]] = {}
    as_written: dict[str, str] = {}
    for relation, terms in sets:
        folded = list(dict.fromkeys(map(fold, terms)))
        as_written |= {fold(term): term for term in terms}
        for source, targets in _directions(relation, folded):
            reason = Reason.REGIONAL if relation == Relation.REGIONAL else Reason.SYNONYM
            forms.setdefault(source, []).extend((target, reason) for target in targets)
    return Table(
        {source: tuple(dict(found).items()) for source, found in forms.items()},
        as_written,
        max(map(len, forms), default=0),
    )


def sources(relation: str, terms: Sequence[str]) -> list[str]:
    """Return the folded terms of a set that find others."""
    return [source for source, _targets in _directions(relation, list(dict.fromkeys(map(fold, terms))))]


def _directions(relation: str, terms: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each term that finds others with those others."""
    match relation:
        case Relation.ONE_WAY:
            yield terms[0], terms[1:]
        case Relation.REGIONAL:
            yield from ((term, terms[:1]) for term in terms[1:])
        case _:
            yield from ((term, [other for other in terms if other != term]) for term in terms)


def _regional(typed: str) -> Iterator[Found]:
    form = mainland_form(typed)
    if form != typed:
        yield form, Reason.REGIONAL


def _replaced(combination: tuple[tuple[str, Reason | None], ...]) -> int:
    return sum(reason is not None for _form, reason in combination)


def _with_forms(typed: str, spots: list[Place], forms: list[str]) -> str:
    pieces: list[str] = []
    position = 0
    for spot, form in zip(spots, forms, strict=True):
        pieces += [typed[position : spot.start], form]
        position = spot.end
    return "".join([*pieces, typed[position:]])
