"""One module a format, each with `extract(raw, options) -> Extracted`; `extract` here picks it by content.

A format's module is imported when its first file comes: the parsers are large and most files are text.
"""

from collections.abc import Mapping
from importlib import import_module

from archive.ingest.sniff import FileKind, kind_of
from archive.ingest.types import Extracted, Options, RawFile

_MODULES: Mapping[FileKind, str] = {
    FileKind.TEXT: "txt",
}


def extract(raw: RawFile, options: Options) -> Extracted:
    """Return the text of `raw`; raises `IngestError` when the file cannot become a report."""
    module = import_module(f"{__name__}.{_MODULES[kind_of(raw.content)]}")
    extracted: Extracted = module.extract(raw, options)
    return extracted
