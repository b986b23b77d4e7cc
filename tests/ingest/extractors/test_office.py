"""Old office files: what is asked of LibreOffice, and what comes of its failures."""

import shutil
import struct
import subprocess
import time
from pathlib import Path

import pytest

from archive.ingest.errors import IngestError
from archive.ingest.extractors import container, office
from archive.ingest.extractors.office import extract
from archive.ingest.types import Options, RawFile
from tests.ingest.extractors.word_files import definition, level, listed, paragraph, table, word_file, zipped
from tests.ingest.ole_files import ole_file

DOC = ole_file("WordDocument", "1Table")
RTF = b"{\\rtf1 text}"
ODT = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})
CONVERTED = word_file(paragraph("一、总体情况"))

SOFFICE = shutil.which("soffice")
with_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture
def program(tmp_path):
    """Write a shell script that stands for LibreOffice; `$out` is where the result belongs."""

    def write(script):
        path = tmp_path / "soffice"
        lines = ["#!/bin/sh", f"here={tmp_path}", 'for source; do :; done; given="$*"']
        lines += ['while [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"; out="$2/source.docx"']
        path.write_text("\n".join([*lines, script]), encoding="utf-8")
        path.chmod(0o755)
        (tmp_path / "converted.docx").write_bytes(CONVERTED)
        return str(path)

    return write


def read(content, program):
    return extract(RawFile("报告.doc", content), Options(office=program))


def refused(content, program, sentence):
    with pytest.raises(IngestError, match=sentence):
        read(content, program)


LINES = ["2024年工作总结", "1.总体情况", "2.下一步打算"]
ROWS = [["床位", "120"], ["医师", "88"]]
COPY = 'cp "$here/converted.docx" "$out"'


@pytest.mark.parametrize(
    ("content", "ending", "media_type"),
    [
        (DOC, ".doc", "application/msword"),
        (RTF, ".rtf", "application/rtf"),
        (ODT, ".odt", "application/vnd.oasis.opendocument.text"),
    ],
    ids=["doc", "rtf", "odt"],
)
def test_the_file_is_converted_and_read_as_word(program, tmp_path, content, ending, media_type):
    extracted = read(content, program(f'{COPY}; cp "$source" "$here/seen"; echo "$source" > "$here/name"'))

    assert extracted.text == "一、总体情况"
    assert (extracted.media_type, extracted.extractor) == (media_type, "office")
    assert (tmp_path / "seen").read_bytes() == content
    assert (tmp_path / "name").read_text().strip().endswith(f"source{ending}")


def test_the_program_works_in_a_profile_and_a_folder_of_its_own_that_are_gone_afterwards(program, tmp_path):
    read(DOC, program(f'{COPY}; echo "$given" > "$here/given"; pwd > "$here/folder"'))
    folder = (tmp_path / "folder").read_text().strip()
    given = (tmp_path / "given").read_text()

    assert f"-env:UserInstallation=file://{folder}/profile" in given
    assert "--headless" in given
    assert not Path(folder).exists()


def test_macros_and_links_are_off_before_the_program_starts(program, tmp_path):
    read(DOC, program(f'{COPY}; cp profile/user/registrymodifications.xcu "$here/settings"'))
    settings = (tmp_path / "settings").read_text(encoding="utf-8")

    assert 'oor:name="DisableMacrosExecution" oor:op="fuse"><value>true<' in settings
    assert 'oor:name="Link" oor:op="fuse"><value>2<' in settings


def test_the_program_sees_nothing_of_our_environment(program, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "secret")
    read(DOC, program(f'{COPY}; env > "$here/environment"'))

    assert "secret" not in (tmp_path / "environment").read_text()


@pytest.mark.parametrize(
    "script",
    ["exit 0", "exit 77", "kill -9 $$", 'echo "<html>" > "$out"'],
    ids=["idle", "fails", "dies", "lies"],
)
def test_a_file_that_is_not_converted_is_damaged(program, script):
    refused(DOC, program(script), "^文档已损坏")


def test_a_result_larger_than_any_document_is_refused(program, monkeypatch):
    monkeypatch.setattr(office, "MAX_PART", 100)

    refused(DOC, program(COPY), "^文档已损坏")


def test_a_program_that_hangs_is_ended_with_all_it_started(program, tmp_path, monkeypatch):
    monkeypatch.setattr(office, "TIMEOUT", 2)

    refused(DOC, program('sleep 60 & echo $! > "$here/child"; wait'), "规定时间")
    assert ends(int((tmp_path / "child").read_text()))


