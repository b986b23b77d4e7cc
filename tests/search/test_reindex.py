"""What `reindex` says while it builds, and that it stands aside for nobody and nobody for it."""

import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from haystack import connections

from archive.models import Report, Section
from search import indexing
from search.backends.opening import generation
from search.documents import documents_of, readable
from search.management.commands import reindex

pytestmark = pytest.mark.usefixtures("archive_with_seeds")


class Terminal(StringIO):
    """Takes what is written for a terminal."""

    def isatty(self):
        return True


def run(*arguments, error=None):
    said = StringIO()
    call_command("reindex", *arguments, stdout=said, stderr=error or StringIO())
    return said.getvalue()


def test_a_terminal_sees_a_bar(monkeypatch):
    shown = Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    run("--jobs", "1", error=shown)
    assert f"/{Section.objects.count()}" in shown.getvalue()
    assert "%|" in shown.getvalue()


def test_a_log_gets_a_line_now_and_then(monkeypatch):
    monkeypatch.setattr(reindex, "LINE_SECONDS", 0.0)
    lines = StringIO()
    run("--jobs", "1", error=lines)
    total = Section.objects.count()
    assert lines.getvalue().startswith(f"{total} / {total} (")


def test_quiet_is_quiet():
    lines = StringIO()
    assert run("--jobs", "1", "--verbosity", "0", error=lines) == ""
    assert lines.getvalue() == ""


def test_an_interrupted_run_says_so_in_a_line(monkeypatch):
    def interrupt(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(indexing, "rebuild", interrupt)
    with pytest.raises(CommandError, match="is what it was before"):
        run()


def test_what_changes_while_the_index_is_built_is_in_it(monkeypatch):
    report = Report.objects.order_by("pk").first()
    backend = connections["default"].get_backend()
    build = type(backend).rebuild

    def change_meanwhile(self, documents, jobs, written):
        count = build(self, documents, jobs, written)
        Report.objects.filter(pk=report.pk).update(title="后来改的标题")
        return count

    monkeypatch.setattr(type(backend), "rebuild", change_meanwhile)
    run("--jobs", "1")
    titles = {row.title for segment in generation().segments for row in segment.reports}
    assert "后来改的标题" in titles
    assert not indexing.difference()


def test_what_is_amended_while_the_index_is_built_is_in_it(monkeypatch):
    backend = connections["default"].get_backend()
    build = type(backend).rebuild

    def amend_meanwhile(self, documents, jobs, written):
        count = build(self, documents, jobs, written)
        amended = Report.objects.order_by("pk").first()
        amended.kind = "thematic"
        amended.save()
        return count

    monkeypatch.setattr(type(backend), "rebuild", amend_meanwhile)
    run("--jobs", "1")
    live = [row for segment in generation().segments for row in segment.reports]
    assert "thematic" in {row.kind for row in live}


def test_a_report_held_twice_is_held_wrongly():
    report = Report.objects.order_by("pk").first()
    backend = connections["default"].get_backend()
    backend.replace([], documents_of(readable().filter(pk=report.pk)))
    assert indexing.difference().stale == (report.public_id,)
    indexing.mend()
    assert not indexing.difference()


def test_another_thread_sees_a_commit_at_once():
    before = generation()
    connections["default"].get_backend().replace([Report.objects.first().public_id], [])
    seen = []
    reader = threading.Thread(target=lambda: seen.append(generation()))
    reader.start()
    reader.join()
    assert seen[0].key != before.key
    assert seen[0] is generation()
