"""What the container says beside the text, weighed against what the text says.

A government page's meta tags and the address it was saved from are strong; the `<title>` element
and document properties are weak, and a document's own dates (created, modified, saved) never tell
when it was published.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from archive.ingest.cataloguing.docnos import document_number_of
from archive.ingest.types import Evidence, Hint, IngestWarning
from archive.text.dates import find_dates
from archive.text.fold import fold

_META, _SAVED, _ELEMENT = "html_meta", "mht_header", "html_title"
_ORIGINS = {
    _META: "网页元信息",
    _SAVED: "网页存档",
    _ELEMENT: "网页标题栏",
    "docx_property": "文档属性",
    "pdf_property": "文档属性",
    "ofd_property": "文档属性",
}
_LABELS = {
    "title": "标题",
    "published": "发布日期",
    "source_name": "信息来源",
    "source_url": "网址",
    "issuer": "发布机构",
    "index_no": "索引号",
    "doc_no": "文号",
}
# How far each origin may be believed on its own; what is not listed is not believed.
_TRUST = {
    _META: dict.fromkeys(_LABELS, 0.9),
    _SAVED: {"source_url": 0.95, "title": 0.6},
    _ELEMENT: {"title": 0.7},
}
_PROPERTY = {"title": 0.4}
# A longer value is no name but a text that strayed into the tag.
_LONGEST = dict.fromkeys(_LABELS, 80) | {"title": 120, "source_url": 500}
# A value read in these ways is a guess about the page that a strong hint may replace.
_WEAK_RULES = frozenset({"header_date", "address_date", "file_name", "header_url", "doc_no_rebuilt"})
_FILE_NAME = "file_name"
_STRONG = frozenset({_META, _SAVED})
_MOST = 0.99
_SITE = re.compile(r"(?:\s*[_|]\s*|\s+-\s+|--+|-(?=[^-]*(?:网|政府|委员会|局)$))[^_|]{2,40}$")
_TITLE_CUE = re.compile(r"总结|计划|要点|报告|思路|安排|打算|汇报|部署|小结|回顾|述职|情况|年鉴")
_NOTHING = re.compile(r"[-/—\s.。*×x]*|本站|本网|原创|互联网|网络|未知|(?:本)?网站|admin|管理员|无|null|none")
_TIME_FIELD = "published_time"


class Weighed(NamedTuple):
    """The findings after the hints, and where the two disagree."""

    found: dict[str, Evidence]
    warnings: tuple[IngestWarning, ...]


def weigh_hints(found: Mapping[str, Evidence], hints: Sequence[Hint]) -> Weighed:
    """Return the findings completed, confirmed or replaced by the hints, the strongest hint first."""
    weighed = dict(found)
    warnings: list[IngestWarning] = []
    told = [evidence for hint in hints for evidence in _told(hint)]
    settled: set[str] = set()
    for hint in sorted(told, key=lambda evidence: -evidence.confidence):
        if hint.field in settled:
            continue
        settled.add(hint.field)
        read = weighed.get(hint.field)
        if read is not None and read.rule == hint.rule:
            continue
        if read is None or (read.rule == _FILE_NAME and hint.confidence > read.confidence):
            weighed[hint.field] = hint
        elif _agree(read, hint):
            weighed[hint.field] = _confirmed(read, hint)
        else:
            warnings.extend(_conflict(read, hint))
            if hint.rule in _STRONG and read.rule in _WEAK_RULES:
                weighed[hint.field] = hint
    _settle_time(weighed, found.get("published"), hints)
    return Weighed(weighed, tuple(warnings))


def _told(hint: Hint) -> Iterator[Evidence]:
    """Yield what a hint says in the archive's own way of writing; nothing when it is not believed."""
    confidence = _TRUST.get(hint.origin, _PROPERTY).get(hint.name)
    value = _value(hint) if confidence else ""
    if not confidence or not value or len(value) > _LONGEST[hint.name] or _NOTHING.fullmatch(fold(value)):
        return
    note = f"据{_ORIGINS.get(hint.origin, '文件信息')}所载"
    inferred = hint.origin not in _STRONG
    yield Evidence(hint.name, value, hint.origin, inferred, confidence, (), note)


def _value(hint: Hint) -> str:
    plain = hint.value.strip()
    readers = {"published": _day, "doc_no": document_number_of, "source_url": _address}
    if hint.name == "title":
        title = _SITE.sub("", plain)
        return title if hint.origin == _META or _TITLE_CUE.search(fold(title)) else ""
    return readers.get(hint.name, str)(plain)


def _day(written: str) -> str:
    dates = find_dates(written)
    return dates[0].date.isoformat() if dates else ""


def _address(written: str) -> str:
    return written if written.startswith(("http://", "https://")) else ""


def _agree(read: Evidence, hint: Evidence) -> bool:
    """Tell whether both say the same; a title or name may be the longer form of the other."""
    mine, other = _squeezed(read.value), _squeezed(hint.value)
    if read.field in ("title", "issuer", "source_name", "source_url"):
        return mine in other or other in mine
    return mine == other


def _squeezed(value: str) -> str:
    return re.sub(r"\s", "", fold(value)).removeprefix("https").removeprefix("http").rstrip("/")


def _confirmed(read: Evidence, hint: Evidence) -> Evidence:
    confidence = min(_MOST, 1 - (1 - read.confidence) * (1 - hint.confidence))
    origin = _ORIGINS.get(hint.rule, "文件信息")
    return replace(read, confidence=round(confidence, 2), note=f"{read.note}，与{origin}一致")


def _conflict(read: Evidence, hint: Evidence) -> Iterator[IngestWarning]:
    """Name both values; names of sources and addresses on the page differ too often to tell."""
    if hint.field in ("source_name", "source_url") or hint.rule not in _STRONG:
        return
    label, origin = _LABELS[hint.field], _ORIGINS[hint.rule]
    message = f"{label}：正文作「{read.value}」，{origin}作「{hint.value}」，两者不一，请核对。"
    yield IngestWarning("hint_conflict", message, hint.field)


def _settle_time(weighed: dict[str, Evidence], before: Evidence | None, hints: Iterable[Hint]) -> None:
    """Drop a time of day whose day was replaced; take one from a hint of the same day."""
    day = weighed.get("published")
    if day is None or (before is not None and before.value != day.value):
        weighed.pop(_TIME_FIELD, None)
    for hint in hints:
        found = find_dates(hint.value) if hint.name == "published" and hint.origin == _META else []
        if day and found and found[0].time and found[0].date.isoformat() == day.value:
            time = found[0].time.isoformat("auto").removesuffix(":00")
            note = f"据{_ORIGINS[_META]}所载"
            told = Evidence(_TIME_FIELD, time, _META, False, _TRUST[_META]["published"], (), note)
            weighed.setdefault(_TIME_FIELD, told)
