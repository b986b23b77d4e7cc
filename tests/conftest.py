"""What tests share: the division table, an archive that holds the five seeds, a staff member's client."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import models, transaction
from django.test import Client
from haystack import connections

from archive import services
from archive.corrections import Corrections
from archive.divisions import load_divisions
from archive.models import Region, Report
from search import lexicon
from search.backends import opening

SEEDS = Path(settings.BASE_DIR) / "seeds" / "reports"
Rows = dict[type[models.Model], list[models.Model]]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Rows:
    """Every test database holds the division table, loaded once for each worker."""
    with django_db_blocker.unblock():
        load_divisions(settings.DIVISIONS_FILE)
        return take_rows(Region, Region.successors.through)


@pytest.fixture(autouse=True)
def own_lexicon() -> Iterator[None]:
    """What this process remembers of the lexicon is of no other test."""
    lexicon.forget()
    yield
    lexicon.forget()


@pytest.fixture
def regions(db, django_db_setup: Rows) -> type[Region]:
    """The division table, put back with the same keys if a transactional test flushed it."""
    if not Region.objects.exists():
        put_rows(django_db_setup)
    return Region


@pytest.fixture
def own_store(settings, tmp_path, regions) -> None:
    """Originals of this test alone, beside the division table: what taking files in needs."""
    settings.ORIGINALS_DIR = tmp_path / "originals"


@dataclass(frozen=True)
class Seeded:
    """The five seeds as published: rows of the archive's tables and the index made of them."""

    rows: Rows
    index: Path


@pytest.fixture(scope="session")
def published_seeds(django_db_setup: Rows, django_db_blocker, tmp_path_factory) -> Seeded:
    """Recognise, publish and index the seeds once for each worker, leaving the database as it was."""
    index = tmp_path_factory.mktemp("seeds") / "index"
    with django_db_blocker.unblock(), transaction.atomic():
        if not Region.objects.exists():
            put_rows(django_db_setup)
        call_command("load_indicators", verbosity=0)
        publish_seeds()
        call_command("reindex", verbosity=0)
        shutil.copytree(settings.INDEX_DIR, index)
        rows = take_rows(*(model for model in archive_models() if model not in django_db_setup))
        transaction.set_rollback(True)
    forget_index()
    return Seeded(rows, index)


@pytest.fixture
def archive_with_seeds(regions, published_seeds: Seeded) -> Iterator[models.QuerySet[Report]]:
    """The five seed reports, published and indexed; the test may change them."""
    put_rows(published_seeds.rows)
    forget_index()
    shutil.copytree(published_seeds.index, settings.INDEX_DIR)
    yield Report.objects.order_by("public_id")
    forget_index()


@pytest.fixture
def staff_user(db):
    """A person who may do everything staff do."""
    return get_user_model().objects.create_superuser("staff", "staff@example.org", "correct horse")


@pytest.fixture
def staff_client(staff_user) -> Client:
    """A browser session of that person."""
    client = Client()
    client.force_login(staff_user)
    return client


def publish_seeds() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        intake = services.take_in(content=path.read_bytes(), name=path.name, by=None)
        services.publish(intake=intake, corrections=Corrections(), by=None)


def archive_models() -> list[type[models.Model]]:
    return list(apps.get_app_config("archive").get_models(include_auto_created=True))


def take_rows(*wanted: type[models.Model]) -> Rows:
    return {model: list(model._base_manager.all()) for model in wanted}


def put_rows(rows: Rows) -> None:
    """Insert rows with the keys they had; references among them may point forward."""
    for model, held in rows.items():
        reports = [row for row in held if isinstance(row, Report)]
        changed = [report.updated_at for report in reports]
        model._base_manager.bulk_create(held)
        for report, when in zip(reports, changed, strict=True):  # inserting has set it anew
            report.updated_at = when
            Report.objects.filter(pk=report.pk).update(updated_at=when)


def forget_index() -> None:
    """Take the index away, and what engines remember of it."""
    connections.reload("default")
    opening.forget()
    shutil.rmtree(settings.INDEX_DIR, ignore_errors=True)
