"""Plain text files: refuse what is not text, decode the rest."""

from archive.ingest.decode import decode
from archive.ingest.sniff import refuse_binary
from archive.ingest.types import Extracted, RawFile


def extract(raw: RawFile) -> Extracted:
    """Return the text of `raw`; raises `IngestError` for files that are no readable text."""
    refuse_binary(raw.content)
    text, encoding = decode(raw.content)
    return Extracted(text=text, encoding=encoding)
