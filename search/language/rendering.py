"""A query in words for the reader, and back as somebody would type it; a query less one of its parts."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from search.language.ast import And, Field, Near, Node, Not, Or, Reason, Start, Term, Variant
from search.language.names import shown_name


def sentence(root: Node | None, *, strict: bool = False) -> str:
    """Return what is really searched, in words; an empty string for nothing."""
    if root is None:
        return ""
    return shown(root) + (_("（严格字形）") if strict else "")


def shown(node: Node) -> str:
    """Return a part of a query in words: terms with their variants, fields by their names."""
    match node:
        case Term():
            words = _term(node)
        case Field():
            words = _condition(node)
        case Not(child):
            words = _("不含 %(clause)s") % {"clause": _grouped(child)}
        case Or(children):
            words = _(" 或 ").join(map(_grouped, children))
        case _:
            words = _all_of(node.children)
    return words


def typed(node: Node | None) -> str:
    """Return a query as somebody would type it; reading that again gives the same tree."""
    match node:
        case Not(And() | Or() | Not() as clause):
            text = f"-({typed(clause)})"
        case Not(leaf):
            text = f"-{typed(leaf)}"
        case Or(children):
            text = " OR ".join(map(typed, children))
        case And(children):
            text = " ".join(f"({typed(c)})" if isinstance(c, Or) else typed(c) for c in children)
        case _:
            text = node.typed if node else ""
    return text


def without(root: Node | None, part: Node) -> Node | None:
    """Return a query less every part equal to `part`, a leaf or a clause; None when nothing is left."""
    if root is None or root == part:
        return None
    match root:
        case Not(child):
            left = without(child, part)
            return None if left is None else Not(left)
        case And(children) | Or(children):
            kept = tuple(c for c in (without(child, part) for child in children) if c is not None)
            return type(root)(kept) if len(kept) > 1 else kept[0] if kept else None
        case leaf:
            return leaf


def _all_of(children: Iterable[Node]) -> str:
    wanted = [_grouped(child) for child in children if not isinstance(child, Not)]
    unwanted = [shown(child) for child in children if isinstance(child, Not)]
    return _("，").join([_(" 且 ").join(wanted), *unwanted] if wanted else unwanted)


def _grouped(node: Node) -> str:
    return _("（%(clause)s）") % {"clause": shown(node)} if isinstance(node, And | Or | Not) else shown(node)


def _condition(field: Field) -> str:
    missing = "" if field.values else _("（没有这一项）")
    return _("%(name)s：%(value)s") % {"name": shown_name(field.name), "value": field.label + missing}


def _term(term: Term) -> str:
    variants = _variants(term.variants)
    return _pattern(term) + (_("（%(forms)s）") % {"forms": variants} if variants else "")


def _pattern(term: Term) -> str:
    match term.pattern:
        case Near(parts, slack):
            words = _("、").join(term.text.split()) if len(parts) > 1 else term.text
            return _("“%(words)s”相隔 %(slack)d 字以内") % {"words": words, "slack": slack}
        case Start():
            return _("“%(text)s”开头") % {"text": term.text}
        case _:
            return _("“%(text)s”") % {"text": term.text} if term.typed.startswith('"') else term.text


def _apart(variant: Variant) -> str:
    several = isinstance(variant.pattern, Near)
    return _("%(words)s 相近出现") % {"words": variant.text} if several else variant.text


def _variants(variants: Iterable[Variant]) -> str:
    same = [v.text for v in variants if v.reason is not Reason.SCATTERED]
    apart = [_apart(v) for v in variants if v.reason is Reason.SCATTERED]
    return _("；").join(
        [_("含 %(forms)s") % {"forms": _("、").join(same)}] * bool(same)
        + [_("或 %(forms)s") % {"forms": words} for words in apart]
    )
