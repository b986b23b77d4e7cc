"""Old and other office files (doc, wps, odt, rtf): LibreOffice turns them into docx, which is then read."""

import os
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from archive.ingest.errors import IngestError
from archive.ingest.extractors import docx
from archive.ingest.extractors.container import BROKEN, ENCRYPTED
from archive.ingest.ole import is_encrypted
from archive.ingest.types import Extracted, Options, RawFile

TIMEOUT = 60  # seconds

_ABSENT = "读取 .doc、.wps、.odt、.rtf 需要安装 LibreOffice，这台机器上没有；请安装，或另存为 .docx 后上传。"
_SLOW = "解析超出资源限制。请另存为 .docx 后再上传。"
_ODT = b"PK\x03\x04"
_RTF = b"{\\rtf"
_MEDIA_TYPES = ((_RTF, "application/rtf"), (_ODT, "application/vnd.oasis.opendocument.text"))


def extract(raw: RawFile, options: Options) -> Extracted:
    """Return the text of an office file.

    Raises `IngestError` for an encrypted file, for one LibreOffice cannot read in time, and where the
    program that `options.office` names is not installed.
    """
    if is_encrypted(raw.content):
        raise IngestError(ENCRYPTED)
    with tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True) as folder:
        converted = _converted(raw.content, options.office, Path(folder))
    extracted = docx.extract(RawFile(raw.name, converted), options)
    return replace(extracted, media_type=media_type(raw.content), extractor="office")


def media_type(content: bytes) -> str:
    """Return the media type of an office file; Word's old one is what remains."""
    known = (name for magic, name in _MEDIA_TYPES if content.startswith(magic))
    return next(known, "application/msword")


def _converted(content: bytes, program: str, folder: Path) -> bytes:
    source = folder / f"source{_ending(content)}"
    source.write_bytes(content)
    output = folder / "out"
    _run(
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
            "--convert-to", "docx:MS Word 2007 XML",
            "--outdir", str(output),
            str(source),
        ],
        folder,
    )  # fmt: skip
    result = output / "source.docx"
    if not result.is_file():
        raise IngestError(BROKEN)
    return result.read_bytes()


def _ending(content: bytes) -> str:
    return {_RTF: ".rtf", _ODT: ".odt"}.get(content[:5] if content.startswith(_RTF) else content[:4], ".doc")


def _run(command: list[str], folder: Path) -> None:
    """Run the program in a group of its own, so that its children end with it."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the program is the installation's own setting
            command,
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise IngestError(_ABSENT) from error
    try:
        process.wait(TIMEOUT)
    except subprocess.TimeoutExpired as error:
        raise IngestError(_SLOW) from error
    finally:
        _end_group(process)


def _end_group(process: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of the caller's environment but where programs are; temporary files go into `folder`."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        # No network: every request goes to a proxy that is not there.
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
        "SAL_USE_VCLPLUGIN": "svp",
    }
