"""The archive card of a report: every metadata field with its value and why it stands there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import lexicons
from archive.models import Evidence, Report, Revision
from archive.views.holdings import division_names

LABELS = {
    "title": gettext_lazy("标题"),
    "issuer": gettext_lazy("发布机构"),
    "region_code": gettext_lazy("地区"),
    "reporting_year": gettext_lazy("报告年度"),
    "plan_year": gettext_lazy("计划年度"),
    "kind": gettext_lazy("种类"),
    "doc_no": gettext_lazy("文号"),
    "index_no": gettext_lazy("索引号"),
    "published": gettext_lazy("发布时间"),
    "signed": gettext_lazy("成文日期"),
    "source_name": gettext_lazy("来源名称"),
    "source_url": gettext_lazy("来源网址"),
    "source_type": gettext_lazy("来源类型"),
}
READ_AS = {
    "txt": gettext_lazy("文本"),
    "html": gettext_lazy("网页"),
    "mht": gettext_lazy("存成一个文件的网页"),
    "docx": gettext_lazy("Word 文档"),
    "pdf": gettext_lazy("PDF 文字层"),
    "ocr": gettext_lazy("扫描件，文字由程序辨认"),
    "ofd": gettext_lazy("OFD 文档"),
    "office": gettext_lazy("经 LibreOffice 转换"),
}


@dataclass(frozen=True)
class CardRow:
    """One field: the value in force, and the machine's when a person set another.

    `quotes` are words of the source, `note` a clause on the rule; `inferred` values were
    not read in the source.
    """

    field: str
    label: str
    value: str
    inferred: bool = False
    machine: str = ""
    note: str = ""
    quotes: tuple[str, ...] = ()


def card_rows(report: Report, revision: Revision) -> list[CardRow]:
    """Return the rows of all fields that have a value in force or one the machine gave.

    `revision` is the one whose evidence is shown; it should come with evidence prefetched.
    """
    return rows_with_evidence(report, revision.evidence.all(), revision.text)


def rows_with_evidence(report: Report, evidence: Iterable[Evidence], text: str) -> list[CardRow]:
    """Return the same rows of any report, published or not; spans of the evidence point into `text`."""
    grounds = _by_field(evidence)
    rows = [_row(report, name, grounds.get(name), text) for name in LABELS]
    return [row for row in rows if row.value or row.machine]


def read_as(revision: Revision) -> str:
    """Return in words how the received file was read."""
    return str(READ_AS.get(revision.extractor, revision.extractor))


def _by_field(evidence: Iterable[Evidence]) -> dict[str, Evidence]:
    found: dict[str, Evidence] = {}
    for item in sorted(evidence, key=lambda item: -item.confidence):
        found.setdefault(item.field, item)
    if "issuer_inferred" in found:
        found.setdefault("issuer", found["issuer_inferred"])
    return found


def _row(report: Report, name: str, evidence: Evidence | None, text: str) -> CardRow:
    label, value = str(LABELS[name]), _value(report, name)
    guessed_issuer = name == "issuer" and not report.issuer and bool(value)
    if evidence is None:
        return CardRow(name, label, value, inferred=guessed_issuer)
    return CardRow(
        field=name,
        label=label,
        value=value,
        inferred=(evidence.inferred or guessed_issuer) and not evidence.overridden,
        machine=_machine_value(name, evidence.value) if evidence.overridden else "",
        note=evidence.note,
        quotes=tuple(text[start:end].strip() for start, end in evidence.spans),
    )


def _value(report: Report, name: str) -> str:
    special: dict[str, Callable[[], str]] = {
        "issuer": lambda: report.issuer or report.issuer_inferred,
        "region_code": lambda: report.region.full_name if report.region else "",
        "kind": lambda: lexicons.kind_labels().get(report.kind, report.kind),
        "source_type": lambda: lexicons.source_labels().get(report.source_type, report.source_type),
        "published": lambda: published_at(report),
        "signed": lambda: report.signed_on.isoformat() if report.signed_on else "",
    }
    found = special[name]() if name in special else getattr(report, name)
    return "" if found is None else str(found)


def _machine_value(name: str, value: str) -> str:
    if not value:
        return _("未识别")
    if name == "kind":
        return lexicons.kind_labels().get(value, value)
    if name == "region_code":
        return f"{division_names([value]).get(value, '')} {value}".strip()
    return value


def published_at(report: Report) -> str:
    """Return the day, and the time if known, of publication; empty when unknown."""
    if report.published_on is None:
        return ""
    return f"{report.published_on.isoformat()} {report.published_time[:5]}".strip()


def web_address(url: str) -> str:
    """Return `url` if it is safe to link to, else an empty string."""
    return url if url.startswith(("http://", "https://")) else ""


def short_fields(report: Report, rows: list[CardRow]) -> tuple[str, ...]:
    """Return the fields of the short card: the region only where it was not simply read."""
    guessed = {row.field for row in rows if row.inferred}
    region = ("region_code",) if "region_code" in guessed else ()
    year = "reporting_year" if report.reporting_year else "plan_year"
    return ("issuer", *region, year, "kind", "published", "index_no", "source_type")


def citation(report: Report, revision: Revision, address: str, today: str) -> str:
    """Return the reference in the form of GB/T 7714 for an electronic document.

    `address` is the absolute permanent address, `today` the ISO date it was consulted.
    """
    issuer = report.issuer or (
        f"〔{report.issuer_inferred}〕" if report.issuer_inferred else _("〔发布机构未详〕")
    )
    dated = f"({report.published_on.isoformat()})" if report.published_on else ""
    version = _("第 %(number)d 版") % {"number": revision.number}
    return f"{issuer}.{report.title}[EB/OL].{dated}[{today}].{_('卫健工作报告档案')}，{version}，{address}."
