"""One module a format, each with `extract(raw, options) -> Extracted`; `extract` here picks it by content.

A format's module is imported when its first file comes: the parsers are large and most files are text.
"""

from collections.abc import Mapping
from importlib import import_module
from types import ModuleType

from archive.ingest.errors import IngestError
from archive.ingest.files.sniff import FileKind, kind_of
from archive.ingest.types import Extracted, Options, RawFile

_MODULES: Mapping[FileKind, str] = {
    FileKind.TEXT: "txt",
    FileKind.HTML: "html",
    FileKind.MHT: "mht",
    FileKind.PDF: "pdf",
    FileKind.DOCX: "docx",
    FileKind.OFD: "ofd",
    FileKind.OFFICE: "office",
}


def extract(raw: RawFile, options: Options) -> Extracted:
    """Return the text of `raw`; raises `IngestError` when the file cannot become a report."""
    extracted: Extracted = load(kind_of(raw.content)).extract(raw, options)
    return extracted


def load(kind: FileKind) -> ModuleType:
    """Return the module that reads files of `kind`; raises `IngestError` for an archive of files."""
    name = _MODULES.get(kind)
    if name is None:
        raise IngestError("这是压缩包，不是一份报告，请解开后再识别。")
    return import_module(f"{__name__}.{name}")
