"""Characters that show nothing and mean nothing for a search, though they stand inside words.

Copied pages carry soft hyphens, zero width spaces and byte order marks; fonts add selectors of glyph
variants. All of the Unicode category Cf are listed, so that every Python agrees, and the variation selectors.
"""

import re

from archive.text.offsets import cut
from archive.text.spans import Span

LAYER = "invisible"
_INVISIBLE = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f\U000e0100-\U000e01ef]+"
)


def has_invisible(text: str) -> bool:
    """Tell whether `text` has a character that shows nothing; most texts have none."""
    return _INVISIBLE.search(text) is not None


def find_invisible(text: str) -> list[Span]:
    """Return the runs of characters that show nothing, in order; offsets are into `text`."""
    return [Span(*match.span(), LAYER) for match in _INVISIBLE.finditer(text)]


def without_invisible(text: str) -> str:
    """Return `text` as it is seen."""
    return cut(text, find_invisible(text)).text
