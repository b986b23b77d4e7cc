"""How characters are read: toneless syllables, their near ones, and Latin letters cut into syllables."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

READINGS_PATH = Path(__file__).with_name("lexicon") / "readings.txt"

LONGEST_SYLLABLE = 6  # zhuang
CUTS_KEPT = 12  # ways to cut the same letters
_INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw")
# Sounds that dialects and hasty typing mix up.
_NEAR_INITIALS = {"zh": "z", "ch": "c", "sh": "s", "l": "n", "h": "f", "r": "l"}
_NEAR_FINALS = {"ang": "an", "eng": "en", "ing": "in", "iang": "ian", "uang": "uan"}


class Readers(NamedTuple):
    """The folded characters commonly read as a syllable, and those sometimes read so."""

    common: str
    also: str


@cache
def syllables() -> Mapping[str, Readers]:
    """Return syllable -> the characters read so; ü is written v."""
    rows = (line.split("\t") for line in READINGS_PATH.read_text(encoding="utf-8").splitlines())
    return {syllable: Readers(common, also) for syllable, common, also in rows}


@cache
def _by_character() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for place in (0, 1):
        for syllable, readers in syllables().items():
            for char in readers[place]:
                found[char] = (*found.get(char, ()), syllable)
    return found


def of(char: str) -> tuple[str, ...]:
    """Return the syllables a folded character is read as, the common one first; none if it is not Han."""
    return _by_character().get(char, ())


@cache
def near(syllable: str) -> tuple[str, ...]:
    """Return the other syllables often taken for this one: zong for zhong, shen for sheng."""
    known = syllables()
    swapped = {initial + final for initial in _confused(syllable, 0) for final in _confused(syllable, 1)}
    return tuple(sorted(one for one in swapped if one in known and one != syllable))


def parts(syllable: str) -> tuple[str, str]:
    """Return initial and final: `zh`, `ong`; the initial is empty in `an`."""
    initial = next((one for one in _INITIALS if syllable.startswith(one)), "")
    return initial, syllable[len(initial) :]


@lru_cache(maxsize=512)
def cuts(letters: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to read Latin letters as syllables and, where none fits, initials; best first.

    `weisheng` is (wei, sheng), `ggws` (g, g, w, s), `gongws` (gong, w, s), `xian` (xian,) or (xi, an).
    Anything but letters divides: `xi'an`, `wei sheng`. Whole syllables go before initials, fewer parts
    before more; empty when there is no way.
    """
    typed = letters.lower().replace("ü", "v")
    runs = "".join(char if char.isascii() and char.isalpha() else " " for char in typed).split()
    ways: list[tuple[str, ...]] = [()]
    for run in runs:
        ways = [(*before, *after) for before in ways for after in _cut_run(run)][: CUTS_KEPT * 4]
    return tuple(sorted(filter(None, ways), key=_plainness)[:CUTS_KEPT])


def is_syllable(part: str) -> bool:
    """Tell a whole syllable from an initial or the beginning of a syllable."""
    return part in syllables()


@lru_cache(maxsize=512)
def is_begun(part: str) -> bool:
    """Tell letters that only begin a syllable, and are no initial: `we`, `zho`."""
    known = syllables()
    return part not in known and part not in _INITIALS and any(one.startswith(part) for one in known)


def _plainness(way: tuple[str, ...]) -> tuple[int, int]:
    return sum(not is_syllable(part) for part in way), len(way)


@lru_cache(maxsize=512)
def _cut_run(run: str) -> tuple[tuple[str, ...], ...]:
    """Return the best ways for one run of letters, found from its end forward."""
    ways: list[list[tuple[str, ...]]] = [[] for _ in run] + [[()]]
    for start in reversed(range(len(run))):
        found = [
            (part, *rest)
            for part in _parts_at(run, start)
            for rest in ways[start + len(part)]
            if part or rest
        ]
        ways[start] = sorted(found, key=_plainness)[:CUTS_KEPT]
    return tuple(ways[0])


def _parts_at(run: str, start: int) -> Iterator[str]:
    for size in range(1, LONGEST_SYLLABLE + 1):
        part = run[start : start + size]
        if len(part) == size and (is_syllable(part) or part in _INITIALS or near(part)):
            yield part


def _confused(syllable: str, side: int) -> set[str]:
    part = parts(syllable)[side]
    pairs = (_NEAR_INITIALS, _NEAR_FINALS)[side]
    other = {one for one, two in pairs.items() if two == part}
    return {part, pairs.get(part, part), *other}
