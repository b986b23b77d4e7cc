import pytest

from archive import storage


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path):
    settings.ORIGINALS_DIR = tmp_path / "originals"


def test_bytes_are_kept_under_their_checksum():
    sha256 = storage.store(b"abc")
    assert sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert storage.read(sha256) == b"abc"
    assert storage.path_of(sha256).name == sha256


def test_storing_twice_keeps_one_file():
    sha256 = storage.store(b"abc")
    storage.store(b"abc")
    assert [p.name for p in storage.path_of(sha256).parent.iterdir()] == [sha256]


def test_a_changed_original_is_not_intact():
    sha256 = storage.store(b"abc")
    assert storage.intact(sha256)
    path = storage.path_of(sha256)
    path.chmod(0o644)
    path.write_bytes(b"abd")
    assert not storage.intact(sha256)


def test_a_missing_original_is_not_intact():
    assert not storage.intact("0" * 64)
