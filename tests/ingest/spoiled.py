"""Honest files of every kind, and ways to spoil them at random."""

import io
import zipfile
from collections.abc import Callable
from functools import cache

from hypothesis import strategies as st

from tests.ingest import hostile_files as made
from tests.ingest.extractors.ofd_files import Style, printed
from tests.ingest.ole_files import ole_file
from tests.ingest.zips import zipped

MAKERS: dict[str, Callable[[], bytes]] = {
    "text": made.REPORT.encode,
    "gb18030": lambda: made.REPORT.encode("gb18030"),
    "utf-16": lambda: made.REPORT.encode("utf-16"),
    "html": made.PAGE.encode,
    "mht": made.web_archive,
    "docx": made.docx,
    "pdf": made.pdf,
    "locked pdf": lambda: made.locked_pdf(owner="b"),
    "ofd": lambda: printed(made.REPORT.splitlines(), Style()),
    "ole": lambda: ole_file("WordDocument", "1Table", embedded=("Workbook",)),
    "zip": lambda: zipped([("甲/一.txt", made.REPORT.encode()), ("二.docx", made.docx())]),
}
Change = tuple[int, int, bytes]  # where, how many bytes are dropped, which are put there
_PUT = st.one_of(st.binary(max_size=3), st.text("一甲0 <>&/\"'=[](){}\r\n\t", max_size=4).map(str.encode))
_CHANGES = st.tuples(st.integers(0, 1 << 20), st.integers(0, 3), _PUT)
_WIDE_CHANGES = st.tuples(st.integers(0, 1 << 20), st.integers(0, 400), st.binary(max_size=24))


@cache
def whole(kind: str) -> bytes:
    """An honest file of this kind."""
    return MAKERS[kind]()


def spoiled(kind: str) -> st.SearchStrategy[bytes]:
    """An honest file with some places overwritten, cut out or filled in."""
    changes = st.lists(_CHANGES, min_size=1, max_size=4) | st.lists(_WIDE_CHANGES, min_size=1, max_size=4)
    return changes.map(lambda changes: _changed(whole(kind), changes))


def spoiled_inside(kind: str) -> st.SearchStrategy[bytes]:
    """A zip-based document whose members were spoiled before they were packed, so that they are read."""
    numbered = st.lists(st.tuples(st.integers(0, 99), _CHANGES), min_size=1, max_size=6)
    return numbered.map(lambda changes: _repacked(whole(kind), changes))


def _changed(content: bytes, changes: list[Change]) -> bytes:
    for place, dropped, put in changes:
        at = place % (len(content) + 1)
        content = content[:at] + put + content[at + dropped :]
    return content


def _repacked(content: bytes, changes: list[tuple[int, Change]]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    for number, change in changes:
        name, member = members[number % len(members)]
        members[number % len(members)] = (name, _changed(member, [change]))
    return zipped(members)
