"""Names and small readings of WordprocessingML that its readers share."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from archive.ingest.extractors.xml import child

_OFFICE = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"

# The strict form of the standard names the same things in namespaces of its own.
PREFIXES: Mapping[str, str] = {
    f"{_OFFICE}/wordprocessingml/2006/main": "w",
    f"{_STRICT}/wordprocessingml/main": "w",
    f"{_OFFICE}/officeDocument/2006/relationships": "r",
    f"{_STRICT}/officeDocument/relationships": "r",
    f"{_OFFICE}/package/2006/relationships": "rel",
    f"{_OFFICE}/package/2006/metadata/core-properties": "cp",
    f"{_OFFICE}/officeDocument/2006/extended-properties": "app",
    f"{_STRICT}/officeDocument/extendedProperties": "app",
    f"{_OFFICE}/officeDocument/2006/math": "m",
    f"{_STRICT}/officeDocument/math": "m",
    f"{_OFFICE}/drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}/drawingml/wordprocessingDrawing": "wp",
    f"{_OFFICE}/drawingml/2006/main": "a",
    f"{_STRICT}/drawingml/main": "a",
    f"{_OFFICE}/markup-compatibility/2006": "mc",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}

_OFF = ("0", "false", "off", "none")


def value(element: Element | None, *path: str) -> str | None:
    """Return the `w:val` of the descendant at `path`; None without the element or the attribute."""
    found = child(element, *path)
    return None if found is None else found.get("w:val")


def number(text: str | None, default: int = 0) -> int:
    """Read an integer attribute; `default` when it is missing or no number."""
    try:
        return int(text or "")
    except ValueError:
        return default


def is_on(element: Element | None, name: str) -> bool | None:
    """Return whether the on/off property `name` of `element` is set; None where it is not mentioned."""
    found = child(element, name)
    return None if found is None else (found.get("w:val") or "1").lower() not in _OFF
