"""The parts of a Word file and how they refer to one another (ECMA-376 part 2)."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from archive.ingest.errors import IngestError
from archive.ingest.extractors.container import BROKEN, Container
from archive.ingest.extractors.word.markup import PREFIXES

_USUAL_MAIN = "word/document.xml"


@dataclass(frozen=True)
class Relation:
    """A reference from one part to another: `kind` is the last word of its type, such as `styles`."""

    kind: str
    target: str


class Package:
    """A Word file; `main` is the name of the part that holds the document."""

    def __init__(self, content: bytes) -> None:
        """Open the bytes of a file; raises `IngestError` when it is no zip or has no document."""
        self._container = Container(content, PREFIXES)
        roots = self._relations("").values()
        self.main = next((found.target for found in roots if found.kind == "officeDocument"), _USUAL_MAIN)
        self.properties = {found.kind: found.target for found in roots if found.kind.endswith("properties")}
        self.relations = self._relations(self.main)

    def document(self) -> Element:
        """Return the root of the document; raises `IngestError` when the part is no Word document."""
        root = self._container.tree(self.main)
        if root.tag != "w:document":
            raise IngestError(BROKEN)
        return root

    def part(self, kind: str) -> Element | None:
        """Return the root of the document's part of this kind, None where it refers to none.

        Raises `IngestError` when the part it refers to is missing or damaged.
        """
        target = next((found.target for found in self.relations.values() if found.kind == kind), None)
        return None if target is None else self._container.tree(target)

    def related(self, relation_id: str) -> Element | None:
        """Return the root of the part the document calls `relation_id`; None for no such relation."""
        found = self.relations.get(relation_id)
        return None if found is None else self._container.tree(found.target)

    def related_bytes(self, relation_id: str) -> bytes:
        """Return the part the document calls `relation_id`, which need not be XML; empty for none."""
        found = self.relations.get(relation_id)
        return b"" if found is None else self._container.read(found.target)

    def property_part(self, kind: str) -> Element | None:
        """Return the root of a part of properties (`core-properties`, …); None where there is none."""
        target = self.properties.get(kind)
        if target is None or target not in self._container:
            return None
        return self._container.tree(target)

    def _relations(self, source: str) -> Mapping[str, Relation]:
        """Return what `source` refers to inside the file, by relation id."""
        folder, name = posixpath.split(source)
        part = posixpath.join(folder, "_rels", f"{name}.rels")
        if part not in self._container:
            return {}
        found = {}
        for element in self._container.tree(part).iter("rel:Relationship"):
            if element.get("TargetMode") != "External":
                kind = (element.get("Type") or "").rpartition("/")[2]
                target = posixpath.normpath(posixpath.join("/", folder, element.get("Target") or ""))
                found[element.get("Id") or ""] = Relation(kind, target.lstrip("/"))
        return found
