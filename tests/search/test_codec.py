"""Packed fields as Whoosh itself sees them."""

import pytest
from haystack import connections
from whoosh import query
from whoosh.reading import SegmentReader, TermNotFound

from search.backends.writing.codec import PackedCodec
from tests.search.corpus import Corpus, Part, Work

pytestmark = pytest.mark.usefixtures("fresh_index")
CORPUS = Corpus(
    [
        Work("a", (Part("卫生", "公共卫生服务"), Part("", "癌症"))),
        Work("b", (Part("", "卫生卫生監督"),)),
    ]
)


@pytest.fixture
def index():
    CORPUS.write()
    return connections["default"].get_backend().opened()


@pytest.fixture
def reader(index):
    with index.reader() as opened:
        yield opened


def found(index, asked):
    with index.searcher() as searcher:
        return {hit["django_id"]: hit.score for hit in searcher.search(asked)}


def test_whooshs_own_searcher_finds_packed_terms(index):
    assert found(index, query.Term("chars", "癌")).keys() == {"1"}
    scores = found(index, query.Term("chars", "卫生"))
    assert scores == {"0": 2.0, "100": 2.0}
    assert found(index, query.Term("text", "公共卫生")).keys() == {"0"}
    assert found(index, query.Prefix("text", "癌")).keys() == {"1"}
    assert found(index, query.FuzzyTerm("text", "癌正")).keys() == {"1"}
    assert found(index, query.Term("chars", "癌") & query.Term("report", "r0")).keys() == {"1"}
    assert not found(index, query.Term("chars", "馆"))


def test_terms_of_all_fields_stand_in_one_order(reader):
    terms = list(reader.all_terms())
    assert terms == sorted(terms)
    assert {field for field, _term in terms} >= {"chars", "text", "report"}
    assert ("chars", "卫生".encode()) in reader
    assert ("chars", "馆".encode()) not in reader
    assert ("report", b"r1") in reader
    assert list(reader.lexicon("report")) == [b"r0", b"r1"]
    assert "卫生".encode() in list(reader.expand_prefix("chars", "卫"))


def test_frequencies_count_documents_and_occurrences(reader):
    assert (reader.doc_frequency("chars", "卫生"), reader.frequency("chars", "卫生")) == (2, 4)
    assert (reader.doc_frequency("report", "r0"), reader.frequency("report", "r0")) == (2, 2)
    info = reader.term_info("chars", "卫生")
    assert (info.min_id(), info.max_id(), info.max_weight()) == (0, 2, 2)
    assert reader.term_info("report", "r1").doc_frequency() == 1
    infos = dict(reader)
    assert infos["chars", "癌".encode()].doc_frequency() == 1
    assert dict(reader.iter_from("text", "癌"))["text", "癌症".encode()].weight() == 1


def test_a_term_that_is_not_there_is_not_found(reader):
    with pytest.raises(TermNotFound):
        reader.postings("chars", "馆")


def test_a_cursor_walks_packed_terms_and_stock_ones(index, reader):
    schema = index.schema
    terms = PackedCodec().terms_reader(reader.storage(), reader.segment())
    cursor = terms.cursor("glyphs", schema["text"])
    assert (cursor.text(), cursor.is_valid(), cursor.term_info().doc_frequency()) == ("監", True, 1)
    assert cursor.next() is None
    assert (cursor.is_valid(), cursor.term_info()) == (False, None)
    assert cursor.first() == "監"
    assert cursor.find("癌") is None or cursor.find("癌") > "癌"
    assert terms.cursor("report", schema["report"]).text() == "r0"


def test_haystacks_own_update_packs_too(index):
    writer = index.writer()
    [document] = Corpus([Work("c", (Part("", "托育"),))]).documents()
    writer.add_document(**document | {"report": "r9", "topics": "tcm,party"})
    writer.commit()
    segment = index.stored_segments(index.latest_generation())[-1]
    with SegmentReader(index.storage, index.schema, segment) as opened:
        assert opened.frequency("chars", "托育") == 1
