"""Changes that did not reach the index, and an index that is lost or damaged."""

import logging
import random
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from haystack import connections

from archive import services
from archive.models import Report, Section
from archive.signals import reports_changed
from search import indexing
from search.backends import pending, store
from search.backends.opening import generation
from search.backends.packed import arrays
from search.backends.whoosh import ArchiveWhooshBackend
from search.engine import SearchError
from search.request import SearchRequest
from search.service import count
from tests.conftest import forget_index

pytestmark = pytest.mark.usefixtures("archive_with_seeds")
BASE = Path(settings.INDEX_DIR)


def the_file(pattern="*.packed"):
    [path] = (BASE / (store.current_name(BASE) or "")).glob(pattern)
    return path


def spoil(path, content):
    """Put other bytes in a file's place, as another file, so that everybody looks again."""
    path.unlink()
    path.write_bytes(content)
    connections.reload("default")


def run(*arguments):
    said = StringIO()
    call_command(*arguments, stdout=said, stderr=said)
    return said.getvalue()


def announce(*reports):
    reports_changed.send(sender=Report, reports=list(reports))


def a_report():
    return Report.objects.order_by("pk").first()


@pytest.fixture
def refusing(monkeypatch):
    """A backend that writes nothing until the patch is undone."""

    def refuse(*_arguments):
        raise SearchError("the search index is locked by another process")

    with monkeypatch.context() as patched:
        patched.setattr(ArchiveWhooshBackend, "replace", refuse)
        yield patched


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "thematic"},
        {"source_type": "media"},
        {"issuer": "某某区卫生健康局"},
        {"doc_no": "某卫〔2022〕9号"},
    ],
)
def test_a_change_that_did_not_reach_the_index_is_seen_and_mended(values):
    assert not indexing.difference()
    services.amend(report=a_report(), values=values, by=None)
    assert indexing.difference().stale == (a_report().public_id,)
    with pytest.raises(CommandError, match="1 faults"):
        run("verify")
    assert "重写 1 份" in run("reindex", "--check")
    assert not indexing.difference()
    assert "一致" in run("reindex", "--check")


@pytest.mark.parametrize("act", ["withdraw and reinstate", "save"])
def test_whatever_changes_a_report_tells_the_index(act):
    report = a_report()
    if act == "save":
        report.save()
    else:
        services.withdraw(report=report, reason="测试", by=None)
        assert indexing.difference().alien == (report.public_id,)
        services.reinstate(report=report, by=None)
    assert indexing.difference().stale == (report.public_id,)


@pytest.mark.parametrize("loss", ["folder", "pointer", "empty pointer"])
def test_a_missing_index_is_no_empty_answer(loss):
    generation()
    if loss == "folder":
        shutil.rmtree(BASE)
    elif loss == "pointer":
        (BASE / "CURRENT").unlink()
    else:
        (BASE / "CURRENT").write_text("")
    for _again in range(2):
        with pytest.raises(SearchError, match="missing, run"):
            generation()
        assert Client().get("/search", {"q": "卫生", "unit": "section"}).status_code == 503
        with pytest.raises(CommandError, match="missing"):
            run("find", "卫生")
    assert "重建" in run("reindex", "--check")
    assert count(SearchRequest(query="卫生")) == 5


def test_what_is_published_into_a_missing_index_is_not_there_alone():
    shutil.rmtree(BASE)
    announce(a_report())
    assert count(SearchRequest(query="卫生")) == 5
    assert not indexing.difference()


def test_an_archive_without_published_reports_opens_as_empty():
    Report.objects.update(state=Report.State.WITHDRAWN)
    forget_index()
    assert not generation().segments
    assert count(SearchRequest(query="卫生")) == 0


