"""What tests of quality share: the answers of the search engines to the judged queries."""

from collections.abc import Sequence

import pytest
from django.db import transaction

from archive.models import Region
from search import lexicon
from tests.conftest import Rows, forget_index, put_rows
from tests.quality.relevance.runs import Answered, answer, publish


@pytest.fixture(scope="session")
def answered(django_db_setup: Rows, django_db_blocker, tmp_path_factory) -> Sequence[Answered]:
    """Publish the test archive, put every judged query to every engine, and leave nothing behind."""
    forget_index()
    with django_db_blocker.unblock(), transaction.atomic():
        if not Region.objects.exists():
            put_rows(django_db_setup)
        found = answer(publish(), tmp_path_factory.mktemp("rivals"))
        transaction.set_rollback(True)
    lexicon.forget()
    forget_index()
    return found