def test_what_the_program_left_running_is_ended(program, tmp_path):
    read(DOC, program(f'{COPY}; sleep 60 & echo $! > "$here/child"'))

    assert ends(int((tmp_path / "child").read_text()))


def ends(process):
    """Whether the process is gone, or waits only to be collected, within two seconds."""
    stat = Path(f"/proc/{process}/stat")
    for _ in range(40):
        try:
            if stat.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


def test_without_the_program_the_sentence_says_what_to_do():
    refused(DOC, "/nowhere/soffice", "需要安装 LibreOffice.*另存为 .docx")


def test_a_file_that_is_no_program_is_no_libreoffice(tmp_path):
    (tmp_path / "soffice").write_text("x")

    refused(DOC, str(tmp_path / "soffice"), "需要安装 LibreOffice")


def encrypted_doc():
    content = bytearray(ole_file("WordDocument") + bytes(1024))
    name = content.find("WordDocument".encode("utf-16-le"))
    first = len(content) // 512 - 3
    struct.pack_into("<I", content, name + 116, first)
    struct.pack_into("<H", content, (first + 1) * 512 + 10, 0x0100)
    return bytes(content)


@pytest.mark.parametrize(
    "content",
    [
        ole_file("EncryptionInfo", "EncryptedPackage"),
        encrypted_doc(),
        zipped({"META-INF/manifest.xml": "<manifest:encryption-data/>"}),
    ],
    ids=["docx", "doc", "odt"],
)
def test_an_encrypted_file_is_not_even_tried(content):
    refused(content, "/nowhere/soffice", "^文件已加密，请解密后上传。$")


def test_a_damaged_zip_is_damage():
    refused(ODT[:40], "/nowhere/soffice", f"^{container.BROKEN}$")


def rtf(_folder):
    """The sample as rich text, every character outside ASCII escaped by its number."""
    rows = "".join(f"\\trowd\\cellx2000\\cellx4000\\intbl {a}\\cell {b}\\cell\\row " for a, b in ROWS)
    plain = "".join(f"{line}\\par " for line in LINES) + rows + "\\pard 完\\par"
    escaped = "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in plain)
    return b"{\\rtf1\\ansi\\uc1 " + escaped.encode("ascii") + b"}"


def odt(_folder):
    """The sample as OpenDocument text, its numbers those of a list."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = "".join(f' xmlns:{name}="{space}:{name}:1.0"' for name in ("office", "style", "text", "table"))
    number = '<text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/>'
    styles = f'<text:list-style style:name="L">{number}</text:list-style>'
    title, *items = (line.removeprefix(f"{i}.") for i, line in enumerate(LINES))
    listed_items = "".join(f"<text:list-item><text:p>{item}</text:p></text:list-item>" for item in items)
    cells = [
        "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row) for row in ROWS
    ]
    rows = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    body = (
        f'<text:p>{title}</text:p><text:list text:style-name="L">{listed_items}</text:list>'
        f'<table:table><table:table-column table:number-columns-repeated="2"/>{rows}</table:table>'
        "<text:p>完</text:p>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": (
                f'<m:manifest xmlns:m="{space}:manifest:1.0">'
                '<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/>'
                '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
            ),
            "content.xml": (
                f'<office:document-content{spaces} office:version="1.2">'
                f"<office:automatic-styles>{styles}</office:automatic-styles>"
                f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
            ),
        }
    )


def doc(folder):
    """The sample in Word's old format, which only an office program writes."""
    numbering = definition(0, level(0, "decimal", "%1.")) + listed(1, 0)
    title, *items = (line.removeprefix(f"{i}.") for i, line in enumerate(LINES))
    body = paragraph(title) + "".join(paragraph(item, num=1) for item in items)
    source = folder / "report.docx"
    source.write_bytes(word_file(body + table(*ROWS) + paragraph("完"), numbering=numbering))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [SOFFICE, profile, "--headless", "--convert-to", "doc", "--outdir", folder, source]
    subprocess.run(command, check=True, capture_output=True)
    return (folder / "report.doc").read_bytes()


@with_libreoffice
@pytest.mark.parametrize("write", [doc, odt, rtf])
def test_real_files_keep_paragraphs_numbers_and_tables(tmp_path, write):
    extracted = read(write(tmp_path), SOFFICE)
    rows = "\n".join("\t".join(row) for row in ROWS)

    assert extracted.text.strip() == "\n".join([*LINES, rows, "完"])
    assert [extracted.text[span.start : span.end] for span in extracted.tables] == [rows]


@with_libreoffice
def test_a_damaged_real_file_is_damage():
    refused(ODT, SOFFICE, "^文档已损坏")
