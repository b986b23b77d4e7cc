"""The objects of an OFD page as printed fragments (GB/T 33190, 8.5 paths and 11 text); lengths in mm."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element

from archive.ingest.extractors.paged_lines import Fragment, Rule

_ASCENT, _DESCENT = 0.86, 0.14  # shares of the em above and below the base line
_HALF = 0.5  # the width of a half-width character in em
_SLANT = 0.02
_TOUCH = 0.2  # em
_FARTHEST = 1e6  # also keeps out what is not finite
_USUAL_SIZE = 3.7  # mm, where a text does not say
_SMALLEST = 1e-3
_HAIR = 0.1  # mm by which the ends of a level line may differ
_MOST_DELTAS = 100_000
_PATH = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_HIDDEN = ("false", "0")


class _Matrix(NamedTuple):
    """Takes a point of an object to the page: the object's own matrix, then where its box begins."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def apply(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def moved(self, x: float, y: float) -> "_Matrix":
        return self._replace(e=self.e + x, f=self.f + y)

    @property
    def is_level(self) -> bool:
        upright = self.a > _SMALLEST and self.d > _SMALLEST
        return upright and abs(self.b) <= _SLANT * self.a and abs(self.c) <= _SLANT * self.d


def local(element: Element) -> str:
    """Return the tag without its namespace, of which OFD writers use several."""
    return element.tag.rpartition(":")[2]


def numbers(text: str | None) -> list[float]:
    """Read a list of numbers as OFD attributes hold them; what is no length on any page is left out."""
    found = []
    for word in (text or "").replace(",", " ").split():
        with suppress(ValueError):
            found.append(float(word))
    return [number for number in found if abs(number) <= _FARTHEST]


def fragments_of(text_object: Element) -> tuple[list[Fragment], str]:
    """Return what a `TextObject` prints level, and the text it prints aslant (one of them empty)."""
    matrix = _matrix(text_object)
    size = next((size for size in numbers(text_object.get("Size")) if size > _SMALLEST), _USUAL_SIZE)
    codes = [element for element in text_object if local(element) == "TextCode"]
    if not matrix.is_level:
        return [], "".join(element.text or "" for element in codes)
    return list(_placed(codes, matrix, size)), ""


def joined_runs(fragments: Iterable[Fragment]) -> list[Fragment]:
    """Join fragments that touch: writers cut a line wherever the font or a style changes."""
    runs: list[Fragment] = []
    for fragment in sorted(fragments, key=lambda f: (round(f.bottom), f.left)):
        last = runs[-1] if runs else None
        if last is not None and _touch(last, fragment):
            text = last.text + fragment.text
            runs[-1] = replace(last, text=text, right=max(last.right, fragment.right))
        else:
            runs.append(fragment)
    return [run for run in runs if run.text.strip()]


def _touch(left: Fragment, right: Fragment) -> bool:
    near = _TOUCH * left.size
    level = abs(left.bottom - right.bottom) <= near and abs(left.size - right.size) <= near
    return level and abs(right.left - left.right) <= near


def rules_of(path_object: Element) -> Iterator[Rule]:
    """Yield the upright and level strokes of a `PathObject`."""
    matrix = _matrix(path_object)
    drawn = next((element.text for element in path_object if local(element) == "AbbreviatedData"), None)
    for (x1, y1), (x2, y2) in _strokes(drawn or "", matrix):
        if abs(x1 - x2) <= _HAIR or abs(y1 - y2) <= _HAIR:
            yield Rule(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def is_shown(element: Element) -> bool:
    """Whether a graphic object is not marked as invisible."""
    return (element.get("Visible") or "true").lower() not in _HIDDEN


def _matrix(element: Element) -> _Matrix:
    ctm = numbers(element.get("CTM"))
    matrix = _Matrix(*ctm) if len(ctm) == len(_Matrix._fields) else _Matrix()
    return matrix.moved(*(*numbers(element.get("Boundary")), 0.0, 0.0)[:2])


def _placed(codes: Iterable[Element], matrix: _Matrix, size: float) -> Iterator[Fragment]:
    x = y = 0.0
    for code in codes:
        # A code without a place of its own begins where the one before did.
        x = (numbers(code.get("X")) or [x])[0]
        y = (numbers(code.get("Y")) or [y])[0]
        text = (code.text or "").replace("\n", " ")
        for begin, stretch, width in _stretches(text, _deltas(code.get("DeltaX")), size):
            left, base = matrix.apply(x + begin, y)
            right, _base = matrix.apply(x + begin + width, y)
            yield _fragment(stretch, (left, right), base, size * matrix.d, size * matrix.a)


def _fragment(text: str, sides: tuple[float, float], base: float, height: float, em: float) -> Fragment:
    left, right = sides
    return Fragment(text, left, base - _ASCENT * height, right, base + _DESCENT * height, em)


def _stretches(text: str, deltas: Sequence[float], size: float) -> Iterator[tuple[float, str, float]]:
    """Cut `text` where a gap is wider than an em; yield offset, characters and width of each stretch."""
    begin, start, x = 0.0, 0, 0.0
    for index, char in enumerate(text):
        end = x + _advance(char, size)
        following = x + deltas[index] if index < len(deltas) else end
        if index + 1 == len(text) or following - end > size:
            # Distances may be nought or lead back; a text is never narrower than its last character.
            yield begin, text[start : index + 1], max(end - begin, end - x)
            begin, start = following, index + 1
        x = following


def _advance(char: str, size: float) -> float:
    return size * _HALF if char.isascii() else size


def _deltas(text: str | None) -> list[float]:
    """Read `DeltaX`: distances from character to character, `g n d` standing for n times d."""
    words = iter((text or "").split())
    found: list[float] = []
    for word in words:
        if word == "g":
            count, distance = numbers(next(words, "")), numbers(next(words, ""))
            if count and distance and 0 <= count[0] <= _MOST_DELTAS - len(found):
                found.extend(distance * int(count[0]))
        elif len(found) < _MOST_DELTAS:
            found.extend(numbers(word))
    return found


def _strokes(data: str, matrix: _Matrix) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    points: list[tuple[float, float]] = []
    for command, operands in _PATH.findall(data):
        place = numbers(operands)
        if command in "MS":
            yield from pairwise(points)
            points = []
        if command in "MSL" and len(place) == len(("x", "y")):
            points.append(matrix.apply(*place))
        elif command == "C" and points:
            points.append(points[0])
    yield from pairwise(points)
