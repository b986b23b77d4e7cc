"""The text of a side as it is compared: the source's words alone, a line for each heading and paragraph."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.analysis.differences.text import Text
from archive.models import Section
from archive.text.gloss import MIN_GLOSSES
from archive.views.differences.choice import Side

_TITLE = 24  # characters of a title in a link


@dataclass(frozen=True)
class Laid:
    """A side's text, and where in it each section and each heading begins."""

    side: Side
    text: Text
    starts: tuple[int, ...]
    sections: tuple[Section, ...]
    headings: frozenset[int]

    def section_at(self, offset: int) -> Section | None:
        """Return the section that the character at `offset` belongs to."""
        place = bisect_right(self.starts, offset) - 1
        return self.sections[place] if place >= 0 else None

    def begins_at(self, offset: int) -> Section | None:
        """Return the section that begins at `offset`."""
        return self.section_at(offset) if offset in self.starts else None

    def where(self, offset: int) -> str:
        """Say where in the text `offset` is: in a section, or after the one before where one begins there."""
        place = bisect_right(self.starts, offset) - 1
        begins = offset in self.starts
        if place < begins:
            return _("开头") if self.sections else _("别处")
        title = self.sections[place - begins].title
        short = f"{title[:_TITLE]}…" if len(title) > _TITLE else title
        return (_("“%(title)s”之后") if begins else _("“%(title)s”中")) % {"title": short}

    def address_at(self, offset: int) -> str:
        """Return the address of the section there in the text itself."""
        section = self.section_at(offset)
        return f"{self.side.url}#{section.anchor}" if section else self.side.url


def laid_out(side: Side) -> Laid:
    """Lay out the sections of a side; the whole text where none were recognised."""
    lines: list[str] = []
    ends, starts, headings = [], [], set()
    length = 0
    for section, is_heading, line in _lines(side):
        if section is not None:
            starts.append(length)
        if is_heading:
            headings.add(length)
        lines.append(f"{line}\n" if line else "")
        length += len(lines[-1])
        ends.append(length)
    text = Text("".join(lines), tuple(ends), _min_glosses(side))
    return Laid(side, text, tuple(starts), side.sections, frozenset(headings))


def _lines(side: Side) -> Iterator[tuple[Section | None, bool, str]]:
    """Yield each line with the section it opens, and whether it is a heading; an empty one opens it alone."""
    if not side.sections:
        revision = side.revision
        text = revision.text[revision.main_start : revision.main_end]
        yield from ((None, False, line) for line in text.splitlines() if line.strip())
    for section in side.sections:
        title = own_title(section)
        yield section, bool(title), title
        yield from ((None, False, line) for line in section.body.splitlines() if line.strip())


def own_title(section: Section) -> str:
    """Return label and heading as far as the source has them."""
    label = "" if section.label_supplied else section.label
    heading = "" if section.heading_supplied else section.heading
    return f"{label}{heading}"


def _min_glosses(side: Side) -> int:
    """Return how many glosses are believed: one where the whole text is known to be glossed."""
    glossed = any(kind == "gloss" for *_span, kind in side.revision.defects)
    return 1 if glossed else MIN_GLOSSES
