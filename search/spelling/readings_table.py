"""Generator of the table of readings: `python -m search.spelling.readings_table`.

The table gives every toneless syllable the folded characters commonly read so, and those also read so. Its
source is the single-character dictionary of pypinyin, which lists readings by how common they are.
A table of 70 kB serves as well as the dictionary, which costs each server process 13 MB (56 with phrases).
"""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping

from archive.text.fold import fold
from search.spelling.readings import READINGS_PATH

READINGS_KEPT = 3  # of one character; what follows is met in names and old texts only
HAN = range(0x4E00, 0xA000)
_NO_SYLLABLES = frozenset({"m", "n", "ng", "hm", "hng", "ê", "yo"})


def build_table(dictionary: Mapping[int, str]) -> dict[str, tuple[str, str]]:
    """Return syllable -> characters commonly and also read so, from code point -> readings with tones."""
    common: defaultdict[str, list[str]] = defaultdict(list)
    also: defaultdict[str, list[str]] = defaultdict(list)
    for code in HAN:
        char = chr(code)
        if fold(char) == char:
            for place, syllable in enumerate(_readings(dictionary.get(code, ""))):
                (also if place else common)[syllable].append(char)
    known = sorted({*common, *also})
    return {syllable: ("".join(common[syllable]), "".join(also[syllable])) for syllable in known}


def render_table(table: Mapping[str, tuple[str, str]]) -> str:
    """Write a table as lines of `syllable<TAB>common<TAB>also`."""
    return "".join(f"{syllable}\t{common}\t{also}\n" for syllable, (common, also) in table.items())


def _readings(listed: str) -> list[str]:
    plain = dict.fromkeys(_toneless(reading) for reading in listed.split(",") if reading)
    return [reading for reading in plain if reading not in _NO_SYLLABLES][:READINGS_KEPT]


def _toneless(reading: str) -> str:
    """Return a reading as typed: without its tone mark, v for ü; ê keeps its hat."""
    letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v").replace("e\u0302", "ê")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def main() -> None:
    """Write the table anew from the installed pypinyin."""
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415 - a tool of developers, not of the server

    READINGS_PATH.write_text(render_table(build_table(pinyin_dict)), encoding="utf-8")


if __name__ == "__main__":
    main()
