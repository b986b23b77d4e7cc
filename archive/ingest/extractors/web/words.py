"""Characters of a page as its reader sees them: white space, invisible characters, sizes of text."""

import re

_WIDE = "\u2014-\u2026\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_WRAPPED = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f]*\n[ \t\r\n\f]*(?=[{_WIDE}])")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_CONTROLS = dict.fromkeys((*range(9), 0xB, *range(0xE, 0x20), 0x7F))
# Numbers 128 to 159 mean what they mean in Windows-1252 (HTML standard, numeric character references).
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") or None for code in range(0x80, 0xA0)}
_LINE_ENDS = dict.fromkeys((0xB, 0xC, 0x2028, 0x2029), "\n")
_TABLE = {**_INVISIBLE, **_CONTROLS, **_WINDOWS, **_LINE_ENDS}
_INK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[A-Za-z]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def collapsed(text: str) -> str:
    """Return `text` with each run of white space as one blank; a line break between Han leaves none."""
    return _SPACE.sub(" ", _WRAPPED.sub("", text.translate(_TABLE)))


def preformatted(text: str) -> list[str]:
    """Return the lines of `text` whose white space stands as written."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE).replace("\t", " ").split("\n")


def trimmed(text: str) -> str:
    """Return a finished line: no-break spaces as blanks, none at the ends."""
    return text.replace("\xa0", " ").strip()


def ink(text: str) -> int:
    """How much is written: Han characters and Latin words."""
    return len(_INK.findall(text))


def han(text: str) -> int:
    """Count the Han characters of `text`."""
    return len(_HAN.findall(text))
