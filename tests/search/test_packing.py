"""Lists of numbers as bytes, against plain Python."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.backends.packed import packing

numbers = st.integers(0, 2**31 - 1)
ascending = st.lists(numbers, unique=True, max_size=20).map(sorted)
lists = st.lists(ascending, max_size=8)
counted = st.lists(
    st.dictionaries(st.integers(0, 2**29), st.integers(1, 100_000), max_size=20).map(
        lambda found: sorted(found.items())
    ),
    max_size=8,
)


def flat(values, kind=np.int32):
    return np.array([value for some in values for value in some], dtype=kind)


def lengths(values):
    return np.array([len(some) for some in values], dtype=np.int64)


def naive_code(value: int) -> bytes:
    """Seven bits to a byte, most significant first, high bit on all but the last."""
    code = [value & 127]
    while value := value >> 7:
        code.insert(0, value & 127 | 128)
    return bytes(code)


@given(st.lists(st.integers(0, 2**40)))
def test_numbers_are_coded_as_the_plain_code_does(values):
    content, sizes = packing.encode(np.array(values, dtype=np.int64))
    assert content.tobytes() == b"".join(map(naive_code, values))
    assert sizes.tolist() == [len(naive_code(value)) for value in values]
    assert packing.decode(content).tolist() == values


def test_many_numbers_are_coded_in_several_goes(monkeypatch):
    monkeypatch.setattr(packing, "_AT_ONCE", 3)
    values = list(range(0, 100_000, 9_999))
    content, _sizes = packing.encode(np.array(values))
    assert packing.decode(content).tolist() == values


def test_a_code_cut_short_is_an_error():
    with pytest.raises(ValueError, match="short"):
        packing.decode(np.frombuffer(naive_code(300)[:1], dtype=np.uint8))


@given(lists)
def test_ascending_lists_come_back_one_by_one_and_all_at_once(values):
    stream = packing.pack_ascending(flat(values), lengths(values))
    single = [packing.unpack_ascending(stream.of(number)).tolist() for number in range(len(values))]
    assert single == values
    assert packing.unpack_lists(stream).tolist() == flat(values).tolist()
    assert packing.list_lengths(stream).tolist() == lengths(values).tolist()


@given(counted)
def test_documents_come_back_with_their_counts(values):
    documents, counts = (flat([[pair[place] for pair in some] for some in values]) for place in (0, 1))
    streams = packing.pack_counted(documents, counts, lengths(values))
    for number, some in enumerate(values):
        found = packing.unpack_counted(*(stream.of(number) for stream in streams))
        assert list(zip(*(array.tolist() for array in found), strict=True)) == some


def test_a_count_of_one_takes_no_byte():
    _documents, counts = packing.pack_counted(*(np.array([5], dtype=np.int32) // 5,) * 2, np.array([1]))
    assert not len(counts.content)
