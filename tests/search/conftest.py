"""Fixtures of the search tests."""

import random
from collections.abc import Iterator

import pytest

from tests.conftest import forget_index


@pytest.fixture
def fresh_index() -> Iterator[None]:
    """An index directory that holds nothing, before and after."""
    forget_index()
    yield
    forget_index()


@pytest.fixture
def rng() -> random.Random:
    """Chance that is the same in every run."""
    return random.Random(4)