def cut(content):
    return content[: len(content) // 2]


def flipped(content):
    middle = len(content) // 2
    return (
        content[:middle]
        + bytes(255 - byte for byte in content[middle : middle + 2000])
        + content[middle + 2000 :]
    )


@pytest.mark.parametrize(
    ("pattern", "damage"),
    [
        ("*.packed", cut),
        ("*.packed", flipped),
        ("*.toc", cut),
        ("*.toc", lambda content: b"\xff" * len(content)),
    ],
)
def test_checking_builds_a_damaged_index_anew(pattern, damage):
    path = the_file(pattern)
    spoil(path, damage(path.read_bytes()))
    assert "重建" in run("reindex", "--check")
    assert indexing.damaged() == ([], 1)
    assert count(SearchRequest(query="卫生")) == 5


@pytest.mark.parametrize("name", [b"\xff\xfe\x00", b"v\xc2\xb2-1", b"../x", b"v0-1", b"unknown"])
def test_a_pointer_that_names_nothing_is_one_sentence_until_the_check(name):
    (BASE / "CURRENT").write_bytes(name.replace(b"unknown", f"{store.SCHEMA_VERSION}-99".encode()))
    connections.reload("default")
    with pytest.raises(SearchError, match=r"run: manage\.py reindex"):
        generation()
    assert Client().get("/search?q=卫生&unit=section").status_code == 503
    assert "重建" in run("reindex", "--check")
    assert count(SearchRequest(query="卫生")) == 5


def test_a_file_only_writers_read_is_found_damaged_when_mending():
    path = the_file("*.trm")
    path.write_bytes(cut(path.read_bytes()))
    Report.objects.filter(pk=a_report().pk).update(kind="thematic", updated_at="2020-01-01T00:00:00Z")
    run("reindex", "--check")
    assert not indexing.difference()


@pytest.mark.parametrize("seed", range(12))
def test_damage_in_the_middle_is_a_sentence_and_no_page_breaks(seed):
    chance = random.Random(seed)
    path = the_file()
    content = bytearray(path.read_bytes())
    place = len(content) * (seed + 1) // 14
    for offset in range(place, place + 2000):
        content[offset] = chance.randrange(256)
    spoil(path, bytes(content))
    client = Client()
    queries = ("卫生&unit=section", "中医馆+医&only=1&unit=section", "医*", "-医+卫生")
    for address in (*(f"/search?q={query}" for query in queries), "/search/related?q=卫生"):
        assert client.get(address).status_code in {200, 302, 503}
    section = Section.objects.order_by("pk").last()
    report = section.revision.report.get_absolute_url()
    for address in ("/help/", report, f"{report}?q=卫生", "/", "/complete?q=卫"):
        assert client.get(address, follow=True).status_code in {200, 404, 503}
    for address in ("/help/", report):
        assert client.get(address, follow=True).status_code == 200


@pytest.mark.parametrize("part", ["pairs.documents", "pairs.counts", "pairs.positions", "words.documents"])
def test_lists_of_impossible_numbers_are_a_search_error(part):
    path = the_file()
    held = {name: array.copy() for name, array in arrays.read(path).items()}
    held[part][:] = 0x7F  # every gap as wide as one byte can say
    if part.endswith("positions"):  # which may be far apart: as wide as two can say, and half as many
        held[part][::2] = 0xFF
    arrays.write(path.with_suffix(".new"), held)
    spoil(path, path.with_suffix(".new").read_bytes())
    field = "text" if part.startswith("words") else "chars"
    [segment] = generation().segments

    def read_all():
        segment.documents(field, "卫生")
        segment.positions("chars", "卫生")
        segment.positions("chars", "卫")

    with pytest.raises(SearchError, match="damaged"):
        read_all()


def test_an_update_that_failed_is_made_by_the_next_one(refusing, caplog):
    first, second = Report.objects.order_by("pk")[:2]
    services.withdraw(report=first, reason="测试", by=None)
    with caplog.at_level(logging.ERROR):
        announce(first)
    assert first.public_id in caplog.text
    assert count(SearchRequest(query="卫生")) == 4, "a withdrawn report is counted"
    refusing.undo()
    announce(second)
    assert not pending.left(BASE)
    assert pending.hidden(BASE) == []
    assert not indexing.difference()
    assert count(SearchRequest(query="卫生")) == 4


@pytest.mark.parametrize("mended", ["reindex", "reindex --check", "reinstated"])
def test_a_failed_withdrawal_is_forgotten_once_it_is_mended(refusing, mended):
    report = a_report()
    services.withdraw(report=report, reason="测试", by=None)
    announce(report)
    refusing.undo()
    if mended == "reinstated":
        services.reinstate(report=report, by=None)
        announce(report)
    else:
        run(*mended.split())
    assert not list(BASE.glob("PENDING-*"))
    assert not (BASE / "HIDDEN").exists()
    assert count(SearchRequest(query="卫生")) == (5 if mended == "reinstated" else 4)
    assert not indexing.difference()


def test_a_disk_too_full_to_say_so_is_logged(refusing, monkeypatch, caplog):
    def full(*_arguments):
        raise OSError("No space left on device")

    monkeypatch.setattr(pending, "hide", full)
    announce(a_report())
    assert "still counted" in caplog.text


def test_a_mark_that_somebody_has_settled_meanwhile_names_nobody(tmp_path):
    pending.leave(tmp_path, ["x-1"])
    [mark] = pending.left(tmp_path)
    mark.unlink()
    pending.settle(tmp_path, {mark: []})
    assert pending.left(tmp_path) == {}
