"""What one file may cost: time, memory and room, by the kind of file it is."""

from dataclasses import dataclass
from typing import NamedTuple

from archive.ingest.files.sniff import FileKind
from archive.ingest.types import Options

_MEBIBYTE = 1024 * 1024
_GIBIBYTE = 1024 * _MEBIBYTE


class Allowance(NamedTuple):
    """Seconds by the clock and bytes of address space for one parse."""

    seconds: float
    memory: int


@dataclass(frozen=True)
class Limits:
    """The bounds of a parse. Memory is address space, which is always more than what is in use.

    LibreOffice maps far more than it touches; tesseract takes seconds for every page.
    """

    seconds: float = 60
    memory: int = _GIBIBYTE
    office_seconds: float = 90
    office_memory: int = 8 * _GIBIBYTE
    ocr_seconds: float = 1800
    ocr_memory: int = 2 * _GIBIBYTE
    written_bytes: int = 256 * _MEBIBYTE  # the largest file a parse may write
    answer_bytes: int = 64 * _MEBIBYTE

    def allow(self, kind: FileKind, options: Options) -> Allowance:
        """Return what a file of this kind may use."""
        if kind is FileKind.OFFICE:
            return Allowance(self.office_seconds, self.office_memory)
        if kind is FileKind.PDF and options.ocr:
            return Allowance(self.ocr_seconds, self.ocr_memory)
        return Allowance(self.seconds, self.memory)
