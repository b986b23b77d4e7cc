"""Text printed on pages, read as a text: furniture off, reading order, tables, paragraphs whole again.

For every format that knows where its characters stand (PDF, OFD, characters recognised in a scan). The
caller gives `Sheet`s of `Fragment`s; lengths may be in any unit, since only their proportions count.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.ingest.extractors.paged_furniture import without_furniture
from archive.ingest.extractors.paged_lines import Sheet
from archive.ingest.extractors.paged_order import lines_of
from archive.ingest.extractors.paged_paragraphs import rejoin
from archive.ingest.types import TextSpan


@dataclass(frozen=True)
class PagedText:
    """The text of paged sheets; fields as in `Extracted`, one page offset for each sheet."""

    text: str
    tables: tuple[TextSpan, ...]
    pages: tuple[int, ...]


def read_sheets(sheets: Sequence[Sheet]) -> PagedText:
    """Return the text of `sheets`: one line for each paragraph, heading and table row.

    Running heads, page numbers and watermarks are left out where they are certain: they return on half of
    the sheets at least. Characters are kept as printed.
    """
    return PagedText(*rejoin(lines_of(without_furniture(sheets))))
