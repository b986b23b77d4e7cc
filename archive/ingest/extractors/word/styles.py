"""The styles of a Word document: whom they are based on, what they number, what they hide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from archive.ingest.extractors.word.markup import is_on, value
from archive.ingest.extractors.xml import child, children

_LONGEST_CHAIN = 32


@dataclass(frozen=True)
class Style:
    """One style; `num_id` and `level` are its own numbering, None where it says nothing."""

    name: str
    base: str | None
    num_id: str | None
    level: str | None
    hidden: bool | None


@dataclass(frozen=True)
class Styles:
    """All styles by id, and the id of the one that paragraphs without a style have."""

    by_id: Mapping[str, Style]
    default: str | None = None

    def chain(self, style_id: str | None) -> Iterator[tuple[str, Style]]:
        """Yield the style (or the default) and those it is based on, nearest first."""
        current = style_id if style_id in self.by_id else self.default
        for _ in range(_LONGEST_CHAIN):
            style = self.by_id.get(current or "")
            if current is None or style is None:
                return
            yield current, style
            current = style.base

    def hides(self, style_id: str | None) -> bool:
        """Whether text in this style is hidden."""
        if style_id is None:
            return False
        told = (style.hidden for _id, style in self.chain(style_id) if style.hidden is not None)
        return next(told, False)


def read_styles(root: Element | None) -> Styles:
    """Read `word/styles.xml`; a document without it has no styles."""
    by_id: dict[str, Style] = {}
    default = None
    for element in children(root, "w:style"):
        style_id = element.get("w:styleId") or ""
        by_id[style_id] = _style(element)
        if element.get("w:type") == "paragraph" and element.get("w:default") in ("1", "true", "on"):
            default = style_id
    return Styles(by_id, default)


def _style(element: Element) -> Style:
    properties = child(element, "w:pPr", "w:numPr")
    return Style(
        name=value(element, "w:name") or "",
        base=value(element, "w:basedOn"),
        num_id=value(properties, "w:numId"),
        level=value(properties, "w:ilvl"),
        hidden=is_on(child(element, "w:rPr"), "w:vanish"),
    )
