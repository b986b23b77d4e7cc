"""Coverage-guided fuzzing of every entry of the ingest package, by hand and for as long as one likes.

Needs atheris, which is not among the development packages because it has no wheels for every Python:

    pip install atheris
    PYTHONPATH=. python tests/fuzz/entries.py docx -max_total_time=600 -rss_limit_mb=2048 corpus/

Entries: decode, sniff, zip, html, mht, docx, ofd, pdf. An error other than IngestError, an input that takes
over a minute or one that takes too much memory is written to a file and ends the run.
"""

import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

# Not imported by name: it is installed only where someone fuzzes by hand.
atheris = import_module("atheris")

with atheris.instrument_imports(include=["archive"]):
    from archive.ingest.errors import IngestError
    from archive.ingest.extractors import docx, html, mht, ofd, pdf
    from archive.ingest.files import archives
    from archive.ingest.files.decode import decode
    from archive.ingest.files.sniff import kind_of
    from archive.ingest.types import Options, RawFile

_SLOWEST = 60  # seconds


def _unpack(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as into:
        list(archives.unpack(RawFile("x", content), Path(into)))


def _reader(extract: Callable) -> Callable[[bytes], None]:
    return lambda content: extract(RawFile("x", content), Options())


ENTRIES: dict[str, Callable[[bytes], object]] = {
    "decode": decode,
    "sniff": kind_of,
    "zip": _unpack,
    "html": _reader(html.extract),
    "mht": _reader(mht.extract),
    "docx": _reader(docx.extract),
    "ofd": _reader(ofd.extract),
    "pdf": _reader(pdf.extract),
}


def main() -> None:
    entry = ENTRIES[sys.argv.pop(1)]

    def once(content: bytes) -> None:
        with suppress(IngestError):
            entry(content)

    atheris.Setup([*sys.argv, f"-timeout={_SLOWEST}"], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
