"""The recogniser of this process: parsing runs in subprocesses under limits, never in the caller."""

from functools import cache

from django.conf import settings

from archive import lexicons
from archive.ingest.parsing.isolation import Recogniser
from archive.ingest.types import Options


@cache
def recogniser() -> Recogniser:
    """Return the shared recogniser; its workers start with the first file. Needs the divisions loaded."""
    options = Options(ocr=settings.INTAKE_OCR, office=settings.INTAKE_OFFICE)
    return Recogniser(lexicons.vocabulary(), options, workers=settings.INTAKE_WORKERS)
