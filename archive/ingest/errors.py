"""Errors whose message may be shown to the person who supplied the file."""


class IngestError(Exception):
    """The file cannot become a report; `str(error)` is one plain Chinese sentence."""
