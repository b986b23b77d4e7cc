"""Typed text to tokens: words, phrases, names of fields, operators and parentheses. Pure.

Decisions are made on folded text, so full-width and Chinese punctuation are operators as well; folding
changes no offset. Nothing is refused: what stands for nothing is said in a notice.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from archive.text.fold import fold
from search.language.ast import FieldName
from search.language.bends import DEFAULT_SLACK, MAX_SLACK, Bend, Notice, Say
from search.language.names import FIELD_NAMES


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    PHRASE = "phrase"
    NEAR = "near"
    START = "start"
    VALUE = "value"
    FIELD = "field"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    OPEN = "("
    CLOSE = ")"


OPERANDS = frozenset({Kind.WORD, Kind.PHRASE, Kind.NEAR, Kind.START, Kind.VALUE})


@dataclass(frozen=True)
class Token:
    """A piece of the typed text: `text` without its signs, `start` its offset in what was scanned.

    `field` is what the name of a field asks for, `slack` how far apart words near each other may be.
    """

    kind: Kind
    text: str
    start: int
    field: str = ""
    slack: int = 0


# Around and between bare words these separate as a space does.
_SEPARATORS = "，、；。！？：,;:!?［］[]{｛}｝【】〔〕〖〗《》〈〉<>＜＞…·•／/'＇‘’"
_DASHES = "—―─━⸺⸻"  # of a sentence: never minus signs
_DASH = "—"
_BETWEEN = re.escape("".join(dict.fromkeys(_SEPARATORS + fold(_SEPARATORS) + _DASH)))
_SIGNS = {"&": Kind.AND, "|": Kind.OR}

_SPACE = re.compile(r"\s+")
_NAME = re.compile(r"[^\W_]+(?:_[a-z]+)*(?=:)")
_PHRASE = re.compile(r'"(?P<body>[^"]*)(?P<close>"?)')
_NEAR = re.compile(r"~(?P<slack>[0-9]*)")
# A value runs to the next space or clause; brackets within it belong to it: 浙卫发(2020)5号.
_VALUE = re.compile(r'(?:[^\s()"|&;!?。]|(?<=[^\s"|&(:])\([^\s()"]*\))+')
_VALUE_END = "，、；。！？：,;:!?…"
# 1,200, 1/3, 9:30 and R&D stay whole.
_CHARACTER = rf'[^\s()"|&{_BETWEEN}]'
_BARE = re.compile(
    rf"{_CHARACTER}(?:{_CHARACTER}|(?<=[0-9])[,/:{_DASH}](?=[0-9])|(?<=[a-z0-9])[&'](?=[a-z0-9]))*"
)
_SEPARATED = re.compile(rf"[{_BETWEEN}]+")
_EDGES = "-~.'`^\\=_"
_STARRED = re.compile(r"[^*]+\*?|\*+")


def scan(typed: str, say: Say) -> Iterator[Token]:
    """Yield the tokens of `typed` from left to right; `say` is told of every bend."""
    return _Scanner(typed, say).tokens()


def has_letters(text: str) -> bool:
    """Tell whether there is anything in `text` to be found: a letter, a digit or a Han character."""
    return any(char.isalnum() for char in text)


def is_plain(text: str) -> bool:
    """Tell whether `text` means itself wherever a value can stand, without quotation marks."""
    return bool(re.fullmatch(r"\w(?:[\w.~-]*\w)?", text)) and _operator(text) is None


class _Scanner:
    """One pass over a text; each reader takes what it knows from `at` on, or returns None."""

    def __init__(self, typed: str, say: Say) -> None:
        self.typed = typed
        self.folded = "".join(
            _DASH if char in _DASHES else folded for char, folded in zip(typed, fold(typed), strict=True)
        )
        self.say = say
        self.at = 0
        self.asked = ""  # the field whose value comes next

    def tokens(self) -> Iterator[Token]:
        readers = (self._sign, self._phrase, self._operator, self._field, self._value, self._bare)
        while self.at < len(self.typed):
            if match := _SPACE.match(self.folded, self.at):
                self.at = match.end()
                continue
            found = next((found for reader in readers if (found := reader()) is not None), None)
            if found is None:
                self._separators()
                continue
            self.asked = found[-1].field if found else ""
            yield from found

    def _taken(self, end: int) -> str:
        text = self.typed[self.at : end]
        self.at = end
        return text

    def _sign(self) -> list[Token] | None:
        """Read parentheses, `&`, `|`, and `-` or `!` where they can stand for NOT."""
        char, start = self.folded[self.at], self.at
        if char in "()":
            return [Token(Kind(char), self._taken(start + 1), start)]
        rest = self.folded[start:].lstrip(char)
        if char in _SIGNS:
            return [Token(_SIGNS[char], self._taken(len(self.folded) - len(rest))[0], start)]
        negates = char in "-!" and rest and not rest[0].isspace() and self._opens()
        if not negates or (self.asked == FieldName.YEAR and rest[0].isdigit()):
            return None
        signs = self._taken(len(self.folded) - len(rest))
        if len(signs) > 1:
            self.say(Notice(Bend.REPEATED, about=signs))
        return [Token(Kind.NOT, signs[0], start)]

    def _opens(self) -> bool:
        before = self.folded[self.at - 1] if self.at else " "
        return before.isspace() or before in '"()|&' or bool(self.asked)

    def _phrase(self) -> list[Token] | None:
        match = _PHRASE.match(self.folded, self.at)
        if match is None:
            return None
        start, end = match.span("body")
        text = " ".join(self.typed[start:end].split())
        start += len(self.typed[start:end]) - len(self.typed[start:end].lstrip())
        self.at = match.end()
        if not match["close"]:
            self.say(Notice(Bend.QUOTE))
        near = _NEAR.match(self.folded, self.at) if match["close"] else None
        kind, slack = (Kind.NEAR, self._slack(near)) if near else (Kind.PHRASE, 0)
        if self.folded.startswith("*", self.at):
            self.say(Notice(Bend.WILDCARD))
            self.at += 1
        if has_letters(text):
            return [Token(kind, text, start, slack=slack)]
        return self._nothing(start)

    def _slack(self, near: re.Match[str]) -> int:
        self.at = near.end()
        asked = near["slack"]
        slack = min(int(asked[:9]), MAX_SLACK) if asked else DEFAULT_SLACK
        if str(slack) != asked.lstrip("0").rjust(1, "0"):
            self.say(Notice(Bend.SLACK, value=str(slack)))
        return slack

    def _nothing(self, start: int) -> list[Token]:
        """Say that nothing can be found by this; a field still has it for its value."""
        if self.asked:
            return [Token(Kind.VALUE, "", start)]
        self.say(Notice(Bend.PUNCTUATION))
        return []

    def _operator(self) -> list[Token] | None:
        match = _BARE.match(self.folded, self.at)
        kind = _operator(self.typed[match.start() : match.end()]) if match else None
        if match is None or kind is None:
            return None
        return [Token(kind, self._taken(match.end()), match.start())]

    def _field(self) -> list[Token] | None:
        match = _NAME.match(self.folded, self.at)
        asked = FIELD_NAMES.get(match[0]) if match else None
        if match is None or asked is None:
            return None
        start = self.at
        return [Token(Kind.FIELD, self._taken(match.end() + 1)[:-1], start, field=asked)]

    def _value(self) -> list[Token] | None:
        match = _VALUE.match(self.folded, self.at) if self.asked else None
        if match is None:
            return None
        value = self._taken(_sentence_end(self.typed, match.start(), match.end()))
        text = "".join(char for char in value if fold(char) != "*").rstrip(_VALUE_END)
        if len(text) < len(value.rstrip(_VALUE_END)):
            self.say(Notice(Bend.WILDCARD))
        if has_letters(text):
            return [Token(Kind.VALUE, text, match.start())]
        return self._nothing(match.start())

    def _bare(self) -> list[Token] | None:
        match = _BARE.match(self.folded, self.at)
        if match is None:
            return None
        start, run = self.at, self._taken(match.end())
        if has_letters(run) and re.match(r":[^\s/:]", self.folded[self.at :]) and not run.isdigit():
            self.say(Notice(Bend.NOT_A_FIELD, about=run))
        if not has_letters(run):
            return self._nothing(start)
        return list(self._words(run, start))

    def _words(self, run: str, start: int) -> Iterator[Token]:
        """Cut a run of characters at its asterisks."""
        for match in _STARRED.finditer(fold(run)):
            text = run[match.start() : match.end()]
            starred = match[0].endswith("*")
            if not has_letters(text) or (starred and match.end() < len(run)):
                self.say(Notice(Bend.WILDCARD))
            if has_letters(text):
                word = text[:-1] if starred else text
                first, last = _core(word)
                kind = Kind.START if starred else Kind.WORD
                if kind is Kind.WORD and _operator(word[first:last]):
                    kind = Kind.PHRASE  # the word itself: `AND-`
                yield Token(kind, word[first:last], start + match.start() + first)

    def _separators(self) -> None:
        """Pass over punctuation, and say so when it stands alone between spaces."""
        match = _SEPARATED.match(self.folded, self.at)
        end = match.end() if match else self.at + 1
        before, after = self.folded[self.at - 1 : self.at], self.folded[end : end + 1]
        if (not before or before.isspace()) and (not after or after.isspace()):
            self.say(Notice(Bend.PUNCTUATION))
        self.at = end


def _core(word: str) -> tuple[int, int]:
    """Return the range of a word without punctuation at its edges."""
    folded = fold(word)
    return len(folded) - len(folded.lstrip(_EDGES + "+")), len(folded.rstrip(_EDGES))


def _sentence_end(typed: str, start: int, end: int) -> int:
    """Return where a Chinese comma, which separates conditions, ends a value; an ASCII one lists values."""
    comma = typed.find("，", start, end)
    return end if comma < 0 else comma


def _operator(word: str) -> Kind | None:
    """Return what a word in capitals stands for: AND, OR, NOT, full-width ones too."""
    wide = unicodedata.normalize("NFKC", word)
    return Kind(wide) if wide in {Kind.AND, Kind.OR, Kind.NOT} else None


def small_operator(token: Token) -> str:
    """Return the operator that a word in small letters may be meant for, an empty string for other words."""
    capitals = unicodedata.normalize("NFKC", token.text).upper() if token.kind is Kind.WORD else ""
    return capitals if capitals in {Kind.AND, Kind.OR, Kind.NOT} else ""
