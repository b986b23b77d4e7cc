from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from archive.text.fold import fold
from archive.text.segment import words
from search.lexicon import shipped
from search.lexicon.editing import Wording, faults, put_back, switch, write
from search.lexicon.table import sources
from search.models import LexiconStamp, Origin, Relation, SynonymSet
from tests.conftest import SEEDS
from tests.search.lexicon.sets import a_set

SHIPPED = shipped.read(Path(settings.LEXICON_DIR) / shipped.FILE_NAME)
# Stand across the edge of another word, seldom or seemingly: 中医改良; 慢病患者, cut as 慢 and 病患者.
SELDOM_BY_CHANCE = {"医改", "慢病"}


def one(*terms, relation="short", note=""):
    return shipped.Shipped(relation, terms, note)


def held(name):
    return SynonymSet.objects.get(name=name)


class TestFile:
    """What the shipped file says."""

    def test_it_holds_the_words_of_the_field(self):
        assert len(SHIPPED) >= 120
        assert {entry.relation for entry in SHIPPED} == set(Relation.values)

    def test_each_term_finds_others_in_one_set_only(self):
        found = Counter(source for entry in SHIPPED for source in sources(entry.relation, entry.terms))
        assert [source for source, sets in found.items() if sets > 1] == []

    @pytest.mark.django_db
    def test_each_set_could_have_been_typed_by_staff(self):
        wrong = {entry.name: faults(Wording(entry.relation, entry.terms)) for entry in SHIPPED}
        assert {name: sentences for name, sentences in wrong.items() if sentences} == {}

    def test_no_abbreviation_is_searched_that_the_seeds_hold_by_chance(self):
        texts = [fold(path.read_text(encoding="utf-8")) for path in sorted(SEEDS.glob("*.txt"))]
        assert [term for term in _short_targets() if any(_by_chance(term, text) for text in texts)] == []


class TestLoading:
    """Bringing the shipped sets into the database."""

    pytestmark = pytest.mark.django_db

    def test_a_second_load_changes_nothing(self):
        assert shipped.load(SHIPPED) == shipped.Loaded(added=len(SHIPPED))
        stamp = LexiconStamp.objects.get().value
        assert shipped.load(SHIPPED) == shipped.Loaded()
        assert LexiconStamp.objects.get().value == stamp

    def test_a_set_follows_the_file(self):
        shipped.load([one("甲一", "甲二"), one("乙一", "乙二")])
        assert shipped.load([one("甲一", "甲二", "甲三", note="新")]) == shipped.Loaded(changed=1, removed=1)
        assert held("甲一").terms == ["甲一", "甲二", "甲三"]
        assert SynonymSet.objects.count() == 1

    def test_what_staff_changed_or_switched_off_stays(self, staff_user):
        shipped.load([one("甲一", "甲二"), one("乙一", "乙二")])
        write(Wording("similar", ("甲一", "甲九")), staff_user, held("甲一"))
        switch(held("乙一"), staff_user, active=False)
        done = shipped.load([one("甲一", "甲二", "甲三"), one("乙一", "乙二")])
        assert done == shipped.Loaded(kept=2)
        assert held("甲一").terms == ["甲一", "甲九"]
        assert not held("乙一").active

    def test_a_set_put_back_says_what_the_file_says_by_now_and_follows_it(self, staff_user):
        shipped.load([one("甲一", "甲二")])
        write(Wording("similar", ("甲一", "甲九")), staff_user, held("甲一"))
        shipped.load([one("甲一", "甲二", "甲三")])
        put_back(held("甲一"), staff_user)
        assert held("甲一").terms == ["甲一", "甲二", "甲三"]
        assert shipped.load([one("甲一", "甲四")]) == shipped.Loaded(changed=1)

    def test_a_set_staff_changed_becomes_their_own_when_the_file_drops_it(self, staff_user):
        shipped.load([one("甲一", "甲二")])
        write(Wording("similar", ("甲一", "甲九")), staff_user, held("甲一"))
        assert shipped.load([]) == shipped.Loaded(kept=1)
        kept = SynonymSet.objects.get()
        assert (kept.origin, kept.terms, kept.is_changed) == (Origin.STAFF, ["甲一", "甲九"], False)

    def test_a_new_set_with_a_term_of_staff_is_added_switched_off_and_stays_so(self):
        a_set("甲二", "甲九")
        assert shipped.load([one("甲一", "甲二")]) == shipped.Loaded(added=1, clashing=1)
        assert not held("甲一").active
        assert shipped.load([one("甲一", "甲二")]) == shipped.Loaded(kept=1)

    def test_the_command_says_in_one_line_what_it_did(self):
        said = StringIO()
        call_command("load_synonyms", stdout=said)
        assert f"新增 {len(SHIPPED)}，" in said.getvalue()
        assert SynonymSet.objects.count() == len(SHIPPED)

    def test_the_command_can_be_silent(self):
        said = StringIO()
        call_command("load_synonyms", stdout=said, verbosity=0)
        assert said.getvalue() == ""

    def test_a_missing_or_broken_file_is_refused_in_one_line(self, tmp_path):
        with pytest.raises(CommandError, match="nowhere"):
            call_command("load_synonyms", file=tmp_path / "nowhere.tsv")
        (tmp_path / "broken.tsv").write_text("a\tb\n1\t2\n")
        with pytest.raises(CommandError, match="relation"):
            call_command("load_synonyms", file=tmp_path / "broken.tsv")


def _short_targets():
    """Terms of two characters that other terms find."""
    two_way = {Relation.EQUAL, Relation.SHORT, Relation.LINEAGE, Relation.SIMILAR}
    terms = (term for entry in SHIPPED if entry.relation in two_way for term in entry.terms)
    return [term for term in terms if len(term) == 2 and term not in SELDOM_BY_CHANCE]


def _by_chance(term, text):
    """Whether the term stands in a line of the text across the edge of another word."""
    return any(_is_torn(term, line) for line in text.splitlines() if term in line)


def _is_torn(term, line):
    edges = {edge for token in words(line) for edge in (token.start, token.end)}
    places = [place for place in range(len(line)) if line.startswith(term, place)]
    return any(place + 1 in edges and not {place, place + 2} <= edges for place in places)
