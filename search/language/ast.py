"""The syntax tree of a query, as read from typed text and as given to the engine and the marks.

Leaves are terms (something to be found in texts) and fields (something known of a section or its report).
Everything compared is folded already, so nobody below folds again. A tree is judged over one unit, a section
or a report, see `search.engine`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True)
class Exact:
    """The substring `folded`, anywhere within one text: a heading, a body or a title."""

    folded: str


@dataclass(frozen=True)
class Start:
    """The substring `folded` where no ASCII letter or digit stands before it.

    `12*` finds 1200 and not 312; between Chinese characters, where words have no edges, it finds what `Exact`
    finds.
    """

    folded: str


@dataclass(frozen=True)
class Near:
    """All `parts`, in any order, within one text and a window of at most their lengths together plus `slack`.

    The window runs from the first character of the first part to the last character of the last one; parts
    may overlap. An equal part twice is one part.
    """

    parts: tuple[str, ...]
    slack: int

    @property
    def span(self) -> int:
        """Return the length of the longest window that still matches."""
        return sum(map(len, self.parts)) + self.slack


Pattern = Exact | Start | Near


class Reason(StrEnum):
    """Why a term is also searched in another form."""

    SYNONYM = "synonym"  # an entry of the lexicon: 疾控 is 疾病预防控制
    REGIONAL = "regional"  # vocabulary of Taiwan or Hong Kong
    SCATTERED = "scattered"  # the dictionary words of a longer word, near each other


@dataclass(frozen=True)
class Variant:
    """Another form a term is searched in; `text` is how it is shown to the reader."""

    pattern: Pattern
    text: str
    reason: Reason


@dataclass(frozen=True)
class Term:
    """Something to be found: `pattern`, or any of `variants`, which rank below it.

    `text` is what was typed without its operators and `typed` with them; `start` is its offset in the typed
    text. When `glyphs` is set, only a hit of `pattern` written in just these characters counts (严格字形).
    """

    text: str
    pattern: Pattern
    typed: str
    start: int = field(default=0, compare=False)
    variants: tuple[Variant, ...] = ()
    glyphs: tuple[str, ...] = ()  # as typed, one for each part of the pattern

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """Return the typed pattern and those of the variants."""
        return (self.pattern, *(variant.pattern for variant in self.variants))


class FieldName(StrEnum):
    """What can be asked of a section or of its report."""

    TITLE = "title"  # of the report: contains
    HEADING = "heading"  # of the section, as far as the source has it: contains
    ISSUER = "issuer"  # contains
    DOC_NO = "doc_no"  # 文号: contains
    REGION = "region"  # code prefixes: 34, 3405, 340504; 00 is unknown
    YEAR = "year"  # `first-last`, either end may be empty; one year is `2022-2022`
    KIND = "kind"
    TOPIC = "topic"
    ROLE = "role"
    SOURCE = "source"


# True of a section, not of its report as a whole.
SECTION_FIELDS = frozenset({FieldName.HEADING, FieldName.TOPIC, FieldName.ROLE})


@dataclass(frozen=True)
class Field:
    """A condition on what is known: the field has, or contains, one of `values` (codes, or folded text).

    `text` is the value as typed, `label` how it is shown; a field without values holds of nothing.
    """

    name: FieldName
    values: tuple[str, ...]
    text: str
    label: str
    typed: str
    start: int = field(default=0, compare=False)


@dataclass(frozen=True)
class And:
    """All of them; at least two."""

    children: tuple["Node", ...]


@dataclass(frozen=True)
class Or:
    """Any of them; at least two."""

    children: tuple["Node", ...]


@dataclass(frozen=True)
class Not:
    """Not this one."""

    child: "Node"


Leaf = Term | Field
Node = Leaf | And | Or | Not


def leaves(node: Node | None, *, wanted: bool | None = None) -> Iterator[Leaf]:
    """Yield the leaves from left to right: all, those `wanted` (True), or those under a negation (False)."""
    yield from (leaf for leaf, positive in _signed(node, positive=True) if wanted in (None, positive))


def _signed(node: Node | None, *, positive: bool) -> Iterator[tuple[Leaf, bool]]:
    match node:
        case None:
            return
        case Not(child):
            yield from _signed(child, positive=not positive)
        case And(children) | Or(children):
            for child in children:
                yield from _signed(child, positive=positive)
        case leaf:
            yield leaf, positive


@dataclass(frozen=True)
class Query:
    """What is searched: the tree (None when nothing was asked) and what has to be said about it.

    `interpreted` says in words what is really searched; `notices` are plain sentences on how typed text was
    bent to be searchable, none when it was not.
    """

    typed: str
    root: Node | None
    interpreted: str = ""
    notices: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.root is not None

    @property
    def terms(self) -> tuple[Term, ...]:
        """Return the wanted terms from left to right, an equal one once."""
        found = (leaf for leaf in leaves(self.root, wanted=True) if isinstance(leaf, Term))
        return tuple(dict.fromkeys(found))

    @property
    def unwanted(self) -> tuple[Term, ...]:
        """Return the terms under a negation."""
        found = (leaf for leaf in leaves(self.root, wanted=False) if isinstance(leaf, Term))
        return tuple(dict.fromkeys(found))
