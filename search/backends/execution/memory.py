"""A bounded store of arrays in memory: what was used least recently goes first."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Protocol, TypeVar


class Weighed(Protocol):
    """Something that knows its size in bytes."""

    @property
    def nbytes(self) -> int:
        """Return the bytes held."""


Held = TypeVar("Held", bound=Weighed)

_OVERHEAD = 200  # bytes of a key, its entry and the array object around the numbers


class BoundedCache:
    """Values by key up to `limit` bytes in all; one that is larger than the limit is not kept.

    Safe for threads: two that miss the same key at the same time both make the value, which is harmless.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.nbytes = 0
        self._held: OrderedDict[Hashable, Weighed] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: Hashable, make: Callable[[], Held]) -> Held:
        """Return the value of `key`, made now if it is not held."""
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
                return found  # type: ignore[return-value]  # whatever stands under a key was made for it
        made = make()
        self._keep(key, made)
        return made

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._held.clear()
            self.nbytes = 0

    def _keep(self, key: Hashable, made: Weighed) -> None:
        size = made.nbytes + _OVERHEAD
        if size > self.limit:
            return
        with self._lock:
            if key in self._held:
                return
            self._held[key] = made
            self.nbytes += size
            while self.nbytes > self.limit:
                _key, dropped = self._held.popitem(last=False)
                self.nbytes -= dropped.nbytes + _OVERHEAD
