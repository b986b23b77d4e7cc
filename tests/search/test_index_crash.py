"""Writers killed at every step, and files that are not what was written."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from haystack import connections

from search import indexing
from search.backends import store
from search.backends.opening import generation
from search.backends.packed import arrays
from search.engine import SearchError
from tests.search.corpus import Corpus, Part, Work

SCRIPT = Path(__file__).with_name("killed_writers.py")
CORPUS = Corpus([Work("t", (Part("", "卫生"),))])


@pytest.fixture
def base(fresh_index):
    CORPUS.write()
    assert len(generation().segments) == 1
    return Path(settings.INDEX_DIR)


def the(base, pattern):
    [path] = (base / store.current_name(base)).glob(pattern)
    return path


def test_a_writer_killed_at_any_step_leaves_the_last_commit(tmp_path):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "archive.project.settings",
        "ARCHIVE_VAR_DIR": str(tmp_path),
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    command = [sys.executable, "-W", "ignore", str(SCRIPT), "1"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    *kinds, leftovers = map(json.loads, done.stdout.splitlines())
    assert [one["kind"] for one in kinds] == ["replace", "rebuild"]
    for one in kinds:
        assert one["trials"] > 20
        assert one["before"] + one["after"] == one["trials"], one
        assert one["after"] >= 1, "no writer was killed after its commit"
    assert [name for name in leftovers["files"] if not name.endswith((".toc", "_WRITELOCK"))] == []
    assert sum(name.endswith(".toc") for name in leftovers["files"]) == 1
    assert leftovers["folders"] == store.KEPT_GENERATIONS


@pytest.mark.parametrize("pattern", ["*.packed", "*.toc"])
@pytest.mark.parametrize("damage", ["short", "empty", "garbled"])
def test_damaged_files_are_one_sentence_until_the_index_is_rebuilt(base, pattern, damage):
    path = the(base, pattern)
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(
        {"short": content[: len(content) // 2], "empty": b"", "garbled": b"x" * len(content)}[damage]
    )
    the(base, "*.toc").touch()
    connections.reload("default")
    with pytest.raises(SearchError, match=r"damaged, run: manage\.py reindex"):
        generation()
    CORPUS.write()
    assert len(generation().segments) == 1


def test_lost_files_are_one_sentence(base, monkeypatch):
    monkeypatch.setattr("search.backends.opening.RETRIES", 2)
    the(base, "*.packed").unlink()
    the(base, "*.toc").touch()
    with pytest.raises(SearchError, match="incomplete"):
        generation()


@pytest.mark.parametrize("number", ["77", ""])
def test_a_pointer_to_nowhere_is_one_sentence(base, number):
    (base / "CURRENT").write_text(f"{store.SCHEMA_VERSION}-{number}")
    with pytest.raises(SearchError, match="lost"):
        generation()
    CORPUS.write()
    assert len(generation().segments) == 1


def test_a_generation_without_contents_is_damaged_not_empty(base):
    the(base, "*.toc").unlink()
    connections.reload("default")
    with pytest.raises(SearchError, match="damaged"):
        generation()


@pytest.mark.usefixtures("db")
def test_verify_reads_every_byte_of_the_index(base):
    path = the(base, "*.packed")
    assert indexing.damaged() == ([], 1)
    content = bytearray(path.read_bytes())
    place = bytes(content).index("卫生".encode())
    content[place] ^= 1
    path.write_bytes(bytes(content))
    assert indexing.damaged() == ([path.name], 1)
    with pytest.raises(CommandError):
        call_command("verify", stdout=StringIO())


def test_an_array_file_of_another_make_is_broken(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"x")
    with pytest.raises(arrays.BrokenFileError):
        arrays.read(path)
    assert not arrays.is_intact(path)


def test_readers_keep_a_generation_that_is_taken_away(base):
    held = generation()
    for _round in range(store.KEPT_GENERATIONS + 1):
        Corpus([]).write()
    assert held.segments[0].positions("chars", "卫生").tolist() == [1]
    assert generation().segments == []
