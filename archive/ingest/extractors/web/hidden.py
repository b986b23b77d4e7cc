"""What in a page no reader of it sees: hidden by an attribute, by a style, by the page's own style sheets."""

import re
from collections.abc import Iterator, Mapping

from lxml import html

_HIDING = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d])|mso-hide\s*:\s*all"
    r"|(?:left|top|text-indent|margin-left)\s*:\s*-\d{4,}|mso-element\s*:\s*(?:comment-list|header|footer))",
    re.IGNORECASE,
)
_NO_HEIGHT = re.compile(r"(?:^|;)\s*(?:max-)?height\s*:\s*[01](?:px)?\s*(?:;|$)", re.IGNORECASE)
_NO_OVERFLOW = re.compile(r"(?:^|;)\s*overflow\s*:\s*hidden", re.IGNORECASE)
_NO_SIZE = re.compile(r"(?:^|;)\s*font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
_WORD_COMMENT = re.compile(r"msocom", re.IGNORECASE)
_SHEET_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_DISPLAY = re.compile(r"(?:^|;)\s*(?:display|visibility)\s*:", re.IGNORECASE)
_SIMPLE = re.compile(r"[.#][\w-]+$")
_LONGEST_SHEET = 200_000
_LONGEST_STYLE = 2_000


def hidden_elements(root: html.HtmlElement) -> set[html.HtmlElement]:
    """Return the elements that are hidden, those inside others included."""
    hides = dict(_selectors(root))
    return {element for element in root.iter() if element.attrib and _is_hidden(element, hides)}


def _is_hidden(element: html.HtmlElement, hides: Mapping[str, bool]) -> bool:
    classes = element.get("class", "")[:_LONGEST_STYLE]
    if element.get("hidden") is not None or _WORD_COMMENT.match(classes) or _hides(element):
        return True
    names = [*(f".{name}" for name in classes.split()), f"#{element.get('id', '')}"]
    said = {hides[name] for name in names if name in hides}
    return said == {True} and not _DISPLAY.search(element.get("style", "")[:_LONGEST_STYLE])


def _hides(element: html.HtmlElement) -> bool:
    """Whether the element's own style hides it; text without size may hold elements that have one."""
    style = element.get("style", "")[:_LONGEST_STYLE]
    if not style:
        return False
    flat = _NO_HEIGHT.search(style) and _NO_OVERFLOW.search(style)
    return bool(_HIDING.search(style) or flat or (not len(element) and _NO_SIZE.search(style)))


def _selectors(root: html.HtmlElement) -> Iterator[tuple[str, bool]]:
    """Yield `.class` and `#id` selectors that say whether what has them is shown, and what they say."""
    for sheet in root.iter("style"):
        for names, body in _rules((sheet.text or "")[:_LONGEST_SHEET]):
            if _DISPLAY.search(body):
                hides = _SHEET_HIDING.search(body) is not None
                yield from ((name.strip(), hides) for name in names.split(",") if _SIMPLE.match(name.strip()))


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations of the plain rules; those under `@media` and the like are left out."""
    first, *rest = sheet.replace("<!--", "").split("/*")
    plain = first + "".join(part.partition("*/")[2] for part in rest)
    depth, names = 0, ""
    for piece in re.split(r"([{}])", plain):
        if piece in ("{", "}"):
            depth = max(0, depth + (1 if piece == "{" else -1))
        elif depth == 0:
            names = piece
        elif depth == 1 and not names.lstrip().startswith("@"):
            yield names, piece
