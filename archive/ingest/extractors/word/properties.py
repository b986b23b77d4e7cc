"""What a Word file says about itself in its properties."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from archive.ingest.extractors.word.package import Package
from archive.ingest.extractors.xml import child
from archive.ingest.types import Hint

_ORIGIN = "docx_property"
# People's names and software vendors stand in the same fields as offices.
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,}(?:局|委|委员会|办公室|政府|厅|中心|院|所)$")


def hints_of(package: Package) -> Iterator[Hint]:
    """Yield title, issuer and last change as the properties tell them."""
    core = package.property_part("core-properties")
    yield from _hint("title", core, "dc:title")
    extended = package.property_part("extended-properties")
    for holder, name in ((extended, "app:Company"), (core, "dc:creator")):
        yield from (hint for hint in _hint("issuer", holder, name) if _OFFICE.match(hint.value))
    yield from _hint("modified", core, "dcterms:modified")


def _hint(name: str, holder: Element | None, tag: str) -> Iterator[Hint]:
    found = child(holder, tag)
    words = " ".join((found.text or "").split()) if found is not None else ""
    if words:
        yield Hint(name, words, _ORIGIN)
