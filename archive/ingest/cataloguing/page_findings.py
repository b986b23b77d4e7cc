"""Gather what the page around a report says of it, in the order in which it is to be believed."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from archive.ingest.cataloguing.addresses import published_in_address, web_address
from archive.ingest.cataloguing.docnos import document_number
from archive.ingest.cataloguing.fields import labelled
from archive.ingest.cataloguing.header import covering_letter, signature, unlabelled_date
from archive.ingest.cataloguing.page_parts import PageParts
from archive.ingest.naming.bureau_names import MASK
from archive.ingest.types import Evidence, IngestWarning

Findings = dict[str, Evidence]

_NOBODY = re.compile(r"(?:本站|本网|原创|互联网|网络|未知|网站|佚名|admin)$")
_LONGEST_FOOT = 200
_FAR_APART = dt.timedelta(days=31)
_NAMED_AT_THE_END = ("source_name", "source_url", "published", "published_time", "index_no")


def page_findings(page: PageParts) -> Findings:
    """Return the best finding of each field but the title, from header, signature and foot."""
    found: Findings = {}
    add_missing(found, _named(labelled(page.header)))
    if "published" not in found:
        add_missing(found, unlabelled_date(page.header))
    add_missing(found, _present(document_number(page.header)))
    add_missing(found, _named(_at_the_end(page)))
    add_missing(found, _present(web_address(page.header)))
    add_missing(found, published_by_address(found))
    published = found["published"].value if "published" in found else None
    signed = (*signature(page.tail, published), *covering_letter(page.letter))
    add_missing(found, (evidence for evidence in signed if evidence.field == "signed"))
    return found


def signed_twice(page: PageParts, found: Mapping[str, Evidence]) -> Iterator[IngestWarning]:
    """Yield a warning when the header's day of signing is far from the one under the report."""
    labelled_day = found.get("signed")
    below = next((evidence for evidence in signature(page.tail, None) if evidence.field == "signed"), None)
    if labelled_day is None or below is None:
        return
    days = [dt.date.fromisoformat(evidence.value) for evidence in (labelled_day, below)]
    if abs(days[0] - days[1]) > _FAR_APART:
        message = f"页首的成文日期为 {days[0]}，落款日期却为 {days[1]}，请核对。"
        yield IngestWarning("date_conflict", message, "signed")


def add_missing(found: Findings, findings: Iterable[Evidence]) -> None:
    """Keep the first finding of each field."""
    for finding in findings:
        found.setdefault(finding.field, finding)


def published_by_address(found: Mapping[str, Evidence]) -> Iterator[Evidence]:
    """Yield the day in the page's address when nothing else says when it was put up."""
    if "published" not in found and "source_url" in found:
        yield from _present(published_in_address(found["source_url"]))


def _at_the_end(page: PageParts) -> Iterator[Evidence]:
    """Yield the labelled values below the report: 来源：… of a news page."""
    short = [line for line in page.tail if len(line.folded) <= _LONGEST_FOOT]
    for evidence in labelled(short):
        if evidence.field in _NAMED_AT_THE_END:
            yield replace(evidence, rule="footer_label", confidence=0.85, note="据页末信息")


def _named(findings: Iterable[Evidence]) -> Iterator[Evidence]:
    """Leave out masked bodies and sources that name nobody."""
    for evidence in findings:
        named = evidence.field not in ("issuer", "source_name")
        if named or not (MASK.search(evidence.value) or _NOBODY.match(evidence.value)):
            yield evidence


def _present(evidence: Evidence | None) -> Iterator[Evidence]:
    if evidence is not None:
        yield evidence
