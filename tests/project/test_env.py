import pytest
from django.core.exceptions import ImproperlyConfigured

from archive.project import env


@pytest.mark.parametrize(("typed", "meant"), [("1", True), ("yes", True), ("off", False), ("", False)])
def test_a_flag_reads_yes_and_no(monkeypatch, typed, meant):
    monkeypatch.setenv("ARCHIVE_X", typed)
    assert env.flag("ARCHIVE_X", default=not meant) is meant


def test_an_unset_flag_is_its_default(monkeypatch):
    monkeypatch.delenv("ARCHIVE_X", raising=False)
    assert env.flag("ARCHIVE_X", default=True) is True


def test_a_flag_that_is_neither_is_refused_by_name(monkeypatch):
    monkeypatch.setenv("ARCHIVE_X", "maybe")
    with pytest.raises(ImproperlyConfigured, match="ARCHIVE_X"):
        env.flag("ARCHIVE_X", default=False)


def test_a_number_that_is_none_is_refused_by_name(monkeypatch):
    monkeypatch.setenv("ARCHIVE_X", "ten")
    with pytest.raises(ImproperlyConfigured, match="ARCHIVE_X"):
        env.number("ARCHIVE_X", 1)


def test_words_are_split_at_commas(monkeypatch):
    monkeypatch.setenv("ARCHIVE_X", "a.example, b.example,")
    assert env.words("ARCHIVE_X", "") == ["a.example", "b.example"]


def test_the_secret_key_is_made_once_and_kept_private(monkeypatch, tmp_path):
    monkeypatch.delenv("ARCHIVE_SECRET_KEY", raising=False)
    path = tmp_path / "deep" / "key"
    first = env.secret_key(path)
    assert len(first) >= 50
    assert env.secret_key(path) == first
    assert path.stat().st_mode & 0o077 == 0


def test_a_given_secret_key_wins(monkeypatch, tmp_path):
    monkeypatch.setenv("ARCHIVE_SECRET_KEY", "given")
    assert env.secret_key(tmp_path / "key") == "given"
    assert not (tmp_path / "key").exists()
