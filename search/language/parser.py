"""Tokens to a syntax tree by precedence: NOT before AND before OR, words side by side are ANDed. Pure.

Whatever is typed has a nearest valid reading; each bend towards it is one notice. What fields mean is
asked of a function, so nothing here knows the archive.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from archive.text.fold import fold
from archive.text.gloss import find_glosses, strip_glosses
from archive.text.invisible import find_invisible
from archive.text.offsets import cut
from search.language.ast import And, Exact, Field, FieldName, Near, Node, Not, Or, Pattern, Start, Term
from search.language.bends import MAX_DEPTH, MAX_LENGTH, MAX_TERMS, MAX_TYPED, Bend, Notice, Say
from search.language.lexer import OPERANDS, Kind, Token, has_letters, is_plain, scan, small_operator
from search.language.names import CODED, shown_name, typed_name

_LISTED = re.compile(r"[、,/]")
_STARTS = OPERANDS | {Kind.OPEN, Kind.FIELD, Kind.NOT}
_ENDS = OPERANDS | {Kind.CLOSE}


@dataclass(frozen=True)
class Resolved:
    """What a typed value of a field means: its codes or folded text, and how it is shown."""

    name: FieldName
    values: tuple[str, ...]
    label: str


# (what is asked: a FieldName or SECTION, the typed value) -> what that means; without values, nothing.
Resolve = Callable[[str, str], Resolved]


@dataclass(frozen=True)
class Parsed:
    """The tree of a typed text, None when nothing is asked, and what had to be bent."""

    root: Node | None
    notices: tuple[Notice, ...] = ()


def parse(typed: str, resolve: Resolve, *, strict: bool = False) -> Parsed:
    """Read what somebody typed. Never raises; offsets of leaves are into `typed`.

    With `strict` terms carry the glyphs they were typed in.
    """
    notices: list[Notice] = []
    text, sources = _cleaned(typed[:MAX_TYPED])
    if len(text) > MAX_LENGTH or len(typed) > MAX_TYPED:
        notices.append(Notice(Bend.LENGTH, value=str(min(len(text), MAX_LENGTH))))
    tokens = [
        replace(token, start=sources[token.start])
        for token in _counted(scan(text[:MAX_LENGTH], notices.append), notices.append)
    ]
    _say_small(tokens, notices.append)
    parser = _Parser(list(_balanced(tokens, notices.append)), resolve, notices.append, strict=strict)
    return Parsed(parser.tree(), tuple(dict.fromkeys(notices)))


def _cleaned(typed: str) -> tuple[str, list[int]]:
    """Return what is read of `typed` and the offsets of its characters and of its end."""
    seen = cut(typed, find_invisible(typed))
    text = "".join(char if char.isprintable() else " " for char in seen.text).rstrip()
    sources = [seen.to_source(offset) for offset in range(len(text) + 1)]
    while find_glosses(text, min_glosses=1):
        stripped = strip_glosses(text, min_glosses=1)
        sources = [sources[stripped.to_source(offset)] for offset in range(len(stripped.text) + 1)]
        text = stripped.text
    margin = len(text) - len(text.lstrip())
    return text[margin:], sources[margin:]


def _counted(tokens: Iterable[Token], say: Say) -> list[Token]:
    """Cut after the last term allowed, and what then waits for a term; parentheses are closed.

    Words near each other count one by one.
    """
    kept: list[Token] = []
    room = MAX_TERMS
    for token in tokens:
        parts = token.text.split() if token.kind is Kind.NEAR else [token.text]
        needed = len(parts) if token.kind in OPERANDS else 0
        if needed > room:
            say(Notice(Bend.COUNT, value=str(MAX_TERMS)))
            return _finished([*kept, replace(token, text=" ".join(parts[:room]))] if room else kept)
        room -= needed
        kept.append(token)
    return kept


def _say_small(tokens: Sequence[Token], say: Say) -> None:
    """Say of `and`, `or` and `not` between words that they are searched as words."""
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        capitals = small_operator(token)
        if capitals and before.kind in _ENDS and after.kind in _STARTS:
            say(Notice(Bend.SMALL, about=token.text, value=capitals))


def _finished(tokens: list[Token]) -> list[Token]:
    while tokens[-1].kind not in OPERANDS | {Kind.CLOSE}:
        tokens.pop()
    return [*tokens, *_balancing(tokens)]


def _balancing(tokens: Iterable[Token]) -> list[Token]:
    depth = 0
    for token in tokens:
        depth = max(0, depth + (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE))
    return [Token(Kind.CLOSE, ")", 0)] * depth


def _balanced(tokens: Iterable[Token], say: Say) -> Iterator[Token]:
    """Yield the tokens with parentheses in pairs and no deeper than allowed."""
    open_: list[bool] = []  # for each one not closed yet, whether it counts
    for token in tokens:
        if token.kind is Kind.OPEN:
            open_.append(sum(open_) < MAX_DEPTH)
            if not open_[-1]:
                say(Notice(Bend.DEPTH, value=str(MAX_DEPTH)))
        elif token.kind is Kind.CLOSE and not open_:
            say(Notice(Bend.CLOSED))
            continue
        if (token.kind is Kind.OPEN and not open_[-1]) or (token.kind is Kind.CLOSE and not open_.pop()):
            continue
        yield token
    if open_:
        say(Notice(Bend.OPENED))
    yield from (Token(Kind.CLOSE, ")", 0) for counts in open_ if counts)


class _Parser:
    """Recursive descent; every method takes what it reads off the front and returns None for nothing."""

    def __init__(self, tokens: list[Token], resolve: Resolve, say: Say, *, strict: bool) -> None:
        self.tokens = tokens
        self.resolve = resolve
        self.say = say
        self.strict = strict
        self.at = 0

    def tree(self) -> Node | None:
        return self._or(None)

    @property
    def _kind(self) -> Kind | None:
        return self.tokens[self.at].kind if self.at < len(self.tokens) else None

    def _take(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def _dangling(self, token: Token) -> None:
        self.say(Notice(Bend.OPERATOR, about=token.text))

    def _or(self, asked: Token | None) -> Node | None:
        found: list[Node] = []
        waiting: Token | None = None
        while True:
            node = self._and(asked)
            if node is not None:
                found.append(node)
            elif waiting:
                self._dangling(waiting)
            if self._kind is not Kind.OR:
                return _joined(Or, found)
            waiting = self._take()
            if node is None:
                self._dangling(waiting)

    def _and(self, asked: Token | None) -> Node | None:
        found: list[Node] = []
        while self._kind is Kind.AND or self._kind in _STARTS:
            if self._kind is Kind.AND:
                operator = self._take()
                if not found or self._kind not in _STARTS:
                    self._dangling(operator)
            elif (node := self._not(asked)) is not None:
                found.append(node)
        return _joined(And, found)

    def _not(self, asked: Token | None) -> Node | None:
        signs = []
        while self._kind is Kind.NOT:
            signs.append(self._take())
        if signs and self._kind not in _STARTS:
            self._dangling(signs[-1])
            return None
        node = self._primary(asked)
        if node is None or not signs:
            return node
        # Every pair beyond the second sign says nothing more.
        return Not(node) if len(signs) % 2 else Not(Not(node))

    def _primary(self, asked: Token | None) -> Node | None:
        token = self._take()
        match token.kind:
            case Kind.OPEN:
                node = self._or(asked)
                self._take()
                if node is None:
                    self.say(Notice(Bend.EMPTY_GROUP))
                return node
            case Kind.FIELD:
                return self._field(token)
            case _:
                return self._term(token) if asked is None else self._condition(asked, token)

    def _field(self, asked: Token) -> Node | None:
        if self._kind is not Kind.FIELD and self._kind in _STARTS:
            return self._not(asked)
        self.say(Notice(Bend.EMPTY_FIELD, about=asked.text))
        return None

    def _condition(self, asked: Token, token: Token) -> Node | None:
        """Read one value of a field; a list of codes is a choice, words near each other are all wanted."""
        if not has_letters(token.text):
            self.say(Notice(Bend.EMPTY_FIELD, about=asked.text))
            return None
        whole = self._resolved(asked, token.text, token.start)
        if token.kind is Kind.NEAR:
            self.say(Notice(Bend.NEAR_FIELD, about=asked.text))
            return _joined(And, [self._resolved(asked, part, token.start) for part in token.text.split()])
        listed = [part for part in _LISTED.split(token.text) if has_letters(part)]
        if not whole.values and whole.name in CODED and token.kind is Kind.VALUE and len(listed) > 1:
            return _joined(Or, [self._known(self._resolved(asked, part, token.start)) for part in listed])
        return self._known(whole)

    def _known(self, field: Field) -> Field:
        if not field.values:
            self.say(Notice(Bend.UNKNOWN_VALUE, about=shown_name(field.name), value=field.text))
        return field

    def _resolved(self, asked: Token, text: str, start: int) -> Field:
        found = self.resolve(asked.field, text)
        value = text if is_plain(text) else f'"{text}"'
        typed = f"{typed_name(found.name)}:{value}"
        return Field(found.name, found.values, text, found.label, typed, start)

    def _term(self, token: Token) -> Term:
        text = token.text
        glyphs: tuple[str, ...] = (text,)
        pattern: Pattern = Exact(fold(text))
        typed = text
        match token.kind:
            case Kind.NEAR:
                parts: dict[str, str] = {}
                for part in text.split():
                    parts.setdefault(fold(part), part)
                glyphs = tuple(parts.values())
                pattern, typed = Near(tuple(parts), token.slack), f'"{text}"~{token.slack}'
                if len(parts) == 1:
                    self.say(Notice(Bend.ALONE))
                    pattern, typed = Exact(fold(glyphs[0])), f'"{glyphs[0]}"'
                    text = glyphs[0]
            case Kind.START:
                pattern, typed = Start(fold(text)), f"{text}*"
            case Kind.PHRASE:
                typed = f'"{text}"'
        return Term(text, pattern, typed, token.start, glyphs=glyphs if self.strict else ())


def _joined(kind: type[And | Or], found: Iterable[Node]) -> Node | None:
    """Join nodes, those of the same kind merged into one list, an equal one kept once."""
    flat = chain.from_iterable(node.children if isinstance(node, kind) else (node,) for node in found)
    nodes: dict[Node | tuple[object, ...], Node] = {}
    for node in flat:
        nodes.setdefault(_sameness(node), node)
    children = tuple(nodes.values())
    return kind(children) if len(children) > 1 else children[0] if children else None


def _sameness(node: Node) -> Node | tuple[object, ...]:
    """Return what tells a leaf from others: a word typed in either script is one word."""
    match node:
        case Term():
            return (node.pattern, node.glyphs, node.typed[:1] == '"')
        case Field():
            return (node.name, node.values or node.text)
        case _:
            return node
