"""Archives on disk, set up once for each worker and copied for each test that changes one."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from tests.management.site import Site


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory) -> Site:
    """An archive without reports; nobody writes to it."""
    site = Site(tmp_path_factory.mktemp("empty"))
    site.set_up()
    return site


@pytest.fixture(scope="session")
def seeded_site(empty_site: Site, tmp_path_factory) -> Site:
    """An archive of the five seeds; nobody writes to it."""
    site = copied(empty_site, tmp_path_factory.mktemp("seeded") / "var")
    code, said = site.run("ingest", str(settings.BASE_DIR / "seeds" / "reports"), "--publish", "--force")
    assert code == 0, said
    return site


@pytest.fixture(scope="session")
def copy_site() -> Callable[[Site, Path], Site]:
    """Copy an archive to a folder that does not exist yet."""
    return copied


def copied(site: Site, var: Path) -> Site:
    shutil.copytree(site.var, var)
    return Site(var)
