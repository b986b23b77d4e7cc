"""Open segments against a plain scan of the documents they were made of."""

from collections import Counter, defaultdict

import numpy as np
import pytest
from haystack import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.text.fold import fold
from archive.text.segment import search_words
from search.backends.opening import generation
from search.backends.packed import arrays, tables
from search.backends.packed.occurrences import united
from search.backends.packed.segments import Segment
from search.backends.writing import characters
from search.backends.writing.characters import FIELD_GAP
from search.backends.writing.pool import Pool
from search.engine import SearchError
from tests.search.corpus import Corpus, Part, Work

ALPHABET = "卫衛衞生中医館公共服务癌aA1１。 -\U00020000"
texts = st.text(ALPHABET, max_size=15)
parts = st.builds(
    Part,
    heading=st.text(ALPHABET, max_size=4),
    body=texts,
    role=st.sampled_from(["done", "plan", ""]),
    topics=st.lists(st.sampled_from(["tcm", "party"]), unique=True).map(tuple),
)
works = st.builds(Work, title=texts, parts=st.lists(parts, min_size=1, max_size=3).map(tuple))
corpora = st.lists(works, max_size=6).map(Corpus)
many = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def written(documents, folder) -> Segment:
    """Write documents as the writer does and open the file."""
    pool = Pool()
    for document in documents:
        pool.add(document)
    held = pool.rows().arrays()
    for name, found in pool.tables():
        held |= tables.packed(name, found)
    arrays.write(folder / "one.packed", held)
    return Segment("one", folder / "one.packed")


def plain(segment, documents):
    """Return field -> term -> positions (of words: documents), by looking at every character."""
    names = ("text", "chars", "heads", "glyphs", "placed", "dropped")
    found: dict[str, defaultdict[str, list[int]]] = {name: defaultdict(list) for name in names}
    for number, document in enumerate(documents):
        for token in search_words(document["text"]):
            found["text"][token.text].append(number)
        heading, _gap, body = document["chars"].partition(FIELD_GAP)
        base = int(segment.starts[number])
        for text, start in ((heading, base), (body, base + len(heading) + 1)):
            folded = fold(text)
            for place, (char, typed) in enumerate(zip(folded, text, strict=True), start=start):
                found["placed"][char].append(place)
                found["chars" if char.isalnum() else "dropped"][char].append(place)
                found["chars"][(folded + FIELD_GAP)[place - start : place - start + 2]].append(place)
                found["glyphs" if typed != char else "dropped"][typed].append(place)
        for size in (1, 2):
            for place in range(len(heading) - size + 1):
                found["heads"][fold(heading)[place : place + size]].append(base + place)
    return found


def owned(segment, positions):
    return Counter((np.searchsorted(segment.starts, positions, side="right") - 1).tolist())


def counts(found):
    documents, times = found
    assert documents.tolist() == sorted(set(documents.tolist()))
    return Counter(dict(zip(documents.tolist(), times.tolist(), strict=True)))


@given(corpora)
@many
def test_every_list_is_what_a_plain_scan_finds(tmp_path, corpus):
    documents = list(corpus.documents())
    segment = written(documents, tmp_path)
    found = plain(segment, documents)
    assert segment.size == len(documents)
    assert dict(segment.words()) == {word: len(set(held)) for word, held in found["text"].items()}
    for word, held in found["text"].items():
        assert counts(segment.documents("text", word)) == Counter(held)
    for term, positions in found["chars"].items():
        assert counts(segment.documents("chars", term)) == owned(segment, positions)
        assert segment.positions("chars", term).tolist() == positions
    for char, positions in found["placed"].items():
        assert segment.positions("chars", char).tolist() == positions
    for term, positions in found["heads"].items():
        if len(term) == 2 or term.isalnum():
            assert counts(segment.documents("heads", term)) == owned(segment, positions)
    for glyph, positions in found["glyphs"].items():
        assert segment.positions("glyphs", glyph).tolist() == positions


@given(corpora)
@many
def test_columns_are_what_the_documents_say(tmp_path, corpus):
    documents = list(corpus.documents())
    segment = written(documents, tmp_path)
    for number, document in enumerate(documents):
        row = segment.reports[segment.report_of[number]]
        assert (row.public_id, row.title, row.year) == (
            *(document["report"], document["title"], document["year"]),
        )
        assert segment.anchor(number) == document["anchor"]
        assert segment.topics(number) == document["topics"]
        assert segment.role_names[segment.roles[number]] == document["role"]
        heading, _gap, body = document["chars"].partition(FIELD_GAP)
        assert (segment.heading_lengths[number], segment.body_lengths[number]) == (len(heading), len(body))
        assert segment.starts[number + 1] - segment.starts[number] == len(heading) + len(body) + 2
        assert number in segment.documents_of([document["report"]])


def test_what_stands_nowhere_has_empty_lists(tmp_path):
    segment = written(Corpus([Work("t", (Part("", "卫"),))]).documents(), tmp_path)
    for field, term in (("text", "生"), ("chars", "生"), ("chars", "生卫"), ("glyphs", "衛")):
        documents, times = segment.documents(field, term)
        assert len(documents) == len(times) == segment.frequency(field, term) == 0
        assert not len(segment.positions(field, term))
    assert segment.frequency("chars", "卫") == 1


