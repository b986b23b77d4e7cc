"""What a person changed about a draft before it is published, as plain JSON-ready values."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from archive.ingest.types import Metadata, SectionDraft

EDITABLE = (
    "title",
    "region_code",
    "reporting_year",
    "plan_year",
    "kind",
    "issuer",
    "doc_no",
    "index_no",
    "published",
    "signed",
    "source_name",
    "source_url",
    "source_type",
)


@dataclass(frozen=True)
class SectionChange:
    """A person's word on one section; None leaves what the machine said."""

    level: int | None = None
    role: str | None = None
    topic: str | None = None
    drop: bool = False


@dataclass(frozen=True)
class Corrections:
    """Metadata values set by a person (names in EDITABLE), and changes by section position."""

    values: Mapping[str, Any] = field(default_factory=dict)
    sections: Mapping[int, SectionChange] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return plain JSON values, to be read back by `from_json`."""
        sections = {str(at): asdict(change) for at, change in self.sections.items()}
        return {"values": dict(self.values), "sections": sections}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Corrections":
        """Read what `as_json` wrote; an empty mapping gives no corrections."""
        sections = {int(at): SectionChange(**change) for at, change in stored.get("sections", {}).items()}
        return cls(values=dict(stored.get("values", {})), sections=sections)


def check_editable(names: Iterable[str]) -> None:
    """Raise ValueError when one of the names may not be corrected."""
    unknown = set(names) - set(EDITABLE)
    if unknown:
        raise ValueError(f"not editable: {', '.join(sorted(unknown))}")


def corrected_metadata(metadata: Metadata, corrections: Corrections) -> Metadata:
    """Return the metadata with the person's values in force.

    Raises ValueError for a name that may not be corrected.
    """
    check_editable(corrections.values)
    return replace(metadata, **corrections.values)


def corrected_sections(
    sections: tuple[SectionDraft, ...], corrections: Corrections
) -> list[tuple[SectionDraft, SectionDraft]]:
    """Return (machine's, in force) pairs in reading order, dropped ones left out, parents set by level."""
    kept: list[tuple[SectionDraft, SectionDraft]] = []
    for position, section in enumerate(sections):
        change = corrections.sections.get(position, SectionChange())
        if not change.drop:
            kept.append((section, _changed(section, change)))
    parents = parents_by_level([current.level for _, current in kept])
    return [
        (machine, replace(current, parent=parent))
        for (machine, current), parent in zip(kept, parents, strict=True)
    ]


def parents_by_level(levels: list[int]) -> list[int | None]:
    """Return for each node the index of the nearest earlier node of a lower level; level 0 stands alone."""
    parents: list[int | None] = []
    open_nodes: list[tuple[int, int]] = []
    for index, level in enumerate(levels):
        while open_nodes and open_nodes[-1][0] >= level:
            open_nodes.pop()
        parents.append(open_nodes[-1][1] if open_nodes else None)
        if level > 0:
            open_nodes.append((level, index))
    return parents


def _changed(section: SectionDraft, change: SectionChange) -> SectionDraft:
    topics = section.topics
    if change.topic is not None:
        topics = (change.topic, *(topic for topic in topics if topic != change.topic))
    return replace(
        section,
        level=section.level if change.level is None else change.level,
        role=section.role if change.role is None else change.role,
        topics=topics,
    )
