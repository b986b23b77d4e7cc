"""The straight lines a PDF page draws, as rules of printed tables; read with PDFium."""

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from archive.ingest.extractors.paged_lines import Rule
from archive.ingest.extractors.pdf_view import View

_MOST = 20_000  # strokes of one page; a drawing has more
_DEEPEST = 3  # forms within forms
_THIN = 3.0  # points
_SHORT = 4.0

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Matrix = (1, 0, 0, 1, 0, 0)


def rules_of(page: Any, view: View) -> tuple[Rule, ...]:
    """Return the level and upright lines that a PDFium `page` draws, places as seen in `view`."""
    count = pdfium.FPDFPage_CountObjects(page)
    objects = (pdfium.FPDFPage_GetObject(page, index) for index in range(min(count, _MOST)))
    rules = []
    for start, end in _strokes(objects, _PLAIN, _DEEPEST):
        (left, right), (bottom, top) = sorted((start[0], end[0])), sorted((start[1], end[1]))
        if min(right - left, top - bottom) < 1 and max(right - left, top - bottom) > _SHORT:
            rules.append(Rule(*view.place((left, bottom, right, top))))
        if len(rules) > _MOST:
            return ()
    return tuple(rules)


def _strokes(objects: Iterator[Any], matrix: Matrix, deepest: int) -> Iterator[tuple[Point, Point]]:
    for item in objects:
        kind = pdfium.FPDFPageObj_GetType(item)
        inner = _product(_matrix(item), matrix)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _edges(item, inner)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and deepest:
            count = min(pdfium.FPDFFormObj_CountObjects(item), _MOST)
            parts = (pdfium.FPDFFormObj_GetObject(item, index) for index in range(count))
            yield from _strokes(parts, inner, deepest - 1)


def _edges(path: Any, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
    """Yield the straight strokes of `path`, and the edges of a filled bar that stands for one."""
    for points in _outlines(path, matrix):
        if _is_drawn(path) or _is_thin(points):
            yield from pairwise(points)


def _is_drawn(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(stroke.value)


def _is_thin(points: list[Point]) -> bool:
    spans = [max(place) - min(place) for place in zip(*points, strict=True)]
    return bool(min(spans) < _THIN)


def _outlines(path: Any, matrix: Matrix) -> Iterator[list[Point]]:
    """Yield the points of each part of `path`; a curve ends a part."""
    points: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(path), _MOST)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if pdfium.FPDFPathSegment_GetType(segment) != pdfium.FPDF_SEGMENT_LINETO:
            if points:
                yield points
            points = []
        points.append(_moved((x.value, y.value), matrix))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _matrix(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(found)):
        return _PLAIN
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    start = _moved((e, f), outer)
    return (
        a * outer[0] + b * outer[2],
        a * outer[1] + b * outer[3],
        c * outer[0] + d * outer[2],
        c * outer[1] + d * outer[3],
        *start,
    )


def _moved(point: Point, matrix: Matrix) -> Point:
    x, y = point
    return x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5]
