"""Plain text files: the bytes decoded, nothing else."""

from archive.ingest.files.decode import decode
from archive.ingest.types import Extracted, Options, RawFile


def extract(raw: RawFile, options: Options) -> Extracted:
    """Return the text of `raw`; raises `IngestError` for bytes that no encoding reads."""
    text, encoding = decode(raw.content)
    return Extracted(text=text, encoding=encoding)
