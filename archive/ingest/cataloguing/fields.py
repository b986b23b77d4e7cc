"""Labelled fields of a page's header: `发布日期：2023-01-18`, on one line, in cells or over two lines.

Labels are matched on folded text, their letters may stand apart (发 布 日 期); the span of a
finding is that of its value in the received text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.ingest.cataloguing.docnos import document_numbers_in
from archive.ingest.cataloguing.field_labels import PERSONAL, RANKS
from archive.ingest.cataloguing.reading import Reading
from archive.ingest.types import Evidence
from archive.text.dates import FoundDate, find_dates, rebuild_date
from archive.text.fold import fold

_SURE_LENGTH = 4  # so long a label is one even where the line end before it was lost
_SEPARATOR = r"(?: *[:|丨\t])+ *"


def _spaced(labels: Sequence[str]) -> str:
    return "|".join(" *".join(label) for label in sorted(labels, key=len, reverse=True))


_ALL, _SURE = tuple(RANKS), tuple(label for label in RANKS if len(label) >= _SURE_LENGTH)
_DATED = tuple(label for label in RANKS if RANKS[label][0] in ("published", "signed"))
_LABEL = re.compile(
    rf"\[? *(?:(?<![一-龥])(?P<any>{_spaced(_ALL)})|(?P<sure>{_spaced(_SURE)})"
    rf"|(?<=[局委厅府院会])(?P<after>文号|来源)) *\]?{_SEPARATOR}"
    rf"|(?:^|(?<=[ |\t\[(]))(?P<dated>{_spaced(_DATED)}) *[\])]? *(?=(?:19|20)\d\d *[-年./])"
    rf"|(?:^|(?<=[|\t]))\[?(?P<cell>{_spaced(_ALL)})\]?(?:$|\t+| *\|+ *)"
)
_VALUE_END = re.compile(
    r" {2,}|[ \[(](?:放大|正常|缩小|大 |字体|字号|打印|浏览|点击|分享|阅读|收藏|关闭|纠错|保存|我要)|[|\t\n]"
)
_LONGEST_VALUE = 80  # a label before a longer text is no label
_ORGANISATION = re.compile(
    r"[一-龥()、·]{2,30}(?:局|厅|委|委员会|办|办公室|中心|医院|院|站|所|队|政府|科|室|网|部|处|会)"
)
_OFFICE = re.compile(r"[一-龥()、·]{2,30}(?:局|厅|委|委员会|办公室|中心|院|站|所|政府)")
_INDEX = re.compile(r"[\w\[\]()/.-]*\d[\w\[\]()/.-]*")
_ADDRESS = re.compile(r"https?://")
_DAY = re.compile(r"(?:19|20)\d\d[-年./]\d")
_EMPTY = re.compile(r"[-/—无暂空.。*]*")
_LONGEST_ADDRESS = 500
_GLUED_REACH, _FEWEST_GLUED = 300, 2


@dataclass(frozen=True)
class _Found:
    """A value with the rank of its label among those of its field."""

    rank: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class _Slot:
    """Where the value of a label may stand: a range of a line."""

    line: Reading
    field: str
    start: int
    stop: int
    personal: bool = False  # the label is one of persons as well


def labelled(lines: Sequence[Reading]) -> Iterator[Evidence]:
    """Yield the labelled values of header lines, of each field the best label's first.

    An empty value may stand on the next line, if it has the shape of its field.
    """
    found: list[_Found] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        found.extend(_line_values(line, following))
    for item in sorted(found, key=lambda found: found.rank):
        yield from item.evidence


def is_label_line(folded: str) -> bool:
    """Tell whether a folded line begins with a known label."""
    return _LABEL.match(folded) is not None


def glued_header(line: Reading) -> Sequence[Reading]:
    """Return what stands before the labels of a line, and its labels, if the line ends of a header were lost.

    Empty when the line has fewer than two labels with values near its beginning.
    """
    labels = list(_LABEL.finditer(line.folded, 0, _GLUED_REACH))
    if len(labels) < _FEWEST_GLUED or labels[0].start() == 0:
        return ()
    stop = min(len(line.folded), labels[-1].end() + _LONGEST_VALUE)
    return line.part(0, labels[0].start()), line.part(labels[0].start(), stop)


def _line_values(line: Reading, following: Reading | None) -> Iterator[_Found]:
    labels = list(_LABEL.finditer(line.folded))
    for at, label in enumerate(labels):
        name = re.sub(r"\s", "", next(name for name in label.groups() if name))
        field, rank = RANKS[name]
        if not field:
            continue
        stop = labels[at + 1].start() if at + 1 < len(labels) else len(line.folded)
        evidence = tuple(_value(_Slot(line, field, label.end(), stop, name in PERSONAL)))
        alone = len(labels) == 1 and label.start() == 0 and not line.folded[label.end() :].strip()
        if not evidence and alone and following and not is_label_line(following.folded):
            evidence = tuple(_next_line_value(field, following))
        if evidence:
            yield _Found(rank, evidence)


def _value(slot: _Slot) -> Iterator[Evidence]:
    if slot.field in ("published", "signed"):
        yield from _dated(slot)
        return
    shown = _trimmed(slot)
    longest = _LONGEST_ADDRESS if "://" in shown else _LONGEST_VALUE
    if not shown or len(shown) > longest or _EMPTY.fullmatch(shown):
        return
    if slot.field in ("issuer", "source_name"):
        yield from _name(slot, shown)
        return
    start = slot.line.shown.index(shown, slot.start)
    if slot.field == "doc_no":
        yield from document_numbers_in(slot.line, start, start + len(shown), labelled=True)
    elif slot.field != "index_no" or _INDEX.search(slot.line.folded, start, start + len(shown)):
        span = slot.line.span(start, start + len(shown))
        yield Evidence(slot.field, shown, "header_label", False, 0.95, (span,), "据页首信息栏")


def _name(slot: _Slot, shown: str) -> Iterator[Evidence]:
    """Yield who is named; some sites put the day or the address of the source in this place."""
    folded = fold(shown)
    field = slot.field
    if _ADDRESS.match(folded):
        field = "source_url"
    elif _DAY.match(folded):
        yield from _dated(replace(slot, field="published"))
        return
    elif slot.personal and not (_OFFICE if field == "issuer" else _ORGANISATION).fullmatch(folded):
        return
    start = slot.line.shown.index(shown, slot.start)
    span = slot.line.span(start, start + len(shown))
    yield Evidence(field, shown, "header_label", False, 0.95, (span,), "据页首信息栏")


def _trimmed(slot: _Slot) -> str:
    end = _VALUE_END.search(slot.line.folded, slot.start, slot.stop)
    return slot.line.shown[slot.start : end.start() if end else slot.stop].strip(" \t\xa0\u3000[【(（|")


def _dated(slot: _Slot) -> Iterator[Evidence]:
    for found in find_dates(slot.line.folded):
        if slot.start <= found.start < slot.stop:
            yield from date_evidence(slot.line, slot.field, found, "header_label")
            return
    yield from _rebuilt(slot)


def _rebuilt(slot: _Slot) -> Iterator[Evidence]:
    shown = _trimmed(slot)
    dates = rebuild_date(shown)
    if len(dates) == 1:
        start = slot.line.shown.index(shown, slot.start)
        span = slot.line.span(start, start + len(shown))
        note = f"原文作「{shown}」，年月日等字已失，据此补全"
        yield Evidence(slot.field, dates[0].isoformat(), "header_rebuilt", True, 0.8, (span,), note)


def _next_line_value(field: str, line: Reading) -> Iterator[Evidence]:
    """Read the value below its label where it has the shape its field asks for."""
    shapes = {"issuer": _ORGANISATION, "source_name": _ORGANISATION, "index_no": _INDEX}
    if field in ("published", "signed", "doc_no") or (
        field in shapes and shapes[field].fullmatch(line.folded)
    ):
        yield from _value(_Slot(line, field, 0, len(line.folded)))


_CLOCK = re.compile(r"[ t]*(\d{1,2})[:时点](\d\d)(?:[:分](\d\d))?[分秒]?$")
_DATE_RULES = {
    "header_label": (0.95, "据页首信息栏"),
    "header_date": (0.8, "据页首日期"),
    "signature": (0.95, "据文末落款"),
    "covering_letter": (0.9, "据印发通知的落款"),
}


def date_evidence(line: Reading, field: str, found: FoundDate, rule: str) -> Iterator[Evidence]:
    """Yield a found date and, for the day of publication, its time of day.

    `rule` is header_label, header_date, signature or covering_letter.
    """
    confidence, note = _DATE_RULES[rule]
    clock = _CLOCK.search(line.folded, found.start, found.end) if found.time else None
    span = line.span(found.start, clock.start() if clock else found.end)
    yield Evidence(field, found.date.isoformat(), rule, False, confidence, (span,), note)
    if clock and field == "published":
        start = clock.start(1)
        span = line.span(start, found.end)
        time = ":".join(f"{part:0>2}" for part in clock.groups() if part)
        yield Evidence("published_time", time, rule, False, confidence, (span,), note)
