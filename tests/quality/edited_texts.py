"""Texts edited in known places: what an editor of the next version does, and where exactly."""

import random
import re
from dataclasses import dataclass

from archive.text.segment import words

_NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
_SENTENCE = re.compile(r"[^。！？；\n]{12,}[。；]")
EDITS_PER_TEXT = 24
_KINDS = ("number", "word", "deletion", "insertion", "sentence out", "sentence in")


@dataclass(frozen=True)
class Edit:
    """What stood at `left` of the old text stands as `right` in the new one; both are half-open ranges."""

    kind: str
    left: tuple[int, int]
    right: tuple[int, int]


@dataclass(frozen=True)
class Edited:
    """A text before and after, and its edits in order."""

    before: str
    after: str
    edits: tuple[Edit, ...]


def edited(text: str, seed: int) -> Edited:
    """Edit `text` in places chosen by `seed`, never two in neighbouring words."""
    chance = random.Random(seed)
    tokens = [token for token in words(text) if re.fullmatch("[\u4e00-\u9fff]{2,4}", token.text)]
    chosen: list[tuple[int, int, str, str]] = []
    while len(chosen) < min(EDITS_PER_TEXT, len(text) // 80):
        one = _edit(text, tokens, chance)
        if one and all(one[1] + 12 < other[0] or other[1] + 12 < one[0] for other in chosen):
            chosen.append(one)
    return _applied(text, sorted(chosen))


def _edit(text, tokens, chance):
    kind = chance.choice(_KINDS)
    token, other = chance.sample(tokens, 2)
    match kind:
        case "number":
            number = chance.choice(list(_NUMBER.finditer(text)))
            changed = f"{chance.randint(2, 99999)}{'%' if number[0].endswith('%') else ''}"
            return (*number.span(), changed, kind) if changed != number[0] else None
        case "word" if not set(token.text) & set(other.text):
            return token.start, token.end, other.text, kind
        case "deletion":
            return token.start, token.end, "", kind
        case "insertion":
            return token.start, token.start, other.text, kind
        case "sentence out" | "sentence in":
            sentence = chance.choice(list(_SENTENCE.finditer(text)))
            if kind == "sentence out":
                return *sentence.span(), "", kind
            return (
                sentence.end(),
                sentence.end(),
                f"{other.text}{token.text}已经{other.text}，请予支持。",
                kind,
            )
    return None


def _applied(text: str, chosen: list[tuple[int, int, str, str]]) -> Edited:
    parts, edits, shift, position = [], [], 0, 0
    for start, end, put, kind in chosen:
        parts += [text[position:start], put]
        edits.append(Edit(kind, (start, end), (start + shift, start + shift + len(put))))
        shift += len(put) - (end - start)
        position = end
    return Edited(text, "".join([*parts, text[position:]]), tuple(edits))
