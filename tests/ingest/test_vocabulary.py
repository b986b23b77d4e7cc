import pytest

from archive.ingest.types import RegionName
from archive.ingest.vocabulary import load_vocabulary
from tests.ingest.vocabularies import SEEDS, vocabulary


def test_stems_of_townships_are_known_beside_full_names():
    assert "420683" in vocabulary().townships["吴店"]
    assert "420683" in vocabulary().townships["吴店镇"]


def test_terms_are_folded():
    assert "互联网" in vocabulary().topics["digital"]
    assert "drg" in vocabulary().topics["reform"]


def test_every_code_has_a_label():
    words = vocabulary()

    assert set(words.topics) == set(words.topic_labels)
    assert set(words.kinds) == set(words.kind_labels)
    assert set(words.roles) == set(words.role_labels)
    assert words.kind_labels["summary_plan"] == "总结与计划"


def test_a_kind_without_patterns_is_still_a_kind():
    assert vocabulary().kinds["other"] == ()


def test_regions_are_handed_through():
    region = RegionName("141129", "中阳县", "county", 1983, None)

    assert load_vocabulary(SEEDS / "lexicons", [region]).regions == (region,)


def test_a_missing_list_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        load_vocabulary(tmp_path, [])