def test_a_supplied_node_keeps_its_x(tmp_path):
    [document] = Corpus([Work("t", (Part("", "卫"),))]).documents()
    segment = written([document | {"anchor": "s12x"}], tmp_path)
    assert segment.anchor(0) == "s12x"
    assert segment.anchors.tolist() == [12]


def test_more_topics_than_bits_in_a_word_and_more_characters_than_a_sort_key_holds(tmp_path, monkeypatch):
    monkeypatch.setattr(characters, "_MANY", 2)
    topics = tuple(f"topic{number}" for number in range(100))
    segment = written(Corpus([Work("t", (Part("", "公共卫生", "", topics),))]).documents(), tmp_path)
    assert segment.topics(0) == list(topics)
    assert segment.positions("chars", "共卫").tolist() == [2]


def test_half_of_a_character_and_the_gap_itself_are_kept_apart(tmp_path):
    body = f"卫\ud840{FIELD_GAP}生"
    segment = written(Corpus([Work("t", (Part("", body),))]).documents(), tmp_path)
    assert segment.positions("chars", "\ud840 ").tolist() == [2]
    assert segment.body_lengths.tolist() == [4]


class Shelf:
    """A corpus in the index that changes a report at a time."""

    def __init__(self, works):
        self.works = list(works)
        self.backend = connections["default"].get_backend()
        self.backend.rebuild(Corpus(self.works).documents())

    def change(self, number, work):
        self.works[number] = work
        report = f"r{number}"
        documents = [one for one in Corpus(self.works).documents() if one["report"] == report]
        self.backend.replace([report], documents)

    def check(self):
        wanted = {(d["report"], d["anchor"]): d for d in Corpus(self.works).documents()}
        held = {}
        for segment in generation().segments:
            for number in set(range(segment.size)) - set(segment.deleted.tolist()):
                report = segment.reports[segment.report_of[number]].public_id
                held[report, segment.anchor(number)] = (segment, number)
        assert held.keys() == wanted.keys()
        for key, (segment, number) in held.items():
            self.check_text(wanted[key], segment, number)

    def check_text(self, document, segment, number):
        heading, _gap, body = document["chars"].partition(FIELD_GAP)
        laid = fold(f"{heading}{FIELD_GAP}{body}{FIELD_GAP}")
        first, last = segment.starts[number], segment.starts[number + 1]
        for term in ("卫", "卫生", "公共", "a", "。" + FIELD_GAP):
            positions = segment.positions("chars", term)
            mine = positions[(positions >= first) & (positions < last)] - first
            assert mine.tolist() == [place for place in range(len(laid)) if laid.startswith(term, place)]


def shelf_work(random, number):
    def text(most):
        return "".join(random.choices(ALPHABET, k=random.randint(0, most)))

    parts = tuple(Part(text(5), text(40)) for _part in range(random.randint(1, 4)))
    return Work(f"t{number}", parts)


@pytest.mark.usefixtures("fresh_index")
def test_segments_merge_without_losing_or_keeping_anything(rng):
    shelf = Shelf(shelf_work(rng, number) for number in range(12))
    met = set()
    for turn in range(20):
        number = rng.randrange(12)
        shelf.change(number, shelf_work(rng, number) if turn % 5 else Work("", ()))
        shelf.check()
        met.add(len(generation().segments))
    assert max(met) > 3, "nothing was written beside"
    assert max(met) < 10, "nothing was merged"


@pytest.mark.usefixtures("fresh_index")
def test_segments_stay_the_same_objects_but_for_their_deletions():
    shelf = Shelf([Work("t", (Part("", "卫生"),)), Work("u", (Part("", "公共"),))])
    [before] = generation().segments
    shelf.change(0, Work("t", (Part("", "癌"),)))
    after, fresh = generation().segments
    assert after.name == before.name
    assert after.section_ids is before.section_ids
    assert (before.deleted.tolist(), after.deleted.tolist()) == ([], [0])
    assert fresh.name != after.name


def test_a_list_cut_short_is_a_search_error(tmp_path):
    written(Corpus([Work("t", (Part("", "卫生" * 200),))]).documents(), tmp_path)
    path = tmp_path / "one.packed"
    held = {name: array.copy() for name, array in arrays.read(path).items()}
    held["pairs.positions"][:] = 0xFF
    assert arrays.is_intact(path)
    arrays.write(path, held)
    with pytest.raises(SearchError, match="damaged"):
        Segment("one", path).positions("chars", "卫生")


def test_parts_without_a_term_of_another_are_united(tmp_path):
    found = [dict(pool_of(body).tables())["pairs"] for body in ("卫生", "公共卫生")]
    starts = np.array([0, 6])
    moved = found[1].moved(np.array([0]), starts, np.array([100]))
    both = united([found[0], moved])
    assert [term.decode() for term in both.terms if b"\x1e" not in term] == ["公共", "共卫", "卫生"]


def pool_of(body):
    pool = Pool()
    [document] = Corpus([Work("t", (Part("", body),))]).documents()
    pool.add(document)
    return pool
