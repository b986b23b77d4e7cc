"""Where a known word may stand inside a longer one: only between whole dictionary words.

公卫 is no word in 办公卫生, whose words are 办公 and 卫生; 疾控 is one in 疾控中心, itself in the dictionary,
because the rest is the word 中心.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from archive.text.segment import search_words


@dataclass(frozen=True)
class Place:
    """A known word in a longer text: `text[start:end]`."""

    start: int
    end: int


def places(text: str, known: Container[str], longest: int) -> Iterator[Place]:
    """Yield the known words inside the folded `text`, from left to right, never overlapping.

    The longest word at a place is taken; `longest` bounds its length. The text itself is not inside itself.
    """
    before, after = _cuts(text)
    position = 0
    while position < len(text):
        end = _end_of_longest(text, position, known, longest) if position in before else 0
        if position < end < position + len(text) and end in after:
            yield Place(position, end)
            position = end
        else:
            position += 1


def _end_of_longest(text: str, start: int, known: Container[str], longest: int) -> int:
    ends = range(min(len(text), start + longest), start + 1, -1)
    return next((end for end in ends if text[start:end] in known), 0)


def _cuts(text: str) -> tuple[set[int], set[int]]:
    """Return the offsets with whole words between them and the start, and those with such to the end."""
    spans = [(token.start, token.end) for token in search_words(text)]
    before, after = {0}, {len(text)}
    for start, end in sorted(spans):
        if start in before:
            before.add(end)
    for start, end in sorted(spans, key=lambda span: -span[1]):
        if end in after:
            after.add(start)
    return before, after
