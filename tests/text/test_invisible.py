"""Characters that show nothing: all of them listed, nothing else."""

import sys
import unicodedata

from archive.text.invisible import find_invisible, has_invisible, without_invisible

SEEN = "医\u200b共\u00ad\u2060体\ufeff"


def test_every_format_character_of_unicode_is_listed():
    every = map(chr, range(sys.maxunicode + 1))
    assert [
        hex(ord(char)) for char in every if unicodedata.category(char) == "Cf" and not has_invisible(char)
    ] == []


def test_nothing_that_shows_is_listed():
    # The modifiers of hieroglyphs are newer than some tables of Unicode.
    listed = [char for char in map(chr, range(0x13000)) if has_invisible(char)]
    assert {unicodedata.category(char) for char in listed} == {"Cf", "Mn"}
    assert all(
        unicodedata.name(char).startswith("VARIATION SELECTOR") for char in listed if not is_format(char)
    )


def is_format(char: str) -> bool:
    return unicodedata.category(char) == "Cf"


def test_runs_are_found_at_their_offsets():
    assert [(span.start, span.end) for span in find_invisible(SEEN)] == [(1, 2), (3, 5), (6, 7)]
    assert without_invisible(SEEN) == "医共体"


def test_a_text_without_them_stays():
    assert not has_invisible("医共体\n\t (yī) e\u0301")
    assert without_invisible("医 共体") == "医 共体"
