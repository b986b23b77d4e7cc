"""文号: the number a body gives a document, `青卫健发〔2023〕4号`, in every bracket and without them.

The value is written the official way; the span is that of the source's own words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.ingest.cataloguing.reading import Reading
from archive.ingest.types import Evidence
from archive.text.fold import fold

_WORD = r"(?P<word>[一-龥]{2,12})"
_DOC_NO = re.compile(
    rf"{_WORD} *[\[(<] *(?P<year>(?:19|20)\d\d)年? *[\])>] *第? *(?P<number>\d{{1,4}}(?:-\d{{1,3}})?) *号"
)
_LOST = re.compile(r"(?P<word>[一-龥]{2,10}?)(?P<year>(?:19|20)\d\d) ?第?(?P<number>\d{1,4})号?")
# One bracket left, or others that are no brackets: 青卫健发2023〕4号, 青卫健发"2023"4号.
_BROKEN = re.compile(
    rf"{_WORD} *[\[(<{{\"']? *(?P<year>(?:19|20)\d\d)年? *[\])>}}\"'] *第? *(?P<number>\d{{1,4}}) *号"
    rf"|(?P<word2>[一-龥]{{2,10}}) *[\[(<{{\"'] *(?P<year2>(?:19|20)\d\d) *第? *(?P<number2>\d{{1,4}}) *号"
)
# The last character of the word that stands before the year: what issues or what is issued.
_ISSUED = re.compile(r"[发函字办通呈报令政规复监党人文医疾妇计卫健康委财综基爱督改示]$")
_REBUILT, _FITTING, _UNFITTING = "doc_no_rebuilt", 0.8, 0.6
_MASK = re.compile(r"[*×某○]|x")
_LABEL = re.compile(r".*?(?:文号|字号|编号|文件号)")
_SENTENCE = re.compile(r"[。;]|根据|按照|依据|关于|转发|印发|文件|精神|[一-龥]{12}[^,\n]{0,40},")


def document_numbers_in(line: Reading, start: int, stop: int, *, labelled: bool) -> Iterator[Evidence]:
    """Yield the 文号 standing in `start:stop` of a line: as written, else rebuilt.

    A `labelled` one may have lost its brackets inside a longer line; masked ones are left out.
    """
    rule = "header_label" if labelled else "doc_no"
    whole = _DOC_NO.search(line.folded, start, stop)
    if whole:
        yield from _written(line, whole, rule)
        return
    broken = _BROKEN.search(line.folded, start, stop) if labelled else _BROKEN.fullmatch(line.folded)
    lost = _LOST.fullmatch(line.folded, start, stop) if labelled else _standing_alone(line)
    match = broken or lost
    if match:
        yield from _rebuilt(line, match)


def document_number(lines: Sequence[Reading]) -> Evidence | None:
    """Return the 文号 of unlabelled header lines; whole ones come before rebuilt ones."""
    found = [
        evidence
        for line in lines
        if not _SENTENCE.search(line.folded)
        for evidence in document_numbers_in(line, 0, len(line.folded), labelled=False)
    ]
    return min(found, key=lambda evidence: evidence.inferred, default=None)


def fitted(found: Evidence, named: Sequence[str]) -> Evidence:
    """Return a rebuilt 文号 as the surer, the better its first character fits who is named on the page.

    中卫〔2024〕124号 is a number of 中阳县's; numbers that lost nothing stay as they are.
    """
    if found.rule != _REBUILT:
        return found
    fits = any(fold(found.value[0]) in fold(name) for name in named)
    return replace(found, confidence=_FITTING if fits else _UNFITTING)


def document_number_of(written: str) -> str:
    """Return a 文号 as this module writes it; empty when `written` holds none."""
    match = _DOC_NO.search(fold(written))
    return f"{match['word']}〔{match['year']}〕{match['number']}号" if match else ""


def issuing_year(doc_no: str) -> tuple[int, int] | None:
    """Return the year and the number of a 文号 as this module writes it."""
    match = re.search(r"〔(\d{4})〕(\d+)", doc_no)
    return (int(match[1]), int(match[2])) if match else None


def _standing_alone(line: Reading) -> re.Match[str] | None:
    match = _LOST.fullmatch(line.folded)
    return match if match and (_ISSUED.search(match["word"]) or line.folded.endswith("号")) else None


def _written(line: Reading, match: re.Match[str], rule: str) -> Iterator[Evidence]:
    start = match.start("word")
    before = _LABEL.match(match["word"])
    start += before.end() if before else 0
    if start > 0 and _MASK.match(line.folded, start - 1):
        return
    word = line.folded[start : match.end("word")]
    if word:
        span = line.span(start, match.end())
        value = f"{word}〔{match['year']}〕{match['number']}号"
        note = "据页首信息栏" if rule == "header_label" else "据页首文号"
        yield Evidence("doc_no", value, rule, False, 0.95, (span,), note)


def _rebuilt(line: Reading, match: re.Match[str]) -> Iterator[Evidence]:
    parts = match.groupdict()
    word, year, number = (parts[name] or parts.get(f"{name}2") or "" for name in ("word", "year", "number"))
    if match.start() > 0 and _MASK.match(line.folded, match.start() - 1):
        return
    shown = line.shown[match.start() : match.end()]
    value = f"{word}〔{year}〕{number}号"
    note = f"原文作「{shown}」，括号等已失，据文号体例补全"
    yield Evidence("doc_no", value, _REBUILT, True, _FITTING, (line.span(*match.span()),), note)
