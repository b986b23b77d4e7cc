"""What a Word file says about itself in its properties."""

from collections.abc import Iterator

from archive.ingest.extractors.properties import property_hints
from archive.ingest.extractors.word.package import Package
from archive.ingest.types import Hint

_PARTS = ("core-properties", "extended-properties")
_CUSTOM = "custom-properties"


def hints_of(package: Package) -> Iterator[Hint]:
    """Yield what core, extended and custom properties tell, in this order."""
    return property_hints(_properties(package), "docx_property")


def _properties(package: Package) -> Iterator[tuple[str, str | None]]:
    for part in _PARTS:
        for element in package.property_part(part) or ():
            yield element.tag.rpartition(":")[2], element.text
    for element in package.property_part(_CUSTOM) or ():
        yield element.get("name") or "", "".join(element.itertext())
