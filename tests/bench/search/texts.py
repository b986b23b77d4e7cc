"""The sections of an archive as every engine is given them: folded texts, words, what is known of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from archive.models import Report, Revision, Section
from archive.text.fold import fold
from archive.text.gloss import MIN_GLOSSES, find_glosses, strip_glosses

GAP = "\x1e"  # between heading and body, so that nothing is found across


@dataclass(frozen=True)
class Text:
    """A section: `folded` is heading, GAP, body. Reports have descending `newness`, no two alike."""

    section: int
    report: str
    newness: int
    folded: str
    region: str
    year: int
    kind: str
    role: str
    source: str
    topics: tuple[str, ...]


def read(limit: int | None = None) -> Iterator[Text]:
    """Yield the sections in the order of their keys: all, or the first `limit`."""
    newness = _newness()
    sections = Section.objects.select_related("revision__report__region").defer("revision__text")
    rows = sections.order_by("pk")[:limit]
    floor, revision = MIN_GLOSSES, 0
    for section in rows.iterator(chunk_size=500):
        report = section.revision.report
        if section.revision_id != revision:
            floor, revision = _floor(section.revision_id), section.revision_id
        heading = "" if section.heading_supplied else section.label + section.heading
        yield Text(
            section=section.pk,
            report=report.public_id,
            newness=newness[report.pk],
            folded=_folded(heading, floor) + GAP + _folded(section.body, floor),
            region=report.region.code,
            year=report.shelf_year or 0,
            kind=report.kind,
            role=section.role,
            source=report.source_type,
            topics=tuple(section.topics),
        )


def grams(folded: str) -> Iterator[str]:
    """Yield every pair of neighbouring characters; what is neither letter nor digit becomes one sign."""
    plain = "".join(char if char.isalnum() else "␣" for char in folded)
    return (plain[at : at + 2] for at in range(len(plain) - 1))


def prefixes(code: str) -> tuple[str, str, str]:
    """Return the divisions a section counts under: province, prefecture, county; some may be empty."""
    own = code.rstrip("0") if code.endswith("00") else code
    own = own.ljust(2 if len(own) <= 2 else 4 if len(own) <= 4 else 6, "0")
    return own[:2], own[:4] if len(own) >= 4 else "", own if len(own) == 6 else ""


def _newness() -> dict[int, int]:
    """Return report key -> its place counted from the end of the list of the newest."""
    reports = Report.objects.select_related("region")
    ordered = sorted(
        reports, key=lambda r: (-(r.shelf_year or 0), -r.published_on.toordinal(), r.region.code, r.public_id)
    )
    return {report.pk: len(ordered) - place for place, report in enumerate(ordered)}


def _floor(revision: int) -> int:
    text = Revision.objects.values_list("text", flat=True).get(pk=revision)
    return 0 if find_glosses(text) else MIN_GLOSSES


def _folded(text: str, floor: int) -> str:
    return fold(strip_glosses(text, floor).text)
