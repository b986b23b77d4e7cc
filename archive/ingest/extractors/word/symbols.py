"""Characters that Word stores as positions in a symbol font."""

import re
from collections.abc import Mapping

_NO_CHARACTERS = 0xD800  # surrogates, and behind them the private area in which symbol fonts live

_SYMBOL: Mapping[int, str] = {
    0x25: "%", 0x2B: "+", 0x2D: "−", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0x61: "α", 0x62: "β", 0x67: "γ",
    0x6D: "μ", 0x57: "Ω", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xA2: "′", 0xAE: "→", 0xD7: "·", 0xE5: "∑",
}  # fmt: skip
_WINGDINGS: Mapping[int, str] = {
    0x52: "☑", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0xA1: "○", 0xA3: "□",
    0xA4: "◉", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑", **{0x81 + i: chr(0x2460 + i) for i in range(10)},
}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


_PRIVATE = re.compile("[\uf020-\uf0ff]")


def in_unicode(text: str, font: str | None) -> str:
    """Return `text` with the private characters of a known symbol font as what they show."""
    if (font or "").lower() not in _FONTS:
        return text
    return _PRIVATE.sub(lambda match: symbol(font, f"{ord(match[0]):x}") or match[0], text)


def symbol(font: str | None, code: str | None) -> str:
    """Return the character at hexadecimal `code` of `font`; empty for one that has no Unicode form here."""
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    known = _FONTS.get((font or "").lower())
    if known is not None:
        return known.get(point & 0xFF, "")
    return chr(point) if 0 < point < _NO_CHARACTERS else ""
