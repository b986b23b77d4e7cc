"""Parts of a query that are mended as one, and a query with parts typed differently."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from search.language.ast import And, Leaf, Near, Node, Not, Or, Term

Run = tuple[Term, ...]


def exchanged(node: Node, texts: Mapping[Leaf, str]) -> Node | None:
    """Return the tree with leaves typed as these texts instead; a leaf given an empty text is left out."""
    match node:
        case Not(child):
            kept = exchanged(child, texts)
            return Not(kept) if kept else None
        case And(children) | Or(children):
            left = tuple(one for one in (exchanged(child, texts) for child in children) if one)
            return type(node)(left) if len(left) > 1 else left[0] if left else None
        case leaf:
            text = texts.get(leaf, leaf.typed)
            return replace(leaf, typed=text) if text else None


def runs(node: Node | None) -> Iterator[Run]:
    """Yield the wanted words and phrases; Latin letters side by side together: `wei sheng`."""
    match node:
        case Term(pattern=pattern) as term if not isinstance(pattern, Near):
            yield (term,)
        case And(children):
            yield from _of_all(children)
        case Or(children):
            for child in children:
                yield from runs(child)


def is_latin(text: str) -> bool:
    """Tell whether a text is letters that may be pinyin: no digits, no Chinese."""
    bare = text.lower().replace("ü", "v").replace("’", "'")
    return bare.isascii() and any(map(str.isalpha, bare)) and not any(map(str.isdigit, bare))


def _of_all(children: tuple[Node, ...]) -> Iterator[Run]:
    for together, group in groupby(children, key=_may_join):
        if together:
            yield tuple(one for one in group if isinstance(one, Term))
        else:
            for child in group:
                yield from runs(child)


def _may_join(node: Node) -> bool:
    return isinstance(node, Term) and not node.typed.startswith('"') and is_latin(node.text)
