"""Generator of the table of readings: `python -m search.suggest.readings_table`.

The table gives every toneless syllable the folded characters read so, most usual readings only. Its source is
the single-character dictionary of pypinyin, which lists the readings of a character by how common they are.
A table of 70 kB serves as well as the dictionary, which costs each server process 13 MB (56 with its phrases).
"""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping

from archive.text.fold import fold
from search.suggest.readings import READINGS_PATH

READINGS_KEPT = 3  # of one character; what follows is met in names and old texts only
HAN = range(0x4E00, 0xA000)
_NO_SYLLABLES = frozenset({"m", "n", "ng", "hm", "hng", "ê", "yo"})


def build_table(dictionary: Mapping[int, str]) -> dict[str, str]:
    """Return syllable -> characters, both sorted; `dictionary` is code point -> readings with tone marks."""
    table: defaultdict[str, list[str]] = defaultdict(list)
    for code in HAN:
        char = chr(code)
        if fold(char) == char:
            for syllable in _readings(dictionary.get(code, "")):
                table[syllable].append(char)
    return {syllable: "".join(table[syllable]) for syllable in sorted(table)}


def render_table(table: Mapping[str, str]) -> str:
    """Write a table as lines of `syllable<TAB>characters`."""
    return "".join(f"{syllable}\t{chars}\n" for syllable, chars in table.items())


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
