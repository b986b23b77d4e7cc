"""Bytes of any kind at every entry: a value or an `IngestError`; no other error, no hang, bounded memory.

Some hundreds of examples, the same ones each time. `FUZZ_EXAMPLES=5000 pytest tests/ingest/test_fuzz.py`
looks for new ones.
"""

import os
import resource
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.ingest import extractors, pipeline
from archive.ingest.errors import IngestError
from archive.ingest.extractors import docx, html, mht, ofd, pdf
from archive.ingest.files import archives, ole
from archive.ingest.files.decode import decode
from archive.ingest.files.sniff import FileKind, kind_of
from archive.ingest.files.zip_directory import has_directory, member_names
from archive.ingest.parsing.codec import pack, unpack
from archive.ingest.types import Options, RawFile
from tests.ingest.spoiled import MAKERS, spoiled, spoiled_inside, whole
from tests.ingest.vocabularies import vocabulary
from tests.ingest.wild_files import pages, pdf_files, reports, word_files

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "0"))
SECONDS = 20  # for one example, on a busy machine
ROOM = 1 << 30  # bytes of address space beyond what the tests have already
OPTIONS = Options(office="/nonexistent/soffice")


def fuzzed(examples):
    """As many examples as given, or as the environment asks for, each within its time."""
    return settings(
        max_examples=EXAMPLES or examples,
        deadline=SECONDS * 1000,
        derandomize=not EXAMPLES,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(autouse=True)
def _bounded():
    """Let these tests run out of memory long before the machine does."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + ROOM, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


def assert_text(extract, content):
    """Reading gives a text whose offsets hold, or says in one sentence why not."""
    with suppress(IngestError):
        extracted = extract(RawFile("报告", content), OPTIONS)
        length = len(extracted.text)
        assert extracted.text.strip()
        assert extracted.text.encode("utf-8")
        assert all(0 <= start <= end <= length for start, end in extracted.tables)
        assert all(0 <= page <= length for page in extracted.pages)


texts = st.one_of(st.binary(max_size=400), spoiled("text"), spoiled("gb18030"), spoiled("utf-16"))
anything = st.one_of(st.binary(max_size=400), *map(spoiled, MAKERS))


@fuzzed(150)
@given(texts)
def test_decoding(content):
    with suppress(IngestError):
        text, encoding = decode(content)
        assert text.strip()
        assert text.encode(encoding, "replace")


@fuzzed(200)
@given(anything)
def test_sniffing(content):
    with suppress(IngestError):
        assert kind_of(content) in FileKind


@pytest.mark.parametrize("kind", MAKERS)
def test_the_honest_files_are_what_they_are_spoiled_from(kind):
    kinds = {"gb18030": "text", "utf-16": "text", "locked pdf": "pdf", "ole": "office"}

    assert kind_of(whole(kind)) == kinds.get(kind, kind)


@fuzzed(150)
@given(spoiled("zip"))
def test_reading_the_directory_of_a_zip(content):
    assert len(member_names(content, 5)) <= 5
    assert has_directory(content) in {True, False}


@fuzzed(150)
@given(spoiled("ole"))
def test_reading_the_directory_of_an_old_office_file(content):
    assert ole.root_names(content) is not None
    assert ole.is_encrypted(content) in {True, False}


@fuzzed(150)
@given(st.one_of(spoiled("zip"), spoiled_inside("zip")))
def test_unpacking(tmp_path_factory, content):
    into = tmp_path_factory.mktemp("members")
    with suppress(IngestError):
        for member in archives.unpack(RawFile("报告.zip", content), into):
            assert (member.path is None) == bool(member.reason)
            assert member.path is None or member.path.parent == into


@fuzzed(60)
@given(st.one_of(spoiled("html"), pages()))
def test_reading_web_pages(content):
    assert_text(html.extract, content)


@fuzzed(40)
@given(spoiled("mht"))
def test_reading_web_archives(content):
    assert_text(mht.extract, content)


@pytest.mark.parametrize("name", ["undefined", "idna", "punycode", "hex", "utf-7", "x\0y", "一", "utf-16"])
def test_strange_names_of_encodings(name):
    page = b"\xff" + whole("html").replace(b"<head>", f"<head><meta charset={name}>".encode())
    assert_text(html.extract, page)
    assert_text(mht.extract, whole("mht").replace(b"utf-8", name.encode()) + b"\xff")


@fuzzed(60)
@given(st.one_of(spoiled("docx"), spoiled_inside("docx"), word_files()))
def test_reading_word_files(content):
    assert_text(docx.extract, content)


@fuzzed(60)
@given(st.one_of(spoiled("ofd"), spoiled_inside("ofd")))
def test_reading_ofd_files(content):
    assert_text(ofd.extract, content)


@fuzzed(60)
@given(st.one_of(spoiled("pdf"), spoiled("locked pdf"), pdf_files()))
def test_reading_pdf_files(content):
    assert_text(pdf.extract, content)


@fuzzed(60)
@given(st.one_of(reports(), spoiled("text"), spoiled("gb18030")))
def test_recognising_reports(content):
    raw = RawFile("某县卫生健康局2023年工作总结.txt", content)
    with suppress(IngestError):
        draft = pipeline.run(raw, vocabulary(), OPTIONS)
        assert unpack(pack(draft), raw) == draft


@fuzzed(100)
@given(anything)
def test_reading_whatever_comes(content):
    assert_text(extractors.extract, content)
