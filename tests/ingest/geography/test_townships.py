import gzip
import json
import time

from archive.ingest.geography import township_list
from archive.ingest.geography.townships import vote
from tests.ingest.vocabularies import reading, vocabulary

BODY = "吴店镇、七方镇卫生院已完工,杨当、刘升、平林等3个卫生院开工,琚湾镇卫生院启用。"


def test_townships_agree_on_their_county():
    found = vote(reading(BODY), vocabulary().townships)

    assert found is not None
    assert found.code == "420683"
    assert {"七方", "杨当", "刘升", "琚湾"} <= set(found.names)


def test_the_names_are_shown_where_they_stand():
    found = vote(reading(BODY), vocabulary().townships)

    assert found is not None
    assert [BODY[slice(*span)] for span in found.spans] == list(found.names)


def test_two_names_are_not_enough():
    assert vote(reading("七方镇和杨当镇卫生院。"), vocabulary().townships) is None


def test_two_counties_with_as_many_names_leave_it_open():
    townships = dict.fromkeys(["甲乙", "丙丁", "戊己"], ("420683",)) | dict.fromkeys(
        ("子丑", "寅卯"), ("370812",)
    )

    assert vote(reading("甲乙镇、丙丁镇、戊己镇、子丑镇、寅卯镇。"), townships) is None


def test_names_of_very_many_counties_do_not_vote():
    townships = {name: tuple(map(str, range(20))) for name in ("城关", "城东", "城西")}

    assert vote(reading("城关镇、城东镇、城西镇。"), townships) is None


def test_a_text_without_townships_is_silent():
    assert vote(reading("各乡镇卫生院完成任务。"), vocabulary().townships) is None


def test_the_lexicon_is_made_of_township_rows(tmp_path):
    rows = [
        {"code": "420683", "name": "枣阳市", "town": 0},
        {"code": "420683", "name": "吴店镇", "town": "001"},
        {"code": "371702", "name": "吴店镇", "town": "002"},
    ]
    source, target = tmp_path / "data.json", tmp_path / "townships.tsv.gz"
    source.write_text(json.dumps(rows), encoding="utf-8")

    assert township_list.write(source, target) == 1
    assert gzip.decompress(target.read_bytes()).decode() == ("name\tcounties\n吴店镇\t371702,420683\n")


def test_the_same_list_gives_the_same_bytes(tmp_path):
    source = tmp_path / "data.json"
    source.write_text('[{"code": "1", "name": "甲镇", "town": 1}]', encoding="utf-8")
    targets = [tmp_path / "a", tmp_path / "b"]
    for target in targets:
        township_list.write(source, target)

    assert targets[0].read_bytes() == targets[1].read_bytes()


def test_a_very_long_list_is_read_in_little_time():
    started = time.perf_counter()

    vote(reading("卫生、" * 10000), vocabulary().townships)

    assert time.perf_counter() - started < 5
