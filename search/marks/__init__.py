"""Where the words of a query stand in a source text, and the passage to show of it.

`matching` finds patterns in folded text, `hits` brings what it finds back to the source's own characters,
`snippets` cuts the passage to show.
"""

from search.marks.hits import HIT, Hit, Marker, gloss_floor, hit_spans, matching_form
from search.marks.snippets import SNIPPET_LENGTH, snippet

__all__ = [
    "HIT",
    "SNIPPET_LENGTH",
    "Hit",
    "Marker",
    "gloss_floor",
    "hit_spans",
    "matching_form",
    "snippet",
]
