"""Scanned pages read with tesseract: a picture of the page in, a sheet of printed text out.

The program is asked for the place of every word, so that recognised pages take the same way to paragraphs
as printed ones.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import sqrt
from statistics import median
from typing import Any, NamedTuple

from archive.ingest.errors import IngestError
from archive.ingest.extractors.paged_lines import Fragment, Sheet, glue

MOST_PAGES = 100
_DPI = 300
_POINTS = 72
_MOST_PIXELS = 12_000_000  # A4 at 300 dpi has 8.7 million
PAGE_SECONDS = 60
_LIST_SECONDS = 10
_SIMPLIFIED, _TRADITIONAL = "chi_sim", "chi_tra"
_FULL_WIDTH = "\u2e80"
_WORD_LEVEL = "5"
_LEAST_CONFIDENCE = 0  # of 100; tesseract gives less to what is no word
_CELL_GAP = 1.5  # ems between words of different cells
_SHOWS_EM = 6  # full-width characters in a line that show how wide one is
_SAME_SIZE = 0.2  # share that the widths of lines in one size of type may differ


class Word(NamedTuple):
    """One word as tesseract found it: `line` names its line, lengths are in pixels."""

    line: tuple[str, str, str]
    left: int
    top: int
    width: int
    height: int
    text: str


@dataclass(frozen=True)
class Reader:
    """A tesseract program with the languages it reads."""

    program: str
    languages: str

    def read(self, page: Any, number: int) -> Sheet:
        """Return the text of a PDFium `page`; raises `IngestError` when tesseract fails on it."""
        picture, width, height = _picture(page)
        command = [self.program, "-", "-", "-l", self.languages, "--psm", "3", "tsv"]
        try:
            done = subprocess.run(  # noqa: S603 - a fixed command; the picture goes in as bytes
                command,
                input=picture,
                capture_output=True,
                timeout=PAGE_SECONDS,
                check=True,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
        except subprocess.TimeoutExpired as error:
            raise IngestError(f"第 {number} 页 OCR 超时，请降低扫描分辨率后再上传。") from error
        except (OSError, subprocess.CalledProcessError) as error:
            raise IngestError(f"第 {number} 页 OCR 失败，请检查 tesseract 的安装。") from error
        words = list(_words(done.stdout.decode("utf-8", "replace")))
        return Sheet(width, height, tuple(_fragments(words)))


def reader(pages: int) -> Reader:
    """Return what reads so many scanned pages; raises `IngestError` when nothing here can."""
    if pages > MOST_PAGES:
        raise IngestError(f"扫描件共 {pages} 页，一次最多 OCR {MOST_PAGES} 页，请拆分后再上传。")
    program = shutil.which("tesseract")
    if program is None:
        raise IngestError("本机没有 OCR 程序，请管理员安装 tesseract-ocr 和 tesseract-ocr-chi-sim。")
    found = [language for language in (_SIMPLIFIED, _TRADITIONAL) if language in languages_of(program)]
    if not found:
        raise IngestError("OCR 程序缺少中文语言包，请管理员安装 tesseract-ocr-chi-sim。")
    return Reader(program, "+".join(found))


@cache
def languages_of(program: str) -> frozenset[str]:
    """Return the languages that tesseract at `program` has; none when it does not start."""
    try:
        done = subprocess.run(  # noqa: S603 - the program that the system's path names
            [program, "--list-langs"], capture_output=True, timeout=_LIST_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(done.stdout.decode("utf-8", "replace").split())


def _picture(page: Any) -> tuple[bytes, int, int]:
    """Return `page` as a grey portable map with its width and height in pixels."""
    width, height = page.get_size()
    scale = min(_DPI / _POINTS, sqrt(_MOST_PIXELS / max(width * height, 1)))
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        rows = memoryview(bitmap.buffer).cast("B")
        starts = range(0, bitmap.stride * bitmap.height, bitmap.stride)
        pixels = b"".join(rows[start : start + bitmap.width] for start in starts)
        return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + pixels, bitmap.width, bitmap.height
    finally:
        bitmap.close()


def _words(table: str) -> Iterator[Word]:
    """Yield the words of tesseract's table: level, page, block, paragraph, line, word, box, trust, text."""
    for row in table.splitlines():
        level, _, *line, _, left, top, width, height, confidence, text = (row.split("\t") + [""] * 12)[:12]
        if level == _WORD_LEVEL and text.strip() and float(confidence) >= _LEAST_CONFIDENCE:
            block, paragraph, number = line
            place = int(left), int(top), int(width), int(height)
            yield Word((block, paragraph, number), *place, text.strip())


def _fragments(words: Sequence[Word]) -> Iterator[Fragment]:
    """Yield the words of each line together, apart where a wide gap parts them."""
    lines = [sorted(line, key=lambda word: word.left) for _, line in groupby(words, lambda word: word.line)]
    usual = median([em for line in lines if (em := _em(line))] or [0])
    for line in lines:
        em = _em(line) or usual or max(word.height for word in line)
        size = usual if abs(em - usual) < _SAME_SIZE * em else em
        run = [line[0]]
        for word in line[1:]:
            if word.left - run[-1].left - run[-1].width > _CELL_GAP * size:
                yield _fragment(run, size)
                run = []
            run.append(word)
        yield _fragment(run, size)


def _em(line: Sequence[Word]) -> float:
    """Return how wide a full-width character of `line` is; 0 where too few show it."""
    wide = sum(char >= _FULL_WIDTH for word in line for char in word.text)
    narrow = sum(char < _FULL_WIDTH for word in line for char in word.text)
    across = line[-1].left + line[-1].width - line[0].left
    return across / (wide + narrow / 2) if wide >= _SHOWS_EM else 0


def _fragment(run: Sequence[Word], size: float) -> Fragment:
    text = ""
    for word in run:
        text += (glue(text, word.text) if text else "") + word.text
    return Fragment(
        text=text,
        left=run[0].left,
        top=min(word.top for word in run),
        right=max(word.left + word.width for word in run),
        bottom=max(word.top + word.height for word in run),
        size=size,
    )
