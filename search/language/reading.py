"""The one door from typed text to a query: read, resolved, and widened by what else the words are called."""

from functools import lru_cache

from archive.text.fold import fold
from search import lexicon
from search.language import places
from search.language.ast import And, Exact, Near, Node, Not, Or, Query, Reason, Term, Variant
from search.language.fields import resolve
from search.language.names import FIELD_NAMES
from search.language.parser import parse
from search.language.rendering import sentence
from search.language.scattering import scattered

SCATTER_SLACK = 12
_REMEMBERED = 2048
_LONGEST_REMEMBERED = 500
_REGION_NAMES = tuple(name for name, asked in FIELD_NAMES.items() if asked == "region")


def read(typed: str, *, verbatim: bool = False, strict: bool = False) -> Query:
    """Return the query that `typed` asks. Never raises, whatever is typed.

    A bare word is searched in its other forms as well: synonyms of the lexicon, and its dictionary words
    near each other. `verbatim` searches just what was typed; so does `strict`, in just those glyphs. What
    is excluded is excluded as typed.
    """
    folded = fold(typed)
    stamp = places.stamp() if any(name in folded for name in _REGION_NAMES) else ""
    reader = _read if len(typed) <= _LONGEST_REMEMBERED else _read.__wrapped__
    return reader(typed, verbatim, strict, (lexicon.version(), stamp))


def forget() -> None:
    """Forget every query read before."""
    _read.cache_clear()


@lru_cache(_REMEMBERED)
def _read(typed: str, verbatim: bool, strict: bool, _versions: tuple[str, str]) -> Query:  # noqa: FBT001
    parsed = parse(typed, resolve, strict=strict)
    root = parsed.root
    if root is not None and not (verbatim or strict):
        root = _widened(root, wanted=True)
    return Query(typed, root, sentence(root, strict=strict), tuple(map(str, parsed.notices)))


def _widened(node: Node, *, wanted: bool) -> Node:
    match node:
        case Not(child):
            return Not(_widened(child, wanted=not wanted))
        case And(children) | Or(children):
            return type(node)(tuple(_widened(child, wanted=wanted) for child in children))
        case Term(text, Exact(folded), typed, start) if wanted and not typed.startswith('"'):
            return Term(text, node.pattern, typed, start, variants=_variants(folded))
        case leaf:
            return leaf


def _variants(folded: str) -> tuple[Variant, ...]:
    called = [
        Variant(Exact(fold(form)), lexicon.shown(form), reason) for form, reason in lexicon.variants(folded)
    ]
    parts = scattered(folded)
    if parts:
        pattern = Near(parts, SCATTER_SLACK) if len(parts) > 1 else Exact(parts[0])
        called.append(Variant(pattern, "、".join(parts), Reason.SCATTERED))
    return tuple(called)
