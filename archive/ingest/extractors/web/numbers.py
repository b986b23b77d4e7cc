"""Numbers a browser prints before list items, and the numbers and bullets Word writes into its pages."""

import re

from lxml import html

from archive.ingest.sectioning.labels import in_chinese, match_label
from archive.text.fold import fold

_CHINESE_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*(?:cjk-|chinese|trad-|simp-)")
_NO_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*none")
_LETTERS = 26
_MOST_CHINESE = 99
_NUMBER = re.compile(r"-?\d{1,4}$")
_WORD_BULLET = re.compile(r"[^\w一-龥①-⒛㈠-㈩]*$|[a-zA-Zà-öø-ÿÀ-Ø]$")


def item_value(listing: html.HtmlElement, item: html.HtmlElement, before: int | None) -> int:
    """Return the ordinal of an item; `before` is that of the item before it, None for the first."""
    value, first = item.get("value", ""), listing.get("start", "")
    if _NUMBER.match(value):
        return int(value)
    if before is not None:
        return before + 1
    return int(first) if _NUMBER.match(first) else 1


def item_number(listing: html.HtmlElement, value: int) -> str:
    """Return what is printed before the item with the ordinal `value`; empty where nothing is."""
    style = listing.get("style", "")
    if listing.tag != "ol" or _NO_STYLE.search(style):
        return ""
    if _CHINESE_STYLE.search(style) and 0 < value <= _MOST_CHINESE:
        return f"{in_chinese(value)}、"
    letter = listing.get("type", "1")
    if letter in ("a", "A") and 0 < value <= _LETTERS:
        return f"{chr(ord(letter) + value - 1)}. "
    return f"{value}. "


def numbered(number: str, text: str) -> str:
    """Return the item's text behind its number, unless the text has a number of its own."""
    if not number or match_label(fold(text)) is not None:
        return text
    # 3. 15家 would read as a decimal number.
    return f"{number.replace('. ', '、') if text[:1].isdigit() else number}{text}"


def word_number(text: str) -> str:
    """Return what Word wrote as the number of a paragraph, without its padding; bullets become nothing.

    Word puts it in a span with the style `mso-list: Ignore`; a bullet is a letter of a symbol font.
    """
    bare = text.replace("\xa0", " ").strip()
    if _WORD_BULLET.match(bare):
        return ""
    return f"{bare} " if bare[-1:].isascii() else bare
