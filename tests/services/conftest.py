import pytest


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path, regions):
    settings.ORIGINALS_DIR = tmp_path / "originals"
