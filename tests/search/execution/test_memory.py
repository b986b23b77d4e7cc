import threading

import numpy as np
import pytest

from search.backends.execution.memory import BoundedCache


def made(size):
    return lambda: np.zeros(size, dtype=np.uint8)


def never():
    raise AssertionError("made again")


def test_a_value_is_made_once():
    cache = BoundedCache(10_000)
    first = cache.get("a", made(100))
    assert cache.get("a", never) is first


def test_what_was_used_least_recently_goes_first():
    cache = BoundedCache(3_000)
    for key in ("a", "b"):
        cache.get(key, made(1_000))
    cache.get("a", never)
    cache.get("c", made(1_000))
    cache.get("a", never)
    cache.get("c", never)
    with pytest.raises(AssertionError, match="made again"):
        cache.get("b", never)


def test_the_limit_holds_whatever_comes():
    cache = BoundedCache(10_000)
    rng = np.random.default_rng(0)
    for number in range(500):
        cache.get(number, made(int(rng.integers(0, 12_000))))
        assert cache.nbytes <= cache.limit
    assert len(cache)


def test_what_is_larger_than_the_limit_is_given_and_not_kept():
    cache = BoundedCache(100)
    assert cache.get("a", made(1_000)).nbytes == 1_000
    assert (len(cache), cache.nbytes) == (0, 0)


def test_everything_can_be_forgotten():
    cache = BoundedCache(1_000)
    cache.get("a", made(10))
    cache.clear()
    assert (len(cache), cache.nbytes) == (0, 0)


def test_threads_that_miss_together_leave_a_sound_count():
    cache = BoundedCache(1 << 20)
    start = threading.Barrier(8)

    def use():
        start.wait()
        for number in range(200):
            cache.get(number, made(100))

    threads = [threading.Thread(target=use) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(cache) == 200
    assert cache.nbytes == 200 * 300
