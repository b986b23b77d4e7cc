"""What stands around a report without a label: its dates, and the signature under it.

Everything is matched on folded text; every finding is an Evidence whose span points into
the received text.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from archive.ingest.cataloguing.fields import date_evidence
from archive.ingest.cataloguing.reading import Reading
from archive.ingest.types import Evidence
from archive.text.dates import FoundDate, find_dates, rebuild_date

_GAP = " {0,3}"
_DAY_ALONE = re.compile(
    rf"\(?(?:(?:中华)?民国)?[\d〇零一二三四五六七八九百十]{{2,6}}{_GAP}年{_GAP}[\d元一二三四五六七八九十]+"
    rf"{_GAP}月{_GAP}[\d一二三四五六七八九十廿卅]+{_GAP}[日号]\)?"
)
_SIGNED = re.compile(r"(?:成文|发文|生成|印发|签发|生效|实施|施行|失效|废止)(?:日期|时间)")
_SENTENCE = re.compile(r"[。;]|[一-龥]{12}[^,\n]{0,40},")
_BODY = r"(?:局|厅|委|委员会|办公室|中心|医院|保健院|卫生院|监督所|人民政府|党组|党委)"
_ORGANISATION = re.compile(rf"[一-龥()、]{{2,30}}{_BODY}")
_STAMP = re.compile(r"\((?:盖章|公章|印章|章|印|代章|签章)\)|\[印\]|[\s:]")
_STAMP_END = re.compile(r"\s*(?:\((?:盖章|公章|印章|章|印|代章|签章)\)|\[印\])\s*$")
_SIGNATURE_LABEL = re.compile(r"^(?:日期|时间|落款|单位|撰写人|报告单位|填报单位|呈报单位)_*[:]")
_PAGE_WORDS = re.compile(r"首页|位置|相关|上一篇|下一篇|版权|主办|承办|搜索|公开|责任")
_ISSUED = re.compile(r"^ *(?:印发|制发|发布|印)")
_CUT_DAY = re.compile(r"(\d{0,3})年(\d{1,2})月(\d{1,2})日?")
_GLUED = re.compile(rf"(?:^|[。\s])(?P<body>[一-龥][一-龥()]{{1,30}}{_BODY})\W{{0,40}}$")
_YEARS_BACK = 2  # a page goes up within this time of the signing


def unlabelled_date(lines: Iterable[Reading]) -> Iterator[Evidence]:
    """Yield the first date of header lines that are not sentences, taken as published.

    A line that labels its date (成文日期) says what it is and is passed over; a line that is
    nothing but a written-out date, often in brackets under the title, is the day of signing.
    """
    for line in lines:
        found = next(iter(find_dates(line.folded)), None)
        if found is None or _SENTENCE.search(line.folded) or _SIGNED.search(line.folded):
            continue
        field = "signed" if _DAY_ALONE.fullmatch(line.folded) else "published"
        yield from date_evidence(line, field, found, "header_date")
        if field == "published":
            return


def signature(lines: Sequence[Reading], published: str | None) -> Iterator[Evidence]:
    """Yield issuer and signing date from the lines after the last paragraph.

    Both must fill their line, alone or together; a date that lost its signs (202517) or part of
    its year is rebuilt when only one reading fits the day of publication.
    """
    for line in lines:
        if _PAGE_WORDS.search(line.folded):
            continue
        dates = find_dates(line.folded)
        yield from _signed(line, dates, published)
        yield from _body_named(line, dates, "signature")


def covering_letter(lines: Sequence[Reading]) -> Iterator[Evidence]:
    """Yield issuer and date of a signature that stands before the report, under its covering letter.

    There the body's name and a day stand on lines of their own, one after the other.
    """
    for body, day in pairwise(lines):
        signed = list(_day_under(day)) if _ORGANISATION.fullmatch(_bare(body.folded)) else []
        if signed:
            span = body.span(0, len(body.shown))
            note = "据印发通知的落款"
            yield Evidence("issuer", body.shown, "covering_letter", False, 0.9, (span,), note)
            yield from signed
            return


def _day_under(line: Reading) -> Iterator[Evidence]:
    """Yield the day a line consists of, rebuilt where it lost a sign."""
    dates = find_dates(line.folded)
    rebuilt = () if dates else rebuild_date(line.folded)
    if dates and _fills(line, dates[-1]):
        yield from date_evidence(line, "signed", dates[-1], "covering_letter")
    elif len(rebuilt) == 1:
        yield _rebuilt(line, rebuilt[0].isoformat())


def _rebuilt(line: Reading, day: str) -> Evidence:
    note = f"落款原作「{line.shown}」，年月日有缺，据此补全"
    return Evidence("signed", day, "signature_rebuilt", True, 0.75, (line.span(0, len(line.shown)),), note)


def _bare(folded: str) -> str:
    return _STAMP.sub("", folded)


def _fills(line: Reading, found: FoundDate) -> bool:
    rest = line.folded[: found.start] + line.folded[found.end :]
    rest = _SIGNATURE_LABEL.sub("", rest)
    return not re.sub(r"[()\s:,.。]", "", _bare(rest))


def _body_named(line: Reading, dates: Sequence[FoundDate], rule: str) -> Iterator[Evidence]:
    """Yield the body a line names, alone or before its date."""
    stop = dates[-1].start if dates else len(line.folded)
    before = line.folded[:stop]
    match = _GLUED.search(_STAMP_END.sub("", before))
    if match is None or not (dates or match.start("body") == 0):
        return
    start, end = match.span("body")
    span = line.span(start, end)
    yield Evidence("issuer", line.shown[start:end], rule, False, 0.9, (span,), "据文末落款")


def _signed(line: Reading, dates: Sequence[FoundDate], published: str | None) -> Iterator[Evidence]:
    if dates:
        last = dates[-1]
        before = _STAMP_END.sub("", line.folded[: last.start])
        ends = not _ISSUED.sub("", line.folded[last.end :]).strip(" )。.")
        if _fills(line, last) or (ends and _GLUED.search(before)):
            yield from date_evidence(line, "signed", last, "signature")
        return
    readings = [day.isoformat() for day in _readings(line.folded, published)]
    if published:
        readings = [value for value in readings if value <= published]
    if len(readings) == 1:
        yield _rebuilt(line, readings[0])


def _readings(folded: str, published: str | None) -> Sequence[dt.date]:
    """Return the days a spoiled date line may mean."""
    rebuilt = rebuild_date(folded)
    cut = _CUT_DAY.fullmatch(folded)
    if rebuilt or cut is None or published is None:
        return rebuilt
    last = int(published[:4])
    for year in range(last, last - _YEARS_BACK, -1):
        if _may_be_cut(cut[1], str(year)):
            day = find_dates(f"{year}年{cut[2]}月{cut[3]}日")
            if day and day[0].date.isoformat() <= published:
                return (day[0].date,)
    return ()


def _may_be_cut(left: str, year: str) -> bool:
    """Tell whether `left` is what remained of a year: 023 or 20 of 2023."""
    return year.endswith(left) or year.startswith(left)
