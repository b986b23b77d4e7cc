"""Typed text to a parsed query: words, "exact phrases" and -exclusions. Pure.

Malformed input is never refused: it is read as the nearest valid query and one sentence
says what was bent.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.translation import gettext as _

from archive.text.fold import fold
from archive.text.gloss import strip_glosses

MAX_LENGTH = 200
MAX_TERMS = 12

# Punctuation between or around bare words separates them as a space does.
_SEPARATORS = "，、；。！？：,;!?()（）[]［］{}｛｝【】〔〕〖〗《》〈〉<>＜＞…·•—|｜/／'‘’『』"
_QUOTED = re.compile(r'"(?P<body>[^"]*)(?P<close>"?)')
_BARE = re.compile(r'[^\s"]+')
_INSIDE_NUMBER = re.compile(r"(?<=\d)[,/](?=\d)")


class Bend(StrEnum):
    """What had to be changed about the typed text before it could be searched."""

    LENGTH = "length"
    QUOTE = "quote"
    EMPTY = "empty"
    COUNT = "count"


@dataclass(frozen=True)
class Term:
    """A piece of text to find: `text` as typed, `folded` as compared.

    `exact` tells a quoted phrase from a bare word; `start` is its offset in the typed text.
    """

    text: str
    folded: str
    exact: bool = False
    start: int = 0

    def __str__(self) -> str:
        return f"“{self.text}”" if self.exact else self.text

    @property
    def typed(self) -> str:
        """Return the term as somebody would type it."""
        return f'"{self.text}"' if self.exact else self.text


@dataclass(frozen=True)
class ParsedQuery:
    """Terms that must all be there and terms that must not, over the unit of the request."""

    required: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    bends: tuple[Bend, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.required or self.excluded)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Return every term, required ones first."""
        return self.required + self.excluded

    @property
    def interpreted(self) -> str:
        """Return what is really searched, in words."""
        wanted = _(" 且 ").join(map(str, self.required))
        unwanted = "".join(_("，不含 %(term)s") % {"term": term} for term in self.excluded)
        return wanted + unwanted if wanted else unwanted.removeprefix("，")

    @property
    def typed(self) -> str:
        """Return the query as somebody would type it."""
        return " ".join([*(t.typed for t in self.required), *(f"-{t.typed}" for t in self.excluded)])

    @property
    def notice(self) -> str:
        """Return one sentence on how the typed text was bent, or an empty string."""
        clauses = [_clauses()[bend] for bend in self.bends]
        return "；".join(clauses) + "。" if clauses else ""

    def without(self, term: Term) -> "ParsedQuery":
        """Return the query less one of its terms."""
        return replace(
            self,
            required=tuple(t for t in self.required if t != term),
            excluded=tuple(t for t in self.excluded if t != term),
        )


def parse(query: str) -> ParsedQuery:
    """Read what somebody typed.

    Words separated by spaces must all be there; `"…"` (also “” 「」) keeps spaces and
    punctuation; a `-` (also full-width) before either excludes it. Never raises.
    """
    cleaned = strip_glosses(_printable(query), min_glosses=1).text
    bends = [Bend.LENGTH] if len(cleaned.strip()) > MAX_LENGTH else []
    terms: dict[tuple[bool, str], Term] = {}
    for excluded, term in _scan(cleaned.strip()[:MAX_LENGTH], bends):
        terms.setdefault((excluded, term.folded), term)
    if len(terms) > MAX_TERMS:
        bends.append(Bend.COUNT)
    kept = list(terms.items())[:MAX_TERMS]
    return ParsedQuery(
        required=tuple(term for (excluded, _folded), term in kept if not excluded),
        excluded=tuple(term for (excluded, _folded), term in kept if excluded),
        bends=tuple(dict.fromkeys(bends)),
    )


def _printable(query: str) -> str:
    return "".join(char if char.isprintable() else " " for char in query)


def _scan(typed: str, bends: list[Bend]) -> Iterator[tuple[bool, Term]]:
    folded = fold(typed)
    position = 0
    while position < len(folded):
        if folded[position].isspace():
            position += 1
            continue
        excluded = folded[position] == "-" and _opens(folded, position)
        if excluded:
            position += len(folded[position:]) - len(folded[position:].lstrip("-"))
        quoted = _QUOTED.match(folded, position)
        bare = _BARE.match(folded, position)
        if quoted:
            terms = _phrase(typed, quoted, bends)
            position = quoted.end()
        elif bare:
            terms = _words(typed, bare.start(), bare.end())
            position = bare.end()
        else:
            terms = []
        if not terms:
            bends.append(Bend.EMPTY)
        yield from ((excluded, term) for term in terms)


def _opens(folded: str, position: int) -> bool:
    return position == 0 or folded[position - 1].isspace() or folded[position - 1] == '"'


def _phrase(typed: str, match: re.Match[str], bends: list[Bend]) -> list[Term]:
    if not match["close"]:
        bends.append(Bend.QUOTE)
    start, end = match.span("body")
    text = " ".join(typed[start:end].split())
    return [Term(text, fold(text), exact=True, start=start)] if _has_letters(text) else []


def _words(typed: str, start: int, end: int) -> list[Term]:
    """Cut a run without spaces at separating punctuation; 1,200 and 1/3 stay whole."""
    run = _INSIDE_NUMBER.sub("\0", typed[start:end])
    found = []
    for piece in re.finditer(rf"[^{re.escape(_SEPARATORS)}]+", run):
        first, last = start + piece.start(), start + piece.end()
        while first < last and fold(typed[first]) == "-":
            first += 1
        found.append(Term(typed[first:last], fold(typed[first:last]), start=first))
    return [term for term in found if _has_letters(term.text)]


def _has_letters(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _clauses() -> dict[Bend, str]:
    return {
        Bend.LENGTH: _("检索词太长，只用了前 %(count)d 个字") % {"count": MAX_LENGTH},
        Bend.QUOTE: _("引号没有成对，已把后半个引号补在末尾"),
        Bend.EMPTY: _("单独的标点不参与检索，已略去"),
        Bend.COUNT: _("条件太多，只用了前 %(count)d 个") % {"count": MAX_TERMS},
    }
