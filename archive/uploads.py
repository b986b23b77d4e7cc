"""Stop an upload that is too large while it arrives, before it fills the disk."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

TOO_LARGE = "archive.upload_too_large"


class QuotaUploadHandler(FileUploadHandler):
    """Count the bytes of one request and stop at the limit; TOO_LARGE in `request.META` tells the view."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the chunk on, or stop the request. Raises StopUpload over the limit."""
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_MAX_BYTES:
            if self.request is not None:
                self.request.META[TOO_LARGE] = True
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the finished file to the handlers after this one."""
