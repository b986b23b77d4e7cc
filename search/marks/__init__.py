"""Where the words of a query stand in a source text, and the passage to show of it.

`matching` finds patterns in folded text, `hits` brings what it finds back to the source's own characters,
`snippets` cuts the passage to show, `sections` marks whole texts.
"""

from search.marks.hits import HIT, NO_GLOSSES, Hit, Marker, gloss_floor, hit_spans, matching_form
from search.marks.sections import section_spans
from search.marks.snippets import SNIPPET_LENGTH, snippet

__all__ = [
    "HIT",
    "NO_GLOSSES",
    "SNIPPET_LENGTH",
    "Hit",
    "Marker",
    "gloss_floor",
    "hit_spans",
    "matching_form",
    "section_spans",
    "snippet",
]
