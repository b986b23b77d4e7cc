import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import lexicon
from search.language import reading
from search.language.ast import Exact, Near, Reason, Term, Variant, leaves
from search.language.reading import SCATTER_SLACK, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def called(monkeypatch):
    """A lexicon of one entry: 疾控 is 疾病预防控制."""
    entries = {"疾控": (("疾病预防控制", Reason.SYNONYM),)}
    monkeypatch.setattr(lexicon, "variants", lambda folded: entries.get(folded, ()))
    monkeypatch.setattr(lexicon, "version", lambda: "test")
    reading.forget()
    yield entries
    reading.forget()


def test_a_bare_word_is_searched_under_its_other_names(called):
    term = read("疾控").root
    assert term.variants == (Variant(Exact("疾病预防控制"), "疾病预防控制", Reason.SYNONYM),)
    assert read("疾控").interpreted == "疾控（含 疾病预防控制）"


def test_a_longer_word_is_searched_as_its_words_near_each_other(called):
    [variant] = read("公共衛生監測").root.variants
    assert variant.pattern == Near(("公共卫生", "监测"), SCATTER_SLACK)
    assert (variant.reason, variant.text) == (Reason.SCATTERED, "公共卫生、监测")


@pytest.mark.parametrize(
    "query",
    [
        "卫生",
        "癌",
        '"公共卫生监测"',
        "公共卫生监测*",
        '"疾控 疾控中心"~3',
        "1,200人",
        "x y",
        "2020-2024",
        "卫生监督" * 20,
    ],
)
def test_one_word_a_phrase_a_prefix_and_words_near_each_other_stay_as_typed(called, query):
    assert all(term.variants == () for term in read(query).terms)


@pytest.mark.parametrize("query", ["-疾控", "卫生 -疾控", "-(卫生 OR 疾控)", "-公共卫生监测"])
def test_what_is_excluded_is_excluded_as_typed(called, query):
    assert all(term.variants == () for term in read(query).unwanted)


def test_a_double_negation_wants_the_word(called):
    assert read("-(-疾控)").root.child.child.variants != ()


def test_only_what_was_typed_is_searched_on_request(called):
    assert read("疾控 公共卫生监测", verbatim=True).interpreted == "疾控 且 公共卫生监测"
    strict = read("衛生 疾控", strict=True)
    assert [(term.glyphs, term.variants) for term in strict.terms] == [(("衛生",), ()), (("疾控",), ())]
    assert strict.interpreted.endswith("（严格字形）")


def test_a_changed_lexicon_changes_what_is_read(called, monkeypatch):
    before = read("疾控")
    called.clear()
    assert read("疾控") is before
    monkeypatch.setattr(lexicon, "version", lambda: "another")
    assert read("疾控").root.variants == ()


def test_a_query_keeps_what_was_typed_and_says_what_was_bent():
    query = read("(疾控 OR")
    assert query.typed == "(疾控 OR"
    assert len(query.notices) == 2
    assert not read("((")
    assert read("((").notices


@pytest.mark.usefixtures("regions")
def test_divisions_are_read_from_the_table():
    assert read("地区:浙江").root.values == ("33",)
    assert read("地区:火星").notices == ("“地区”里没有“火星”，这一项不会有命中。",)


def test_either_script_asks_the_same():
    simplified, traditional = read("(卫生 AND NOT 公共) OR 医共体"), read("（衛生 AND NOT 公共） OR 醫共體")
    patterns = [[leaf.patterns for leaf in leaves(query.root)] for query in (simplified, traditional)]
    assert patterns[0] == patterns[1]


def test_a_very_long_text_is_not_remembered():
    assert read("医" * 5000).terms[0].text == read("医" * 6000).terms[0].text


@settings(max_examples=150, deadline=None)
@given(st.text('卫衛生公共a1 -!|()（）"“~*:：地区年份', max_size=30), st.booleans(), st.booleans())
def test_anything_typed_is_read(query, verbatim, strict):
    found = read(query, verbatim=verbatim, strict=strict)
    assert bool(found) == bool(found.interpreted)
    for term in found.terms:
        assert isinstance(term, Term)
        assert not (term.variants and (verbatim or strict))
        assert all(text for text in (term.text, term.typed))
