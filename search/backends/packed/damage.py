"""Turn what reading damaged index files can raise into one plain sentence."""

import pickle
import struct
from collections.abc import Iterator
from contextlib import contextmanager

import whoosh.index

from search.backends.packed.arrays import BrokenFileError
from search.engine import SearchError

# Whoosh reads its table of contents as pickles, varints and assertions on them.
_SIGNS = (
    *(BrokenFileError, whoosh.index.IndexError, pickle.PickleError, struct.error, EOFError, ValueError),
    *(TypeError, AssertionError, AttributeError, LookupError, ImportError, OverflowError, MemoryError),
)


@contextmanager
def damage_told() -> Iterator[None]:
    """Raise SearchError where reading index files fails; a file that is missing is left to the caller."""
    try:
        yield
    except _SIGNS as error:
        raise SearchError("the search index is damaged, run: manage.py reindex") from error
