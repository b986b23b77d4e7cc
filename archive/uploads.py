"""Stop a file that is too large while it arrives, before it fills the disk; the others go on."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

TOO_LARGE = "archive.upload_too_large"  # in `request.META`: the names of the files left out


class QuotaUploadHandler(FileUploadHandler):
    """Count the bytes of each file and of the request; a file over its limit is left out and named."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.received = 0
        self.together = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count the next file."""
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the chunk on, or leave its file out.

        Raises SkipFile over the limit of a file, StopUpload over that of a request.
        """
        self.received += len(raw_data)
        self.together += len(raw_data)
        if self.together > settings.UPLOAD_MAX_REQUEST_BYTES:
            self._name_file()
            raise StopUpload(connection_reset=False)
        if self.received > settings.UPLOAD_MAX_BYTES:
            self._name_file()
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the finished file to the handlers after this one."""

    def _name_file(self) -> None:
        if self.request is not None:
            self.request.META.setdefault(TOO_LARGE, []).append(self.file_name or "")
