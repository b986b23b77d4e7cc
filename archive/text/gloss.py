"""Pinyin glosses that copying sites insert after Han characters: `衛(wèi)生`.

A gloss is a bracketed syllable with a tone mark right after a letter or Han character.
One such bracket may be an author's own note on a rare name, so glosses are believed only
when a text has several; then its toneless ones `的(de)` count as well. Characters that
show nothing hide no gloss: `衛<U+200B>(wèi)` is one.
"""

import re

from archive.text.invisible import find_invisible, has_invisible
from archive.text.offsets import Stripped, cut
from archive.text.spans import Span

MIN_GLOSSES = 5
LAYER = "gloss"

_TONED = "āáǎàēéěèếềīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
# Bopomofo, Latin letters and 〇 stand where damaged bytes were decoded: `ㄔO(shè)`.
_GLOSSED = "\u3007\u3105-\u3129\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323afA-Za-z"
_BRACKETED = re.compile(rf"(?<=[{_GLOSSED}])[(（]([a-zêü{_TONED}]{{1,6}})[)）]")
_SYLLABLE = re.compile(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    r"(?:[iu]?a(?:i|o|ng?)?|[iuü]?e(?:i|r|ng?)?|i(?:ng?|ong|u|e|a)?|"
    r"o(?:u|ng)?|u(?:i|n|o)?|ün?|üe)"
)
_TONE = re.compile(f"[{_TONED}]")
_PLAIN = str.maketrans(_TONED, "aaaaeeeeeeiiiioooouuuuüüüünnnm")
_HAN_BEFORE = re.compile(r"[\u3400-\u9fff]")


def find_glosses(text: str, min_glosses: int = MIN_GLOSSES) -> list[Span]:
    """Return the glosses of `text`, brackets included, in order.

    Fewer than `min_glosses` toned ones are taken for the author's own words: the result
    is then empty. `detail` of each span is the syllable.
    """
    if not has_invisible(text):
        return _glosses(text, min_glosses)
    seen = cut(text, find_invisible(text))
    return [
        Span(*seen.source_span(gloss.start, gloss.end), gloss.layer, gloss.detail)
        for gloss in _glosses(seen.text, min_glosses)
    ]


def strip_glosses(text: str, min_glosses: int = MIN_GLOSSES) -> Stripped:
    """Return `text` without its glosses and what shows nothing, and the map back to offsets into `text`."""
    return cut(text, [*find_glosses(text, min_glosses), *find_invisible(text)])


def _glosses(text: str, min_glosses: int) -> list[Span]:
    found = list(_BRACKETED.finditer(text))
    if sum(_is_toned(match[1]) for match in found) < min_glosses:
        return []
    return [
        Span(match.start(), match.end(), LAYER, match[1])
        for match in found
        if _is_toned(match[1]) or _is_toneless_gloss(text, match)
    ]


def _is_toned(syllable: str) -> bool:
    return _TONE.search(syllable) is not None and _is_syllable(syllable)


def _is_toneless_gloss(text: str, match: re.Match[str]) -> bool:
    follows_han = _HAN_BEFORE.match(text, match.start() - 1) is not None
    return follows_han and _is_syllable(match[1])


def _is_syllable(letters: str) -> bool:
    return _SYLLABLE.fullmatch(letters.translate(_PLAIN)) is not None
