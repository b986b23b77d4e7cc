import pytest

from archive.ingest.files.sniff import FileKind
from archive.ingest.parsing.limits import Limits
from archive.ingest.types import Options

LIMITS = Limits(seconds=1, memory=10, office_seconds=2, office_memory=20, ocr_seconds=3, ocr_memory=30)


@pytest.mark.parametrize(
    ("kind", "ocr", "allowed"),
    [
        (FileKind.TEXT, False, (1, 10)),
        (FileKind.PDF, False, (1, 10)),
        (FileKind.PDF, True, (3, 30)),
        (FileKind.TEXT, True, (1, 10)),
        (FileKind.OFFICE, False, (2, 20)),
    ],
)
def test_only_slow_readers_get_more(kind, ocr, allowed):
    assert LIMITS.allow(kind, Options(ocr=ocr)) == allowed
