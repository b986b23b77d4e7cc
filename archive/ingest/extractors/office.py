"""Old and other office files (doc, wps, odt, rtf): LibreOffice turns them into docx, which is then read.

A conversion took 1 to 2 seconds and 0.5 GiB of address space here, for 3,000 characters as for 700,000.
"""

import os
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from archive.ingest.errors import IngestError
from archive.ingest.extractors import docx
from archive.ingest.extractors.container import BROKEN, ENCRYPTED, MAX_PART, Container
from archive.ingest.files.ole import is_encrypted
from archive.ingest.types import Extracted, Options, RawFile

TIMEOUT = 60  # seconds

_ABSENT = "读取 .doc、.wps、.odt、.rtf 需要安装 LibreOffice，这台机器上没有；请安装，或另存为 .docx 后上传。"
_SLOW = "LibreOffice 没有在规定时间内打开文件，请另存为 .docx 后上传。"
_MANIFEST = "META-INF/manifest.xml"

# A file of a stranger must not make LibreOffice run macros or fetch what it links to (2: never update).
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("/org.openoffice.Office.Writer/Content/Update", "Field", "false"),
)
_REGISTRY = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
    ' xmlns:xs="http://www.w3.org/2001/XMLSchema">{}</oor:items>'
)
_SETTING = '<item oor:path="{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'


class _Format(NamedTuple):
    """How files of one format begin, are named and are called."""

    magic: bytes
    ending: str
    media_type: str


_FORMATS = (
    _Format(b"{\\rtf", ".rtf", "application/rtf"),
    _Format(b"PK", ".odt", "application/vnd.oasis.opendocument.text"),
    _Format(b"", ".doc", "application/msword"),  # LibreOffice tells Word's and WPS's own apart by content
)


def extract(raw: RawFile, options: Options) -> Extracted:
    """Return the text of an office file.

    Raises `IngestError` for an encrypted file, for one LibreOffice cannot read in time, and where the
    program that `options.office` names is not installed.
    """
    found = next(known for known in _FORMATS if raw.content.lstrip().startswith(known.magic))
    if is_encrypted(raw.content) or (found.ending == ".odt" and _is_locked(raw.content)):
        raise IngestError(ENCRYPTED)
    with tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True) as folder:
        converted = _converted(raw.content, found.ending, options.office, Path(folder))
    extracted = docx.extract(RawFile(raw.name, converted), options)
    return replace(extracted, media_type=found.media_type, extractor="office")


def _is_locked(content: bytes) -> bool:
    """Whether an OpenDocument file says that its parts are encrypted."""
    container = Container(content, {})
    return _MANIFEST in container and b"encryption-data" in container.read(_MANIFEST)


def _converted(content: bytes, ending: str, program: str, folder: Path) -> bytes:
    source = folder / f"source{ending}"
    source.write_bytes(content)
    profile = folder / "profile"
    _write_settings(profile)
    output = folder / "out"
    _run(
        [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard",
            "--convert-to", "docx:MS Word 2007 XML",
            "--outdir", str(output),
            str(source),
        ],
        folder,
    )  # fmt: skip
    result = output / "source.docx"
    if not result.is_file() or result.stat().st_size > MAX_PART:
        raise IngestError(BROKEN)
    return result.read_bytes()


def _write_settings(profile: Path) -> None:
    folder = profile / "user"
    folder.mkdir(parents=True)
    items = "".join(_SETTING.format(*setting) for setting in _SETTINGS)
    (folder / "registrymodifications.xcu").write_text(_REGISTRY.format(items), encoding="utf-8")


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
        "SAL_USE_VCLPLUGIN": "svp",  # no screen
        # What asks for the network meets a proxy that is not there.
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
    }
